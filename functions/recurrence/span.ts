import { addDays, type CivilDate, daysBetween, month, year } from '../../shared/dates/civil-date.ts';
import { monthName } from '../../shared/dates/in-words.ts';

/** Days in a row as people say them, `1–15 March 2026`; both belong to it. */
export type Span = { start: CivilDate; end: CivilDate };

export type Named = Span & { key: string; label: string };

const day = (date: CivilDate): number => Number(date.slice(8));

export const dayLabel = (date: CivilDate): string => `${day(date)} ${monthName(date)} ${year(date)}`;

export function spanLabel({ start, end }: Span): string {
  if (start === end) return dayLabel(start);
  if (year(start) !== year(end)) return `${dayLabel(start)} – ${dayLabel(end)}`;
  if (month(start) !== month(end)) return `${day(start)} ${monthName(start)} – ${dayLabel(end)}`;
  return `${day(start)}–${dayLabel(end)}`;
}

/** Whole months by their names: `March 2026`, `March–April 2026`. */
export function monthsLabel({ start, end }: Span): string {
  const last = `${monthName(end)} ${year(end)}`;
  if (start.slice(0, 7) === end.slice(0, 7)) return last;
  return year(start) === year(end) ? `${monthName(start)}–${last}` : `${monthName(start)} ${year(start)} – ${last}`;
}

/** The week of ISO 8601 that begins on this Monday, `2026-W07`: its year is that of its Thursday. */
export function isoWeek(monday: CivilDate): string {
  const thursday = addDays(monday, 3);
  const number = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`;
}
