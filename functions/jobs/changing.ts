import type { Change } from '../../shared/events/chain.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import type { Write } from '../../shared/table/table.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { start } from '../../shared/events/chain.ts';
import { type Assigned, type Dates, type Dating, schedule as scheduleOf } from './dating.ts';
import { jobEvent } from './events.ts';
import { inState, isOver, type Job } from './job.ts';
import type { ReviewNote } from './review-note.ts';
import { type Schedule, type Slip, slipsOf, widened } from './schedule.ts';
import { checkPrivate } from './private.ts';
import { type Moved, slipItem } from './slip.ts';
import { stateOf } from './state.ts';
import { mostApart, packsOf } from './pack.ts';
import { jobs, partitionOfJob, schedules, taskPacks, tasks as taskRecords, type WholeJob } from './store.ts';
import { isFinished, type Task } from './task.ts';
import { dueNow } from './workflow/record.ts';
import type { Told } from './workflow/reminding.ts';

/** What a use case changes in a job; the schedule and the job's state follow. */
export type JobChange = {
  job?: Job;
  /** Tasks that changed, and new ones. */
  tasks?: readonly Task[];
  assigned?: Assigned;
  /** Review notes that changed, and new ones. */
  notes?: readonly RecordWrite[];
  comments?: readonly RecordWrite[];
  /** Why dates moved, for the slip history. */
  reason?: string;
  /** The state was set by hand and is not worked out. */
  byHand?: true;
  /** What it was decided on: who was given a part can see the client. */
  provided?: readonly Check[];
  /** Bookkeeping that arrives with it. */
  also?: readonly Write[];
};

export type Acting = { by: string; now: string; dating: Dating };

type EventType = Parameters<typeof jobEvent>[0];
type Why = Omit<Moved, 'moved'>;

const withDue = (job: Job, { due }: Dates): Job => {
  if (job.dueRule === undefined || due.on === job.dueOn) return job;
  const { dueOn: _, ...rest } = job;
  return due.on === undefined ? rest : { ...rest, dueOn: due.on };
};

/** A job that has come to its end says when; one that goes on forgets it. */
function withEnd({ endedAt, ...job }: Job, now: string): Job {
  return isOver(job) ? { ...job, endedAt: endedAt ?? now } : job;
}

const hasBegun = (tasks: readonly Task[]) => tasks.some(({ startedAt, doneAt }) => startedAt ?? doneAt);

/** The job with its dates, its state and its schedule, all as they follow from its tasks. */
export function settled(
  job: Job,
  tasks: readonly Task[],
  before: Schedule | undefined,
  change: JobChange,
  acting: Acting,
) {
  const { dating, now } = acting;
  const worked = hasBegun(tasks) && job.startedAt === undefined ? { ...job, startedAt: now } : job;
  const { schedule, dates } = scheduleOf(worked, tasks, dating, before, change.assigned);
  // A job that is over goes on when someone says so, not because a note of it is cleared.
  const isSet = change.byHand || isOver(worked);
  const status = isSet ? worked.status : stateOf(worked, schedule, dating.today);
  const after = withEnd(withDue(inState(worked, status, now), dates), now);
  return { job: after, schedule: { ...schedule, jobStatus: after.status }, dates };
}

/** More would be an event too large to keep: the days that moved stand with their reasons beside the schedule. */
const mostTold = 180;

/** What the event tells of a schedule: the days that moved, and who got what. Of tasks that came packed, their pack tells. */
function tellsOf(before: Schedule, after: Schedule, arePacked: ReadonlySet<string>): Record<string, Change> {
  const told: [string, Change][] = [];
  for (const [id, line] of Object.entries(after.lines)) {
    if (arePacked.has(id)) continue;
    const had = before.lines[id];
    if (had?.due !== line.due) told.push([`due ${id}`, [had?.due ?? null, line.due ?? null]]);
    if (had?.who !== line.who) told.push([`who ${id}`, [had?.who ?? null, line.who ?? null]]);
    if (had?.status !== line.status && (line.status === 'dormant' || had?.status === 'dormant'))
      told.push([`status ${id}`, [had?.status ?? null, line.status]]);
  }
  const more = told.length - mostTold;
  return Object.fromEntries(more > 0 ? [...told.slice(0, mostTold), ['further', [null, more]]] : told);
}

function replacing(before: Stored<Schedule>, after: Schedule, arePacked: ReadonlySet<string>): RecordWrite {
  const write = schedules.replace(before, widened(before, after));
  return write.unchanged ? write : { ...write, tells: tellsOf(before, after, arePacked) };
}

/** The days that moved, kept beside the schedule that has them elsewhere now. */
const slipsKept = ({ item }: RecordWrite, slips: readonly Slip[], why: Why): Write[] =>
  slips.length === 0 ? [] : [{ put: slipItem(item, slips, why), if: 'absent' }];

