import type { AnyModel } from '../../shared/events/project.ts';
import type { Item, Key } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { statusOf } from './engagement.ts';
import { annualOf } from './fee.ts';
import { engagements } from './store.ts';

/** The fees of a year, in the firm's currency: of one client's active engagements, of a group, of all. */
export const feeTotals = {
  all: 'fees',
  ofClient: (clientId: string) => `fees-of#${clientId}`,
  ofGroup: (groupId: string) => `fees-of-group#${groupId}`,
};
export const feePart = 'FEES';
export const feesPk = 'FEES';

/** One row for each client with fees: what the report shows of it. */
export type FeeRow = { clientId: string; name: string; number?: string; groupId?: string; annual: number };

/** The largest first, as a sort key goes. */
const descending = (amount: number) => String(Number.MAX_SAFE_INTEGER - amount).padStart(16, '0');

function rowOf(record: Item, annual: number): Item & FeeRow {
  const { id, name, number, groupId } = clients.read(record);
  return {
    pk: feesPk,
    sk: `${descending(annual)}#${id}`,
    entity: 'fee',
    clientId: id,
    clientIds: [id],
    name,
    ...(number !== undefined && { number }),
    ...(groupId !== undefined && { groupId }),
    annual,
  };
}

function counts(record: Item, annual: number): boolean {
  const { lifecycle, internal } = clients.read(record);
  return annual > 0 && lifecycle === 'active' && !internal;
}

/** A client's engagements are told beside it; it alone says whether it is active, and of which group it is. */
export const feeModels: readonly AnyModel[] = [
  {
    of: 'engagement',
    totals(record): Record<string, number> {
      const engagement = engagements.read(record);
      if (statusOf(engagement) !== 'active') return {};
      const annual = annualOf(engagement.services, engagement.fees ?? {})?.amount ?? 0;
      return annual > 0 ? { [feeTotals.ofClient(engagement.clientId)]: annual } : {};
    },
    follows: (total): Key | undefined =>
      total.startsWith(feeTotals.ofClient('')) ? clients.key(total.slice(feeTotals.ofClient('').length)) : undefined,
  },
  {
    of: 'client',
    beside: { part: feePart, total: (record) => feeTotals.ofClient(clients.read(record).id) },
    rows: (record, annual) => (counts(record, annual) ? [rowOf(record, annual)] : []),
    totals(record, annual): Record<string, number> {
      if (!counts(record, annual)) return {};
      const { groupId } = clients.read(record);
      return { [feeTotals.all]: annual, ...(groupId !== undefined && { [feeTotals.ofGroup(groupId)]: annual }) };
    },
  },
];
