import * as z from 'zod';
import { addDays, type CivilDate, daysBetween, dayOfMonth, Weekday, weekday } from '../../shared/dates/civil-date.ts';

const Month = z.int().min(1).max(12);
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const OnADay = z
  .strictObject({ month: Month, day: z.int().min(1).max(31) })
  .refine(({ month, day }) => day <= daysIn[month - 1]!, { path: ['day'], message: 'This month has no such day' });

/**
 * The year of 52 or 53 weeks: always ends on the same weekday, either the last one in the month or the one nearest to
 * the month's end (which may lie in the next month). IRS Publication 538, “52-53-Week Tax Year”.
 */
export const OnAWeekday = z.strictObject({ month: Month, weekday: Weekday, on: z.enum(['last', 'nearest']) });

export const YearEnd = z.union([OnADay, OnAWeekday]).meta({ id: 'YearEnd' });
export type YearEnd = z.output<typeof YearEnd>;

/** Who says nothing keeps the calendar year. */
export const calendarYear: YearEnd = { month: 12, day: 31 };

const firstOf = (year: number, month: number): CivilDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;

const daysBack = (from: CivilDate, day: Weekday) => (weekday(from) - day + 7) % 7;

/** The day on which the fiscal year of this calendar year's month ends. */
export function endIn(yearEnd: YearEnd, year: number): CivilDate {
  const first = firstOf(year, yearEnd.month);
  const last = dayOfMonth(first, 0, 'last');
  if ('day' in yearEnd) {
    // February 28 is meant as the month's end, in leap years too.
    const isMonthEnd = yearEnd.day >= daysIn[yearEnd.month - 1]! || (yearEnd.month === 2 && yearEnd.day === 28);
    return isMonthEnd ? last : addDays(first, yearEnd.day - 1);
  }
  const back = daysBack(last, yearEnd.weekday);
  return addDays(last, yearEnd.on === 'nearest' && back > 3 ? 7 - back : -back);
}

/** The fiscal year in which a day lies: its first and last day. */
export function fiscalYearOf(yearEnd: YearEnd, date: CivilDate): { start: CivilDate; end: CivilDate } {
  const year = Number(date.slice(0, 4));
  // An end nearest to a month's may lie in the next month, and so in the next calendar year.
  const ends = [-2, -1, 0, 1].map((years) => endIn(yearEnd, year + years));
  const next = ends.findIndex((end) => date <= end);
  return { start: addDays(ends[next - 1]!, 1), end: ends[next]! };
}

/** How many weeks a year of weeks has: 52, or 53. */
export const weeksOf = ({ start, end }: { start: CivilDate; end: CivilDate }): number =>
  (daysBetween(start, end) + 1) / 7;
