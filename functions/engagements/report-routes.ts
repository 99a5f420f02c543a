import * as z from 'zod';
import { forbidden } from '../../shared/errors.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { has } from '../../shared/http/rights.ts';
import { type Caller, everyone, routesOf } from '../../shared/http/route.ts';
import { Money } from '../../shared/money.ts';
import { feesOf } from './fee-report.ts';
import { feeTotals } from './fee-totals.ts';

/** Of the whole, from 0 to 1. */
const Share = z.number().meta({ description: 'Of the whole, from 0 to 1, to four decimals' });

const FeesOfClient = z
  .object({
    client: z.object({ id: z.string(), name: z.string(), number: z.string().optional() }),
    annual: Money,
    share: Share,
    group: z.object({ id: z.string(), name: z.string(), annual: Money, share: Share }).optional(),
  })
  .meta({ id: 'FeesOfClient' });

const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 10_000);

type Fees = Awaited<ReturnType<typeof feesOf>>;

function present({ rows, totals, named, currency, next }: Fees) {
  const whole = totals.get(feeTotals.all) ?? 0;
  const told = (amount: number) => ({ annual: { amount, currency }, share: share(amount, whole) });
  const groupOf = (id: string) => ({ id, name: named.get(id) ?? '', ...told(totals.get(feeTotals.ofGroup(id)) ?? 0) });
  return {
    total: { amount: whole, currency },
    items: rows.map(({ clientId: id, name, number, groupId, annual }) => ({
      client: { id, name, ...(number !== undefined && { number }) },
      ...told(annual),
      ...(groupId !== undefined && { group: groupOf(groupId) }),
    })),
    ...(next !== undefined && { next }),
  };
}

export const feeReportRoutes = [
  routesOf().reads({
    method: 'GET',
    path: '/v1/reports/fees',
    summary: 'Annual fees by client, the largest first, with their groups’ and the firm’s',
    description:
      'Of active engagements of active clients, for who may see the firm’s revenue. Totals and shares are of what the caller may see.',
    allow: everyone,
    query: Paging,
    response: List(FeesOfClient).extend({ total: Money }),
    async load({ query }, { records }) {
      const caller = (await records.reader()) as Caller;
      if (!has(caller, 'revenue'))
        throw forbidden('This takes the right to revenue; an administrator can give it to you', { right: 'revenue' });
      return feesOf(records, query.limit, query.cursor);
    },
    answer: ({ loaded }) => present(loaded),
  }),
];
