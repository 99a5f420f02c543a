import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { partitions } from './partitions.ts';
import {
  type Condition,
  type Index,
  type Item,
  type Key,
  keyOf,
  nameOf,
  projections,
  type Query,
  type Range,
  type Refusal,
  type Sweep,
  type Table,
  type Write,
  WriteRefused,
} from './table.ts';
import { refuseUnstorable } from './unstorable.ts';

/** What DynamoDB would give back: the same border that every stored value crosses. */
function stored(item: Item): Item {
  refuseUnstorable(item);
  return unmarshall(marshall(item, { removeUndefinedValues: true })) as Item;
}

function holds(wanted: Condition, found: Item | undefined): boolean {
  if (wanted === 'always') return true;
  if (wanted === 'absent') return !found;
  if (wanted === 'present') return !!found;
  if ('is' in wanted) return !!found && Object.entries(wanted.is).every(([name, value]) => found[name] === value);
  const isBelow = (is: unknown, value: number) => typeof is === 'number' && is < value;
  return !found || Object.entries(wanted.absentOrBelow).every(([name, value]) => isBelow(found[name], value));
}

/** DynamoDB sorts strings by their UTF-8 bytes, JavaScript by UTF-16 units: they differ beyond the basic plane. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function within(range: Range | undefined, value: string): boolean {
  if (!range) return true;
  if ('prefix' in range) return value.startsWith(range.prefix);
  if ('below' in range) return byBytes(value, range.below) < 0;
  return byBytes(range.from, value) <= 0 && byBytes(value, range.to) <= 0;
}

/** The items in the order of these attributes, those at equal places in one that stays. */
const inOrderOf = (names: readonly string[]) => (a: Item, b: Item) =>
  names.reduce((sign, name) => sign || byBytes(a[name] as string, b[name] as string), 0);

const pick = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]])) as Item;

/** An item as the index holds it. */
function projected(item: Item, index: Index | undefined, keys: readonly string[]): Item {
  const names = index && projections[index];
  return structuredClone(names ? pick(item, [...keys, ...names]) : item);
}

function updated({ update, add = {}, set = {}, unset = [] }: Extract<Write, { update: Key }>, found?: Item): Item {
  const item: Item = { ...found, pk: update.pk, sk: update.sk };
  for (const [name, value] of Object.entries(add)) item[name] = ((item[name] as number | undefined) ?? 0) + value;
  Object.assign(item, set);
  for (const name of unset) delete item[name];
  return item;
}

/** The table in memory, for tests and the simulator. */
export function memoryTable(): Table & {
  all: () => Item[];
  sweep: Sweep;
  written: () => number;
  meddle: (change: (rows: Map<string, Item>) => void) => void;
} {
  const rows = new Map<string, Item>();
  const parts = partitions();
  let written = 0;
  function put(item: Item): void {
    remove(nameOf(item));
    rows.set(nameOf(item), item);
    parts.add(item);
  }
  function remove(name: string): void {
    const old = rows.get(name);
    if (old) parts.remove(old);
    rows.delete(name);
  }
  /** A page goes on behind a place, not behind an item: that may be gone by now. It ends where it is full, as in DynamoDB. */
  function page(
    found: Item[],
    keys: readonly string[],
    { limit = 1000, from, newestFirst, index }: Pick<Query, 'limit' | 'from' | 'newestFirst' | 'index'>,
  ) {
    const order = inOrderOf(keys);
    const sign = newestFirst ? -1 : 1;
    const items = found
      .filter((item) => !from || sign * order(item, from) > 0)
      .toSorted((a, b) => sign * order(a, b))
      .slice(0, limit);
    return {
      items: items.map((item) => projected(item, index, keys)),
      ...(items.length === limit && { last: pick(items.at(-1)!, keys) }),
    };
  }

  return {
    all: () => structuredClone([...rows.values()]),
    /** How many items were put, changed or taken away so far. Counters that expire are nobody’s data. */
    written: () => written,
    /** Changes rows behind the application's back, as someone with the console could. */
    meddle(change) {
      change(rows);
      parts.clear();
      for (const item of rows.values()) parts.add(item);
    },
    get: async (key) => structuredClone(rows.get(nameOf(key))),
    getMany: async (keys) => structuredClone([...new Set(keys.map(nameOf))].flatMap((key) => rows.get(key) ?? [])),

    async query({ index, pk, range, ...rest }: Query) {
      const [p, s] = index ? [`${index}Pk`, `${index}Sk`] : ['pk', 'sk'];
      if (range && 'from' in range && byBytes(range.from, range.to) > 0)
        throw new Error('A range must not end before it begins');
      const found = [...parts.of(p, pk)].filter((item) => item[s] !== undefined && within(range, item[s] as string));
      return page(found, index ? [p, s, 'pk', 'sk'] : ['pk', 'sk'], { index, ...rest });
    },

    async write(writes) {
      if (new Set(writes.map((write) => nameOf(keyOf(write)))).size !== writes.length)
        throw new Error('Transaction request cannot include multiple operations on one item');
      if (writes.length > 100) throw new Error('A transaction takes at most 100 items');
      const refusals = writes.map((write): Refusal | undefined => {
        const found = rows.get(nameOf(keyOf(write)));
        if (holds(write.if, found)) return undefined;
        return { why: 'condition', ...(found && { found: structuredClone(found) }) };
      });
      if (refusals.some(Boolean)) throw new WriteRefused(refusals);
      const after = writes.map((write) => {
        if ('put' in write) return stored(write.put);
        return 'update' in write ? stored(updated(write, rows.get(nameOf(write.update)))) : undefined;
      });
      for (const [i, write] of writes.entries()) {
        if ('remove' in write) remove(nameOf(write.remove));
        else if (after[i]) put(after[i]);
        if (!('check' in write)) written++;
      }
    },

    async count(key, expires) {
      const item = updated({ update: key, add: { n: 1 }, set: { ttl: expires }, if: 'always' }, rows.get(nameOf(key)));
      put(item);
      return item.n as number;
    },

    sweep: async (wanted) => page([...rows.values()], ['pk', 'sk'], wanted),
  };
}
