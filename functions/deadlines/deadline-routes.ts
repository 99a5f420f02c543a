import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { notFound } from '../../shared/errors.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Registration } from '../clients/registration.ts';
import { deadlineKeys, type DeadlineKey } from './dates-of-law.ts';
import { DeadlinesView, deadlinesView, DeadlineView, deadlineView } from './deadline-view.ts';
import type { Facts } from './facts.ts';
import { listPostponements } from './store.ts';

const on = routesOf();

const ByKey = z.object({ key: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/, 'A key like us-1040') });

const date = CivilDate.optional();
const yes = z.enum(['true', 'false']).optional();

/** What is known, as a query says it. */
const Known = z.strictObject({
  periodEnd: date,
  yearEnd: date,
  planYearEnd: date,
  quarterEnd: date,
  monthEnd: date,
  yearBegins: date,
  payDate: date,
  installment: z.coerce.number().int().min(1).max(4).optional(),
  depositSchedule: z.enum(['monthly', 'semi-weekly']).optional(),
  depositsTimely: yes,
  reachesNextDay: yes,
  /** Of the registration for a sales tax. */
  authority: Registration.shape.authority.optional(),
  dueDay: z.coerce.number().pipe(Registration.shape.dueDay.unwrap()).optional(),
  /** Where the client is, as a postponement names it. */
  area: z.string().trim().min(1).max(120).optional(),
});

function factsOf({ depositsTimely, reachesNextDay, authority, dueDay, area, ...rest }: z.output<typeof Known>): Facts {
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(known) as Facts),
    depositsTimely: depositsTimely === 'true',
    reachesNextDay: reachesNextDay === 'true',
    ...(authority !== undefined && { registration: { authority, dueDay } }),
    ...(area !== undefined && { areas: [area] }),
  };
}

function keyOf(text: string): DeadlineKey {
  const key = deadlineKeys.find((one) => one === text);
  if (!key) throw notFound('date of law', text);
  return key;
}

export const deadlineRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/deadlines',
    summary: 'Every date of law that templates can name, with when it falls in a year',
    description:
      'For a client with a calendar year who is in no area with a postponement. The firm answers for its filings.',
    allow: everyone,
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) }),
    response: z.object({ items: z.array(DeadlinesView) }),
    load: (_, { records }) => listPostponements(records),
    answer: ({ loaded, query }) => ({ items: deadlineKeys.map((key) => deadlinesView(key, query.year, loaded)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/deadlines/{key}',
    summary: 'When something is due by law, with every step to it, or what has to be known first',
    allow: everyone,
    params: ByKey,
    query: Known,
    response: DeadlineView,
    async load({ params }, { records }) {
      keyOf(params.key);
      return listPostponements(records);
    },
    answer: ({ loaded, params, query }) => deadlineView(keyOf(params.key), factsOf(query), loaded),
  }),
];
