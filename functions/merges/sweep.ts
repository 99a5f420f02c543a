import { revisionPrefix } from '../../shared/events/changes.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { isMoved } from '../../shared/table/moved.ts';
import { readTail } from '../../shared/table/records.ts';
import { names } from '../../shared/table/renamed.ts';
import type { Index, Item, Key, Table } from '../../shared/table/table.ts';
import { contactLinks, contacts } from '../clients/store.ts';
import { collide } from './collide.ts';
import { mergeEvent } from './events.ts';
import { moved, relinked, type Renaming } from './relink.ts';

/** Where records may stand that mention who was merged: a partition, or an index. */
export type Place = { pk: string; index?: Index };

/** One transaction's worth: a record that moves is two items, and brings its old texts. */
const most = { records: 15, items: 80 };

/** The record itself, which leads to the other, and the key of what it sealed. */
const stays = new Set(['CLIENT', 'CONTACT', 'KEY']);

const isLeft = (item: Item, { from }: Renaming) =>
  names(item, from) && !isMoved(item) && !item.sk.startsWith('~') && !(item.pk.includes(from) && stays.has(item.sk));

/** The next records of a place that still mention who was merged. Of an index, each is read again: it may lag. */
async function leftIn(table: Table, { pk, index }: Place, renaming: Renaming): Promise<Item[]> {
  const found: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await table.query({
      pk,
      ...(index ? { index } : { range: { below: '~' }, strong: true }),
      limit: 100,
      from,
    });
    const named = page.items.filter((item) => isLeft(item, renaming));
    found.push(
      ...(index ? await table.getMany(named, { strong: true }) : named).filter((item) => isLeft(item, renaming)),
    );
    from = page.last;
  } while (from && found.length < most.records);
  return found.slice(0, most.records);
}

/** Records that say the same from the other side change together with it. */
async function alongside(table: Table, item: Item, renaming: Renaming): Promise<Item[]> {
  if (item.entity !== 'contact link') return [];
  const person = await table.get(contacts.key(contactLinks.read(item).contactId), { strong: true });
  return person && isLeft(person, renaming) ? [person] : [];
}

/** One record as the writes by which it follows. */
async function follow(table: Table, item: Item, renaming: Renaming): Promise<RecordWrite[]> {
  const keyOf = ({ pk, sk }: Key) => pk + sk;
  if (!keyOf(item).includes(renaming.from)) return [relinked(item, renaming)];
  const range = { prefix: revisionPrefix(item.sk) };
  const revisions = await table.query({ pk: item.pk, range, newestFirst: true, limit: 20 });
  const { leaves, arrives } = moved(item, renaming, revisions.items);
  const there = await table.get(arrives.item, { strong: true });
  return [leaves, there && !isMoved(there) ? collide(there, item, renaming) : arrives];
}

const typeOf = (pk: string, writes: readonly RecordWrite[], { from, into }: Renaming) => {
  if (writes.every(({ item }) => !isMoved(item)) && !pk.includes(into)) return 'record.relinked';
  return pk.includes(from) ? 'client.records-left' : 'client.records-arrived';
};

/** One event for each chain, read before its records: what changes after it makes the transaction fail. */
export async function nextRecords(
  table: Table,
  places: readonly Place[],
  renaming: Renaming,
): Promise<{ write: Decided[]; records: number } | undefined> {
  for (const place of places) {
    const chains = new Map<string, RecordWrite[]>();
    let records = 0;
    let items = 0;
    for (const item of await leftIn(table, place, renaming)) {
      const together = [item, ...(await alongside(table, item, renaming))];
      const writes = (await Promise.all(together.map((one) => follow(table, one, renaming)))).flat();
      items += writes.reduce((sum, { beside = [] }) => sum + 2 + beside.length, 0);
      if (records > 0 && items > most.items) break;
      for (const write of writes) chains.set(write.item.pk, [...(chains.get(write.item.pk) ?? []), write]);
      records++;
    }
    if (records > 0) return { records, write: await told(table, chains, renaming) };
  }
  return undefined;
}

const told = (table: Table, chains: ReadonlyMap<string, RecordWrite[]>, renaming: Renaming): Promise<Decided[]> =>
  Promise.all(
    [...chains].map(async ([pk, writes]) =>
      mergeEvent(typeOf(pk, writes, renaming), await readTail(table, pk), writes),
    ),
  );
