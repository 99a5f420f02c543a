import { addDays, addMonths, addWeeks, type CivilDate, year } from '../../shared/dates/civil-date.ts';
import { calendarYear, endIn, fiscalYearOf, type YearEnd, weeksOf } from '../clients/year-end.ts';
import { monthsLabel, type Named, type Span, spanLabel } from './span.ts';

/** What a fiscal year of weeks is divided into; the 53rd week lies in the last part. */
export const patterns = {
  year: [52],
  quarter: [13, 13, 13, 13],
  '4-4-5': [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5],
  '4-5-4': [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4],
  '5-4-4': [5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4],
  '13x4': [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
} as const;
export type Pattern = keyof typeof patterns;

export type Months = 1 | 2 | 3 | 4 | 6 | 12;

/** The part of a year of months in which a day lies. All parts are counted from the year's first day. */
export function partOfMonths(every: Months, yearEnd: YearEnd = calendarYear, date: CivilDate): Named {
  const fiscal = fiscalYearOf(yearEnd, date);
  const starts = Array.from({ length: 12 / every }, (_, part) => addMonths(fiscal.start, part * every));
  const { part, ...span } = partAt(starts, fiscal, date);
  const isWhole = span.start.endsWith('-01');
  const says = isWhole ? monthsLabel(span) : spanLabel(span);
  if (every === 1) return { key: isWhole ? span.start.slice(0, 7) : span.start, ...span, label: says };
  const named = nameOf(yearEnd, fiscal.end);
  switch (every) {
    case 12:
      return { key: named.key, ...span, label: named.label };
    case 6:
    case 3: {
      const short = `${every === 6 ? 'H' : 'Q'}${part}`;
      return { key: `${named.key}-${short}`, ...span, label: `${short} ${named.label}` };
    }
    case 4:
    case 2:
      return { key: `${named.key}-P${part}`, ...span, label: says };
  }
}

/** The part of a year of 52 or 53 weeks in which a day lies. */
export function partOfWeeks(pattern: Pattern, yearEnd: YearEnd, date: CivilDate): Named {
  const fiscal = fiscalYearOf(yearEnd, date);
  const weeks = patterns[pattern];
  const starts = weeks.map((_, part) =>
    addWeeks(
      fiscal.start,
      weeks.slice(0, part).reduce((sum, n) => sum + n, 0),
    ),
  );
  const { part, ...span } = partAt(starts, fiscal, date);
  const named = nameOf(yearEnd, fiscal.end);
  if (pattern === 'year') return { key: named.key, ...span, label: said(named.label, weeksOf(fiscal)) };
  if (pattern === 'quarter') return { key: `${named.key}-Q${part}`, ...span, label: `Q${part} ${named.label}` };
  return {
    key: `${named.key}-P${String(part).padStart(2, '0')}`,
    ...span,
    label: `Period ${part}, ${named.label}`,
  };
}

const said = (label: string, weeks: number): string => (weeks === 53 ? `${label} (53 weeks)` : label);

function partAt(starts: readonly CivilDate[], fiscal: Span, date: CivilDate): Span & { part: number } {
  const part = starts.findLastIndex((start) => start <= date);
  const next = starts[part + 1];
  return { part: part + 1, start: starts[part]!, end: next ? addDays(next, -1) : fiscal.end };
}

/** A year is called after the calendar year in whose month it ends, though its last day may lie in the next. */
function nameOf(yearEnd: YearEnd, end: CivilDate): { key: string; label: string } {
  const named = endIn(yearEnd, year(end)) === end ? year(end) : year(end) - 1;
  const isCalendar = 'day' in yearEnd && end.endsWith('-12-31');
  return isCalendar ? { key: `${named}`, label: `${named}` } : { key: `FY${named}`, label: `FY ${named}` };
}
