import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** A day on the wall calendar, `YYYY-MM-DD`: no time, no zone. As text it sorts by date, so `<` compares two. */
export const CivilDate = z.iso.date().meta({ id: 'CivilDate', examples: ['2026-03-31'] });
export type CivilDate = z.infer<typeof CivilDate>;

/** Monday is 1, Sunday is 7. */
export const Weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
export type Weekday = z.infer<typeof Weekday>;

export const weekdayNames: Record<Weekday, string> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};

const day = 86_400_000;

/** A century on either side of the work that is at hand; then it begins anew. */
const mostKnown = 50_000;
const numbers = new Map<CivilDate, number>();
const dates = new Map<number, CivilDate>();

/**
 * Days since 1970-01-01. Days are counted by Date in UTC, which has no zone and no changes of the clock: every date of
 * every task is reached by them, and Temporal (which does months and years) takes many times as long. The same few dates
 * come again and again, hence they are remembered.
 */
function dayNumber(date: CivilDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number = Date.parse(`${date}T00:00:00Z`) / day;
  if (Number.isNaN(number)) throw new RangeError(`${date} is no date`);
  if (numbers.size >= mostKnown) numbers.clear();
  numbers.set(date, number);
  return number;
}

function dayNumbered(number: number): CivilDate {
  const known = dates.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * day).toISOString().split('T')[0]!;
  if (dates.size >= mostKnown) dates.clear();
  dates.set(number, date);
  return date;
}

/** January 1, 1970 was a Thursday. */
export const weekday = (date: CivilDate): Weekday => (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;

export const year = (date: CivilDate): number => Number(date.slice(0, 4));

/** 1 to 12. */
export const month = (date: CivilDate): number => Number(date.slice(5, 7));

export const addDays = (date: CivilDate, days: number): CivilDate => dayNumbered(dayNumber(date) + days);

export const addWeeks = (date: CivilDate, weeks: number): CivilDate => addDays(date, 7 * weeks);

/**
 * The same day that many months on, or the month's last where it has none: January 31 + 1 is February 28. Always add
 * to the anchor: adding month by month would stay on the 28th for good.
 */
export const addMonths = (anchor: CivilDate, months: number): CivilDate => plain(anchor).add({ months }).toString();

/** February 29 + 1 is February 28; add to the anchor, as with months. */
export const addYears = (anchor: CivilDate, years: number): CivilDate => plain(anchor).add({ years }).toString();

/** Days from one date to another, negative when `to` is before `from`. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

/** A day of the month that lies `months` after the anchor's: the 15th of the fourth month after a year end. */
export function dayOfMonth(anchor: CivilDate, months: number, day: number | 'last'): CivilDate {
  const inMonth = plain(anchor).with({ day: 1 }).add({ months });
  return inMonth.with({ day: day === 'last' ? inMonth.daysInMonth : day }).toString();
}

/** The nth weekday of a month; -1 is the last. None when the month has no fifth. */
export function nthWeekday(inYear: number, inMonth: number, day: Weekday, n: number): CivilDate | undefined {
  const first = Temporal.PlainDate.from({ year: inYear, month: inMonth, day: 1 });
  const edge = n > 0 ? first : first.with({ day: first.daysInMonth });
  const toWeekday = n > 0 ? (day - edge.dayOfWeek + 7) % 7 : -((edge.dayOfWeek - day + 7) % 7);
  const found = edge.add({ days: toWeekday + 7 * (n > 0 ? n - 1 : n + 1) });
  return found.month === inMonth ? found.toString() : undefined;
}

const plain = (date: CivilDate): Temporal.PlainDate => Temporal.PlainDate.from(date);
