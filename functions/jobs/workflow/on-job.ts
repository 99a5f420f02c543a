import { tellWaiting } from './other-jobs.ts';
import { askRelated, tellRelated } from './related-jobs.ts';
import { wake, type Waking } from './wake.ts';

/** After these a job may wait for something that it did not wait for before. */
const asks = new Set(['job.created', 'job.tasks-added', 'job.template-changed', 'job.remade', 'job.task-reopened']);
/** After these a task may be done that was not, or the other way round. */
const moves = new Set([
  'job.task-completed',
  'job.task-skipped',
  'job.task-reopened',
  'job.step-done',
  'job.sent-back',
  'job.template-changed',
  'job.completed',
]);

export type JobTold = { type: string; jobId: string; seq: number };

/** Something happened in a job: its workflow hears of it, and when it is done, whatever waits for it. */
export async function onJob(waking: Waking, { type, jobId, seq }: JobTold): Promise<void> {
  await wake(waking, jobId, seq);
  if (type === 'job.completed') await tellWaiting(waking.table, jobId);
  if (asks.has(type)) await askRelated(waking.table, jobId);
  if (moves.has(type)) await tellRelated(waking.table, jobId);
}
