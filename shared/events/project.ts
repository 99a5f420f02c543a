import { canonical, sha256 } from './chain.ts';
import { again } from './retry.ts';
import { Lost } from './write.ts';
import { isMoved } from '../table/moved.ts';
import { Busy, type Item, type Key, nameOf, type Table, type Write, WriteRefused } from '../table/table.ts';

/**
 * What one kind of record contributes to the read models: rows of its own, and amounts in firm-wide totals.
 * A pure function of the record's present state, never of an event.
 */
export type ReadModel = {
  /** The `entity` of the records it looks at. */
  of: string;
  /**
   * Models of one record with different parts are written each in a transaction of its own: for those with many rows.
   * One transaction takes 100 items, and a change may remove all rows of a part and write as many.
   */
  part?: string;
  /** Whether a record is large enough to have this part at all. Once true of a record, it stays true. */
  has?: (record: Item) => boolean;
  rows?: (record: Item) => readonly Item[];
  totals?: (record: Item) => Readonly<Record<string, number>>;
  /** The record that looks at one of these totals; it is looked at again after this one. */
  follows?: (total: string) => Key | undefined;
  beside?: undefined;
};

/**
 * The same of a record and a total: what other records say of this one. It keeps a part of its own, under a name, and
 * is stated anew when either has moved.
 */
export type BesideModel = {
  of: string;
  beside: { part: string; total: (record: Item) => string };
  rows?: (record: Item, total: number) => readonly Item[];
  totals?: (record: Item, total: number) => Readonly<Record<string, number>>;
};

export type AnyModel = ReadModel | BesideModel;

/** What a record has contributed so far, beside the record. */
export type Part = {
  version: number;
  beside?: number;
  rows: Record<string, string>;
  totals: Record<string, number>;
};

export const partKey = ({ pk, sk }: Key, part: string | undefined): Key => ({
  pk,
  sk: `~PART#${sk}${part === undefined ? '' : `#~${part}`}`,
});
export const totalKey = (name: string): Key => ({ pk: `TOTAL#${name}`, sk: 'TOTAL' });
const none: Part = { version: 0, rows: {}, totals: {} };
export const keyNamed = (name: string): Key => {
  const [pk, sk] = JSON.parse(name) as [string, string];
  return { pk, sk };
};

type Contribution = { rows: readonly Item[]; totals: readonly Readonly<Record<string, number>>[] };

/** From what a record has contributed to what it contributes now. */
function step(now: Contribution, record: Item, had: Part): { part: Part; writes: Write[] } {
  const rows = new Map(now.rows.map((row) => [nameOf(row), row]));
  const digests = Object.fromEntries([...rows].map(([name, row]) => [name, sha256(canonical(row))]));
  const totals: Record<string, number> = {};
  for (const given of now.totals)
    for (const [name, amount] of Object.entries(given)) totals[name] = (totals[name] ?? 0) + amount;

  const deltas = [...new Set([...Object.keys(had.totals), ...Object.keys(totals)])]
    .map((name) => ({ name, delta: (totals[name] ?? 0) - (had.totals[name] ?? 0) }))
    .filter(({ delta }) => delta !== 0);
  return {
    part: { version: record.version as number, rows: digests, totals },
    writes: [
      ...[...rows]
        .filter(([name]) => digests[name] !== had.rows[name])
        .map(([, row]): Write => ({ put: row, if: 'always' })),
      ...Object.keys(had.rows)
        .filter((name) => !rows.has(name))
        .map((name): Write => ({ remove: keyNamed(name), if: 'always' })),
      ...deltas.map(({ name, delta }): Write => ({ update: totalKey(name), add: { amount: delta }, if: 'always' })),
    ],
  };
}

async function commit(table: Table, writes: readonly Write[]): Promise<void> {
  await table.write(writes).catch((error: unknown) => {
    if (error instanceof WriteRefused || error instanceof Busy) throw new Lost(error.message);
    throw error;
  });
}

