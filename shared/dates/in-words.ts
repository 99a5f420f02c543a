import { type Calendar, roll, type Roll } from './calendar.ts';
import { addDays, type CivilDate, month, weekday, weekdayNames, year } from './civil-date.ts';

export const monthNames: readonly string[] = [
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

export const monthName = (date: CivilDate): string => monthNames[month(date) - 1]!;

const dayOf = (date: CivilDate): number => Number(date.slice(8));

/** “Tue 31 Mar 2026”: how an explanation names a date it comes to. */
export const inFull = (date: CivilDate): string =>
  `${weekdayNames[weekday(date)].slice(0, 3)} ${dayOf(date)} ${monthName(date).slice(0, 3)} ${year(date)}`;

/** “3 April”: how it names a day on the way. */
export const inShort = (date: CivilDate): string => `${dayOf(date)} ${monthName(date)}`;

/** “15th”. */
export function ordinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${(teens ? undefined : ['th', 'st', 'nd', 'rd'][n % 10]) ?? 'th'}`;
}

/** “15th” of a month, or “last day”. */
export const dayName = (day: number | 'last'): string => (day === 'last' ? 'last day' : ordinal(day));

const isWeekendName = (reason: string): boolean => Object.values(weekdayNames).includes(reason);

// A holiday on a Saturday has its own name, so the weekend is known from the weeks beside it.
const isWeekend = (on: Calendar, date: CivilDate): boolean =>
  [-7, 7].some((away) => on.closedFor(addDays(date, away)) === weekdayNames[weekday(date)]);

const named = 4;

/** The holidays between two dates, neither of them counted, that a count of business days passed over. */
export function passedOver(on: Calendar, from: CivilDate, to: CivilDate): string[] {
  const step = from < to ? 1 : -1;
  const names: string[] = [];
  for (let date = from; date !== to; date = addDays(date, step)) {
    const reason = date === from ? undefined : on.closedFor(date);
    if (reason === undefined || isWeekendName(reason) || isWeekend(on, date)) continue;
    names.push(`${reason}, ${inShort(date)}`);
  }
  if (names.length === 0) return [];
  const more = names.length > named ? ` and ${names.length - named} more` : '';
  return [`passed over ${names.slice(0, named).join('; ')}${more}`];
}

/** A date moved off a day that is closed, with the reason. */
export function explainedRoll(on: Calendar, date: CivilDate, how: Roll): { on: CivilDate; explain: string[] } {
  const rolled = roll(on, date, how);
  if (rolled === date) return { on: date, explain: [] };
  const reason = on.closedFor(date)!;
  const closed = isWeekendName(reason) ? 'is no business day' : `is closed for ${reason}`;
  const moved = rolled > date ? 'the next business day is' : 'the business day before is';
  return {
    on: rolled,
    explain: [`${inFull(date)} ${closed}: ${moved} ${inFull(rolled)}`, ...passedOver(on, date, rolled)],
  };
}
