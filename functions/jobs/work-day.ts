import { CivilDate } from '../../shared/dates/civil-date.ts';
import { invalid } from '../../shared/errors.ts';
import type { Job } from './job.ts';

const [first, last] = ['1990-01-01', '2099-12-31'];

/** Whether work can be of that day: a year with a digit wrong is no year of work. */
export const isWorkDay = (day: CivilDate): boolean => day >= first && day <= last;

/** A day that someone gives for work. */
export const WorkDay = CivilDate.refine(isWorkDay, 'Work is of a day from 1990 to 2099; look at the year');

export const dueBeforeStart = (startOn: CivilDate) => `This starts on ${startOn}: it is not due before that`;

/** A job after one of its days was set, where they still agree. A day by the template's rule moves with its start. */
export function checkDays(job: Job, set: { startOn?: CivilDate | undefined; dueOn?: CivilDate }): Job {
  const { startOn, dueOn, dueRule } = job;
  if (dueRule !== undefined || dueOn === undefined || dueOn >= startOn) return job;
  if (set.dueOn !== undefined) throw invalid({ path: 'body.dueOn', message: dueBeforeStart(startOn) });
  if (set.startOn === undefined) return job;
  throw invalid({ path: 'body.startOn', message: `This is due on ${dueOn}: it does not start after that` });
}
