import { left } from '../../shared/table/left.ts';
import type { Engagement } from './engagement.ts';
import type { Service } from './service.ts';

const erased = 'Erased';

/** What says nothing of who the client is: what it paid, and from when to when, stays. */
const kept = [
  'id',
  'clientId',
  'letter',
  'startsOn',
  'endsOn',
  'renewal',
  'billingClientId',
  'fees',
  'proposals',
  'activatedAt',
  'pausedAt',
  'endedAt',
  'createdAt',
] as const satisfies readonly (keyof Engagement)[];

const keptOfService = [
  'id',
  'template',
  'frequency',
  'firstPeriod',
  'budgetMinutes',
  'isPaused',
] as const satisfies readonly (keyof Service)[];

/** The firm's own short word for a service may name someone as well. */
const blankService = (service: Service): Service => ({ ...left(service, keptOfService), code: erased, name: erased });

/** Nothing is done any more for who was erased: what was agreed is over. */
export const blank = (engagement: Engagement, now: string): Engagement => ({
  ...left(engagement, kept),
  title: erased,
  services: engagement.services.map(blankService),
  endedAt: engagement.endedAt ?? now,
  erasedAt: now,
});
