import { instant, now } from '../../../shared/clock.ts';
import { eventKey } from '../../../shared/events/chain.ts';
import { Busy, type Table, WriteRefused } from '../../../shared/table/table.ts';
import { partitionOfJob } from '../store.ts';
import type { Wake } from './machine.ts';
import { waiting } from './record.ts';

export type Wait = { jobId: string; run: number; seen: number; wakeIn: number; token: string };

/**
 * Keeps the token by which the execution is woken, if nothing has happened in the job since *advance* looked at it. In one
 * transaction: what happens a moment later finds the token, and what happened a moment before is seen here.
 */
export async function awaitJob(
  { table, wake }: { table: Table; wake: Wake },
  { wakeIn, ...wait }: Wait,
): Promise<void> {
  const wakeAt = instant(now() + wakeIn * 1000);
  try {
    await table.write([
      waiting({ ...wait, wakeAt }),
      { check: eventKey(partitionOfJob(wait.jobId), wait.seen + 1), if: 'absent' },
    ]);
  } catch (error) {
    // Whatever it was, the machine may ask again: the same wait is kept twice without harm.
    const isRefused = error instanceof WriteRefused && error.refusals.some((one) => one?.why === 'condition');
    if (!isRefused) throw new Busy(`The wait could not be kept: ${String(error)}`);
    await wake(wait.token);
  }
}
