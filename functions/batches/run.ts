import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import type { Check } from '../../shared/events/types.ts';
import { type Author, Found, happenedOf, Lost, write } from '../../shared/events/write.ts';
import type { Caller } from '../../shared/http/route.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { readTail, recordsOf } from '../../shared/table/records.ts';
import { Busy, type Table, WriteRefused } from '../../shared/table/table.ts';
import { type Batch, end, follow, type Row } from './batch.ts';
import { batchEvent } from './events.ts';
import { type BatchKind, refusal, type Step } from './kind.ts';
import { batches, lastRow, rowItem, rowKey } from './store.ts';

export type Running<Deps extends object> = {
  table: Table;
  kinds: readonly BatchKind<Deps>[];
  deps: Deps;
  /** Someone with their present rights; throws `unauthenticated` for who has lost access, unless that is not asked. */
  callerOf: (memberId: string, options: { evenEnded: boolean }) => Promise<Caller>;
};

/** What the machine is answered: finished, or call again, after `wait` seconds. */
export type Turn = { done: boolean; wait: number };

/** One item on its way: what does not change when it has to be decided again. */
type Way<Deps extends object> = Running<Deps> & { id: string; author: (actor: string, now: string) => Author };
type Came = Turn | 'on';

const patience = 20_000;
/** Kept below what the machine's history bears, also where each item takes no time. */
const mostInTurn = 500;
const finished: Turn = { done: true, wait: 0 };

/** Works on a batch for some seconds, from where it stands. Any number of runners, ending anywhere, do each item once. */
export async function runBatch<Deps extends object>(running: Running<Deps>, id: string): Promise<Turn> {
  const until = performance.now() + patience;
  for (let items = 0; items < mostInTurn && performance.now() < until; items++) {
    const came = await unhurried(() => next(running, id));
    if (came !== 'on') return came;
  }
  return { done: false, wait: 0 };
}

/** Marks a batch that could not go on, whatever the reason, unless it has ended meanwhile. */
export async function failBatch(table: Table, id: string, why: string): Promise<Turn> {
  await unhurried(async () => {
    const author = authorOf(id);
    await again(async () => {
      const tail = await readTail(table, batches.key(id).pk);
      const batch = await readBatch(table, id);
      if (batch?.status !== 'running') return;
      const now = instant();
      const failed = batches.replace(batch, end(batch, { status: 'failed', why }, now));
      await write(table, [batchEvent('batch.failed', tail, [failed])], author('system', now));
    });
  });
  return finished;
}

function authorOf(id: string) {
  const ids: string[] = [];
  const eventIds = (index: number) => (ids[index] ??= newId('event'));
  return (actor: string, at: string): Author => ({ actor, at, requestId: id, eventIds });
}

/** Who has lost the race too often is no refusal of the item: the machine comes again. */
async function unhurried<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw isBusy(error) ? new Busy('Too many are changing this at once') : error;
  }
}

const isBusy = (error: unknown): boolean => error instanceof DomainError && error.details.retryAfter !== undefined;

async function readBatch(table: Table, id: string): Promise<Stored<Batch> | undefined> {
  const item = await table.get(batches.key(id), { strong: true });
  return item && batches.read(item);
}

async function next<Deps extends object>(running: Running<Deps>, id: string): Promise<Came> {
  const way = { ...running, id, author: authorOf(id) };
  return again(async () => {
    // The row first: what is written after it cannot be at its place.
    const last = await lastRow(way.table, id);
    const batch = await readBatch(way.table, id);
    if (batch?.status !== 'running') return finished;
    const kind = way.kinds.find((one) => one.kind === batch.kind);
    if (!kind) throw new Error(`Nobody does batches of the kind ${batch.kind}`);
    const caller = await present(way, kind, batch);
    if (typeof caller === 'string') return failBatch(way.table, id, caller);
    return item(way, kind, { batch, last, caller });
  }).catch((error: unknown) => {
    // Another runner was first with this item.
    if (error instanceof Found) return 'on';
    throw error;
  });
}

/** Who started it as they are now, or why it cannot go on in their name. */
async function present<Deps extends object>(
  { callerOf }: Way<Deps>,
  { allow, outlives }: BatchKind<Deps>,
  { startedBy }: Batch,
): Promise<Caller | string> {
  try {
    const caller = await callerOf(startedBy, { evenEnded: outlives === true });
    if (outlives || allow.includes(caller.role)) return caller;
    return `${caller.name}, who started this, may no longer do it`;
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'unauthenticated')) throw error;
    return 'Who started this no longer has access to the firm';
  }
}

type Standing = { batch: Stored<Batch>; last: Row | undefined; caller: Caller };

/** One item: load, decide, write. What breaks a rule is its outcome, and stops nothing else. */
async function item<Deps extends object>(way: Way<Deps>, kind: BatchKind<Deps>, standing: Standing): Promise<Came> {
  const { batch, last, caller } = standing;
  const position = last ? last.position + 1 : 0;
  const now = instant();
  let step: Step | undefined;
  try {
    const given = kind.given ? kind.given.parse(batch.given) : batch.given;
    const from = { ...way.deps, records: recordsOf(way.table, caller), newId, caller, now, last };
    const came = await kind.step({ ...batch, given }, position, from);
    if (came === 'end') return await finish(way, standing, position, now);
    if ('wait' in came) return { done: false, wait: came.wait };
    step = came;
    await keep(way, standing, step, now);
  } catch (error) {
    if (!(error instanceof DomainError) || isBusy(error)) throw error;
    await keep(way, standing, refusal(step ?? { label: `Item ${position + 1}` }, error), now);
  }
  return 'on';
}

/** Nothing is written any more once a batch was stopped. */
const whileRunning = (id: string): Check => ({ check: batches.key(id), if: { is: { status: 'running' } } });

/** An item's changes and its row, or none of them. */
async function keep<Deps extends object>(
  { table, id, author }: Way<Deps>,
  { last, caller }: Standing,
  { write: decided, ...step }: Step,
  now: string,
): Promise<void> {
  const row = { put: rowItem(follow(last, step, { batchId: id, now })), if: 'absent' as const };
  const [first, ...rest] = happenedOf(decided);
  if (first) {
    const provided = [...(first.provided ?? []), whileRunning(id)];
    return write(table, [{ ...first, provided }, ...rest], author(caller.id, now), row);
  }
  await table.write([row, whileRunning(id)]).catch((error: unknown) => {
    throw error instanceof WriteRefused ? new Lost(error.message) : error;
  });
}

async function finish<Deps extends object>(
  { table, id, author }: Way<Deps>,
  { batch, caller }: Standing,
  position: number,
  now: string,
): Promise<Turn> {
  const tail = await readTail(table, batches.key(id).pk);
  const done = batches.replace(batch, end(batch, { status: 'done' }, now));
  // Of two runners, one may have found one more item to do.
  const provided: Check[] = [{ check: rowKey(id, position), if: 'absent' }];
  await write(table, [batchEvent('batch.done', tail, [done], { provided })], author(caller.id, now));
  return finished;
}
