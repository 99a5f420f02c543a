import fc from 'fast-check';
import { type Acting, changeJob, createJob } from '../../../functions/jobs/changing.ts';
import type { Job } from '../../../functions/jobs/job.ts';
import type { Comment } from '../../../functions/jobs/comment.ts';
import type { ReviewNote } from '../../../functions/jobs/review-note.ts';
import type { Schedule } from '../../../functions/jobs/schedule.ts';
import { partitionOfJob, type WholeJob } from '../../../functions/jobs/store.ts';
import type { Task } from '../../../functions/jobs/task.ts';
import { start } from '../../../shared/events/chain.ts';
import type { RecordWrite, Stored } from '../../../shared/table/entity.ts';
import { larkfield } from '../templates/due.ts';

export const now = '2026-11-02T16:00:00.000Z';
export const today = '2026-11-02';
export const acting: Acting = { by: 'mem_A', now, dating: { calendars: larkfield, today } };

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;

export const aJobOf = (more: Partial<Job> = {}): Job => ({
  id: id('job', 0),
  title: 'Close',
  startOn: today,
  dueRule: 'job.start +10 bizday',
  status: 'planned',
  since: now,
  createdAt: now,
  createdOn: today,
  createdBy: 'mem_A',
  ...more,
});

export const aTaskOf = (n: number, more: Partial<Task> = {}): Task => ({
  id: id('tsk', n),
  jobId: id('job', 0),
  key: `t${n}`,
  position: n,
  title: `Task ${n}`,
  status: 'open',
  createdAt: now,
  ...more,
});

export const done = (task: Task, on = today): Task => ({
  ...task,
  status: 'done',
  doneAt: now,
  doneOn: on,
  doneBy: 'mem_A',
});

const of = <T>(records: readonly RecordWrite[], name: string) =>
  records.filter(({ entity }) => entity.name === name).map(({ after }) => after as unknown as Stored<T>);

/** The job as it is stored after these records were written. */
export function wholeOf(records: readonly RecordWrite[], before?: WholeJob): WholeJob {
  const written = new Map(of<Task>(records, 'task').map((task) => [task.id, task]));
  const kept = (before?.tasks ?? []).map((task) => written.get(task.id) ?? task);
  const known = new Set(kept.map((task) => task.id));
  return {
    tail: start(partitionOfJob(id('job', 0))),
    job: of<Job>(records, 'job')[0] ?? before!.job,
    schedule: of<Schedule>(records, 'schedule')[0] ?? before!.schedule,
    tasks: [...kept, ...[...written.values()].filter((task) => !known.has(task.id))],
    packs: [],
    comments: of<Comment>(records, 'comment'),
    notes: of<ReviewNote>(records, 'review note'),
  };
}

export const made = (tasks: readonly Task[], job = aJobOf()): WholeJob =>
  wholeOf(createJob(job, tasks, {}, acting).records);

export const after = (whole: WholeJob, change: Parameters<typeof changeJob>[2]): WholeJob =>
  wholeOf(changeJob(whole, 'job.updated', change, acting).records, whole);

const count = 8;
const other = fc.integer({ min: 0, max: count - 1 });

const rule = fc.oneof(
  fc.constantFrom('job.start +2 bizday', 'job.due -1 bizday', 'today +3 day', 'deadline -5 day'),
  fc
    .tuple(other, fc.constantFrom('due', 'done'), fc.integer({ min: 0, max: 9 }))
    .map(([n, which, days]) => `t${n}.${which} +${days} day`),
);

const more = fc.record(
  {
    dueRule: rule,
    after: fc.uniqueArray(other, { maxLength: 3 }).map((all) => all.map((n) => `t${n}`)),
    gate: fc.constant(true),
    estMinutes: fc.integer({ min: 0, max: 2000 }),
    pin: fc.constantFrom('2026-11-20', '2026-12-24', '2027-01-04').map((on) => ({ on, by: 'mem_A' })),
    waitsForThirdParty: fc.constant(true),
  },
  { requiredKeys: [] },
);

/** Tasks that may depend on each other in any way, in circles too. */
export const anyTasks = fc
  .array(more, { minLength: 1, maxLength: count })
  .map((all) => all.map((one, n) => aTaskOf(n, one as Partial<Task>)));

/** A job whose own day may hang on its tasks. */
export const anyJob = fc
  .oneof(fc.constant('job.start +10 bizday'), rule)
  .map((dueRule) => aJobOf({ dueRule, deadline: { on: '2026-12-31', says: [] } }));
