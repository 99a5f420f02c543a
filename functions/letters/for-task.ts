import { invalid } from '../../shared/errors.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { Records } from '../../shared/table/records.ts';
import { notSigned, waitsForLetter } from '../jobs/by-letter.ts';
import { inOrder } from '../jobs/completing.ts';
import { blockersOfTask } from '../jobs/standing.ts';
import { readJob, type WholeJob } from '../jobs/store.ts';
import { completeByItself, isFinished, type Task } from '../jobs/task.ts';
import { taskIn, whyNot } from '../requests/for-task.ts';
import { isOut, type Letter } from './letter.ts';

type Seen = Pick<WholeJob, 'job' | 'schedule' | 'tasks'>;

const asksToSign: readonly string[] = ['send-letter', 'send-request'];

/** A step that has been left to people: what it was to send, they send. */
const isLeftToPeople = ({ auto, status, failure }: Task): boolean =>
  auto !== undefined && asksToSign.includes(auto.kind) && (status !== 'open' || failure !== undefined);

/** Why no letter can be the end of a task. */
function whyNoLetter(task: Task, whole: Seen): string | undefined {
  const { auto: _, ...plain } = task;
  return whyNot(isLeftToPeople(task) ? plain : task, whole);
}

/** The task that is done when everyone has signed is one of the letter’s job, and waits for no other letter. */
export async function checkTask(
  records: Records,
  { jobId, taskId }: { jobId?: string | undefined; taskId?: string | undefined },
): Promise<void> {
  if (taskId === undefined) return;
  const wrong = (message: string) => invalid({ path: 'body.taskId', message });
  if (jobId === undefined) throw wrong('Say with jobId which job it belongs to');
  const whole = await readJob(records, jobId);
  const task = taskIn(whole, taskId);
  if (!task) throw wrong('No task of this job has this id');
  const why =
    task.letterId === undefined || isFinished(task)
      ? whyNoLetter(task, whole)
      : `“${task.title}” waits for a letter already; withdraw that one first`;
  if (why !== undefined) throw wrong(why);
}

type By = { by: string; now: string; today: CivilDate };

const isBehindGate = ({ schedule }: Seen, { id }: Task): boolean =>
  blockersOfTask(schedule, id).some(({ isGate }) => isGate);

/** What had to be done before a task that somebody ticks off is passed with the reason, as by a person; a gate is not. */
function signedFor(task: Task, letter: Letter, whole: Seen, by: By): Task {
  if (task.auto) return completeByItself(task, by);
  return completeByItself(inOrder(task, whole.schedule, `“${letter.title}” is signed`, by.by, by.now), by);
}

/** Nothing of what people said: it would outlive their erasure here. The letter itself says why. */
const ends: Partial<Record<Letter['status'], string>> = {
  declined: 'was declined; the letter says why',
  expired: 'was not signed in time',
  void: 'was withdrawn',
};

type Followed = { type: 'job.task-asked' | 'job.task-completed' | 'job.letter-not-signed'; task: Task };

/** What becomes of the task that a letter names; nothing where it is so already, or waits for another letter. */
export function followed(letter: Letter, whole: Seen, by: By): Followed | undefined {
  const task = taskIn(whole, letter.taskId);
  if (!task || isFinished(task) || (task.letterId ?? letter.id) !== letter.id) return undefined;
  const end = ends[letter.status];
  if (end !== undefined)
    return task.letterId === undefined
      ? undefined
      : { type: 'job.letter-not-signed', task: notSigned(task, `“${letter.title}” ${end}`, by.now) };
  if (whyNoLetter(task, whole) !== undefined || isBehindGate(whole, task)) return undefined;
  if (letter.status === 'signed') return { type: 'job.task-completed', task: signedFor(task, letter, whole, by) };
  // Who has taken it into their own hands meanwhile keeps it.
  const isTold = task.letterId !== undefined && task.askedAt !== undefined;
  if (!isOut(letter) || isTold) return undefined;
  return { type: 'job.task-asked', task: waitsForLetter(task, { id: letter.id, isOut: true }, by.now) };
}
