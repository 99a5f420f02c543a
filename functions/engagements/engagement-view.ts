import * as z from 'zod';
import { Money } from '../../shared/money.ts';
import { has } from '../../shared/http/rights.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { Engagement, Status, statusOf } from './engagement.ts';
import { annualOf } from './fee.ts';
import { ServiceView } from './service.ts';

const doable = ['edit', 'activate', 'pause', 'resume', 'end', 'setFees'] as const;

export const EngagementView = Engagement.omit({ fees: true, services: true })
  .extend({
    status: Status,
    services: z.array(ServiceView),
    /** What its fees come to in a year. */
    annual: Money.optional(),
    version: z.int(),
    can: z.object(
      Object.fromEntries(doable.map((name) => [name, z.boolean()])) as Record<(typeof doable)[number], z.ZodBoolean>,
    ),
  })
  .meta({ id: 'Engagement' });

/** Fees are for who may see amounts, and in lists over all clients for who may see the firm's revenue. */
export function view(
  { fees = {}, services, billingClientId, ...engagement }: Stored<Engagement>,
  caller: Caller,
  right: 'amounts' | 'revenue' = 'amounts',
) {
  const status = statusOf(engagement);
  const seesFees = has(caller, 'amounts') && has(caller, right);
  const annual = seesFees ? annualOf(services, fees) : undefined;
  const edits = caller.role !== 'guest' && status !== 'ended';
  return {
    ...engagement,
    status,
    services: services.map((service) => ({
      isPaused: false,
      roles: [],
      ...service,
      ...(seesFees && fees[service.id] && { fee: fees[service.id] }),
    })),
    ...(annual && { annual }),
    ...(billingClientId !== undefined && mayRead(caller, [billingClientId]) && { billingClientId }),
    can: {
      edit: edits,
      activate: edits && engagement.activatedAt === undefined,
      pause: edits && status === 'active',
      resume: edits && status === 'paused',
      end: edits,
      setFees: edits && has(caller, 'amounts'),
    },
  };
}
