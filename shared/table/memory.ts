import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type Condition,
  type Item,
  type Key,
  type Query,
  type Range,
  type Refusal,
  type Sweep,
  type Table,
  type Write,
  WriteRefused,
} from './table.ts';

const id = (key: Key) => `${key.pk}\u0000${key.sk}`;
const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'remove' in write ? write.remove : 'check' in write ? write.check : write.update;

/** What DynamoDB would give back: the same border that every stored value crosses. */
const stored = (item: Item): Item => unmarshall(marshall(item, { removeUndefinedValues: true })) as Item;

function holds(wanted: Condition, found: Item | undefined): boolean {
  if (wanted === 'always') return true;
  if (wanted === 'absent') return !found;
  if (wanted === 'present') return !!found;
  if ('is' in wanted) return !!found && Object.entries(wanted.is).every(([name, value]) => found[name] === value);
  return !found || Object.entries(wanted.absentOrBelow).every(([name, value]) => (found[name] as number) < value);
}

function within(range: Range | undefined, value: string): boolean {
  if (!range) return true;
  if ('prefix' in range) return value.startsWith(range.prefix);
  return 'below' in range ? value < range.below : range.from <= value && value <= range.to;
}

/** DynamoDB sorts strings by their UTF-8 bytes, JavaScript by UTF-16 units: they differ beyond the basic plane. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

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
  meddle: (change: (rows: Map<string, Item>) => void) => void;
} {
  const rows = new Map<string, Item>();
  const page = (sorted: Item[], { limit = 1000, from }: { limit?: number | undefined; from?: Item | undefined }) => {
    const start = from ? sorted.findIndex((item) => id(item) === id(from)) + 1 : 0;
    const items = sorted.slice(start, start + limit);
    return {
      items: structuredClone(items),
      ...(start + limit < sorted.length && { last: structuredClone(items.at(-1)!) }),
    };
  };

  return {
    all: () => structuredClone([...rows.values()]),
    /** Changes rows behind the application's back, as someone with the console could. */
    meddle: (change) => change(rows),
    get: async (key) => structuredClone(rows.get(id(key))),
    getMany: async (keys) => structuredClone([...new Set(keys.map(id))].flatMap((key) => rows.get(key) ?? [])),

    async query({ index, pk, range, limit, newestFirst, from }: Query) {
      const [p, s] = index ? [`${index}Pk`, `${index}Sk`] : ['pk', 'sk'];
      const sorted = [...rows.values()]
        .filter((item) => item[p] === pk && item[s] !== undefined && within(range, item[s] as string))
        .toSorted((a, b) => byBytes(a[s] as string, b[s] as string) || byBytes(id(a), id(b)));
      return page(newestFirst ? sorted.toReversed() : sorted, { limit, from });
    },

    async write(writes) {
      if (new Set(writes.map((write) => id(keyOf(write)))).size !== writes.length)
        throw new Error('Transaction request cannot include multiple operations on one item');
      if (writes.length > 100) throw new Error('A transaction takes at most 100 items');
      const refusals = writes.map((write): Refusal | undefined => {
        const found = rows.get(id(keyOf(write)));
        if (holds(write.if, found)) return undefined;
        return { why: 'condition', ...(found && { found: structuredClone(found) }) };
      });
      if (refusals.some(Boolean)) throw new WriteRefused(refusals);
      for (const write of writes) {
        if ('put' in write) rows.set(id(write.put), stored(write.put));
        else if ('remove' in write) rows.delete(id(write.remove));
        else if ('update' in write) rows.set(id(write.update), stored(updated(write, rows.get(id(write.update)))));
      }
    },

    async count(key, expires) {
      const item = updated({ update: key, add: { n: 1 }, set: { ttl: expires }, if: 'always' }, rows.get(id(key)));
      rows.set(id(key), item);
      return item.n as number;
    },

    sweep: async (wanted) =>
      page(
        [...rows.values()].toSorted((a, b) => byBytes(a.pk, b.pk) || byBytes(a.sk, b.sk)),
        wanted,
      ),
  };
}
