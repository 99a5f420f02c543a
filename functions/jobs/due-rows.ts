import type { ReadModel } from '../../shared/events/project.ts';
import { once } from '../../shared/once.ts';
import type { Item } from '../../shared/table/table.ts';
import { isOver } from './job.ts';
import { type Line, openLines, type Schedule } from './schedule.ts';
import { blockersOfTask } from './standing.ts';
import { schedules } from './store.ts';

/** Where tasks without a day stand: behind all that have one. */
export const someDay = '9999-99-99';
export const nobody = 'nobody';

/** A part of the projector's work takes 49 rows; a job of a thousand tasks has twenty-three. */
const rowsInPart = 45;
const mostParts = 23;

/** Each part looks at the same record: it is read once. */
const read = once(schedules.read);

const placeOf = ({ due = someDay, at = '' }: Line, jobId: string, taskId: string) => `${due}#${at}#${jobId}#${taskId}`;

function rowOf(schedule: Schedule, taskId: string, line: Line): Item {
  const { id: jobId, clientId, privateTo, jobTitle, jobStatus } = schedule;
  const place = placeOf(line, jobId, taskId);
  const isUpNext = blockersOfTask(schedule, taskId).length === 0;
  const { title, due, at, who, priority, minutes, review, status } = line;
  return {
    pk: `DUE#${jobId}`,
    sk: taskId,
    entity: 'due',
    jobId,
    taskId,
    ...(clientId !== undefined && { clientId }),
    title,
    jobTitle,
    jobStatus,
    status,
    isUpNext,
    ...(due !== undefined && { due }),
    ...(at !== undefined && { at }),
    ...(who !== undefined && { who }),
    ...(priority !== undefined && { priority }),
    ...(minutes !== undefined && { minutes }),
    ...(review && { review }),
    ...(privateTo === undefined ? { byDuePk: 'DUE', byDueSk: place } : { privateTo }),
    byPersonPk: who ?? nobody,
    byPersonSk: `DUE#${place}`,
    ...(review && isUpNext && { byStatusPk: 'REVIEW', byStatusSk: place }),
  };
}

/** Which of a job's parts a task is in stays the same for good: positions are given once. */
const isIn =
  (part: number) =>
  ({ position }: Line) =>
    Math.min(Math.floor(position / rowsInPart), mostParts - 1) === part;

/** A row for each task that is still to be done: what is due, of the firm and of each person, and what is to be reviewed. */
export const dueModels: readonly ReadModel[] = Array.from({ length: mostParts }, (_, part) => ({
  of: 'schedule',
  part: `DUE${part}`,
  // Positions only ever grow, so a part that a job once had it keeps.
  has: (item: Item) => Object.keys(read(item).lines).length > part * rowsInPart,
  rows(item: Item) {
    const schedule = read(item);
    if (isOver({ status: schedule.jobStatus })) return [];
    return openLines(schedule)
      .filter(([, line]) => isIn(part)(line))
      .map(([taskId, line]) => rowOf(schedule, taskId, line));
  },
}));
