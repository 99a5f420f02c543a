import { invalid } from '../../shared/errors.ts';
import { clean } from './cells.ts';
import { type Column, plainHeading, type Source } from './columns.ts';
import { type Delimiter, linesOf } from './csv.ts';
import { type Expected, filled, type Headings, headingsOf, toldDelimiter } from './headings.ts';
import { type Encoding, textOf } from './text.ts';

export type Skipped = {
  row: number;
  why: 'blank' | 'above the headings' | 'headings again' | 'total' | 'footer';
  text: string;
};
export type SheetRow = { row: number; cells: string[] };

/** A file as a table: its headings, its rows by their number in the file, and everything that is neither. */
export type Sheet = {
  encoding: Encoding;
  delimiter: Delimiter;
  source: Source;
  columns: Column[];
  /** By its number; none where every row is data. */
  headingRow?: number;
  /** Whether any column says whom a row is about; without one, the headings are a guess. */
  isNamed: boolean;
  rows: SheetRow[];
  broken: { row: number; text: string }[];
  skipped: Skipped[];
};

const shown = (cells: readonly string[]) => filled(cells).join(' · ').slice(0, 120);

/** The one thing that no import can do without. */
export const nameless = {
  path: 'body.mapping',
  message: 'No column is the client’s name (client.name); say in `mapping` which of the columns is',
};

const timestamp =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day, )?[a-z]+ \d{1,2}, \d{4},? \d{1,2}:\d{2}(?::\d{2})? ?[ap]m\b|^(?:accrual|cash) basis\b/i;
const amount = /^[-($€£]*\s*[\d.,:]+\s*[)%]?(?:\s*[A-Z]{3})?$/;

/** Why a row below the headings is no client, if it is none. */
function noClient(cells: readonly string[], headings: readonly string[]): Skipped['why'] | undefined {
  const [first = '', ...others] = filled(cells);
  if (first === '') return 'blank';
  const isAgain = headings.length > 0 && headings.every((one, i) => one === plainHeading(cells[i] ?? ''));
  if (cells.length > 1 && others.length > 0 && isAgain) return 'headings again';
  if (/^(?:grand )?totals?\b(?: for\b.*)?:?$/i.test(first) && others.every((cell) => amount.test(cell))) return 'total';
  if (others.length === 0 && timestamp.test(first)) return 'footer';
  return undefined;
}

/** Sorts every row of the file into a client's, a broken one or one that is passed over, with its number. */
export function sheetOf(bytes: Uint8Array, expected: Expected, stated?: Headings): Sheet {
  const { text, encoding } = textOf(bytes);
  const { score: _, ...head } = headingsOf(text, expected, stated);
  const sheet: Sheet = { encoding, ...head, rows: [], broken: [], skipped: [] };
  const { headingRow } = head;
  const headings = headingRow === undefined ? [] : head.columns.map(({ heading }) => plainHeading(heading));
  const last = headingRow ?? (toldDelimiter(text) ? 1 : 0);
  for (const line of linesOf(text, head.delimiter)) {
    if (line.row === headingRow) continue;
    if ('broken' in line) sheet.broken.push({ row: line.row, text: line.broken.slice(0, 120) });
    else {
      const cells = line.cells.map(clean);
      const above = filled(cells).length === 0 ? 'blank' : 'above the headings';
      const why = line.row <= last ? above : noClient(cells, headings);
      if (why) sheet.skipped.push({ row: line.row, why, text: shown(cells) });
      else sheet.rows.push({ row: line.row, cells });
    }
  }
  if (sheet.rows.length > expected.mostRows)
    throw invalid({
      path: 'body.file',
      message: `The file has ${sheet.rows.length} rows; at most ${expected.mostRows} are taken`,
    });
  return sheet;
}
