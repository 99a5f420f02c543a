import type * as z from 'zod';
import type { YearEnd as End } from '../../../../functions/clients/year-end.ts';

export type YearEnd = z.output<typeof End>;

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** The first is day 1 everywhere. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** For whoever chooses one: by its number. */
export const numbered = (names: readonly string[]) => names.map((label, i) => ({ value: String(i + 1), label }));

/** `31 December`, or `last Friday of June` for who keeps years of weeks. */
export function sayYearEnd(end: YearEnd): string {
  const month = months[end.month - 1];
  if ('day' in end) return `${end.day} ${month}`;
  const day = weekdays[end.weekday - 1];
  return end.on === 'last' ? `last ${day} of ${month}` : `${day} nearest to the end of ${month}`;
}
