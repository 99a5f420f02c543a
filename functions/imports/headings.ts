import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { clean } from './cells.ts';
import type { Column, Mapped, Source } from './columns.ts';
import { type Delimiter, delimiters, linesOf } from './csv.ts';

/** A report's headings stand below its title; further down they are not looked for. */
const deepest = 40;
const mostColumns = 200;

/** The row that the headings stand in; false where there are none. */
export const Headings = z.union([z.literal(false), z.int().min(1).max(deepest)]);
export type Headings = z.output<typeof Headings>;

/** What a file is expected to be: its columns by their headings, and which of them say whom a row is about. */
export type Expected = {
  mapped: (headings: readonly string[]) => Mapped;
  isNaming: (target: string) => boolean;
  mostRows: number;
};

export type Headed = {
  delimiter: Delimiter;
  /** By its number; of a file that is all data, none. */
  headingRow?: number;
  source: Source;
  columns: Column[];
  score: number;
  /** Whether any column says whom a row is about; without one, the headings are a guess. */
  isNamed: boolean;
};

/** The first rows of a file as they are read with a delimiter; a line that holds no cells is an empty one. */
type Top = { delimiter: Delimiter; rows: string[][] };

export const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '');
const widthOf = (cells: readonly string[]) => filled(cells).length;
const widestOf = ({ rows }: Top) => Math.max(0, ...rows.map(widthOf));

/** Excel's own first line, `sep=;`, says how the rest is to be read. */
export const toldDelimiter = (text: string): Delimiter | undefined => {
  const told = /^sep=(.)\r?\n/i.exec(text.slice(0, 10))?.[1];
  return delimiters.find((one) => one === told);
};

function topsOf(text: string): Top[] {
  const told = toldDelimiter(text);
  const start = text.slice(0, 64 * 1024);
  const cellsOf = (delimiter: Delimiter) => linesOf(start, delimiter).slice(0, deepest);
  return (told ? [told] : delimiters).map((delimiter) => ({
    delimiter,
    rows: cellsOf(delimiter).map((line, i) =>
      'broken' in line || (told && i === 0) ? [] : line.cells.slice(0, mostColumns).map(clean),
    ),
  }));
}

function headedBy({ delimiter, rows }: Top, index: number, { mapped, isNaming }: Expected) {
  const one = mapped(rows[index]!);
  return { delimiter, headingRow: index + 1, ...one, isNamed: one.columns.some(({ target }) => isNaming(target)) };
}

/**
 * What stands above headings is a title, which has fewer cells than the table. One known word alone may as well be a
 * client's name, and narrow rows above it clients of whom little is said: there a wide title is believed only if it is
 * the one such row, and nothing above is of the table's length.
 */
function standsBelowTitles(top: Top, index: number, score: number): boolean {
  const row = top.rows[index]!;
  const widest = widestOf(top);
  const above = top.rows.slice(0, index);
  if (above.some((cells) => widthOf(cells) >= widthOf(row))) return false;
  const wide = above.filter((cells) => widthOf(cells) > widest / 2);
  if (score > 1 || wide.length === 0) return true;
  return wide.length === 1 && widthOf(row) === widest && above.every((cells) => cells.length < row.length);
}

/** Headings that are known, and say whom a row is about: the row of which most are. */
const knownIn = (top: Top, expected: Expected): Headed | undefined =>
  top.rows
    .map((_, index) => headedBy(top, index, expected))
    .filter((one, index) => one.isNamed && standsBelowTitles(top, index, one.score))
    .toSorted((a, b) => b.score - a.score)[0];

/** How many rows are as long as this one; where a row is one cell, the delimiter may be another. */
function alikeIn({ rows }: Top, index: number): number {
  const length = rows[index]?.length ?? 0;
  return length <= 1 ? 0 : rows.filter((cells) => cells.length === length).length;
}

/** The first row that is about as wide as the table. */
const firstWide = (top: Top) => top.rows.findIndex((cells) => widthOf(cells) > widestOf(top) / 2);

/** Of headings that nobody knows: the first row that is about as wide as the table, where its rows are alike in width. */
function guessedIn(top: Top, expected: Expected): Headed | undefined {
  const index = firstWide(top);
  if (index < 0) return undefined;
  return { ...headedBy(top, index, expected), score: alikeIn(top, index), isNamed: false };
}

/** Of delimiters that do as well, the one that gives more cells: the other may be that of decimals. */
const best = <T extends { score: number; columns: readonly unknown[] }>(found: readonly T[]): T | undefined =>
  found.toSorted((a, b) => b.score - a.score || b.columns.length - a.columns.length)[0];

function statedIn(tops: readonly Top[], row: number, expected: Expected): Headed {
  const found = tops
    .filter(({ rows }) => widthOf(rows[row - 1] ?? []) > 0)
    .map((top) => ({ top, ...headedBy(top, row - 1, expected) }))
    .map(({ top, ...one }): Headed => ({ ...one, score: one.score + alikeIn(top, row - 1) }));
  const head = best(found);
  if (!head) throw invalid({ path: 'body.headings', message: `Row ${row} of the file holds no headings` });
  return head;
}

/** As a spreadsheet names its columns. */
export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCodePoint(65 + (index % 26));

/** A file of data alone has its columns by their letters. */
function withoutHeadings(text: string, tops: readonly Top[], { mapped, isNaming }: Expected): Headed | undefined {
  const read = tops.map((top) => {
    const index = firstWide(top);
    return { delimiter: top.delimiter, columns: top.rows[index] ?? [], score: alikeIn(top, index) };
  });
  const { delimiter } = best(read)!;
  const ends = linesOf(text, delimiter).map((line) =>
    'broken' in line ? 0 : line.cells.findLastIndex((cell) => clean(cell) !== '') + 1,
  );
  const width = Math.min(
    mostColumns,
    ends.reduce((before, one) => Math.max(before, one), 0),
  );
  const one = mapped(Array.from({ length: width }, (_, i) => columnName(i)));
  const isNamed = one.columns.some(({ target }) => isNaming(target));
  return width === 0 ? undefined : { delimiter, ...one, isNamed };
}

/** Where the headings stand and what they mean, as it was said or else found out. */
export function headingsOf(text: string, expected: Expected, stated: Headings | undefined): Headed {
  const tops = topsOf(text);
  if (stated) return statedIn(tops, stated, expected);
  const found = (find: typeof knownIn) => best(tops.flatMap((top) => find(top, expected) ?? []));
  const head = stated === false ? withoutHeadings(text, tops, expected) : (found(knownIn) ?? found(guessedIn));
  if (!head) throw invalid({ path: 'body.file', message: 'There is no row in this file' });
  return head;
}
