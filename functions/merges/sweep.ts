import { isDeepStrictEqual } from 'node:util';
import type { Check, Decided } from '../../shared/events/types.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { isMoved, placeAfter } from '../../shared/table/moved.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { readTail } from '../../shared/table/records.ts';
import { type Index, type Item, type Key, nameOf, type Table } from '../../shared/table/table.ts';
import { isBookkeeping } from '../audit/chain-check.ts';
import { contactLinks, contacts } from '../clients/store.ts';
import { collide } from './collide.ts';
import { mergeEvent } from './events.ts';
import { lineOf } from './line.ts';
import { mentions, moved, placeThere, relinked, type Renaming } from './relink.ts';
import { copyRevisions } from './revisions.ts';

/** Where records may stand that mention who was merged: a partition, an index, or rows that lead to them. */
export type Place = {
  pk: string;
  index?: Index;
  leadsTo?: (row: Item) => Key;
  /** Whether records that stand in no index live in the partition of this one: they follow before it does. */
  leads?: (record: Item) => boolean;
};

/** One transaction's worth: a record that moves is two items. */
const most = { records: 15, items: 80, bytes: 2_000_000 };

/** The record itself, which leads to the other, and the key of what it sealed. */
const stays = new Set(['CLIENT', 'CONTACT', 'KEY']);

const isLeft = (item: Item, renaming: Renaming) =>
  !isMoved(item) &&
  !isBookkeeping(item) &&
  !item.sk.startsWith('~') &&
  !(item.pk.includes(renaming.from) && stays.has(item.sk)) &&
  mentions(item, renaming);

/** What a page of a place holds, as it is now: an index and rows may lag. */
async function present(table: Table, { index, leadsTo }: Place, items: readonly Item[]): Promise<readonly Item[]> {
  if (leadsTo) return table.getMany(items.map(leadsTo), { strong: true });
  return index ? table.getMany(items, { strong: true }) : items;
}

/** Where the chains stood before what lives in them was read. */
type Tails = Map<string, Tail>;

/**
 * What lives in the partition of a record that an index leads to, itself last: however often the sweep is stopped, it
 * comes back to the others by it. The tail is read first, so that what is written meanwhile makes it look again.
 */
async function household(table: Table, record: Item, renaming: Renaming, tails: Tails): Promise<Item[]> {
  tails.set(record.pk, await readTail(table, record.pk));
  const others: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await table.query({ pk: record.pk, range: { below: '~' }, strong: true, from });
    others.push(...page.items.filter((item) => item.sk !== record.sk && isLeft(item, renaming)));
    from = page.last;
  } while (from);
  return [...others, record];
}

/** The next records of a place that still mention who was merged. */
async function leftIn(table: Table, place: Place, renaming: Renaming, tails: Tails): Promise<Item[]> {
  const { pk, index, leadsTo } = place;
  const found: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await table.query({
      pk,
      ...(index ? { index } : leadsTo ? {} : { range: { below: '~' }, strong: true }),
      limit: 100,
      from,
    });
    // Of an index, only what mentions them is worth a second look.
    const named = leadsTo ? page.items : page.items.filter((item) => isLeft(item, renaming));
    for (const item of (await present(table, place, named)).filter((one) => isLeft(one, renaming))) {
      if (found.length >= most.records) break;
      found.push(...(place.leads?.(item) ? await household(table, item, renaming, tails) : [item]));
    }
    from = page.last;
  } while (from && found.length < most.records);
  return found.slice(0, most.records);
}

/** Records that say the same from the other side change together with it: a person, also one merged into another. */
async function alongside(table: Table, item: Item, renaming: Renaming): Promise<Item[]> {
  if (item.entity !== 'contact link') return [];
  const { ids } = await lineOf(table, contacts, contactLinks.read(item).contactId);
  const people = await table.getMany(ids.map(contacts.key), { strong: true });
  return people.filter((person) => isLeft(person, renaming));
}

/** One record as the writes by which it follows. */
async function follow(table: Table, item: Item, renaming: Renaming): Promise<RecordWrite[]> {
  if (!(item.pk + item.sk).includes(renaming.from)) return [relinked(item, renaming)];
  const { leaves, arrives } = moved(item, renaming);
  await copyRevisions(table, item, placeThere(item, renaming), renaming);
  // Its place there may be taken, or have been left by one that moved on.
  const there = await placeAfter(table, arrives.item);
  return [leaves, there ? collide(there, item, renaming) : arrives];
}

function typeOf(pk: string, writes: readonly RecordWrite[], { from, into }: Renaming) {
  if (writes.every(({ item }) => !isMoved(item)) && !pk.includes(into)) return 'record.relinked';
  const whose = pk.startsWith('CONTACT#') ? 'contact' : 'client';
  return pk.includes(from) ? (`${whose}.records-left` as const) : (`${whose}.records-arrived` as const);
}

const agrees = (there: RecordWrite | undefined, write: RecordWrite) =>
  !there || isDeepStrictEqual(there.item, write.item);

/** `provided`: what else must still hold when they have followed. */
export async function nextRecords(
  table: Table,
  places: readonly Place[],
  renaming: Renaming,
  provided: readonly Check[],
): Promise<{ write: Decided[]; records: number } | undefined> {
  for (const place of places) {
    const tails: Tails = new Map();
    const byKey = new Map<string, RecordWrite>();
    let records = 0;
    let bytes = 0;
    for (const item of await leftIn(table, place, renaming, tails)) {
      const together = [item, ...(await alongside(table, item, renaming))];
      const writes = (await Promise.all(together.map((one) => follow(table, one, renaming)))).flat();
      bytes += writes.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one.item)), 0);
      if (records > 0 && (byKey.size + writes.length > most.items || bytes > most.bytes)) break;
      // Two that become one with a third do so one after the other.
      if (writes.some((one) => !agrees(byKey.get(nameOf(one.item)), one))) break;
      for (const write of writes) byKey.set(nameOf(write.item), write);
      records++;
    }
    if (records > 0) return { records, write: await told(table, [...byKey.values()], renaming, provided, tails) };
  }
  return undefined;
}

/** One event for each chain. What changes meanwhile has another version then, and makes the transaction fail. */
async function told(
  table: Table,
  writes: readonly RecordWrite[],
  renaming: Renaming,
  provided: readonly Check[],
  tails: Tails,
): Promise<Decided[]> {
  const chains = new Map<string, RecordWrite[]>();
  for (const write of writes) chains.set(write.item.pk, [...(chains.get(write.item.pk) ?? []), write]);
  return Promise.all(
    [...chains].map(async ([pk, ofChain], i) =>
      mergeEvent(
        typeOf(pk, ofChain, renaming),
        tails.get(pk) ?? (await readTail(table, pk)),
        ofChain,
        i === 0 ? { provided } : {},
      ),
    ),
  );
}
