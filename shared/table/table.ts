export type Key = { pk: string; sk: string };
export type Item = Key & Record<string, unknown>;

/** Named for what they answer; each has its own pair of key attributes, `<index>Pk` and `<index>Sk`. */
export const indexes = [
  'byClient',
  'byClientEvents',
  'byDay',
  'byDue',
  'byNext',
  'byJob',
  'byUnbilled',
  'byStatus',
  'byPerson',
] as const;
export type Index = (typeof indexes)[number];

const ofEvents = ['type', 'at', 'actor', 'on', 'seq'] as const;
/** What an index holds beside its keys, where that is not everything. */
export const projections: { readonly [K in Index]?: readonly string[] } = {
  byClientEvents: ofEvents,
  byDay: ofEvents,
  byNext: [],
};
export type IndexKeys = { [K in `${Index}${'Pk' | 'Sk'}`]?: string };

/** What must hold of the stored item for a write to happen. */
export type Condition =
  | 'always'
  | 'absent'
  | 'present'
  | { is: Record<string, string | number> }
  /** Absent, or its number attribute lies below: how an expired item is overwritten before it is swept away. */
  | { absentOrBelow: Record<string, number> };

export type Write =
  | { put: Item; if: Condition }
  | { remove: Key; if: Condition }
  | { check: Key; if: Condition }
  | {
      update: Key;
      add?: Record<string, number>;
      set?: Record<string, unknown>;
      unset?: readonly string[];
      if: Condition;
    };

export const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'remove' in write ? write.remove : 'check' in write ? write.check : write.update;

/** A key as one text. Either part may hold any character, so no separator will do. */
export const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

export type Range = { prefix: string } | { from: string; to: string } | { below: string };

export type Query = {
  index?: Index;
  pk: string;
  range?: Range;
  limit?: number;
  newestFirst?: boolean;
  /** Strongly consistent; the main table only. */
  strong?: boolean;
  /** Where the page before ended. */
  from?: Item | undefined;
};
/** `last` names where this page ended; absent when there is no more. After a full page it may be given though nothing follows. */
export type Page = { items: Item[]; last?: Item };

/**
 * The whole storage port. `dynamoTable` and `memoryTable` implement it, and one contract suite runs on both.
 * Every verb throws Busy when the same call may succeed a little later.
 */
export type Table = {
  get: (key: Key, options?: { strong?: boolean }) => Promise<Item | undefined>;
  /** Those that exist, in the order of the keys; any number of keys. */
  getMany: (keys: readonly Key[], options?: { strong?: boolean }) => Promise<Item[]>;
  query: (query: Query) => Promise<Page>;
  /** All or nothing; at most 100 writes. Throws WriteRefused when a condition does not hold. */
  write: (writes: readonly Write[]) => Promise<void>;
  /** Adds one to a counter that expires, and answers its new value. */
  count: (key: Key, expires: number) => Promise<number>;
};

/** Reads the whole table in pages, each partition in one piece and in order. For rebuilds, exports and verification only. */
export type Sweep = (page: { from?: Item | undefined; limit?: number }) => Promise<Page>;

/** Why one write of a transaction was refused: its condition, with the item that stood there, or another transaction under way. */
export type Refusal = { why: 'condition'; found?: Item } | { why: 'conflict' };

/** Nothing was written. `refusals` has one entry for each write, undefined for those that would have been fine. */
export class WriteRefused extends Error {
  override name = 'WriteRefused';
  readonly refusals: readonly (Refusal | undefined)[];
  constructor(refusals: readonly (Refusal | undefined)[]) {
    super('A condition of the write does not hold');
    this.refusals = refusals;
  }
}

/** Throttled, or another transaction is under way. Nothing was written; the same call may succeed. */
export class Busy extends Error {
  override name = 'Busy';
}
