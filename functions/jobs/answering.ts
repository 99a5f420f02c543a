import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Comment } from './comment.ts';
import { actingFor, type LoadedJob } from './acting.ts';
import { type Acting, changeJob, type JobChange } from './changing.ts';
import type { Job } from './job.ts';
import { type Shown, viewJob } from './job-view.ts';
import type { ReviewNote } from './review-note.ts';
import type { TaskPack } from './pack.ts';
import { comments, jobs, reviewNotes, taskPacks, tasks as taskRecords } from './store.ts';
import type { Task } from './task.ts';
import { begins, notWithoutLetter, type WithoutLetter } from './without-letter.ts';

type Changed = Pick<ReturnType<typeof changeJob>, 'records' | 'schedule'>;
type Before = {
  job?: Stored<Job>;
  tasks: readonly Stored<Task>[];
  notes: readonly Stored<ReviewNote>[];
  comments: readonly Stored<Comment>[];
};

const none: Before = { tasks: [], notes: [], comments: [] };

/** The job as this change leaves it, with the versions that were written. */
function shownAfter({ records, schedule }: Changed, before: Before): Shown {
  const of = <T>(name: string) =>
    records.filter(({ entity }) => entity.name === name).map(({ after }) => after as unknown as T);
  const all = <T extends { id: string }>(name: string, had: readonly T[]): T[] => {
    const written = new Map(of<T>(name).map((one) => [one.id, one]));
    const kept = had.map((one) => written.get(one.id) ?? one);
    const ids = new Set(kept.map(({ id }) => id));
    return [...kept, ...[...written.values()].filter(({ id }) => !ids.has(id))];
  };
  const packed = of<TaskPack>(taskPacks.name).flatMap((pack) => pack.tasks.map((task) => ({ ...task, version: 0 })));
  return {
    job: of<Stored<Job>>(jobs.name)[0] ?? before.job!,
    tasks: [...all<Stored<Task>>(taskRecords.name, before.tasks), ...packed].toSorted(
      (a, b) => a.position - b.position,
    ),
    schedule,
    notes: all(reviewNotes.name, before.notes),
    comments: all(comments.name, before.comments),
  };
}

/** What a change comes to: its events, and the job as it is then. */
export function answered(
  changed: Changed & Pick<ReturnType<typeof changeJob>, 'write'>,
  before: Before | undefined,
  acting: Acting,
  caller: Caller,
  withoutLetter?: WithoutLetter,
) {
  const answer = viewJob(shownAfter(changed, before ?? none), acting.dating, caller, withoutLetter);
  // What is answered to a repeated call is read again there: a job is too large to be kept with each.
  return { write: changed.write, answer, location: `/v1/jobs/${answer.id}` };
}

/** One change of a job by a person with all that follows from it, unless it begins work that has no letter. */
export function changedBy(
  { whole, withoutLetter }: LoadedJob,
  type: Parameters<typeof changeJob>[1],
  change: JobChange,
  acting: Acting,
) {
  const after = changeJob(whole, type, change, acting);
  if (begins(whole.job, after.job)) notWithoutLetter(withoutLetter);
  return after;
}

/** The same, and the job as it is then. */
export function changed(
  loaded: LoadedJob,
  type: Parameters<typeof changeJob>[1],
  change: JobChange,
  { caller, now }: { caller: Caller; now: string },
) {
  const acting = actingFor(loaded.firm, caller.id, now);
  return answered(changedBy(loaded, type, change, acting), loaded.whole, acting, caller, loaded.withoutLetter);
}
