import * as z from 'zod';
import { leads } from '../../shared/http/route.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { Row } from '../batches/batch.ts';
import { kindsOf, type Step } from '../batches/kind.ts';
import { rowKey } from '../batches/store.ts';
import { heldKinds } from '../held-kinds.ts';
import { type HoldingRow, holdingsPk, partsOf } from './holding.ts';
import { give, type Given, Wish } from './plan.ts';
import { receiversOf, todayAt } from './store.ts';

const Asked = z.object({ from: z.string(), wish: Wish });
type Asked = z.output<typeof Asked>;

/** So long after the beginning, what was given to the leaver just before has come to light. */
const settled = 60;
const lookAgain = 15;

async function reached(table: Table, batchId: string, position: number): Promise<string> {
  if (position === 0) return '';
  const item = await table.get(rowKey(batchId, position - 1), { strong: true });
  const at = item && Row.parse(item).about?.at;
  return typeof at === 'string' ? at : '';
}

/** Rows of what someone holds, behind a place, a few at a time. */
async function* rowsBehind(table: Table, memberId: string, at: string): AsyncGenerator<HoldingRow> {
  let from: Item | undefined;
  do {
    const range = { from: `${at}!`, to: '~' };
    const page = await table.query({ pk: holdingsPk(memberId), range, limit: 25, strong: true, from });
    yield* page.items as unknown as HoldingRow[];
    from = page.last;
  } while (from);
}

/** What becomes of one record, by what stands in it now; undefined where nothing is held of it any more. */
async function itemOf(table: Table, { from, wish }: Asked, row: HoldingRow, now: string) {
  const all = systemRecords(table);
  // The tail first: no decision stands on a record older than that.
  const tail = await all.tail(row.of.pk);
  const record = await table.get(row.of, { strong: true });
  const kind = heldKinds.find(({ name }) => name === record?.entity);
  if (!record || record.mergedInto !== undefined || !kind) return undefined;
  const look = kind.look(record);
  const held = { clientIds: look.clientIds, parts: partsOf(look, from) };
  if (held.parts.length === 0) return undefined;
  const [{ receivers, unmoved }, today] = await Promise.all([receiversOf(all, wish), todayAt(all, now)]);
  const given = give(held, wish, receivers, today);
  const to = (part: string) => given.moves.find((move) => move.part === part)?.to;
  return { kind: kind.name, look, given, write: { ...kind.give(record, tail, from, to), provided: [unmoved] } };
}

/**
 * The next record that came late, or has become possible to give on. What could not be given on has its result already,
 * and its row tells so: however many of them there are, none is read again.
 */
async function lateItem(table: Table, asked: Asked, now: string) {
  const all = systemRecords(table);
  const [{ receivers }, today] = await Promise.all([receiversOf(all, asked.wish), todayAt(all, now)]);
  for await (const row of rowsBehind(table, asked.from, '')) {
    if (give(row, asked.wish, receivers, today).moves.length === 0) continue;
    const item = await itemOf(table, asked, row, now);
    if (item && item.given.moves.length > 0) return item;
  }
  return undefined;
}

const outcomeOf = ({ moves, stays }: Given) =>
  moves.length === 0 ? 'refused' : stays.length === 0 ? 'moved' : 'moved in part';

const asStep = ({ kind, look, given, write }: NonNullable<Awaited<ReturnType<typeof itemOf>>>, at: string): Step => ({
  label: look.label,
  clientIds: look.clientIds,
  about: { at, kind, id: look.id, ...given },
  outcome: outcomeOf(given),
  ...(given.stays.length > 0 && { why: [...new Set(given.stays.map(({ why }) => why))].join('; ') }),
  write: given.moves.length > 0 ? [write] : [],
});

/**
 * Gives on what someone holds, record by record: once through in order, then whatever came late. It looks past the walls
 * of who started it, since a client must not stay with someone who is gone; their results are walled as ever.
 */
export const handOverKind = kindsOf<{ table: Table }>()({
  kind: 'hand-over',
  allow: leads,
  outlives: true,
  given: Asked,
  async step({ id, given, startedAt }, position, { table, now }) {
    const at = await reached(table, id, position);
    for await (const row of rowsBehind(table, given.from, at)) {
      const item = await itemOf(table, given, row, now);
      if (item) return asStep(item, row.sk);
    }
    const late = await lateItem(table, given, now);
    if (late) return asStep(late, at);
    const isSettled = Date.parse(now) >= Date.parse(startedAt) + settled * 1000;
    return isSettled ? 'end' : { wait: lookAgain };
  },
});
