import { civilDateAt } from '../../shared/dates/zone.ts';
import { broken } from '../../shared/errors.ts';
import type { Check } from '../../shared/events/types.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { batches, lastRow } from '../batches/store.ts';
import { firms, members } from '../firm/store.ts';
import { scopeOf } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import { HandOver } from './hand-over.ts';
import { type HoldingRow, holdingsPk } from './holding.ts';
import { namedIn, type Receivers, type Wish } from './plan.ts';

export const handOvers = entity({
  name: 'hand-over',
  schema: HandOver,
  key: (memberId: string) => ({ ...members.key(memberId), sk: 'HAND-OVER' }),
  id: ({ memberId }) => memberId,
});

/** What someone holds, as far as the caller may see it. */
export async function listHoldings(records: Records, memberId: string, limit: number, cursor?: string) {
  const { items, next } = await records.page({ pk: holdingsPk(memberId), limit }, cursor);
  return { items: items as unknown as HoldingRow[], ...(next !== undefined && { next }) };
}

const most = 3_000;

/** Everything that someone holds, whoever looks. One person's work is a few requests, however large the firm. */
export async function everythingHeld(table: Table, memberId: string): Promise<HoldingRow[]> {
  const rows: HoldingRow[] = [];
  let page = await table.query({ pk: holdingsPk(memberId), strong: true });
  rows.push(...(page.items as unknown as HoldingRow[]));
  while (page.last && rows.length <= most) {
    page = await table.query({ pk: holdingsPk(memberId), strong: true, from: page.last });
    rows.push(...(page.items as unknown as HoldingRow[]));
  }
  if (rows.length > most) throw broken(`More than ${most} records cannot be handed over at once; give some on first`);
  return rows;
}

/** Whom a wish names, as they are now; `unmoved` while no wall goes up. */
export async function receiversOf(all: Records, wish: Wish): Promise<{ receivers: Receivers; unmoved: Check }> {
  const [{ walls, unmoved }, ...found] = await Promise.all([
    wallsOf(all),
    ...namedIn(wish).map((id) => all.find(members, id)),
  ]);
  const present = found.filter((member) => member !== undefined);
  const receivers = new Map(present.map((member) => [member.id, { ...member, scope: scopeOf(member, walls) }]));
  return { receivers, unmoved };
}

/** The day at the firm: some have a last one. */
export async function todayAt(records: Records, now: string): Promise<string> {
  const { timeZone } = await records.get(firms, 'firm');
  return civilDateAt(now, timeZone);
}

/** What was handed over before, and how far that has come. */
export async function earlierOf(records: Records, table: Table, memberId: string) {
  const handOver = await records.find(handOvers, memberId);
  if (!handOver) return undefined;
  const [batch, last] = await Promise.all([records.get(batches, handOver.batchId), lastRow(table, handOver.batchId)]);
  return { handOver, batch, last };
}
