import { invalid } from '../../shared/errors.ts';
import { clean } from './cells.ts';
import { type Column, type Mapped, plainHeading, type Source } from './columns.ts';
import { type Delimiter, delimiters, type Line, linesOf } from './csv.ts';
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
  headingRow: number;
  /** Whether any column says whom a row is about; without one, the headings are a guess. */
  isNamed: boolean;
  rows: SheetRow[];
  broken: { row: number; text: string }[];
  skipped: Skipped[];
};

/** A report's headings stand below its title; further down they are not looked for. */
const deepest = 40;
const mostColumns = 200;

const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '');
const shown = (cells: readonly string[]) => filled(cells).join(' · ').slice(0, 120);

/** Excel's own first line, `sep=;`, says how the rest is to be read. */
const toldDelimiter = (text: string): Delimiter | undefined => {
  const told = /^sep=(.)\r?\n/i.exec(text.slice(0, 10))?.[1];
  return delimiters.find((one) => one === told);
};

/** What a file is expected to be: its columns by their headings, and which of them say whom a row is about. */
export type Expected = {
  mapped: (headings: readonly string[]) => Mapped;
  isNaming: (target: string) => boolean;
  mostRows: number;
};

type Headed = {
  delimiter: Delimiter;
  index: number;
  source: Source;
  columns: Column[];
  score: number;
  isNamed: boolean;
};

const headingsOf = (cells: readonly string[]) => cells.slice(0, mostColumns).map(clean);

function headingIn(lines: readonly Line[], delimiter: Delimiter, { mapped, isNaming }: Expected) {
  let best: Headed | undefined;
  for (const [index, line] of lines.slice(0, deepest).entries()) {
    if ('broken' in line) continue;
    const one = mapped(headingsOf(line.cells));
    const naming = one.columns.filter(({ target }) => isNaming(target));
    // A heading names each thing once and says who is meant: a row of data may hold such a word too.
    if (naming.length > 0 && one.score > (best?.score ?? 0)) best = { delimiter, index, ...one, isNamed: true };
  }
  return best;
}

/** Of headings that nobody knows: the first row that is about as wide as the table, where its rows are alike in width. */
function guessedIn(lines: readonly Line[], delimiter: Delimiter, { mapped }: Expected): Headed | undefined {
  const top = lines.slice(0, deepest).map((line) => ('broken' in line ? [] : headingsOf(line.cells)));
  const widest = Math.max(0, ...top.map((cells) => filled(cells).length));
  const index = top.findIndex((cells) => filled(cells).length > widest / 2);
  const cells = top[index];
  if (!cells) return undefined;
  const alike = cells.length === 1 ? 0 : top.filter(({ length }) => length === cells.length).length;
  return { delimiter, index, ...mapped(cells), score: alike, isNamed: false };
}

/** The one thing that no import can do without. */
export const nameless = {
  path: 'body.mapping',
  message: 'No column is the client’s name (client.name); say in `mapping` which of the headings is',
};

const timestamp =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day, )?[a-z]+ \d{1,2}, \d{4},? \d{1,2}:\d{2}(?::\d{2})? ?[ap]m\b|^(?:accrual|cash) basis\b/i;
const amount = /^[-($€£]*\s*[\d.,:]+\s*[)%]?(?:\s*[A-Z]{3})?$/;

/** Why a row below the headings is no client, if it is none. */
function noClient(cells: readonly string[], headings: readonly string[]): Skipped['why'] | undefined {
  const [first = '', ...others] = filled(cells);
  if (first === '') return 'blank';
  if (cells.length > 1 && filled(cells).length > 1 && headings.every((one, i) => one === plainHeading(cells[i] ?? '')))
    return 'headings again';
  if (/^(?:grand )?totals?\b(?: for\b.*)?:?$/i.test(first) && others.every((cell) => amount.test(cell))) return 'total';
  if (others.length === 0 && timestamp.test(first)) return 'footer';
  return undefined;
}

function read(text: string, expected: Expected): { lines: Line[]; head: Headed } {
  const told = toldDelimiter(text);
  const start = text.slice(0, 64 * 1024);
  const starts = (told ? [told] : delimiters).map((delimiter) => ({ delimiter, lines: linesOf(start, delimiter) }));
  const best = (find: typeof headingIn) =>
    starts
      .flatMap(({ lines, delimiter }) => find(lines, delimiter, expected) ?? [])
      .toSorted((a, b) => b.score - a.score)[0];
  const head = best(headingIn) ?? best(guessedIn);
  if (!head) throw invalid({ path: 'body.file', message: 'There is no row in this file' });
  return { lines: linesOf(text, head.delimiter), head };
}

/** Sorts every row of the file into a client's, a broken one or one that is passed over, with its number. */
export function sheetOf(bytes: Uint8Array, expected: Expected): Sheet {
  const { text, encoding } = textOf(bytes);
  const { lines, head } = read(text, expected);
  const sheet: Sheet = {
    encoding,
    delimiter: head.delimiter,
    source: head.source,
    columns: head.columns,
    headingRow: head.index + 1,
    isNamed: head.isNamed,
    rows: [],
    broken: [],
    skipped: [],
  };
  const headings = head.columns.map(({ heading }) => plainHeading(heading));
  for (const [index, line] of lines.entries()) {
    if (index === head.index) continue;
    if ('broken' in line) sheet.broken.push({ row: line.row, text: line.broken.slice(0, 120) });
    else {
      const cells = line.cells.map(clean);
      const above = filled(cells).length === 0 ? 'blank' : 'above the headings';
      const why = index < head.index ? above : noClient(cells, headings);
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
