import * as z from 'zod';
import { bankDays } from '../../shared/dates/calendars.ts';
import {
  addDays,
  addMonths,
  addWeeks,
  CivilDate,
  daysBetween,
  dayOfMonth,
  weekday,
} from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { OnADay, OnAWeekday } from '../clients/year-end.ts';
import { around, faultIn } from './occurrences.ts';
import { type Banks, payDate, PayDay } from './pay-day.ts';
import { dayLabel, isoWeek, type Named, type Span, spanLabel } from './span.ts';
import { partOfMonths, partOfWeeks, patterns } from './year-parts.ts';

const From = CivilDate.refine((date) => date >= '1990-01-01' && date < '2200-01-01', 'From 1990 to 2199');
const pay = { pay: PayDay.optional() };

const Weeks = z.strictObject({
  kind: z.literal('weeks'),
  every: z.int().min(1).max(52),
  /** The first day of any of its periods: all others are counted from it, before and after. */
  from: From,
  ...pay,
});

/** From the 1st to the 15th, and from the 16th to the last. */
const SemiMonthly = z.strictObject({ kind: z.literal('semi-monthly'), ...pay });

const Months = z.strictObject({
  kind: z.literal('months'),
  every: z.literal([1, 2, 3, 4, 6, 12]),
  /** Parts of the fiscal year that ends on this day; of the calendar year where none is said. */
  yearEnd: OnADay.optional(),
  ...pay,
});

/** Parts of a year of 52 or 53 weeks. */
const Fiscal = z.strictObject({
  kind: z.literal('fiscal'),
  yearEnd: OnAWeekday,
  pattern: z.enum(Object.keys(patterns) as (keyof typeof patterns)[]),
  ...pay,
});

/** By a rule of RFC 5545: a period lasts from one of its dates to the day before the next. */
const ByRule = z
  .strictObject({ kind: z.literal('rrule'), rule: z.string().min(1).max(200), from: From, ...pay })
  .superRefine(({ rule, from }, context) => {
    const message = faultIn(rule, from);
    if (message) context.addIssue({ code: 'custom', path: ['rule'], message });
  });

/** Each job begins so long after the one before was done: there is no period but the job's own. */
const AfterCompletion = z.strictObject({
  kind: z.literal('after-completion'),
  every: z.int().min(1).max(366),
  unit: z.enum(['day', 'week', 'month']),
});
export type AfterCompletion = z.output<typeof AfterCompletion>;

/** How time is divided for a series. */
export const Rhythm = z
  .discriminatedUnion('kind', [Weeks, SemiMonthly, Months, Fiscal, ByRule, AfterCompletion])
  .meta({ id: 'Rhythm' });
export type Rhythm = z.output<typeof Rhythm>;

/** What one job of a series is for: both days belong to it. The keys of one rhythm sort as its periods do. */
export const JobPeriod = z
  .object({
    /** `2026-03`, `2026-Q1`, `FY2026`, `2026-W07`, `2026-03a`, `2026-03-14`. */
    key: z.string().min(4).max(24),
    start: CivilDate,
    end: CivilDate,
    /** As people say it: `March 2026`, `Q1 2026`, `1–15 March 2026`. */
    label: z.string().min(1).max(60),
    /** On a day when the banks pay. */
    payDate: CivilDate.optional(),
  })
  .meta({ id: 'JobPeriod' });
export type JobPeriod = z.output<typeof JobPeriod>;

/** The period in which a day lies. A rule has none before its first date; work after completion begins on the day. */
export function periodAt(rhythm: Rhythm, date: CivilDate, banks: Banks = bankDays): JobPeriod {
  const period = at(rhythm, date);
  if (rhythm.kind === 'after-completion' || !rhythm.pay) return period;
  return { ...period, payDate: payDate(rhythm.pay, period, banks) };
}

/** Of work after completion, as if it were done on the day it began. */
export const periodAfter = (rhythm: Rhythm, period: Pick<JobPeriod, 'end'>, banks?: Banks): JobPeriod =>
  periodAt(rhythm, addDays(period.end, 1), banks);

/** More than a person can look at, and enough for any report: 40 years of half months. */
const mostPeriods = 1000;

/** The period in which a day lies, or the first there is: of a rule that begins later. */
export function firstPeriod(rhythm: Rhythm, date: CivilDate, banks?: Banks): JobPeriod {
  if (rhythm.kind !== 'rrule') return periodAt(rhythm, date, banks);
  const { last, next } = around(rhythm.rule, rhythm.from, date);
  return periodAt(rhythm, last ?? next ?? date, banks);
}

/** All periods with a day from `from` to `to`, in order. */
export function periodsBetween(rhythm: Rhythm, from: CivilDate, to: CivilDate, banks?: Banks): JobPeriod[] {
  const periods: JobPeriod[] = [];
  for (let period = periodAt(rhythm, from, banks); period.start <= to; period = periodAfter(rhythm, period, banks)) {
    if (periods.push(period) > mostPeriods)
      throw broken(`There are more than ${mostPeriods} periods from ${from} to ${to}`);
  }
  return periods;
}

/** When the next job begins after one that was done on a day. */
export function periodAfterDone(rhythm: AfterCompletion, doneOn: CivilDate): JobPeriod {
  return at(rhythm, later(rhythm, doneOn));
}

function at(rhythm: Rhythm, date: CivilDate): Named {
  switch (rhythm.kind) {
    case 'weeks':
      return weeksAt(rhythm, date);
    case 'semi-monthly':
      return halfMonthAt(date);
    case 'months':
      return partOfMonths(rhythm.every, rhythm.yearEnd, date);
    case 'fiscal':
      return partOfWeeks(rhythm.pattern, rhythm.yearEnd, date);
    case 'rrule':
      return byRuleAt(rhythm, date);
    case 'after-completion':
      return { key: date, start: date, end: addDays(later(rhythm, date), -1), label: dayLabel(date) };
  }
}

function weeksAt({ every, from }: z.output<typeof Weeks>, date: CivilDate): Named {
  const start = addWeeks(from, Math.floor(daysBetween(from, date) / (7 * every)) * every);
  const span: Span = { start, end: addDays(start, 7 * every - 1) };
  return { key: every === 1 && weekday(start) === 1 ? isoWeek(start) : start, ...span, label: spanLabel(span) };
}

function halfMonthAt(date: CivilDate): Named {
  const isFirst = Number(date.slice(8)) <= 15;
  const span = isFirst
    ? { start: dayOfMonth(date, 0, 1), end: dayOfMonth(date, 0, 15) }
    : { start: dayOfMonth(date, 0, 16), end: dayOfMonth(date, 0, 'last') };
  return { key: `${date.slice(0, 7)}${isFirst ? 'a' : 'b'}`, ...span, label: spanLabel(span) };
}

function byRuleAt({ rule, from }: z.output<typeof ByRule>, date: CivilDate): Named {
  const { last, next } = around(rule, from, date);
  if (!last) throw broken(`The rule ${rule} has no date from ${from} to ${date}`);
  if (!next) throw broken(`The rule ${rule} has no date after ${last}`);
  return { key: last, start: last, end: addDays(next, -1), label: dayLabel(last) };
}

function later({ every, unit }: AfterCompletion, date: CivilDate): CivilDate {
  switch (unit) {
    case 'day':
      return addDays(date, every);
    case 'week':
      return addWeeks(date, every);
    case 'month':
      return addMonths(date, every);
  }
}
