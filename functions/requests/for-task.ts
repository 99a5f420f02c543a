import { invalid } from '../../shared/errors.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { Records } from '../../shared/table/records.ts';
import { inOrder } from '../jobs/completing.ts';
import { isOver as isJobOver } from '../jobs/job.ts';
import { blockersOfTask } from '../jobs/standing.ts';
import { readJob, type WholeJob } from '../jobs/store.ts';
import { completeByItself, isFinished, type Task } from '../jobs/task.ts';
import type { AskedForTask } from './asked-for-task.ts';
import type { NewRequest } from './request.ts';

type Seen = Pick<WholeJob, 'job' | 'schedule' | 'tasks'>;

/**
 * Why what comes from a client cannot be the end of a task; nothing where it is open and somebody ticks it off, or where its
 * step could not ask and a person does.
 */
export function whyNot(task: Task, { job, schedule }: Seen): string | undefined {
  const { title, auto, askedWhy, review, records = [] } = task;
  if (isJobOver(job)) return 'Its job is over';
  if (isFinished(task)) return `“${title}” is finished already`;
  if (schedule.lines[task.id]?.status === 'dormant') return `“${title}” does not have to be done as things stand`;
  if (auto && askedWhy === undefined) return `“${title}” goes on by itself`;
  if (review) return `“${title}” is approved by a person`;
  if (records.some((name) => job.fields?.[name] === undefined)) return `“${title}” asks a person to record something`;
  return undefined;
}

export const taskIn = ({ tasks }: Seen, taskId: string | undefined) =>
  tasks.find(({ id, removedAt }) => id === taskId && removedAt === undefined);

/** The task that is to be done when all is in is one of the request's job, and one that this can be the end of. */
export async function checkTask(
  records: Records,
  { jobId, taskId }: Pick<NewRequest, 'jobId' | 'taskId'>,
): Promise<void> {
  if (taskId === undefined) return;
  const wrong = (message: string) => invalid({ path: 'body.taskId', message });
  if (jobId === undefined) throw wrong('Say with jobId which job it belongs to');
  const job = await readJob(records, jobId);
  const task = taskIn(job, taskId);
  if (!task) throw wrong('No task of this job has this id');
  const why = whyNot(task, job);
  if (why !== undefined) throw wrong(why);
}

type By = { by: string; now: string; today: CivilDate };

/**
 * The task as the end of what was asked leaves it: the step that asked, or the one that whoever wrote it named. What had
 * to be done before that one is passed with the reason, as by a person; a gate is not.
 */
export function endedBy(
  { taskId, key, title }: Pick<AskedForTask, 'taskId' | 'key' | 'title'>,
  whole: Seen,
  by: By,
): Task | undefined {
  const task = taskIn(whole, taskId);
  if (!task) return undefined;
  if (key !== undefined) return task.status === 'asked' ? completeByItself(task, by) : undefined;
  const isBehindGate = blockersOfTask(whole.schedule, task.id).some(({ isGate }) => isGate);
  if (isBehindGate || whyNot(task, whole) !== undefined) return undefined;
  return completeByItself(inOrder(task, whole.schedule, `All of “${title}” is here`, by.by, by.now), by);
}
