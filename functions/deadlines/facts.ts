import { type CivilDate, daysBetween, dayOfMonth, year } from '../../shared/dates/civil-date.ts';
import { inFull } from '../../shared/dates/in-words.ts';
import { monthOf, quarterOf } from '../../shared/dates/periods.ts';
import type { End } from './date-of-law.ts';

/** What a date of law hangs on. The end of a job's period stands for whichever end is not given by itself. */
export type Facts = {
  periodEnd?: CivilDate;
  yearEnd?: CivilDate;
  planYearEnd?: CivilDate;
  quarterEnd?: CivilDate;
  monthEnd?: CivilDate;
  /** Where it was not twelve months before its end. */
  yearBegins?: CivilDate;
  /** Which of the year's payments: 1 to 4. */
  installment?: number;
  depositsTimely?: boolean;
  payDate?: CivilDate;
  depositSchedule?: 'monthly' | 'semi-weekly';
  /** Taxes owed reached $100,000 on the pay date. */
  reachesNextDay?: boolean;
  registration?: { authority: string; dueDay?: number | undefined };
  /** Where the client is, in the words of a postponement. */
  areas?: readonly string[];
};

/** The end, in a month from which months are counted. */
export type Counted = { from: CivilDate; explain: string[] };

const says: Record<End, string> = {
  yearEnd: 'Year ends',
  planYearEnd: 'Plan year ends',
  calendarYearEnd: 'Calendar year ends',
  quarterEnd: 'Quarter ends',
  monthEnd: 'Month ends',
  periodEnd: 'Period ends',
};

/** Where to count from, or the name of what is not known yet. */
export function countFrom(end: End, facts: Facts): Counted | { waitsFor: keyof Facts } {
  const given = endOf(end, facts);
  if (given === undefined) return { waitsFor: end === 'calendarYearEnd' ? 'yearEnd' : end };
  const told = `${says[end]} ${inFull(given)}`;
  if (end !== 'yearEnd' && end !== 'planYearEnd') return { from: given, explain: [told] };
  const from = monthEndOf(given);
  if (from >= given) return { from, explain: [told] };
  return {
    from,
    explain: [told, `a year of 52 or 53 weeks counts from the end of the month it is near: ${inFull(from)}`],
  };
}

function endOf(end: End, { payDate, ...facts }: Facts): CivilDate | undefined {
  const { periodEnd } = facts;
  switch (end) {
    case 'calendarYearEnd': {
      const within = facts.yearEnd ?? periodEnd;
      return within && `${year(monthEndOf(within))}-12-31`;
    }
    case 'quarterEnd':
      return facts.quarterEnd ?? (periodEnd && quarterOf(periodEnd).end);
    case 'monthEnd': {
      const within = facts.monthEnd ?? payDate ?? periodEnd;
      return within && monthOf(within).end;
    }
    case 'yearEnd':
    case 'planYearEnd':
      return facts[end] ?? periodEnd;
    case 'periodEnd':
      return periodEnd;
  }
}

const daysNear = 7;

/**
 * The end of the month that a year's months are counted from: its own, or the one before when the year, of 52 or 53
 * weeks, ends within seven days after that.
 */
export function monthEndOf(yearEnd: CivilDate): CivilDate {
  const before = dayOfMonth(yearEnd, -1, 'last');
  return daysBetween(before, yearEnd) <= daysNear ? before : dayOfMonth(yearEnd, 0, 'last');
}