/** What was merged into another, or moved, contributes there. */
const isElsewhere = (record: Item) => record.mergedInto !== undefined || isMoved(record);

/** The totals that a record has, or had until now, an amount in. */
type Totals = readonly string[];

/**
 * States what a record contributes to some models. Safe to repeat, late and out of order: the part is replaced only if
 * it is still the one that was read (equality; with `<` two projectors at once take the old part away twice).
 */
async function stateAlone(table: Table, models: readonly ReadModel[], seen: Item, name?: string): Promise<Totals> {
  let present: Item | undefined = seen;
  return again(async () => {
    // What was seen is old news at the second try.
    const record = present ?? (await table.get(seen, { strong: true }));
    present = undefined;
    if (!record) return [];
    const place = partKey(record, name);
    const found = await table.get(place, { strong: true });
    const had = (found as Part | undefined) ?? none;
    const mine = isElsewhere(record) ? [] : models.filter((model) => model.of === record.entity);
    const before = Object.keys(had.totals);
    const isNothing = mine.length === 0 && !found;
    if (isNothing || had.version >= (record.version as number)) return before;
    const now = {
      rows: mine.flatMap((model) => model.rows?.(record) ?? []),
      totals: mine.map((model) => model.totals?.(record) ?? {}),
    };
    const { part, writes } = step(now, record, had);
    const put: Write = {
      put: { ...place, entity: 'part', ...part },
      if: found ? { is: { version: had.version } } : 'absent',
    };
    await commit(table, [put, ...writes]);
    return [...new Set([...before, ...Object.keys(part.totals)])];
  });
}

/**
 * The same for a record together with a total. A total has no version and may come back to what it was: that it is still
 * the one read is a condition of the transaction.
 */
async function stateBeside(table: Table, model: BesideModel, key: Key): Promise<void> {
  const own = partKey(key, model.beside.part);
  await again(async () => {
    const record = await table.get(key, { strong: true });
    if (!record) return;
    const total = totalKey(model.beside.total(record));
    const [found, kept] = await Promise.all([table.get(own, { strong: true }), table.get(total, { strong: true })]);
    const beside = (kept?.amount as number | undefined) ?? 0;
    const had = (found as Part | undefined) ?? none;
    const version = record.version as number;
    if (had.version > version || (had.version === version && had.beside === beside)) return;
    const now = { rows: model.rows?.(record, beside) ?? [], totals: [model.totals?.(record, beside) ?? {}] };
    const { part, writes } = step(isElsewhere(record) ? { rows: [], totals: [] } : now, record, had);
    await commit(table, [
      {
        put: { ...own, entity: 'part', ...part, beside },
        if: found ? { is: { version: had.version, beside: had.beside! } } : 'absent',
      },
      { check: total, if: kept ? { is: { amount: beside } } : 'absent' },
      ...writes,
    ]);
  });
}

/** Looks at one record again and states its contribution; then at those that look at its totals. */
export async function project(table: Table, models: readonly AnyModel[], key: Key): Promise<void> {
  const record = await table.get(key, { strong: true });
  // What moved may have been of any kind: whatever its parts say is taken away.
  const mine = models.filter((model) => model.of === record?.entity || (record !== undefined && isMoved(record)));
  if (!record || mine.length === 0) return;
  const alone = mine.filter((model): model is ReadModel => !model.beside);
  const of = (part?: string) => alone.filter((model) => model.part === part);
  const isThere = ({ has = () => true }: ReadModel) => isMoved(record) || has(record);
  const parts = [undefined, ...new Set(alone.filter(isThere).flatMap((model) => model.part ?? []))];
  const totals = (await Promise.all(parts.map((part) => stateAlone(table, of(part), record, part)))).flat();
  for (const model of mine) if (model.beside && model.of === record.entity) await stateBeside(table, model, key);
  const followers = alone.flatMap((model) => totals.flatMap((total) => model.follows?.(total) ?? []));
  for (const next of followers) await project(table, models, next);
}
