import { addDays, addMonths, CivilDate } from '../../shared/dates/civil-date.ts';
import { monthNames } from '../../shared/dates/in-words.ts';

/** The number of a month by its name, as in March, Mar. or Sept. */
export function monthNamed(word: string): number | undefined {
  const name = word.toLowerCase().replace(/\.$/, '');
  const isMeant = (one: string) => one === name || (/^.{3}$|^sept$/.test(name) && one.startsWith(name));
  const found = monthNames.findIndex((one) => isMeant(one.toLowerCase()));
  return found < 0 ? undefined : found + 1;
}

const pad = (part: string | number) => String(part).padStart(2, '0');
const inFull = (year: string) => (year.length === 2 ? `20${year}` : year);

function dateOf(year: string, month: string | number | undefined, day: string): CivilDate | undefined {
  if (month === undefined) return undefined;
  const text = `${inFull(year)}-${pad(month)}-${pad(day)}`;
  return CivilDate.safeParse(text).success ? text : undefined;
}

/** 3/31/2026 as Americans write it, 31.03.2026 as Germans do, March 31, 2026, 31 Mar 2026, 2026-03-31 as everyone may. */
export function dateIn(cell: string): CivilDate | undefined {
  const text = cell.trim().replace(/[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[AaPp][Mm])?Z?$/, '');
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return dateOf(iso[1]!, iso[2]!, iso[3]!);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (american) return dateOf(american[3]!, american[1]!, american[2]!);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (german) return dateOf(german[3]!, german[2]!, german[1]!);
  const named = /^([A-Za-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text);
  if (named) return dateOf(named[3]!, monthNamed(named[1]!), named[2]!);
  const spoken = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]+\.?)[ -,]+(\d{4}|\d{2})$/.exec(text);
  return spoken ? dateOf(spoken[3]!, monthNamed(spoken[2]!), spoken[1]!) : undefined;
}

export type Span = { start: CivilDate; end: CivilDate; label: string };

const span = (first: CivilDate, length: number, label: string): Span => ({
  start: first,
  end: addDays(addMonths(first, length), -1),
  label,
});

function monthSpan(year: string, month: number | undefined, label: string): Span | undefined {
  if (month === undefined || month < 1 || month > 12) return undefined;
  return span(`${inFull(year)}-${pad(month)}-01`, 1, label);
}

/** A period as people write it: Nov 2026, 11/2026, 2026-11, Q3 2026, 2026-Q3, FY2025, 2025, or a day of it. */
export function periodIn(cell: string): Span | undefined {
  const text = cell.trim();
  const date = dateIn(text);
  if (date !== undefined) return { start: date, end: date, label: text };
  const named = /^([A-Za-z]+\.?)[ '’-]*(\d{4}|\d{2})$/.exec(text);
  const month = named && monthNamed(named[1]!);
  if (named && month !== undefined && month) return monthSpan(named[2]!, month, text);
  const numbered = /^(\d{1,2})\/(\d{4})$/.exec(text);
  if (numbered) return monthSpan(numbered[2]!, Number(numbered[1]), text);
  const iso = /^(\d{4})-(\d{2})$/.exec(text);
  if (iso) return monthSpan(iso[1]!, Number(iso[2]), text);
  const quarter = /^(?:Q([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*Q([1-4]))$/i.exec(text);
  if (quarter) {
    const first = `${quarter[2] ?? quarter[3]}-${pad((Number(quarter[1] ?? quarter[4]) - 1) * 3 + 1)}-01`;
    return span(first, 3, text);
  }
  const year = /^(?:FY|TY|tax year|fiscal year)? ?(\d{4})$/i.exec(text);
  return year ? span(`${year[1]}-01-01`, 12, text) : undefined;
}
