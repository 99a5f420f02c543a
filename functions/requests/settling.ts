import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { actingFor, firmOf } from '../jobs/acting.ts';
import { changeJob } from '../jobs/changing.ts';
import { isOver } from '../jobs/job.ts';
import { loadJob } from '../jobs/store.ts';
import type { Task } from '../jobs/task.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { type AskedForTask, askedWith, isAllGiven, isAllThere } from './asked-for-task.ts';
import { endedBy } from './for-task.ts';

/** Something that a client was asked for, now that it has come or was called off. */
export type Settled = {
  asked: AskedForTask;
  /** What its job knows by it, whatever else was asked with it. */
  fact?: string | undefined;
};

/** What a step was to ask for, where a person asks instead of it. */
const requestOf = (task: Task | undefined): string | undefined =>
  task?.auto?.kind === 'send-request' && typeof task.auto.request === 'string' ? task.auto.request : undefined;

/**
 * What follows in the job: the task that it was asked for is done once all that was asked for it is there, in whichever
 * order, and what waits for the request goes on as soon as the client has given it. However often it is told, the job is
 * changed once.
 */
export async function settle(
  table: Table,
  id: string,
  find: (records: Records) => Promise<Settled | undefined>,
): Promise<void> {
  const authorAt = machinery(id);
  await again(async () => {
    const records = systemRecords(table);
    const settled = await find(records);
    if (settled?.asked.jobId === undefined) return;
    const { asked, fact } = settled;
    const [whole, firm] = await Promise.all([loadJob(records, settled.asked.jobId), firmOf(records)]);
    const all = await askedWith(records, asked);
    const now = instant();
    const acting = actingFor(firm, system, now);
    const { today } = acting.dating;
    const last = asked.come === 'there' ? asked : all.find(({ come }) => come === 'there');
    const task = last && isAllThere(all) ? endedBy(last, whole, { by: system, now, today }) : undefined;
    const key = asked.key ?? requestOf(whole.tasks.find(({ id: of }) => of === asked.taskId));
    const given = key !== undefined && isAllGiven(all) ? `request.${key}` : undefined;
    const news = [fact, given].flatMap((name) =>
      name === undefined || whole.job.facts?.[name] !== undefined ? [] : [name],
    );
    if (isOver(whole.job) || (!task && news.length === 0)) return;
    const known = Object.fromEntries(news.map((name) => [name, { on: today, at: now, by: system }]));
    const facts = news.length > 0 ? { ...whole.job.facts, ...known } : whole.job.facts;
    const { write: decided } = changeJob(
      whole,
      task ? 'job.task-completed' : 'job.fact-recorded',
      { job: { ...whole.job, ...(facts && { facts }) }, ...(task && { tasks: [task] }) },
      acting,
    );
    await write(table, decided, authorAt(now));
  });
}
