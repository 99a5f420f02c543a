import { instant, now } from '../../../shared/clock.ts';
import type { Item, Table } from '../../../shared/table/table.ts';
import type { Start, StateOf } from './machine.ts';
import { findWorkflow, overdue, type Workflow } from './record.ts';

/** Longer than the machine's own tries take, when a function or the table fails for a while. */
const patience = 15 * 60_000;
const mostTime = 200_000;
const mostRuns = 50;

export type Reconciling = { table: Table; start: Start; stateOf: StateOf };

/** Starts the execution that should be there, unless one goes on. */
async function restart({ start, stateOf }: Reconciling, { jobId, run, state }: Workflow): Promise<boolean> {
  const first = state === 'due' ? run + 1 : Math.max(run, 1);
  for (let next = first; next < first + mostRuns; next++) {
    const found = await stateOf(jobId, next);
    if (found === 'running') return false;
    if (found === 'ended') continue;
    await start(jobId, next);
    return true;
  }
  throw new Error(`The executions of ${jobId} end one after the other`);
}

async function look(from: Reconciling, { pk }: Item, before: string): Promise<boolean> {
  const workflow = await findWorkflow(from.table, pk.slice('JOB#'.length));
  // The index lags behind: only the record decides.
  if (workflow?.wakeAt === undefined || workflow.wakeAt > before) return false;
  return restart(from, workflow);
}

/**
 * Looks after jobs whose workflow should have woken a quarter of an hour ago: whose execution was never started, or has
 * failed. What it costs follows the overdue, not the firm.
 */
export async function reconcile(from: Reconciling): Promise<{ overdue: number; started: number }> {
  const until = performance.now() + mostTime;
  const before = instant(now() - patience);
  const done = { overdue: 0, started: 0 };
  let last: Item | undefined;
  do {
    const page = await from.table.query({ ...overdue(before), from: last });
    for (const item of page.items) {
      done.overdue++;
      if (await look(from, item, before)) done.started++;
    }
    last = page.last;
  } while (last && performance.now() < until);
  return done;
}
