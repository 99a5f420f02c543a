import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { Job, Status } from './job.ts';
import { type Line, openLines, type Schedule } from './schedule.ts';
import { blockersOfTask, isTheClients } from './standing.ts';

const hasBegun = ({ lines }: Pick<Schedule, 'lines'>) =>
  Object.values(lines).some(({ status }) => status !== 'open' && status !== 'dormant');

/**
 * Nothing is left to do, and someone has done or left out the last of it: what was left out with a reason is settled as
 * much as what was done. What nobody had to do, dormant from first to last, settles nothing.
 */
const isAllSettled = (schedule: Pick<Schedule, 'lines'>) =>
  openLines(schedule).length === 0 &&
  Object.values(schedule.lines).some(({ status }) => status === 'done' || status === 'skipped');

const isAskedOfClient = ({ status, forClient }: Line) => status === 'asked' && forClient === true;

/**
 * The state that follows from the tasks: whom the next steps are up to. A job that stays open, as a matter of law does,
 * is done when someone says so.
 */
export function stateOf(job: Job, schedule: Pick<Schedule, 'lines' | 'facts'>, today: CivilDate): Status {
  if (job.status === 'cancelled') return 'cancelled';
  if (!job.staysOpen && isAllSettled(schedule)) return 'done';
  if (!hasBegun(schedule) && job.startedAt === undefined) return job.startOn > today ? 'planned' : 'ready';
  const open = openLines(schedule).map(([id, line]) => ({ line, blockers: blockersOfTask(schedule, id) }));
  const next = open.filter(({ blockers }) => blockers.length === 0);
  const ours = next.filter(({ line }) => !isAskedOfClient(line) && !line.thirdParty);
  if (ours.length > 0) return ours.every(({ line }) => line.review) ? 'review' : 'active';
  const isUpToClient =
    next.some(({ line }) => isAskedOfClient(line)) ||
    open.some(({ blockers }) => blockers.some(({ after }) => isTheClients(after)));
  if (isUpToClient) return 'waiting-client';
  return next.some(({ line }) => line.thirdParty) ? 'waiting-third-party' : 'active';
}
