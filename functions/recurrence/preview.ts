import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { DomainError } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { datingOf } from '../jobs/acting.ts';
import { schedule } from '../jobs/dating.ts';
import { type DatesOf, nextDates } from './next-dates.ts';
import { occurrence, type Source, whenOf } from './occurrence.ts';
import { JobPeriod } from './rhythm.ts';
import type { Series } from './series.ts';

/** A job as it would come, with the reasons of its dates. */
export const UpcomingView = z
  .object({
    period: JobPeriod,
    createOn: CivilDate,
    start: CivilDate,
    due: CivilDate.optional(),
    deadline: CivilDate.optional(),
    explain: z.array(z.string()),
  })
  .meta({ id: 'UpcomingJob' });

const dozen = 12;

/** The next twelve, or so many, each worked out as if it were created: what keeps one from being created is said with it. */
export function preview(series: Series, source: Source, { now, newId }: { now: string; newId: NewId }, n = dozen) {
  const datesOf: DatesOf = (period) => {
    try {
      const how = { id: newId('job'), by: 'preview', now, newId };
      const { job, tasks, assigned } = occurrence(series, period, source, how);
      const { due } = schedule(job, tasks, datingOf(source.firm, now), undefined, assigned).dates;
      const waits = due.waitsFor === undefined ? [] : [`When it is due is known with ${due.waitsFor}`];
      return {
        due: due.on,
        deadline: job.deadline?.on,
        explain: [...due.explain, ...waits, ...(job.deadline?.says ?? [])],
      };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { explain: [`It could not be created: ${error.message}`] };
    }
  };
  return nextDates(series, n, { ...whenOf(series, source, now), datesOf });
}
