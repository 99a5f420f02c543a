import { tellWaiting } from './other-jobs.ts';
import { wake, type Waking } from './wake.ts';

export type JobTold = { type: string; jobId: string; seq: number };

/** Something happened in a job: its workflow hears of it, and when it is done, whatever waits for it. */
export async function onJob(waking: Waking, { type, jobId, seq }: JobTold): Promise<void> {
  await wake(waking, jobId, seq);
  if (type === 'job.completed') await tellWaiting(waking.table, jobId);
}
