import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';

const Counts = z.record(z.string(), z.int());
const Label = z.string().max(300);

/** Long work on many items: what was asked for, by whom, and how it ended. Each item has a row of its own. */
export const Batch = z.object({
  id: Id('batch'),
  kind: z.string(),
  /** What it does, for people. Names of clients stand in the rows, which walls guard. */
  title: z.string().max(200),
  /** What the kind needs to know: ids, dates and choices. */
  given: z.record(z.string(), z.json()),
  total: z.int().optional(),
  clientIds: z.array(Id('client')).optional(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  why: z.string().optional(),
  endedAt: z.iso.datetime().optional(),
});
export type Batch = z.output<typeof Batch>;

/** What came of one item. `counts` adds up the outcomes up to here, so that progress is one read. */
export const Row = z.object({
  batchId: Id('batch'),
  position: z.int(),
  label: Label,
  outcome: z.string(),
  why: z.string().optional(),
  about: z.record(z.string(), z.json()).optional(),
  clientIds: z.array(z.string()).optional(),
  at: z.iso.datetime(),
  counts: Counts,
});
export type Row = z.output<typeof Row>;

export const BatchView = Batch.omit({ given: true, clientIds: true })
  .extend({
    done: z.int(),
    /** How many items had each outcome. */
    counts: Counts,
    /** The item that was done last. */
    current: z.string().optional(),
    version: z.int(),
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'Batch' });

export const RowView = z
  .object({
    /** The item's place, from 1. Items that the caller may not see leave theirs out. */
    number: z.int(),
    ...Row.pick({ label: true, outcome: true, why: true, about: true, at: true }).shape,
  })
  .meta({ id: 'BatchResult' });

/** Who started it may look at it, and who leads. */
export const maySee = (batch: Batch, caller: Caller): boolean =>
  batch.startedBy === caller.id || caller.role === 'admin' || caller.role === 'manager';

/** The row that follows: its outcome counted with those before. */
export function follow(
  last: Row | undefined,
  {
    clientIds,
    ...step
  }: Pick<Row, 'label' | 'outcome' | 'why' | 'about'> & { clientIds?: readonly string[] | undefined },
  { batchId, now }: { batchId: string; now: string },
): Row {
  const counts = { ...last?.counts, [step.outcome]: (last?.counts[step.outcome] ?? 0) + 1 };
  const label = step.label.slice(0, 300);
  const position = last ? last.position + 1 : 0;
  return { ...step, batchId, position, label, ...(clientIds && { clientIds: [...clientIds] }), at: now, counts };
}

type Ending = { status: 'done' | 'cancelled' | 'failed'; why?: string };

export const end = (batch: Batch, { status, why }: Ending, now: string): Batch => ({
  ...batch,
  status,
  ...(why !== undefined && { why: why.slice(0, 1000) }),
  endedAt: now,
});

export function cancel(batch: Batch, now: string): Batch {
  if (batch.status !== 'running') throw broken('This has come to its end already; nothing of it is left to stop');
  return end(batch, { status: 'cancelled' }, now);
}

export function view(
  { given: _, clientIds: _clients, ...batch }: Stored<Batch>,
  last: Row | undefined,
  caller: Caller,
) {
  const seen = last && mayRead(caller, last.clientIds ?? []);
  return {
    ...batch,
    done: last ? last.position + 1 : 0,
    counts: last?.counts ?? {},
    ...(seen && { current: last.label }),
    can: { cancel: batch.status === 'running' },
  };
}

export const rowView = ({ position, label, outcome, why, about, at }: Row) => ({
  number: position + 1,
  label,
  outcome,
  ...(why !== undefined && { why }),
  ...(about && { about }),
  at,
});