/** One change of a job as one event, with everything that follows from it; `whole` is the job after it. */
export function changeJob(whole: WholeJob, type: EventType, change: JobChange, acting: Acting) {
  const changed = new Map((change.tasks ?? []).map((task) => [task.id, task]));
  const stored = new Map(whole.tasks.map((task) => [task.id, task]));
  const added = [...changed.values()].filter(({ id }) => !stored.has(id));
  const tasks: Task[] = [...whole.tasks.map((task) => changed.get(task.id) ?? task), ...added].toSorted(
    (a, b) => a.position - b.position,
  );
  const notes = notesAfter(whole, change);
  const dating = { ...acting.dating, hasNotes: notes.length > 0 };
  const { job, schedule, dates } = settled(change.job ?? whole.job, tasks, whole.schedule, change, {
    ...acting,
    dating,
  });
  const slips = slipsOf(whole.schedule, schedule).filter(
    ({ taskId }) => !isFinished(tasks.find(({ id }) => id === taskId)!),
  );
  const why = { by: acting.by, at: acting.now, ...(change.reason !== undefined && { reason: change.reason }) };
  const packs = added.length > mostApart ? packed(added, whole.packs.length) : [];
  const arePacked = new Set(packs.length > 0 ? added.map(({ id }) => id) : []);
  const rescheduled = replacing(whole.schedule, schedule, arePacked);
  const records = [
    jobs.replace(whole.job, job),
    ...[...changed.values()].flatMap((task) => {
      const before = stored.get(task.id);
      if (before) return taskRecords.replace(before, task);
      return arePacked.has(task.id) ? [] : made(task);
    }),
    ...packs,
    rescheduled,
    ...(change.notes ?? []),
    ...(change.comments ?? []),
  ];
  const isDone = job.status === 'done' && whole.job.status !== 'done';
  const goesOn = isOver(whole.job) && !isOver(job);
  const also = [
    ...(change.also ?? []),
    ...slipsKept(rescheduled, slips, why),
    ...(goesOn ? [dueNow(job.id, acting.now)] : []),
  ];
  checkPrivate(job, schedule);
  const decided = jobEvent(isDone ? 'job.completed' : type, whole.tail, records, {
    privateTo: job.privateTo,
    ...(also.length > 0 && { also }),
    ...(change.provided && { provided: change.provided }),
  });
  return { write: [decided] as Decided[], records, job, tasks, schedule, dates, notes };
}

function notesAfter({ notes }: WholeJob, change: JobChange): ReviewNote[] {
  const written = (change.notes ?? []).map(({ after }) => after as unknown as ReviewNote);
  const ids = new Set(written.map(({ id }) => id));
  return [...notes.filter(({ id }) => !ids.has(id)), ...written];
}

/** A new task, told by its title: an event that tells ninety of them in full would be too large. */
const made = (task: Task, letters = 200): RecordWrite => ({
  ...taskRecords.create(task),
  tells: { title: [null, Array.from(task.title).slice(0, letters).join('')] },
});

/** Tasks that come together in records of many, told by their places. */
const packed = (tasks: readonly Task[], after = 0): RecordWrite[] =>
  packsOf(tasks, after).map((pack) => {
    const places = [pack.tasks[0]!.position, pack.tasks.at(-1)!.position];
    return { ...taskPacks.create(pack), tells: { places: [null, places] } };
  });

/** Beyond so many tasks, an event of a new job tells only how their titles begin. */
const fewTasks = 25;

/** How a job comes in that was begun elsewhere: in the state that was said, of what its people know already. */
export type Arriving = Pick<JobChange, 'byHand'> & { told: (job: Job, schedule: Schedule) => Told };

/** A new job with its tasks, as one event. */
export function createJob(
  draft: Job,
  tasks: readonly Task[],
  assigned: Assigned,
  acting: Acting,
  more: Partial<Decided> = {},
  arriving?: Arriving,
) {
  const change = { assigned, ...(arriving?.byHand && { byHand: true as const }) };
  const { job, schedule, dates } = settled(draft, tasks, undefined, change, acting);
  const records = [
    jobs.create(job),
    { ...schedules.create(schedule), tells: { tasks: [null, tasks.length] as Change } },
    ...(tasks.length > mostApart ? packed(tasks) : tasks.map((task) => made(task, tasks.length > fewTasks ? 30 : 200))),
  ];
  const also = [...(more.also ?? []), dueNow(job.id, acting.now, arriving?.told(job, schedule))];
  checkPrivate(job, schedule);
  const decided = jobEvent(arriving ? 'job.imported' : 'job.created', start(partitionOfJob(job.id)), records, {
    ...more,
    also,
    privateTo: job.privateTo,
  });
  return { write: [decided] as Decided[], records, job, tasks, schedule, dates, notes: [] };
}
