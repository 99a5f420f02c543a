import type { RecordWrite } from '../../shared/table/entity.ts';
import { left } from '../../shared/table/left.ts';
import type { Comment } from './comment.ts';
import type { Job } from './job.ts';
import type { ReviewNote } from './review-note.ts';
import type { Schedule } from './schedule.ts';
import type { TaskPack } from './pack.ts';
import { comments, jobs, reviewNotes, schedules, taskPacks, tasks, type WholeJob } from './store.ts';
import type { Task } from './task.ts';

const erased = 'Erased';

/** What says nothing of who the client is. */
const keptOfJob = [
  'id',
  'clientId',
  'template',
  'seriesId',
  'startedFrom',
  'engagementId',
  'serviceId',
  'startOn',
  'dueOn',
  'dueRule',
  'deadline',
  'leadId',
  'people',
  'watchers',
  'priority',
  'status',
  'since',
  'staysOpen',
  'budgetMinutes',
  'settings',
  'startedAt',
  'endedAt',
  'createdAt',
  'createdOn',
  'createdBy',
] as const satisfies readonly (keyof Job)[];

const keptOfTask = [
  'id',
  'jobId',
  'clientId',
  'key',
  'position',
  'role',
  'estMinutes',
  'priority',
  'after',
  'gate',
  'dueRule',
  'days',
  'when',
  'review',
  'waitsForThirdParty',
  'action',
  'records',
  'status',
  'startedAt',
  'startedBy',
  'doneAt',
  'doneOn',
  'doneBy',
  'askedAt',
  'createdAt',
] as const satisfies readonly (keyof Task)[];

const blankJob = (job: Job, now: string): Job => ({
  ...left(job, keptOfJob),
  erasedAt: job.erasedAt ?? now,
  title: erased,
  // What a person called it may name someone.
  ...(job.period && { period: { ...job.period, label: job.period.key } }),
});

function blankTask(task: Task): Task {
  const { reason: _, ...pin } = task.pin ?? { on: '', by: '' };
  return {
    ...left(task, keptOfTask),
    title: erased,
    ...(task.pin && { pin }),
    ...(task.skipped && { skipped: { reason: erased } }),
  };
}

const blankSchedule = (schedule: Schedule): Schedule => ({
  ...schedule,
  jobTitle: erased,
  lines: Object.fromEntries(Object.entries(schedule.lines).map(([id, line]) => [id, { ...line, title: erased }])),
});

const blankPack = (pack: TaskPack): TaskPack => ({ ...pack, tasks: pack.tasks.map(blankTask) });

const blankComment = (comment: Comment): Comment => ({ ...comment, text: erased });

const blankNote = (note: ReviewNote): ReviewNote => ({
  ...note,
  text: erased,
  ...(note.answer !== undefined && { answer: erased }),
});

/** What of a job still tells something of its client; the job itself first, for it says that its chain was erased. */
export const toErase = (
  whole: Pick<WholeJob, 'job' | 'schedule' | 'tasks' | 'packs' | 'comments' | 'notes'>,
  now: string,
): RecordWrite[] =>
  [
    jobs.erase(whole.job, blankJob(whole.job, now)),
    schedules.erase(whole.schedule, blankSchedule(whole.schedule)),
    ...whole.comments.map((one) => comments.erase(one, blankComment(one))),
    ...whole.notes.map((one) => reviewNotes.erase(one, blankNote(one))),
    ...whole.packs.map((one) => taskPacks.erase(one, blankPack(one))),
    ...whole.tasks.filter(({ version }) => version > 0).map((one) => tasks.erase(one, blankTask(one))),
  ].filter(({ unchanged }) => !unchanged);
