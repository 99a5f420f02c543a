import { addBusinessDays, type Calendar, roll } from '../../shared/dates/calendar.ts';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import type { Banks } from './pay-day.ts';
import { type JobPeriod, periodAfter, periodAt } from './rhythm.ts';
import type { Series } from './series.ts';

export type When = {
  /** In the firm's zone. */
  today: CivilDate;
  /** When the template has the job of a period start; never earlier for a later period. */
  startOf: (period: JobPeriod) => CivilDate;
  workingDays: Calendar<'working-days'>;
  banks?: Banks | undefined;
  engagementEndsOn?: CivilDate | undefined;
};

/** What of the periods that have come up is to be created, and what is left out for good. */
export type Due = { create: JobPeriod[]; leave: JobPeriod[] };

/** One run goes no further: what is more comes with the next. */
const most = { looked: 400, created: 60 };

/** When the job of a period starts, off the days that are not worked where the series says so. */
export const startOn = (series: Series, period: JobPeriod, { startOf, workingDays }: When): CivilDate =>
  roll(workingDays, startOf(period), series.roll ?? 'none');

export function createOn(series: Series, period: JobPeriod, when: When): CivilDate {
  const start = startOn(series, period, when);
  const { n, unit } = series.lead;
  return n > 0 && unit === 'bizday' ? addBusinessDays(when.workingDays, start, -n) : addDays(start, -n);
}

function lastBeginning({ end }: Series, { engagementEndsOn }: When): CivilDate {
  if (end.kind === 'on') return end.date;
  return (end.kind === 'engagement' && engagementEndsOn) || '9999-12-31';
}

/** How many jobs it may still create. */
export const jobsLeft = ({ end, made }: Series): number =>
  end.kind === 'after' ? Math.max(0, end.jobs - made) : Infinity;

/** The periods that nobody has dealt with yet, in order, up to the series' end. */
export function* ahead(series: Series, when: When): Generator<JobPeriod> {
  const { rhythm, next } = series;
  if (next === undefined || series.status === 'ended') return;
  const last = lastBeginning(series, when);
  let period = periodAt(rhythm, next, when.banks);
  for (let looked = 0; looked < most.looked && period.start <= last; looked++) {
    yield period;
    // The one after it is known only when its job is done.
    if (rhythm.kind === 'after-completion') return;
    period = periodAfter(rhythm, period, when.banks);
  }
}

/**
 * What has come up by today. Missed is a job that should have begun before today: `create-latest` creates the last of
 * those, `skip` none but the series' very first, for which someone asked. Jobs that are yet to begin are all created.
 * What only waited for a letter was not missed.
 * Who records what is left out (`passOver`), after what was created, need not look at it again.
 */
export function plan(series: Series, when: When): Due {
  const due: JobPeriod[] = [];
  for (const period of ahead(series, when)) {
    if (createOn(series, period, when) > when.today) break;
    due.push(period);
    if (series.missed === 'create-all' && due.length === most.created) break;
  }
  const from = series.heldSince ?? when.today;
  const latest = due.findLast((period) => startOn(series, period, when) < from);
  const isWanted = (period: JobPeriod) =>
    series.missed === 'create-all' ||
    series.rhythm.kind === 'after-completion' ||
    startOn(series, period, when) >= from ||
    (series.missed === 'create-latest' ? period === latest : series.made === 0 && period.start === series.first);
  return {
    create: due.filter(isWanted).slice(0, Math.min(most.created, jobsLeft(series))),
    leave: due.filter((period) => !isWanted(period)),
  };
}

/** The periods whose jobs are to be created now: the same however often it is asked. */
export const duePeriods = (series: Series, when: When): JobPeriod[] =>
  series.status === 'active' ? plan(series, when).create : [];

/** Whether it will create no further job, whatever happens. */
export function isOver(series: Series, when: When): boolean {
  if (jobsLeft(series) === 0) return true;
  return (series.next ?? when.today) > lastBeginning(series, when);
}

/** How long the end of a job may go unheard before someone looks whether it was there. */
const unheard = 30;

/** When the series is to be looked at next: its next job is due then, or it has come to its end. */
export function lookOn(series: Series, when: When): CivilDate | undefined {
  if (series.status !== 'active') return undefined;
  if (series.next === undefined) return addDays(when.today, unheard);
  if (jobsLeft(series) === 0) return when.today;
  const [next] = ahead(series, when);
  return next ? createOn(series, next, when) : when.today;
}

/** The series with the day on which it is looked at next. */
export function dated<S extends Series>({ lookOn: _, ...series }: S, when: When): S {
  const on = lookOn(series as S, when);
  return { ...series, ...(on !== undefined && { lookOn: on }) } as S;
}
