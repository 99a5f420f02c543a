import { canonical, sha256 } from './chain.ts';
import { again } from './retry.ts';
import { Lost } from './write.ts';
import { movedEntity } from '../table/moved.ts';
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
  rows?: (record: Item) => readonly Item[];
  totals?: (record: Item) => Readonly<Record<string, number>>;
};

/** What a record has contributed so far, beside the record. */
type Part = { version: number; rows: Record<string, string>; totals: Record<string, number> };

const partKey = ({ pk, sk }: Key, part: string | undefined): Key => ({
  pk,
  sk: `~PART#${sk}${part === undefined ? '' : `#~${part}`}`,
});
export const totalKey = (name: string): Key => ({ pk: `TOTAL#${name}`, sk: 'TOTAL' });
const none: Part = { version: 0, rows: {}, totals: {} };
const keyNamed = (name: string): Key => {
  const [pk, sk] = JSON.parse(name) as [string, string];
  return { pk, sk };
};

/** From what a record has contributed to what it contributes now. */
function step(models: readonly ReadModel[], record: Item, had: Part): { part: Part; writes: Write[] } {
  // What was merged into another, or moved, is found there.
  const mine = record.mergedInto === undefined ? models.filter((model) => model.of === record.entity) : [];
  const rows = new Map(mine.flatMap((model) => model.rows?.(record) ?? []).map((row) => [nameOf(row), row]));
  const digests = Object.fromEntries([...rows].map(([name, row]) => [name, sha256(canonical(row))]));
  const totals: Record<string, number> = {};
  for (const model of mine)
    for (const [name, amount] of Object.entries(model.totals?.(record) ?? {}))
      totals[name] = (totals[name] ?? 0) + amount;

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

/**
 * Looks at one record again and states its contribution. Safe to repeat, late and out of order: the part is replaced
 * only if it is still the one that was read (equality; with `<` two projectors at once take the old part away twice).
 */
export async function project(table: Table, models: readonly ReadModel[], key: Key): Promise<void> {
  const of = (part?: string) => models.filter((model) => model.part === part);
  const entity = await projectPart(table, of(), key);
  const parts = new Set(models.flatMap((model) => (isOf(model, entity) ? (model.part ?? []) : [])));
  await Promise.all([...parts].map((part) => projectPart(table, of(part), key, part)));
}

/** What moved may have been of any kind: whatever its part says is taken away. */
const isOf = ({ of }: ReadModel, entity: string | undefined) => of === entity || entity === movedEntity;

/** Answers what kind of record it looked at. */
async function projectPart(
  table: Table,
  models: readonly ReadModel[],
  key: Key,
  name?: string,
): Promise<string | undefined> {
  return again(async () => {
    const place = partKey(key, name);
    const [record, found] = await Promise.all([table.get(key, { strong: true }), table.get(place, { strong: true })]);
    const had = (found as Part | undefined) ?? none;
    const entity = record?.entity as string | undefined;
    if (!record || had.version >= (record.version as number)) return entity;
    if (!found && !models.some((model) => model.of === entity)) return entity;
    const { part, writes } = step(models, record, had);
    const put: Write = {
      put: { ...place, entity: 'part', ...part },
      if: found ? { is: { version: had.version } } : 'absent',
    };
    await table.write([put, ...writes]).catch((error: unknown) => {
      if (error instanceof WriteRefused || error instanceof Busy) throw new Lost(error.message);
      throw error;
    });
    return entity;
  });
}
