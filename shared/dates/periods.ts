import { addDays, type CivilDate, dayOfMonth, month, weekday, type Weekday } from './civil-date.ts';

/** Both days belong to it. */
export type Period = { start: CivilDate; end: CivilDate };

export const monthOf = (date: CivilDate): Period => span(date, 0, 1);

/** Quarters of a year that ends in `yearEnd`, the number of a month: 12 is the calendar's, 6 a June year. */
export const quarterOf = (date: CivilDate, yearEnd = 12): Period => span(date, monthsIntoYear(date, yearEnd) % 3, 3);

export const yearOf = (date: CivilDate, yearEnd = 12): Period => span(date, monthsIntoYear(date, yearEnd), 12);

/** 1 to 4, in a year that ends in the month `yearEnd`. */
export const quarterNumber = (date: CivilDate, yearEnd = 12): number =>
  Math.floor(monthsIntoYear(date, yearEnd) / 3) + 1;

/** Seven days from the firm's first day of the week. */
export function weekOf(date: CivilDate, startsOn: Weekday = 1): Period {
  const start = addDays(date, -((weekday(date) - startsOn + 7) % 7));
  return { start, end: addDays(start, 6) };
}

const monthsIntoYear = (date: CivilDate, yearEnd: number): number => (month(date) - yearEnd - 1 + 24) % 12;

const span = (date: CivilDate, monthsIn: number, months: number): Period => ({
  start: dayOfMonth(date, -monthsIn, 1),
  end: dayOfMonth(date, months - monthsIn - 1, 'last'),
});
