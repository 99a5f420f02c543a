import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { actingFor, firmOf } from '../jobs/acting.ts';
import { changeJob } from '../jobs/changing.ts';
import { isOver } from '../jobs/job.ts';
import { loadJob } from '../jobs/store.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { endedBy, isWaitedFor } from './for-task.ts';
import { requests } from './store.ts';

/**
 * All that was asked for is there: the task that it was asked for is done, and what waits for the request goes on.
 * However often it is told, the job is changed once; of a request that was sent back meanwhile nothing is told.
 */
export async function onRequestCompleted(table: Table, requestId: string): Promise<void> {
  const authorAt = machinery(requestId);
  await again(async () => {
    const records = systemRecords(table);
    const request = await records.find(requests, requestId);
    if (request?.status !== 'completed' || request.jobId === undefined) return;
    const [whole, firm] = await Promise.all([loadJob(records, request.jobId), firmOf(records)]);
    const fact = request.key === undefined ? undefined : `request.${request.key}`;
    const isNews = fact !== undefined && whole.job.facts?.[fact] === undefined;
    const now = instant();
    const acting = actingFor(firm, system, now);
    const { today } = acting.dating;
    const isLast = !(await isWaitedFor(records, request));
    const task = isLast ? endedBy(request, whole, { by: system, now, today }) : undefined;
    if (isOver(whole.job) || (!task && !isNews)) return;
    const facts = isNews ? { ...whole.job.facts, [fact]: { on: today, at: now, by: system } } : whole.job.facts;
    const { write: decided } = changeJob(
      whole,
      task ? 'job.task-completed' : 'job.fact-recorded',
      {
        job: { ...whole.job, ...(facts && { facts }) },
        ...(task && { tasks: [task] }),
      },
      acting,
    );
    await write(table, decided, authorAt(now));
  });
}
