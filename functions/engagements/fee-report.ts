import { keyNamed, type Part, partKey, totalKey } from '../../shared/events/project.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients, groups } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import { feePart, type FeeRow, feesPk, feeTotals } from './fee-totals.ts';

/** What these clients put into each total. At most 200 can be chosen, or kept from someone. */
async function partsOf(records: Records, clientIds: readonly string[]): Promise<Part[]> {
  return (await records.items(clientIds.map((id) => partKey(clients.key(id), feePart)))) as unknown as Part[];
}

const sumOf = (parts: readonly Part[], total: string) =>
  parts.reduce((sum, { totals }) => sum + (totals[total] ?? 0), 0);

/**
 * A total as the caller may know it: without what the clients behind their walls put into it, or of the chosen ones
 * only. What is hidden cannot be reckoned from it.
 */
async function totalsFor(records: Records, names: readonly string[], parts: readonly Part[], isChosen: boolean) {
  if (isChosen) return new Map(names.map((name) => [name, sumOf(parts, name)]));
  const kept = await records.items(names.map(totalKey));
  const amounts = new Map(kept.map(({ pk, amount }) => [pk, amount as number]));
  return new Map(names.map((name) => [name, (amounts.get(totalKey(name).pk) ?? 0) - sumOf(parts, name)]));
}

const asRows = (items: readonly Item[]) => items as unknown as FeeRow[];

async function rowsFor(records: Records, chosen: readonly Part[] | undefined, limit: number, cursor?: string) {
  if (!chosen) return records.page({ pk: feesPk, limit }, cursor);
  const items = await records.items(chosen.flatMap(({ rows }) => Object.keys(rows).map(keyNamed)));
  return { items: items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1)) };
}

/** Annual fees by client, the largest first, with those of their groups and of all. */
export async function feesOf(records: Records, limit: number, cursor?: string) {
  const { scope } = await records.reader();
  const parts = await partsOf(records, scope.only ?? scope.except ?? []);
  const page = await rowsFor(records, scope.only && parts, limit, cursor);
  const rows = asRows(page.items);
  const groupIds = [...new Set(rows.flatMap(({ groupId }) => groupId ?? []))];
  const names = [feeTotals.all, ...groupIds.map(feeTotals.ofGroup)];
  const [totals, found, firm] = await Promise.all([
    totalsFor(records, names, parts, scope.only !== undefined),
    records.getMany(groups, groupIds),
    records.get(firms, 'firm'),
  ]);
  const named = new Map(found.map((group) => [group.id, group.name]));
  return { rows, totals, named, currency: firm.currency, ...('next' in page && { next: page.next }) };
}
