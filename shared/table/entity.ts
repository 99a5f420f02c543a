import type * as z from 'zod';
import { canonical, type Change } from '../events/chain.ts';
import { type FieldKind, fieldKinds, fieldRights, type Right } from './fields.ts';
import { indexes, type IndexKeys, type Item, type Key } from './table.ts';

/**
 * A record as stored: its value and its version, which is its ETag. Version 0 is one that so far stands only among others,
 * in a record of many: its first change gives it a record of its own.
 */
export type Stored<T> = T & { version: number };

/** A value that only one record may hold. `field` is named to whoever comes second. */
export type Unique = { key: string; field: string; says: string };

/** A part that someone of the team has in a record: `responsible`, `reviewer`; `of` says in what of it. */
export type Holding = { memberId: string; part: string; of?: string };

/** Who gets a part when it is given on; undefined leaves it where it is. */
export type Receiver = (part: string) => string | undefined;

export type Entity<Value extends object = object, Id = never> = {
  name: string;
  /** The one place where this record's key is made. */
  key: (id: Id) => Key;
  kinds: ReadonlyMap<string, FieldKind>;
  /** By field, the right it takes to see or set it. */
  rights: ReadonlyMap<string, Right>;
  read: (item: Item) => Stored<Value>;
  item: (value: Value, version: number) => Item;
  unique: (value: Value) => readonly Unique[];
  clientIds: (value: Value) => readonly string[];
};

/** One change of one record, as a value: `write` turns it into the put, its uniqueness claims and its line in the event. */
export type RecordWrite = {
  entity: Entity<never>;
  before?: Stored<object>;
  after: Stored<object>;
  item: Item;
  claims: readonly Unique[];
  releases: readonly Unique[];
  clientIds: readonly string[];
  /** The event must not repeat what this change takes away. */
  erases?: true;
  /** The record is as it was. */
  unchanged?: true;
  /** What the event tells instead of the fields: the record is as it was, but stands elsewhere. */
  tells?: Record<string, Change>;
};

const bookkeeping = new Set([
  'pk',
  'sk',
  'entity',
  'clientIds',
  ...indexes.flatMap((name) => [`${name}Pk`, `${name}Sk`]),
]);

/** A record that another one took in; reads of it go to that one. */
export const mergedInto = (value: object): string | undefined => (value as { mergedInto?: string }).mergedInto;
const isMerged = (value: object) => mergedInto(value) !== undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const none: ReadonlySet<string> = new Set();

/**
 * What was parsed, with the fields beside and inside it that the schema does not know. Each record of a list passes here:
 * what a schema has made anew is filled up, not copied once more.
 */
function widened(stored: unknown, parsed: unknown, leftOut: ReadonlySet<string> = none): unknown {
  if (stored === parsed) return parsed;
  if (Array.isArray(stored) && Array.isArray(parsed) && stored.length === parsed.length) {
    for (let i = 0; i < stored.length; i++) parsed[i] = widened(stored[i], parsed[i]);
    return parsed;
  }
  if (!isObject(stored) || !isObject(parsed)) return parsed;
  for (const name of Object.keys(stored))
    if (!leftOut.has(name))
      parsed[name] = Object.hasOwn(parsed, name) ? widened(stored[name], parsed[name]) : stored[name];
  return parsed;
}

/** A named kind of record: its schema, where it lives in the table, and what must be unique. */
export function entity<S extends z.ZodObject, Id>(define: {
  name: string;
  schema: S;
  key: (id: Id) => Key;
  id: (value: z.output<S>) => Id;
  indexes?: (value: z.output<S>) => IndexKeys;
  unique?: (value: z.output<S>) => readonly Unique[];
  clientIds?: (value: z.output<S>) => readonly string[];
  /** Who of the team has a part in it. What says so is listed in functions/held-kinds.ts. */
  holders?: (value: z.output<S>) => readonly Holding[];
  /** The record with what one person holds of it given on. */
  handOver?: (value: z.output<S>, from: string, to: Receiver) => z.output<S>;
  /** What of it stands in the table otherwise than in its value. */
  stored?: { pack: (value: z.output<S>) => object; unpack: (item: Item) => Item };
}) {
  type Value = z.output<S>;
  const clientIds = define.clientIds ?? (() => []);
  const unique = define.unique ?? (() => []);
  const beside = new Set([...bookkeeping].filter((name) => !(name in define.schema.shape)));
  const self: Entity<Value, Id> = {
    name: define.name,
    key: define.key,
    kinds: fieldKinds(define.schema),
    rights: fieldRights(define.schema),
    unique,
    clientIds,
    // Fields that this code does not know are kept, and written back by whoever changes the record.
    read(found) {
      if (found.entity !== define.name) throw new Error(`${found.pk} ${found.sk} is no ${define.name}`);
      const item = define.stored?.unpack(found) ?? found;
      const value = widened(item, define.schema.parse(item), beside) as Stored<Value>;
      value.version = item.version as number;
      return value;
    },
    item: (value, version) => ({
      ...(define.stored?.pack(value) ?? value),
      ...define.key(define.id(value)),
      // Who was merged into another is found through them, and stands in no list.
      ...(!isMerged(value) && define.indexes?.(value)),
      ...(define.clientIds && { clientIds: [...clientIds(value)] }),
      entity: define.name,
      version,
    }),
  };

  const isSame = (before: Stored<Value>, after: Value) =>
    canonical(self.item(before, before.version)) === canonical(self.item(after, before.version));

  /** What changes nothing is not written: the version stays, and no event tells of it. */
  const unchanged = (before: Stored<Value>): RecordWrite => ({
    entity: self as unknown as Entity<never>,
    before,
    after: before,
    item: self.item(before, before.version),
    claims: [],
    releases: [],
    clientIds: clientIds(before),
    unchanged: true,
  });

  function write(after: Value, before?: Stored<Value>): RecordWrite {
    if (before && isSame(before, after)) return unchanged(before);
    define.schema.parse(after);
    const version = (before?.version ?? 0) + 1;
    const had = before ? unique(before) : [];
    const has = unique(after);
    const missing = (from: readonly Unique[]) => (one: Unique) => !from.some((other) => other.key === one.key);
    return {
      entity: self as unknown as Entity<never>,
      ...(before && { before }),
      after: { ...after, version },
      item: self.item(after, version),
      claims: has.filter(missing(had)),
      releases: had.filter(missing(has)),
      clientIds: [...new Set([...clientIds(after), ...(before ? clientIds(before) : [])])],
    };
  }

  return {
    ...self,
    schema: define.schema,
    holders: define.holders ?? (() => []),
    handOver: define.handOver ?? ((value: Value) => value),
    create: (value: Value): RecordWrite => write(value),
    replace: (before: Stored<Value>, after: Value): RecordWrite => write(after, before),
    /** Replaces a record by what is left of it after an erasure. */
    erase: (before: Stored<Value>, after: Value): RecordWrite => ({ ...write(after, before), erases: true }),
  };
}
