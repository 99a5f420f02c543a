import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Clock } from './clock.ts';

/** What every part that works in the background can be told. */
export type Worker = {
  /** Looks for work soon: to be called after adding some, also from inside the transaction that adds it. */
  poke: () => void;
  /** Takes nothing new; resolves when what runs has ended. */
  stop: () => Promise<void>;
  /** Resolves when nothing runs and nothing is due by the clock. */
  idle: () => Promise<void>;
  isIdle: () => boolean;
};

/** Several workers as one, which is idle when all are at the same time: the job of one may be work for another. */
export function together(workers: readonly Worker[]): Worker {
  const isIdle = () => workers.every((worker) => worker.isIdle());
  return {
    poke: () => workers.forEach((worker) => worker.poke()),
    stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))),
    async idle() {
      do await Promise.all(workers.map((worker) => worker.idle()));
      while (!isIdle());
    },
    isIdle,
  };
}

/** Runs the jobs that `take` hands out, so many at once, and looks again at the time that `nextDue` names. */
export function startWorker<Job>(work: {
  clock: Clock;
  concurrency: number;
  take: () => Job | undefined;
  nextDue: () => number | undefined;
  run: (job: Job) => Promise<void>;
}): Worker {
  const { clock, concurrency } = work;
  const idlers = new Set<() => void>();
  let running = 0;
  let stopped = false;
  let poked = false;
  let alarm = new AbortController();

  async function run(job: Job): Promise<void> {
    running += 1;
    try {
      await work.run(job);
    } catch (error) {
      // A job that could not even be put back is due at once: without a pause this would spin.
      console.error(error);
      await clock.sleep(clock.now() + 1000);
    } finally {
      running -= 1;
      turn();
    }
  }

  function isIdle(): boolean {
    if (running > 0 || stopped) return running === 0;
    const due = work.nextDue();
    return due === undefined || due > clock.now();
  }

  function turn(): void {
    poked = false;
    alarm.abort();
    for (let job; !stopped && running < concurrency && (job = work.take()) !== undefined;) void run(job);
    if (isIdle()) {
      for (const resolve of idlers) resolve();
      idlers.clear();
    }
    const due = stopped || running === concurrency ? undefined : work.nextDue();
    if (due === undefined) return;
    alarm = new AbortController();
    clock.sleep(due, alarm.signal).then(turn, () => {});
  }

  function poke(): void {
    if (poked) return;
    poked = true;
    queueMicrotask(turn);
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      idlers.add(resolve);
      poke();
    });
  }

  poke();
  return {
    poke,
    idle,
    isIdle,
    stop() {
      stopped = true;
      return idle();
    },
  };
}

/** The columns that make a row of any table a job. */
export type DueRow = { seq: number; due_at: number };

/**
 * A worker over the rows of a table, soonest first. `run` deletes the row or sets a later `due_at`. What is in hand
 * is only known to this process: after a crash such a row is due again, so each is run at least once.
 */
export function startRowWorker<Row extends DueRow>(work: {
  store: DatabaseSync;
  clock: Clock;
  table: string;
  where: { column: string; value: SQLInputValue };
  concurrency: number;
  run: (row: Row) => Promise<void>;
}): Worker {
  const { store, clock, table, where } = work;
  const inHand = new Set<number>();
  const soonest = store.prepare(
    `SELECT seq, due_at FROM ${table} WHERE ${where.column} = ? ORDER BY due_at, seq LIMIT ?`,
  );
  const row = store.prepare(`SELECT * FROM ${table} WHERE seq = ?`);
  const next = () =>
    (soonest.all(where.value, inHand.size + 1) as DueRow[]).find((candidate) => !inHand.has(candidate.seq));

  return startWorker<Row>({
    clock,
    concurrency: work.concurrency,
    take() {
      const found = next();
      if (!found || found.due_at > clock.now()) return undefined;
      inHand.add(found.seq);
      return row.get(found.seq) as Row;
    },
    nextDue: () => next()?.due_at,
    run: (job) => work.run(job).finally(() => inHand.delete(job.seq)),
  });
}
