import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import type { Holding, Receiver } from '../../shared/table/entity.ts';

const Part = z.strictObject({
  /** As templates name it: `coordinator`, `intake`, `conflicts`. */
  role: z
    .string()
    .max(40)
    .regex(/^[a-z][A-Za-z0-9-]*$/, 'A word in small letters, such as coordinator'),
  memberId: Id('member'),
});

/** Who does something for the whole firm, whichever client it is for. */
export const FirmRoles = z.object({ id: z.literal('roles'), people: z.array(Part).max(40) });
export type FirmRoles = z.output<typeof FirmRoles>;

export const FirmRolesInput = z
  .strictObject({ people: FirmRoles.shape.people })
  .refine(({ people }) => new Set(people.map(({ role }) => role)).size === people.length, {
    path: ['people'],
    message: 'A role is filled by one person',
  })
  .meta({ id: 'FirmRolesInput' });

export const FirmRolesView = z
  .object({ people: z.array(Part), version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'FirmRoles' });

export const holders = ({ people }: FirmRoles): Holding[] =>
  people.map(({ role, memberId }) => ({ memberId, part: role, of: 'the firm' }));

export const handOver = (roles: FirmRoles, from: string, to: Receiver): FirmRoles => ({
  ...roles,
  people: roles.people.map((one) => (one.memberId === from ? { ...one, memberId: to(one.role) ?? from } : one)),
});
