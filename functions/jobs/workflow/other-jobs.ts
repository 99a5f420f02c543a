import { instant } from '../../../shared/clock.ts';
import { again } from '../../../shared/events/retry.ts';
import { write } from '../../../shared/events/write.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../../shared/table/records.ts';
import type { Table } from '../../../shared/table/table.ts';
import { actingFor, firmOf } from '../acting.ts';
import { changeJob } from '../changing.ts';
import { isOver, type Job } from '../job.ts';
import { openLines } from '../schedule.ts';
import { jobs, loadJob, schedules, type WholeJob } from '../store.ts';
import { machinery, system } from './author.ts';
import { startedDone, waitedFor } from './ready.ts';

const lastOfPeriod = /^job\.same-client\.(.+)\.last-of-period$/;
const mostJobs = 100;

/** What the open tasks of a job wait for in others, and nobody has told it yet. */
export function waitsFor({ job, tasks, schedule }: Pick<WholeJob, 'job' | 'tasks' | 'schedule'>): string[] {
  const open = new Set(openLines(schedule).map(([id]) => id));
  const refs = tasks.flatMap((task) => {
    if (!open.has(task.id)) return [];
    const waited = task.auto?.kind === 'wait-for-job' ? waitedFor(task.auto) : undefined;
    return [...(task.after ?? []), ...(waited === undefined ? [] : [waited])];
  });
  return [...new Set(refs)].filter((ref) => ref.startsWith('job.') && job.facts?.[ref] === undefined);
}

/** Whether a job that is done is the one that a reference means: the last of the time that the waiting one is about. */
function isMeant(ref: string, waiting: Job, done: Job): boolean {
  const key = lastOfPeriod.exec(ref)?.[1];
  if (key === undefined || done.template?.key !== key || done.status !== 'done') return false;
  return waiting.period === undefined || done.period?.end === waiting.period.end;
}

/** The facts of a waiting job that another one's end makes. */
function factsFrom(waiting: WholeJob, done: Job): string[] {
  const refs = waitsFor(waiting);
  const { startedFrom } = done;
  const step = waiting.tasks.find(({ id }) => startedFrom?.jobId === waiting.job.id && startedFrom.taskId === id);
  const started = step && startedDone(step.key ?? step.id);
  return refs.filter((ref) => ref === started || isMeant(ref, waiting.job, done));
}

/** The jobs of a client, newest first; whatever is decided on one is decided on the record itself. */
export async function jobsOf(records: Records, clientId: string): Promise<Stored<Job>[]> {
  const query = { index: 'byClient', pk: `CLIENT#${clientId}`, range: { prefix: 'JOB#' } } as const;
  const { items } = await records.page({ ...query, newestFirst: true, limit: mostJobs });
  return items.map(jobs.read);
}

/** Tells a waiting job of the end of another, once; answers whether that was news. */
function tell(table: Table, jobId: string, done: Job): Promise<boolean> {
  const authorAt = machinery(done.id);
  return again(async () => {
    const records = systemRecords(table);
    const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
    const found = isOver(whole.job) ? [] : factsFrom(whole, done);
    if (found.length === 0) return false;
    const now = instant();
    const acting = actingFor(firm, system, now);
    const on = done.endedAt === undefined ? acting.dating.today : done.endedAt.slice(0, 10);
    const facts = { ...whole.job.facts, ...Object.fromEntries(found.map((ref) => [ref, { on, at: now, by: system }])) };
    const { write: decided } = changeJob(whole, 'job.fact-recorded', { job: { ...whole.job, facts } }, acting);
    await write(table, decided, authorAt(now));
    return true;
  });
}

/** A job is done: those that wait for it hear of it. */
export async function tellWaiting(table: Table, jobId: string): Promise<void> {
  const records = systemRecords(table);
  const done = await records.find(jobs, jobId);
  if (done?.status !== 'done') return;
  if (done.startedFrom) await tell(table, done.startedFrom.jobId, done);
  if (done.clientId === undefined || done.template === undefined) return;
  const others = (await jobsOf(records, done.clientId)).filter((one) => one.id !== jobId && !isOver(one));
  const waiting = await records.getMany(
    schedules,
    others.map(({ id }) => id),
  );
  for (const { id, lines } of waiting) {
    const mayWait = Object.values(lines).some(
      ({ after = [], auto }) => auto || after.some((ref) => lastOfPeriod.test(ref)),
    );
    if (mayWait) await tell(table, id, done);
  }
}

/** What a job waits for may have been done before it began: whether it was told of anything now. */
export async function askOthers(table: Table, whole: WholeJob): Promise<boolean> {
  const { clientId } = whole.job;
  const refs = waitsFor(whole).filter((ref) => lastOfPeriod.test(ref));
  if (clientId === undefined || refs.length === 0) return false;
  const records = systemRecords(table);
  const found = (await jobsOf(records, clientId)).filter((one) => refs.some((ref) => isMeant(ref, whole.job, one)));
  let isNews = false;
  for (const { id } of found) {
    const done = await records.find(jobs, id);
    if (done && (await tell(table, whole.job.id, done))) isNews = true;
  }
  return isNews;
}
