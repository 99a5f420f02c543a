import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { quarterNumber } from '../../shared/dates/periods.ts';

const letters = ['yyyy', 'MMMM', 'MMM', 'MM', 'M', 'dd', 'd', 'EEEE', 'EEE', 'Q'] as const;
type Letters = (typeof letters)[number];

/** How a date is written, in the letters of Unicode TR35: `MMM d`, `'Q'Q yyyy`. */
export type DateFormat = readonly (Letters | { readonly text: string })[];

const tokens = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g;

const isLetters = (token: string): token is Letters => letters.some((known) => known === token);

/** The format, or what is wrong with it in a sentence. */
export function readDateFormat(text: string): DateFormat | { wrong: string } {
  const format: DateFormat[number][] = [];
  for (const [token, quoted, letter] of text.matchAll(tokens)) {
    if (quoted !== undefined) format.push({ text: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
    else if (letter === undefined && token !== "'") format.push({ text: token });
    else if (isLetters(token)) format.push(token);
    else if (token === "'") return { wrong: 'A quote in a date format needs its second one' };
    else return { wrong: `“${token}” is no part of a date: use ${letters.join(', ')}, and quotes round words` };
  }
  if (format.every((part) => typeof part === 'object')) return { wrong: 'Say after the comma how to write the date' };
  return format;
}

export const asksForDay = (format: DateFormat): boolean =>
  format.some((part) => typeof part === 'string' && /^[dE]/.test(part));

const inWords = (date: CivilDate, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

function written(part: Letters, date: CivilDate, locale: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  switch (part) {
    case 'yyyy':
      return year;
    case 'MMMM':
      return inWords(date, locale, { month: 'long' });
    case 'MMM':
      return inWords(date, locale, { month: 'short' });
    case 'MM':
      return month;
    case 'M':
      return String(Number(month));
    case 'dd':
      return day;
    case 'd':
      return String(Number(day));
    case 'EEEE':
      return inWords(date, locale, { weekday: 'long' });
    case 'EEE':
      return inWords(date, locale, { weekday: 'short' });
    case 'Q':
      return String(quarterNumber(date));
  }
}

export const formatDate = (format: DateFormat, date: CivilDate, locale: string): string =>
  format.map((part) => (typeof part === 'string' ? written(part, date, locale) : part.text)).join('');

/** As a mail says it: “Tuesday, December 8”, with the year where it is not the present one. */
export const inFull = (date: CivilDate, today: CivilDate, locale: string): string =>
  inWords(date, locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(date.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
  });
