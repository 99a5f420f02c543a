import { broken } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import { actingFor } from '../../jobs/acting.ts';
import { arrive } from '../../jobs/arriving.ts';
import type { Job } from '../../jobs/job.ts';
import { NewJob } from '../../jobs/job-input.ts';
import { findLastTime, withLastTime } from '../../jobs/last-time.ts';
import { make } from '../../jobs/making.ts';
import { partitionOfJob } from '../../jobs/store.ts';
import { isFinished, type Task } from '../../jobs/task.ts';
import { hasJob } from '../../recurrence/beginning.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import { marks } from '../mark.ts';
import type { Change } from '../merge.ts';
import { checkNamed } from './calendar-write.ts';
import { jobFile, type JobRow } from './job-row.ts';
import { type From, markedBy, type WorkPlan } from './row-plan.ts';

/** The row as someone would ask for the job by hand. */
function askedFor({ client, meant, cells, series, draft }: JobRow): NewJob {
  const { period, startOn, dueOn, leadId, people, budgetMinutes, tasks, progress } = cells;
  const done = Array.isArray(progress.done) ? (progress.done as readonly string[]) : [];
  const hired = meant?.hired;
  const here = { ...series?.changes?.people, ...people };
  const budget = budgetMinutes ?? series?.changes?.budgetMinutes;
  const spanOf = () =>
    meant ? { of: period!.start } : { start: period!.start, end: period!.end, label: period!.label };
  return NewJob.parse({
    clientId: client.id,
    ...(meant ? { templateId: meant.templateId } : { title: draft.said.title!.slice(0, 200) }),
    ...(hired && { engagementId: hired.engagement.id, serviceId: hired.service.id }),
    ...(period && { period: spanOf() }),
    ...(startOn !== undefined && { startOn }),
    ...(dueOn !== undefined && { dueOn }),
    ...(leadId !== undefined && { leadId }),
    ...(Object.keys(here).length > 0 && {
      people: Object.entries(here).map(([role, memberId]) => ({ role, memberId })),
    }),
    ...(budget !== undefined && { budgetMinutes: budget }),
    ...(!meant && { tasks: [...done, ...tasks].slice(0, 60).map((title) => ({ title, assigneeId: leadId })) }),
  });
}

function checkPeriod({ making, cells }: JobRow): void {
  const period = making.template?.content.period ?? 'none';
  if (period !== 'none' && !cells.period)
    throw broken(`${making.template!.content.name} is about a period: say which in a column of periods`);
}

const counted = (tasks: readonly Task[]) => tasks.filter(isFinished).length;

/** Names of tasks that the job has none of. */
function unknownTasks({ cells, meant }: JobRow, tasks: readonly Task[]): string[] {
  const { done } = cells.progress;
  if (!meant || !Array.isArray(done)) return [];
  const known = new Set(tasks.flatMap(({ title, key = '' }) => [title.toLowerCase(), key.toLowerCase()]));
  return (done as readonly string[])
    .filter((name) => !known.has(name.toLowerCase()))
    .map((name) => `It has no task “${name.slice(0, 60)}”`);
}

function toldOf(job: Job, tasks: readonly Task[]): Change[] {
  const { title, status, startOn, dueOn, leadId, period } = job;
  const told = { title, status, period: period?.label, startOn, dueOn, leadId, tasks: tasks.length };
  const all = Object.entries(told).flatMap(([field, to]): Change[] => (to === undefined ? [] : [{ field, to }]));
  return counted(tasks) > 0 ? [...all, { field: 'tasksDone', to: counted(tasks) }] : all;
}

type How = { now: string; newId: NewId };

async function made(row: JobRow, { records, caller, now, newId }: Pick<From, 'records' | 'caller'> & How) {
  const { making, series } = row;
  const body = askedFor(row);
  const job = make(body, making, { id: newId('job'), by: caller.id, now, newId, series });
  const last = await findLastTime(records, body, making);
  const isBudgetSaid = (body.budgetMinutes ?? making.service?.budgetMinutes) !== undefined;
  return { ...job, job: withLastTime(job.job, last, isBudgetSaid) };
}

/** A job that the firm has elsewhere, and from now on here. */
export async function beginImported(row: JobRow, from: From): Promise<WorkPlan> {
  const { draft, client, meant, making, series, cells, key } = row;
  const { records, caller, now, newId } = from;
  checkPeriod(row);
  const begun = await made(row, { records, caller, now, newId });
  const { period } = begun.job;
  if (meant && period && (await hasJob(records, making as Source, period)))
    throw broken(`There is a job of this template for ${period.label} already: change that one`);
  const named = [...(cells.leadId === undefined ? [] : [cells.leadId]), ...Object.values(cells.people)];
  const provided = await checkNamed(records, named, client.id);
  const acting = actingFor(begun.firm, caller.id, now);
  const notes = [...cells.notes, ...unknownTasks(row, begun.tasks), ...surplus(row, begun.tasks)];
  const arrived = arrive(begun, cells.progress, acting, { provided });
  const of = partitionOfJob(begun.job.id);
  const marked = marks.create({ of, key, bases: markedBy(draft, jobFile, undefined), clientIds: [client.id] });
  const heldBack = arrived.tasks.filter(({ hold, auto }) => hold && auto);
  return {
    action: 'create',
    ...(series && { why: 'It is a job of the series' }),
    clientId: client.id,
    key,
    about: { jobId: begun.job.id },
    changes: toldOf(arrived.job, arrived.tasks),
    notes: [...notes, ...heldBack.map(({ title }) => `“${title}” waits until someone lets it go`)],
    dates: arrived.job.dueOn === undefined ? [] : [{ of: 'due', on: arrived.job.dueOn }],
    write: arrived.write.map((one) => ({ ...one, records: [...one.records, marked] })),
  };
}

/** More tasks done than the template has here. */
function surplus({ cells }: JobRow, tasks: readonly Task[]): string[] {
  const { done } = cells.progress;
  const work = tasks.filter(({ auto }) => !auto).length;
  return typeof done === 'number' && done > work ? [`${done} tasks are done there; here it has ${work}`] : [];
}
