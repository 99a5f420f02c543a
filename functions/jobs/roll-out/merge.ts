import { broken } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import { circles } from '../../templates/lint-order.ts';
import type { Assigned } from '../dating.ts';
import { isOver, type Job } from '../job.ts';
import type { Schedule } from '../schedule.ts';
import type { Task } from '../task.ts';
import { type AsMade, type Planned, whoDoes } from './as-made.ts';
import { mergeJob } from './merge-job.ts';
import { handChanges, mergeTask, stays } from './merge-task.ts';
import { type Pair, pairsOf } from './pairs.ts';

export type Merging = {
  job: Job;
  tasks: readonly Task[];
  lines: Schedule['lines'];
  base: AsMade;
  next: AsMade;
  now: string;
  newId: NewId;
};

/** What becomes of one task, and whose it is from now on where that changes; null is nobody. */
export type Came = { task: Task; who?: string | null } & (
  | { how: 'added' | 'removed' }
  | { how: 'changed'; fields: string[] }
  | { how: 'left'; why: 'finished' | 'asked' | 'by-hand'; isRemoval: boolean }
);

/** What a version of its template makes of a job; `fields` are those of the job itself that change. */
export type Merge = { job: Job; fields: string[]; tasks: Task[]; assigned: Assigned; came: Came[] };

/** Work has begun: from then on the tasks that someone has touched are theirs. */
export const isLive = ({ startedAt, status }: Job): boolean =>
  startedAt !== undefined || (status !== 'planned' && status !== 'ready');

/** What came to the job with another template goes on as it is. */
const isOfTemplate = ({ removedAt, addedBy }: Task) => removedAt === undefined && addedBy === undefined;

/** It is not done any more, and nothing waits for it; its record stays. */
const without = (task: Task, { version }: AsMade, now: string): Task => ({
  ...task,
  status: 'skipped',
  skipped: { reason: `Not in version ${version} of the template any more` },
  removedAt: now,
});

/** Old version, new version and the job as it is, made into one. A pure function: nothing is written here. */
export function merge(merging: Merging): Merge {
  const { tasks, base, next } = merging;
  if (isOver(merging.job)) throw broken('This is over, and stays as it was done');
  const { job, fields } = mergeJob(merging.job, base.job, next.job);
  const pairs = pairsOf(tasks.filter(isOfTemplate), base.planned, next.planned);
  const kept = pairs.flatMap((pair) => (pair.ours && pair.base ? (cameOf(merging, job, pair) ?? []) : []));
  const further = pairs.flatMap(({ ours, base: had, next: then }) => (ours || had || !then ? [] : [then]));
  const came = [...kept, ...further.map((one, i) => added(merging, job, one, i))];
  const written = came.filter(({ how }) => how !== 'left').map(({ task }) => task);
  const ids = new Set(written.map(({ id }) => id));
  const others = tasks.filter(({ id }) => !ids.has(id));
  const fitted = written.map((task) => withRefs(task, [...others, ...written]));
  inOrder([...others, ...fitted]);
  const assigned = Object.fromEntries(came.flatMap(({ task, who }) => (who === undefined ? [] : [[task.id, who]])));
  return { job, fields, tasks: fitted, assigned, came };
}

/** A task that is there and that the old version made; undefined where the new one says the same of it. */
function cameOf({ job: had, lines, next, now }: Merging, job: Job, pair: Pair): Came | undefined {
  const { ours: task, base, next: then } = pair as Pair & { ours: Task; base: Planned };
  const doer = lines[task.id]?.who;
  const who = { ours: doer, base: doer === base.who ? base.who : whoDoes(base.task, had.people) };
  if (!then) {
    const isTouched = task.startedAt !== undefined || handChanges(task, base.task, who).length > 0;
    const why = stays(task) ?? (isTouched ? 'by-hand' : undefined);
    return why ? { how: 'left', task, why, isRemoval: true } : { how: 'removed', task: without(task, next, now) };
  }
  const before = whoDoes(base.task, had.people);
  const after = whoDoes(then.task, job.people);
  const given = base.task.role === then.task.role && before === after ? who.base : after;
  const { fields, why, ...came } = mergeTask(task, base, then, { ...who, next: given }, isLive(had));
  if (why) return { how: 'left', task, why, isRemoval: false };
  if (fields.length === 0) return undefined;
  return { how: 'changed', task: came.task, fields, ...(came.who !== doer && { who: came.who ?? null }) };
}

/** At the end of the job: places are given once, and the section says where it belongs. */
function added({ tasks, newId, now }: Merging, job: Job, { task: planned }: Planned, n: number): Came {
  const position = Math.max(-1, ...tasks.map((task) => task.position)) + 1 + n;
  const task = { ...planned, id: newId('task'), position, createdAt: now };
  return { how: 'added', task, who: whoDoes(task, job.people) ?? null };
}

/** What this job does not have for its client counts as finished. */
function withRefs(task: Task, all: readonly Task[]): Task {
  if (!task.after) return task;
  const known = new Set(all.flatMap(({ id, key }) => (key === undefined ? [id] : [id, key])));
  const { after: _, ...rest } = task;
  const after = task.after.filter((ref) => ref.includes('.') || known.has(ref));
  return after.length === 0 ? rest : { ...rest, after };
}

/** Tasks of two versions beside each other might wait for each other: then the job stays as it is. */
function inOrder(tasks: readonly Task[]): void {
  const open = tasks.filter(({ status }) => status !== 'done' && status !== 'skipped');
  const byId = new Map(open.map((task) => [task.id, task]));
  const meant = (ref: string) => open.filter(({ id, key }) => id === ref || key === ref).map(({ id }) => id);
  const [way] = circles([...byId.keys()], (id) => (byId.get(id)!.after ?? []).flatMap(meant));
  if (!way) return;
  const titles = way.map((id) => `“${byId.get(id)!.title}”`);
  throw broken(`With what was changed by hand, tasks would wait for each other: ${titles.join(' → ')}`);
}
