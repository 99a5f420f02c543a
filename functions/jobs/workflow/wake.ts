import { instant } from '../../../shared/clock.ts';
import { type Table, WriteRefused } from '../../../shared/table/table.ts';
import type { Start, Wake } from './machine.ts';
import { findWorkflow, woken } from './record.ts';

export type Waking = { table: Table; start: Start; wake: Wake };

/**
 * Something happened in a job: its workflow looks at it, unless it has seen that already. The event may come twice, late
 * and out of order.
 */
export async function wake({ table, start, wake: answer }: Waking, jobId: string, seq: number): Promise<void> {
  const workflow = await findWorkflow(table, jobId);
  if (!workflow) return;
  if (workflow.state === 'due') await start(jobId, workflow.run + 1);
  const { token, seen } = workflow;
  if (token === undefined || seq <= seen) return;
  await answer(token);
  // Only now: a wake-up that was noted and never sent would be lost.
  await table.write([woken(workflow, token, instant())]).catch((error: unknown) => {
    // It waits with another token already: that it was woken needs no note any more.
    if (error instanceof WriteRefused && error.refusals.some((one) => one?.why === 'condition')) return;
    throw error;
  });
}
