import { type Event, eventRange, isEvent, start, type Tail } from '../events/chain.ts';
import { notFound } from '../errors.ts';
import type { Cursors } from './cursors.ts';
import { type Entity, mergedInto, type Stored } from './entity.ts';
import { isMoved, placeAfter } from './moved.ts';
import type { Index, Item, Key, Page, Query, Table } from './table.ts';
import { clientsOf, isTheirs, mayRead, type Reader } from './walls.ts';

export type Listed<T> = { items: T[]; next?: string };

/** This record was merged into another: ask for that one. */
export class Merged extends Error {
  override name = 'Merged';
  readonly from: string;
  readonly into: string;
  constructor(from: string, into: string) {
    super(`${from} was merged into ${into}`);
    this.from = from;
    this.into = into;
  }
}

/** The table as one caller may read it: every read passes their walls. There is no other way to read for a person. */
export type Records = {
  /** The caller, as soon as their record is read. */
  reader: () => Promise<Reader>;
  /**
   * Strongly read; throws `not-found` for what is not there or not to be seen, and Merged for what was merged into
   * another: whoever asked goes on with that one.
   */
  get: <T extends object, Id>(entity: Entity<T, Id>, id: Id) => Promise<Stored<T>>;
  /** The same, but undefined for what is not there or not to be seen. */
  find: <T extends object, Id>(entity: Entity<T, Id>, id: Id) => Promise<Stored<T> | undefined>;
  /** The record that this one is now: itself, or what it was merged into. For ids that no caller gave. */
  present: <T extends object>(entity: Entity<T, string>, id: string) => Promise<Stored<T> | undefined>;
  getMany: <T extends object, Id>(entity: Entity<T, Id>, ids: readonly Id[]) => Promise<Stored<T>[]>;
  /** Where the record's chain stands, read strongly. */
  tail: (pk: string) => Promise<Tail>;
  /** One page of visible items; it may be short, even empty, while `next` is given. */
  page: (query: Omit<Query, 'from'>, cursor?: string) => Promise<Listed<Item>>;
  /** The visible ones of these items. */
  items: (keys: readonly Key[]) => Promise<Item[]>;
};

/** The table as the firm's own machinery reads it: no walls, and one page at a time. */
export const systemRecords = (table: Table): Records => recordsOf(table, { scope: {} });

/** The table as work in the background reads it for someone: behind their walls. */
export const recordsOf = (table: Table, reader: Reader): Records =>
  recordsFor(table, async () => reader, unsealed, 'system');

/** Machinery keeps its places to itself: they need no seal. */
const unsealed: Cursors = {
  seal: async (last) => JSON.stringify(last),
  open: async (cursor) => JSON.parse(cursor) as Item,
};

export const tailOf = (pk: string, last: Item | undefined): Tail =>
  last && isEvent(last) ? { pk, seq: (last as Event).seq, hash: (last as Event).hash } : start(pk);

/** Reads the last event of a chain strongly: the slot behind it is the next event's. */
export async function readTail(table: Table, pk: string): Promise<Tail> {
  const { items } = await table.query({ pk, range: eventRange, newestFirst: true, limit: 1, strong: true });
  return tailOf(pk, items[0]);
}

/** Where an item stands in the main table or an index: what a query goes on from. */
function placeOf(item: Item, index: Index | undefined): Item {
  const { pk, sk } = item;
  return index ? { pk, sk, [`${index}Pk`]: item[`${index}Pk`], [`${index}Sk`]: item[`${index}Sk`] } : { pk, sk };
}

/**
 * Reads start at once; their answers wait for the caller's record, which is read at the same time.
 * `purpose` ties a cursor to the list that gave it.
 */
export function recordsFor(table: Table, reader: () => Promise<Reader>, cursors: Cursors, purpose: string): Records {
  const visible = async (items: readonly Item[]) => {
    const who = await reader();
    return items.filter((item) => !isMoved(item) && isTheirs(who, item) && mayRead(who, clientsOf(item)));
  };

  /**
   * A page for who stands before a wall is filled up with what they may see, and ends at the last item they are given: a
   * gap would tell that, and in a sorted list where, something is hidden. At most 400 clients are.
   */
  async function behindWall(query: Omit<Query, 'from'>, limit: number, first: Page): Promise<Page> {
    const found: Item[] = [];
    let page = first;
    for (let round = 0; ; round++) {
      found.push(...(await visible(page.items)));
      if (found.length > limit) return { items: found.slice(0, limit), last: placeOf(found[limit - 1]!, query.index) };
      if (!page.last || round === 10) return { items: found, ...(page.last && { last: page.last }) };
      page = await table.query({ ...query, limit: Math.max(limit, 50), from: page.last });
    }
  }

  async function seen<T extends object, Id>(entity: Entity<T, Id>, id: Id): Promise<Stored<T> | undefined> {
    const item = await placeAfter(table, entity.key(id));
    const [one] = item ? await visible([item]) : [];
    return one && entity.read(one);
  }

  const find: Records['find'] = async (entity, id) => {
    const found = await seen(entity, id);
    const into = found && mergedInto(found);
    if (into !== undefined) throw new Merged(id as string, into);
    return found;
  };

  const present: Records['present'] = async (entity, id) => {
    const found = await seen(entity, id);
    const into = found && mergedInto(found);
    return into === undefined ? found : present(entity, into);
  };

  const getMany: Records['getMany'] = async (entity, ids) => {
    const found = (await visible(await table.getMany(ids.map(entity.key)))).map(entity.read);
    const elsewhere = [...new Set(found.flatMap((one) => mergedInto(one) ?? []))];
    if (elsewhere.length === 0) return found;
    const here = found.filter((one) => mergedInto(one) === undefined);
    const known = new Set(here.map((one) => (one as { id?: string }).id));
    // Of two ids, one may have been merged into the other: that one is given once.
    const there = await getMany(entity, elsewhere as never[]);
    return [...here, ...there.filter((one) => !known.has((one as { id?: string }).id))];
  };

  return {
    reader,
    find,
    present,
    async get(entity, id) {
      const found = await find(entity, id);
      if (!found) throw notFound(entity.name, typeof id === 'string' ? id : Object.values(id as object).join('/'));
      return found;
    },
    getMany,
    tail: (pk) => readTail(table, pk),
    async page(query, cursor) {
      const from = cursor === undefined ? undefined : await cursors.open(cursor, purpose);
      const [first, { scope }] = await Promise.all([table.query({ ...query, from }), reader()]);
      const isWalled = (scope.except ?? scope.only) !== undefined;
      const page = isWalled && query.limit !== undefined ? await behindWall(query, query.limit, first) : first;
      const items = await visible(page.items);
      return { items, ...(page.last && { next: await cursors.seal(page.last, purpose) }) };
    },
    items: async (keys) => visible(await table.getMany(keys)),
  };
}
