import { type Event, isEvent } from '../shared/events/chain.ts';
import { project } from '../shared/events/project.ts';
import { again } from '../shared/events/retry.ts';
import { Lost } from '../shared/events/write.ts';
import { Busy, type Item, type Key, type Sweep, type Table, type Write, WriteRefused } from '../shared/table/table.ts';
import { inheritedRow, timelineRows } from './audit/timeline-rows.ts';
import { readModels } from './read-models.ts';

/** Rows and totals: what is read. */
const rowEntities = new Set<unknown>([
  'search',
  'timeline',
  'listed',
  'alike',
  'fee',
  'holding',
  'related',
  'paid by',
  'party',
  'mention',
  'document word',
  'job of template',
  'due',
  'season',
  'grid',
]);
const isRow = ({ pk, entity }: Item) => rowEntities.has(entity) || pk.startsWith('TOTAL#');
/** What says of a record that its rows are there. */
const isPart = ({ entity }: Item) => entity === 'part';

const kept = new Set(readModels.map(({ of }) => of));
const atOnce = 8;

/** In transactions of a few writes each; the projector may be at work on the same items. */
async function writeAll(table: Table, writes: readonly Write[]): Promise<void> {
  for (let i = 0; i < writes.length; i += 25)
    await again(() =>
      table.write(writes.slice(i, i + 25)).catch((error: unknown) => {
        throw error instanceof WriteRefused || error instanceof Busy ? new Lost(error.message) : error;
      }),
    );
}

async function each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await run(item);
    }),
  );
}

async function sweepAll(sweep: Sweep, run: (items: readonly Item[]) => Promise<void>): Promise<void> {
  let from: Item | undefined;
  do {
    const page = await sweep({ from });
    await run(page.items);
    from = page.last;
  } while (from);
}

/** Who was merged into whom. */
async function heirsIn(sweep: Sweep): Promise<Map<string, string>> {
  const heirs = new Map<string, string>();
  await sweepAll(sweep, async (items) => {
    for (const { entity, id, mergedInto } of items)
      if (entity === 'client' && typeof mergedInto === 'string') heirs.set(id as string, mergedInto);
  });
  return heirs;
}

/** An event of a client that was merged stands in the timeline of each who came after. */
function inherited(event: Event, heirs: ReadonlyMap<string, string>): Item[] {
  const rows: Item[] = [];
  for (const clientId of event.clientIds ?? [event.clientId ?? ''])
    for (let heir = heirs.get(clientId); heir !== undefined; heir = heirs.get(heir))
      rows.push(...[inheritedRow(event, heir) ?? []].flat());
  return [...new Map(rows.map((row) => [row.sk, row])).values()];
}

export type Rebuilt = { removed: number; records: number; events: number };

/**
 * Removes everything that the projector keeps and makes it anew, from the records and events as they are, by the
 * projector's own functions. Interrupted, it is to be run again: that begins anew. While it runs, searches find less;
 * rows are removed before what says that they are there, so what people change meanwhile is not lost, but totals come
 * out right only if nobody does.
 */
export async function rebuild(
  table: Table,
  sweep: Sweep,
  progress: (done: Rebuilt) => void = () => {},
): Promise<Rebuilt> {
  const done: Rebuilt = { removed: 0, records: 0, events: 0 };
  for (const isTheirs of [isRow, isPart])
    await sweepAll(sweep, async (items) => {
      const removals = items.filter(isTheirs).map(({ pk, sk }: Key): Write => ({ remove: { pk, sk }, if: 'always' }));
      await writeAll(table, removals);
      done.removed += removals.length;
      progress(done);
    });
  const heirs = await heirsIn(sweep);
  await sweepAll(sweep, async (items) => {
    const records = items.filter(({ entity }) => kept.has(entity as string));
    const events = items.filter(isEvent);
    await each(records, ({ pk, sk }) => project(table, readModels, { pk, sk }));
    await each(events, (event) =>
      writeAll(
        table,
        [...timelineRows(event), ...inherited(event, heirs)].map((put) => ({ put, if: 'always' })),
      ),
    );
    done.records += records.length;
    done.events += events.length;
    progress(done);
  });
  return done;
}
