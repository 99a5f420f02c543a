import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { deadlineKeys } from '../deadlines/dates-of-law.ts';
import { lawfulDate, type Lawful } from './deadline-for.ts';
import type { Job } from './job.ts';

/** To which day the law lets the deadline of a job be put off, where it says so. */
export function extendedDay(
  { deadline, period, startOn }: Job,
  by: Pick<Lawful, 'client' | 'calendars' | 'postponements'>,
): CivilDate | undefined {
  const key = deadlineKeys.find((one) => one === deadline?.extension?.to);
  if (key === undefined) return undefined;
  const lawful = lawfulDate(key, { ...by, engagement: undefined, period, startOn });
  return 'on' in lawful ? lawful.on : undefined;
}
