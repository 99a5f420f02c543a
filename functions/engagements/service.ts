import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { RoleOf } from '../clients/client.ts';
import { put } from '../clients/put.ts';
import { Fee, Frequency } from './fee.ts';

/** One thing that the firm does for a client. What it costs stands beside it, since it takes a right of its own. */
export const Service = z.object({
  id: Id('service'),
  /** The firm's own short word for it: `CLOSE`, `1120S`. */
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._/-]{0,18}[\p{L}\p{N}])?$/u, 'A short word such as CLOSE or 1120S'),
  name: z.string().trim().min(1).max(120),
  /** The template of its jobs, by key. */
  template: z.string().trim().min(1).max(80).optional(),
  frequency: Frequency,
  /** The first day of the first period. */
  firstPeriod: CivilDate.optional(),
  /** For one period. */
  budgetMinutes: z.int().min(0).max(600_000).optional(),
  /** Who does it, where it is not whoever works for the client anyway. */
  roles: z.array(RoleOf).max(15).optional(),
  isPaused: z.boolean().optional(),
});
export type Service = z.output<typeof Service>;

const { id: _, ...of } = Service.shape;

export const ServiceInput = z.strictObject({ ...of, fee: Fee.optional() }).meta({ id: 'ServiceInput' });
export type ServiceInput = z.output<typeof ServiceInput>;

/** null takes a value away. */
export const ServicePatch = z
  .strictObject({
    code: of.code.optional(),
    name: of.name.optional(),
    template: of.template.nullable(),
    frequency: of.frequency.optional(),
    firstPeriod: of.firstPeriod.nullable(),
    budgetMinutes: of.budgetMinutes.nullable(),
    roles: of.roles,
    isPaused: of.isPaused,
    fee: Fee.nullable().optional(),
  })
  .meta({ id: 'ServicePatch' });
export type ServicePatch = z.output<typeof ServicePatch>;

export const ServiceView = Service.extend({
  roles: z.array(RoleOf),
  isPaused: z.boolean(),
  fee: Fee.optional(),
}).meta({ id: 'Service' });

/** A service that does not rest says nothing of it. */
const awake = ({ isPaused, ...service }: Service): Service => ({ ...service, ...(isPaused && { isPaused }) });

export const make = ({ fee: _fee, ...input }: ServiceInput, id: string): Service => {
  const { code, name, frequency } = input;
  return awake(put<Service>({ id, code, name, frequency }, input));
};

export const change = (service: Service, { fee: _fee, ...patch }: ServicePatch): Service => awake(put(service, patch));
