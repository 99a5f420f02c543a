import type { Tail } from '../../shared/events/chain.ts';
import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { occurrenceKey } from '../recurrence/series.ts';
import { Comment } from './comment.ts';
import { handOver, handOverTasks, holders, taskHolders } from './holders.ts';
import { Job } from './job.ts';
import { storedPack, TaskPack } from './pack.ts';
import { ReviewNote } from './review-note.ts';
import { Schedule, storedSchedule } from './schedule.ts';
import { Task } from './task.ts';

const partition = (jobId: string) => `JOB#${jobId}`;
const walled = ({ clientId }: { clientId?: string | undefined }) => (clientId === undefined ? [] : [clientId]);

/** Where a job stands in a list: those without a day come last. */
export const placeOf = ({ status, dueOn = '9999-99-99', id }: Pick<Job, 'status' | 'dueOn' | 'id'>): string =>
  `${status}#${dueOn}#${id}`;

/** Tasks that someone noted down stand in lists of their own. */
export const listOf = ({ quick }: Pick<Job, 'quick'>): 'JOB' | 'QUICK' => (quick ? 'QUICK' : 'JOB');
export const startedKey = ({ jobId, taskId }: NonNullable<Job['startedFrom']>): string =>
  `job-started#${jobId}#${taskId}`;

export const jobs = entity({
  name: 'job',
  schema: Job,
  key: (id: string) => ({ pk: partition(id), sk: 'JOB' }),
  id: ({ id }) => id,
  indexes: (job) => ({
    // Nobody else has it in a list: the list of who keeps it is enough.
    ...(job.privateTo === undefined && { byStatusPk: listOf(job), byStatusSk: placeOf(job) }),
    ...(job.clientId !== undefined && {
      byClientPk: `CLIENT#${job.clientId}`,
      byClientSk: `${listOf(job)}#${job.startOn}#${job.id}`,
    }),
    ...(job.leadId !== undefined && { byPersonPk: job.leadId, byPersonSk: `${listOf(job)}#${placeOf(job)}` }),
  }),
  // Once and for good, also when it is cancelled: a series has one job for a period, and a step begins one, however often
  // it is done again.
  unique: ({ seriesId, period, startedFrom }) => [
    ...(seriesId === undefined || !period
      ? []
      : [
          {
            key: occurrenceKey(seriesId, period),
            field: 'period',
            says: `This series has its job for ${period.label} already`,
          },
        ]),
    ...(startedFrom
      ? [{ key: startedKey(startedFrom), field: 'startedFrom', says: 'This step has begun its job already' }]
      : []),
  ],
  clientIds: walled,
  holders,
  handOver,
});

export const schedules = entity({
  name: 'schedule',
  schema: Schedule,
  key: (jobId: string) => ({ pk: partition(jobId), sk: 'SCHEDULE' }),
  id: ({ id }) => id,
  clientIds: walled,
  holders: taskHolders,
  handOver: handOverTasks,
  stored: storedSchedule,
});

type InJob = { jobId: string; id: string };

export const tasks = entity({
  name: 'task',
  schema: Task,
  key: ({ jobId, id }: InJob) => ({ pk: partition(jobId), sk: `TASK#${id}` }),
  id: ({ jobId, id }) => ({ jobId, id }),
  clientIds: walled,
});

export const taskPacks = entity({
  name: 'task pack',
  schema: TaskPack,
  key: ({ jobId, number }: Pick<TaskPack, 'jobId' | 'number'>) => ({
    pk: partition(jobId),
    sk: `TASKS#${String(number).padStart(4, '0')}`,
  }),
  id: ({ jobId, number }) => ({ jobId, number }),
  clientIds: walled,
  stored: storedPack,
});

export const comments = entity({
  name: 'comment',
  schema: Comment,
  key: ({ jobId, id }: InJob) => ({ pk: partition(jobId), sk: `COMMENT#${id}` }),
  id: ({ jobId, id }) => ({ jobId, id }),
  clientIds: walled,
});

export const reviewNotes = entity({
  name: 'review note',
  schema: ReviewNote,
  key: ({ jobId, id }: InJob) => ({ pk: partition(jobId), sk: `REVIEW#${id}` }),
  id: ({ jobId, id }) => ({ jobId, id }),
  clientIds: walled,
});

/** A job with everything in it, and the tail of its chain, read first. */
export type WholeJob = {
  tail: Tail;
  job: Stored<Job>;
  schedule: Stored<Schedule>;
  tasks: Stored<Task>[];
  /** Where those stand that have no record of their own yet. */
  packs: Stored<TaskPack>[];
  comments: Stored<Comment>[];
  notes: Stored<ReviewNote>[];
};

/** Everything of a job in one query, however long its history. Of a thousand tasks it may be several pages. */
async function recordsOf(records: Records, jobId: string, strong: boolean): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk: partition(jobId), range: { below: '~' }, strong }, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

function stillPacked(packs: readonly TaskPack[], apart: readonly Task[]): Stored<Task>[] {
  const own = new Set(apart.map(({ id }) => id));
  return packs.flatMap((pack) => pack.tasks.filter(({ id }) => !own.has(id)).map((task) => ({ ...task, version: 0 })));
}

function sortedOut(items: readonly Item[], jobId: string): Omit<WholeJob, 'tail'> {
  const of = <T>({ name, read }: { name: string; read: (item: Item) => T }) =>
    items.filter((item) => item.entity === name).map(read);
  const [job] = of(jobs);
  const [schedule] = of(schedules);
  if (!job || !schedule) throw notFound(jobs.name, jobId);
  const apart = of(tasks);
  const packs = of(taskPacks);
  return {
    job,
    schedule,
    tasks: [...apart, ...stillPacked(packs, apart)].toSorted(
      (a, b) => a.position - b.position || (a.id < b.id ? -1 : 1),
    ),
    packs,
    comments: of(comments),
    notes: of(reviewNotes),
  };
}

/** A job to be changed: its tail first, then all of it. */
export async function loadJob(records: Records, jobId: string): Promise<WholeJob> {
  const tail = await records.tail(partition(jobId));
  return { tail, ...sortedOut(await recordsOf(records, jobId, true), jobId) };
}

/** A job to be looked at. */
export const readJob = async (records: Records, jobId: string): Promise<Omit<WholeJob, 'tail'>> =>
  sortedOut(await recordsOf(records, jobId, true), jobId);

export const partitionOfJob = partition;
