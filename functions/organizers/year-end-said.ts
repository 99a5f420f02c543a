import { weekdayNames } from '../../shared/dates/civil-date.ts';
import { monthNames } from '../../shared/dates/in-words.ts';
import { broken } from '../../shared/errors.ts';
import { OnADay, type YearEnd } from '../clients/year-end.ts';

/** “December 31”, or “last Friday of June” for who keeps years of weeks. */
export function sayYearEnd(end: YearEnd): string {
  const month = monthNames[end.month - 1]!;
  if ('day' in end) return `${month} ${end.day}`;
  const day = weekdayNames[end.weekday];
  return end.on === 'last' ? `last ${day} of ${month}` : `${day} nearest to the end of ${month}`;
}

/** By its name or the beginning of it. */
const monthOf = (word: string): number =>
  word.length < 3 ? 0 : monthNames.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase())) + 1;

const ways: readonly ((text: string) => [month: number, day: number] | undefined)[] = [
  (text) => {
    const [, month = '', day = ''] = /^([a-z]+)\.?,? (\d{1,2})(?:st|nd|rd|th)?$/i.exec(text) ?? [];
    return month === '' ? undefined : [monthOf(month), Number(day)];
  },
  (text) => {
    const [, day = '', month = ''] = /^(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)\.?$/i.exec(text) ?? [];
    return month === '' ? undefined : [monthOf(month), Number(day)];
  },
  (text) => {
    const [, month, day] = /^(?:\d{4}-)?(\d{1,2})[/-](\d{1,2})$/.exec(text) ?? [];
    return month === undefined ? undefined : [Number(month), Number(day)];
  },
];

/** A month and a day as people write them: December 31, 31 Dec, 12/31; of a date its year counts for nothing. */
export function readYearEnd(text: string): YearEnd {
  const said = text.trim().replaceAll(/\s+/g, ' ');
  for (const way of ways) {
    const [month, day] = way(said) ?? [];
    const read = OnADay.safeParse({ month, day });
    if (read.success) return read.data;
  }
  throw broken('Takes a month and a day, as in December 31');
}
