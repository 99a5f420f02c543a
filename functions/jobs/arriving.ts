import type { Decided } from '../../shared/events/types.ts';
import type { Acting } from './changing.ts';
import { createJob } from './changing.ts';
import { type Assigned, schedule } from './dating.ts';
import type { Job, Status } from './job.ts';
import type { Schedule } from './schedule.ts';
import { isFinished, type Task } from './task.ts';
import { readySteps } from './workflow/ready.ts';
import { knownOnArrival } from './workflow/reminding.ts';

/** How far work was that was begun in another system. */
export type Progress = {
  /** The state as that system has it; without it, it follows from the tasks. */
  status?: Exclude<Status, 'cancelled'> | undefined;
  waitsFor?: string | undefined;
  /** How many of its first tasks are done, or which, by title or key. */
  done?: number | readonly string[] | undefined;
};

const before = 'Happened before this came from another system';

const named = ({ title, key }: Task, names: readonly string[]) =>
  names.some((name) => [title.toLowerCase(), key?.toLowerCase()].includes(name.toLowerCase()));

/** What people have done of it: so many of the first tasks, those named, and what comes before the state it is in. */
function doneOf(tasks: readonly Task[], { status, done = 0 }: Progress): Set<string> {
  const work = tasks.filter(({ auto }) => !auto);
  const told = typeof done === 'number' ? work.slice(0, done) : work.filter((task) => named(task, done));
  const review = work.findIndex((task) => task.review !== undefined);
  const implied = status === 'done' ? work : status === 'review' && review > 0 ? work.slice(0, review) : [];
  return new Set([...told, ...implied].map(({ id }) => id));
}

/** A job under way has done so: nobody here did it, so nobody's name stands beside it. */
export function asFarAs(tasks: readonly Task[], progress: Progress, { now, dating: { today } }: Acting): Task[] {
  const done = doneOf(tasks, progress);
  const last = tasks.reduce((most, { id, position }) => (done.has(id) ? Math.max(most, position) : most), -1);
  return tasks.map((task): Task => {
    if (isFinished(task)) return task;
    const finished = { ...task, doneAt: now, doneOn: today };
    if (done.has(task.id)) return { ...finished, status: 'done' };
    const isPast = task.auto && (progress.status === 'done' || task.position < last);
    return isPast ? { ...finished, status: 'skipped', skipped: { reason: before } } : task;
  });
}

/** A job in the state that was said of it. */
export function inSaidState(job: Job, { status, waitsFor }: Progress, now: string): Job {
  if (status === undefined) return job;
  const hasBegun = status !== 'planned' && status !== 'ready';
  return {
    ...job,
    status,
    ...(hasBegun && job.startedAt === undefined && { startedAt: now }),
    ...(waitsFor !== undefined && { waitsFor }),
  };
}

/** What would run by itself at once waits until someone lets it go: no mail leaves because of a file. */
export function holding(
  job: Job,
  tasks: readonly Task[],
  { dating }: Acting,
  { before: had, assigned }: { before?: Schedule; assigned?: Assigned } = {},
): Task[] {
  const made = schedule(job, tasks, dating, had, assigned).schedule;
  // Mail that only the hour keeps back would leave because of it, too, in the morning.
  const ready = new Set(readySteps({ job, tasks, schedule: made, dating, mailWaitsUntil: undefined }));
  return tasks.map((task) => (ready.has(task.id) ? { ...task, hold: true } : task));
}

type Made = { job: Job; tasks: readonly Task[]; assigned: Assigned };

/** A job as it comes in from another system: as far as it was there, and quietly. */
export function arrive(made: Made, progress: Progress, acting: Acting, more: Partial<Decided> = {}) {
  const job = inSaidState(made.job, progress, acting.now);
  const tasks = holding(job, asFarAs(made.tasks, progress, acting), acting, { assigned: made.assigned });
  const heldIds = new Set(tasks.filter(({ hold }) => hold).map(({ id }) => id));
  return createJob(job, tasks, made.assigned, acting, more, {
    ...(progress.status !== undefined && { byHand: true as const }),
    told: (after, schedule_) =>
      knownOnArrival({ job: after, schedule: schedule_, held: heldIds, dating: acting.dating }),
  });
}
