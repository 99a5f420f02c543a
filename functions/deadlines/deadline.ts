import type { Calendar } from '../../shared/dates/calendar.ts';
import type { LegalCalendar } from '../../shared/dates/calendars.ts';
import { type CivilDate, dayOfMonth, month } from '../../shared/dates/civil-date.ts';
import { dayName, explainedRoll, inFull, monthName } from '../../shared/dates/in-words.ts';
import type { DateOfLaw, DayAfter, Falls } from './date-of-law.ts';
import { dateOfLaw, type DeadlineKey } from './dates-of-law.ts';
import { depositDate } from './deposit.ts';
import { countFrom, type Facts } from './facts.ts';
import { type Postponed, postponed } from './postponement.ts';

/** A date of law with how it came about; the last date written in full is `on`. */
export type Deadline = {
  on: CivilDate;
  /** As the law names it, before it moved off a closed day. */
  unrolled: CivilDate;
  explain: string[];
  form: string;
  agency: string;
};

type Law = { legal: (which: LegalCalendar) => Calendar<'legal-days'> };
type Reached = { unrolled: CivilDate; explain: string[] };
type Waiting = { waitsFor: keyof Facts };

/** When something is due by law, by what is known of the client and the period; or what has to be known first. */
export function deadlineOf(
  key: DeadlineKey,
  facts: Facts,
  calendars: Law,
  postponements: readonly Postponed[] = [],
): Deadline | Waiting {
  const law = dateOfLaw(key);
  const calendar = calendars.legal(law.calendar);
  const reached = reach(law.falls, facts, calendar);
  if ('waitsFor' in reached) return reached;
  const rolled = explainedRoll(calendar, reached.unrolled, law.roll);
  const agency = law.falls.how === 'registration' ? (facts.registration?.authority ?? law.agency) : law.agency;
  const moved = postponed({ key, agency, on: rolled.on, areas: facts.areas ?? [] }, postponements, calendar);
  return {
    on: moved.on,
    unrolled: reached.unrolled,
    explain: [...reached.explain, ...rolled.explain, ...moved.explain],
    form: law.form,
    agency,
  };
}

function reach(falls: Falls, facts: Facts, calendar: Calendar): Reached | Waiting {
  switch (falls.how) {
    case 'after': {
      const counted = countFrom(falls.from, facts);
      return 'waitsFor' in counted ? counted : dayAfter(falls, counted.from, facts, counted.explain);
    }
    case 'installments':
      return installment(falls, facts);
    case 'payroll-deposit':
      return depositDate(facts, calendar);
    case 'registration': {
      const counted = countFrom('periodEnd', facts);
      if ('waitsFor' in counted) return counted;
      if (!facts.registration) return { waitsFor: 'registration' };
      const day = facts.registration.dueDay ?? falls.dayIfEmpty;
      return onDay({ month: falls.month, day }, counted.from, counted.explain);
    }
  }
}

type After = Extract<Falls, { how: 'after' }>;

function dayAfter(falls: After, from: CivilDate, facts: Facts, explain: string[]): Reached {
  const { except, whenDepositsTimely: later } = falls;
  if (later && facts.depositsTimely) return onDay(later, from, [...explain, 'every deposit was made in time']);
  const began = facts.yearBegins ?? dayOfMonth(from, -11, 1);
  if (except && month(from) === except.yearEndMonth && began < except.yearBeginsBefore)
    return onDay({ month: except.month, day: falls.day }, from, [
      ...explain,
      `the year ends in ${monthName(from)} and began before ${inFull(except.yearBeginsBefore)}`,
    ]);
  return onDay(falls, from, explain);
}

function installment({ nthMonths, day }: Extract<Falls, { how: 'installments' }>, facts: Facts): Reached | Waiting {
  const counted = countFrom('yearEnd', facts);
  if ('waitsFor' in counted) return counted;
  const nth = nthMonths[(facts.installment ?? 0) - 1];
  if (nth === undefined) return { waitsFor: 'installment' };
  const unrolled = dayOfMonth(counted.from, nth - 12, day);
  const of = nth > 12 ? 'first month of the next year' : `${nths[nth - 1]} month of the year`;
  const says = `payment ${facts.installment}, the ${dayName(day)} of the ${of}: ${inFull(unrolled)}`;
  return { unrolled, explain: [...counted.explain, says] };
}

const nths = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

function onDay({ month: months, day }: DayAfter, from: CivilDate, explain: string[]): Reached {
  const unrolled = dayOfMonth(from, months, day);
  const which = months === 1 ? 'the month after' : `the ${nths[months - 1]} month after`;
  return { unrolled, explain: [...explain, `the ${dayName(day)} of ${which}: ${inFull(unrolled)}`] };
}

/** Who was paid less than this in a year is not reported: minor units of USD. */
export const thresholdOf = ({ thresholds = [] }: DateOfLaw, paidIn: number): number | undefined =>
  thresholds.find(({ from = -Infinity, until = Infinity }) => from <= paidIn && paidIn <= until)?.amount;
