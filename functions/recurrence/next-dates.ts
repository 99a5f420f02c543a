import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { ahead, createOn, jobsLeft, plan, startOn, type When } from './due.ts';
import { type JobPeriod, periodAfterDone } from './rhythm.ts';
import type { Lead, Series } from './series.ts';
import { dayLabel, spanLabel } from './span.ts';

/** What the template and the law say of a period's job, each date with its reasons. */
export type DatesOf = (period: JobPeriod) => {
  due?: CivilDate | undefined;
  deadline?: CivilDate | undefined;
  explain: string[];
};

export type Upcoming = {
  period: JobPeriod;
  createOn: CivilDate;
  start: CivilDate;
  due?: CivilDate | undefined;
  deadline?: CivilDate | undefined;
  explain: string[];
};

/** The next jobs as they would come, if nothing changed; of a paused series, if it were resumed now. */
export function nextDates(series: Series, n: number, when: When & { datesOf: DatesOf }): Upcoming[] {
  const upcoming: Upcoming[] = [];
  const left = new Set(plan(series, when).leave.map(({ key }) => key));
  for (const period of foreseen(series, when)) {
    if (upcoming.length >= Math.min(n, jobsLeft(series))) break;
    if (!left.has(period.key)) upcoming.push(foretold(series, period, when));
  }
  return upcoming;
}

function* foreseen(series: Series, when: When & { datesOf: DatesOf }): Generator<JobPeriod> {
  const { rhythm } = series;
  if (rhythm.kind !== 'after-completion') return yield* ahead(series, when);
  let next = series.next;
  while (next !== undefined) {
    const [period] = ahead({ ...series, next }, when);
    if (!period) return;
    yield period;
    next = periodAfterDone(rhythm, when.datesOf(period).due ?? startOn(series, period, when)).start;
  }
}

function foretold(series: Series, period: JobPeriod, when: When & { datesOf: DatesOf }): Upcoming {
  const start = startOn(series, period, when);
  const creation = createOn(series, period, when);
  const { explain, ...dates } = when.datesOf(period);
  return { period, createOn: creation, start, ...dates, explain: [...said(series, period, when), ...explain] };
}

function said(series: Series, period: JobPeriod, when: When): string[] {
  const [stated, start, creation] = [
    when.startOf(period),
    startOn(series, period, when),
    createOn(series, period, when),
  ];
  const closed = when.workingDays.closedFor(stated);
  const moved = stated === start ? '' : `, not on ${dayLabel(stated)} (${closed})`;
  const isLate = creation < when.today;
  return [
    series.rhythm.kind === 'after-completion'
      ? 'If each job before is done on the day it is due'
      : `For ${spanLabel(period)}`,
    ...(period.payDate === undefined ? [] : [`Paid on ${dayLabel(period.payDate)}`]),
    `Starts on ${dayLabel(start)}${moved}`,
    isLate
      ? `Created now: ${dayLabel(creation)} has passed`
      : `Created on ${dayLabel(creation)}, ${before(series.lead)}`,
  ];
}

function before({ n, unit }: Lead): string {
  if (n === 0) return 'the day it starts';
  const days = unit === 'bizday' ? 'working day' : 'day';
  return `${n} ${days}${n === 1 ? '' : 's'} before`;
}
