import { addDays, daysBetween, weekdayOf } from '../../lib/dates.ts';

export type Span = 'overdue' | 'today' | 'week' | 'later' | 'someday';

export const spanWords: Record<Span, string> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'This week',
  later: 'Later',
  someday: 'No day yet',
};

/** The last day of this week, where weeks start on that day: 1 is Monday, 7 Sunday. */
export const weekEnd = (today: string, startsOn: number): string =>
  addDays(today, 6 - ((weekdayOf(today) - startsOn + 7) % 7));

export function spanOf(due: string | undefined, today: string, startsOn: number): Span {
  if (due === undefined) return 'someday';
  const away = daysBetween(today, due);
  if (away < 0) return 'overdue';
  if (away === 0) return 'today';
  return due <= weekEnd(today, startsOn) ? 'week' : 'later';
}
