import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delimiter, delimiters, linesOf } from '../../../functions/imports/csv.ts';
import { clientsOf } from '../../../functions/imports/columns.ts';
import type { Headings } from '../../../functions/imports/headings.ts';
import { sheetOf } from '../../../functions/imports/sheet.ts';
import { textOf } from '../../../functions/imports/text.ts';
import { DomainError } from '../../../shared/errors.ts';

const cellsOf = (text: string, delimiter: Delimiter = ',') =>
  linesOf(text, delimiter).map((line) => ('cells' in line ? line.cells : line));

describe('rows', () => {
  test('end with CRLF, LF or CR, also in one file, and have line breaks within quotes', () => {
    expect(cellsOf('a,b\r\nx,"y\nz"\nq,w\rm,n')).toEqual([
      ['a', 'b'],
      ['x', 'y\nz'],
      ['q', 'w'],
      ['m', 'n'],
    ]);
  });

  test('are numbered as a spreadsheet numbers them: an empty line is a row, a broken cell is not', () => {
    expect(linesOf('a\n\n"x\ny"\nb\n', ',').map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test('a quote that nobody closes costs its own row and no other', () => {
    expect(cellsOf('a,b\n"x,1\nb,2\nc,3\n')).toEqual([['a', 'b'], { row: 2, broken: '"x,1' }, ['b', '2'], ['c', '3']]);
  });

  test('nor does one that the next quoted cell seems to close', () => {
    expect(cellsOf('a,b\n"x,1\n"b",2\nc,3\n')).toEqual([
      ['a', 'b'],
      { row: 2, broken: '"x,1' },
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  test('a quote in the middle of a cell is a mark of inches', () => {
    expect(cellsOf('a,b\n5" pipe,1\nc,3\n')).toEqual([
      ['a', 'b'],
      ['5" pipe', '1'],
      ['c', '3'],
    ]);
  });

  test('what follows a broken row is not believed while it needs indulgence', () => {
    expect(cellsOf('a,b\n"one\ntwo" z,1\nc,3\n')).toEqual([
      ['a', 'b'],
      { row: 2, broken: '"one' },
      { row: 3, broken: 'two" z,1' },
      ['c', '3'],
    ]);
  });

  test('a file of nothing but broken rows is refused', () => {
    expect(() => linesOf(`a\n${'"x\ny" z\n'.repeat(60)}`, ',')).toThrow(/quotes of more than 50 rows/);
  });
});

describe('text', () => {
  test('is read as UTF-8 where it is, and as Windows-1252 where it is not', () => {
    expect(textOf(Buffer.from('Peña'))).toEqual({ text: 'Peña', encoding: 'utf-8' });
    expect(textOf(Buffer.from([0x50, 0x65, 0xf1, 0x61, 0x20, 0x80, 0x92]))).toEqual({
      text: 'Peña €’',
      encoding: 'windows-1252',
    });
  });

  test('begins with a mark or not', () => {
    expect(textOf(Buffer.from('\uFEFFname')).text).toBe('name');
    expect(textOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Zoë', 'utf16le')]))).toEqual({
      text: 'Zoë',
      encoding: 'utf-16le',
    });
    expect(textOf(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('Zoë', 'utf16le').swap16()]))).toEqual({
      text: 'Zoë',
      encoding: 'utf-16be',
    });
  });

  test.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 0], /save it as CSV/],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], /save it as CSV/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46], /PDF/],
    ['no text', [0x61, 0, 0x62], /not a text file/],
    ['nothing', [], /empty/],
  ])('%s is refused by what it is', (_, bytes, says) => {
    expect(() => textOf(Uint8Array.from(bytes))).toThrow(says);
  });
});

const newline = fc.constantFrom('\r\n', '\n', '\r');
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('aZ09 "",;\t\n\r=-+@é’')) }),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
);
/** Rows as RFC 4180 writes them: whatever could be misread stands in quotes. */
const written = (rows: readonly (readonly string[])[], delimiter: string, end: string) =>
  rows
    .map((row) => row.map((one) => (/["\n\r,;\t]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(delimiter))
    .join(end);

describe('whatever a writer writes', () => {
  test('is read back', () => {
    const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(tables, fc.constantFrom(...delimiters), newline, (rows, delimiter, end) => {
        expect(cellsOf(written(rows, delimiter, end), delimiter)).toEqual(rows);
      }),
    );
  });

  test('is found below its headings, with its delimiter, its encoding and its row numbers', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('abcdefgh é')), minLength: 1, maxLength: 8 });
    const rows = fc.array(fc.tuple(fc.stringMatching(/^[A-Z][a-z]{1,9}, [A-Z][a-z]{1,9}; "[a-z]{1,5}"$/), word), {
      minLength: 1,
      maxLength: 8,
    });
    const encode = {
      'utf-8': (text: string) => Buffer.from(text),
      'utf-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
      'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'utf-16be': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      'windows-1252': (text: string) => Buffer.from(`${text}é`, 'latin1'),
    };
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...delimiters),
        newline,
        fc.constantFrom(...Object.values(encode)),
        fc.nat(5),
        (table, delimiter, end, toBytes, above) => {
          const titles = Array.from({ length: above }, (_, i) => (i % 2 ? '' : 'Customers of the firm'));
          const text = [...titles, written([['Name', 'Zip'], ...table], delimiter, end)].join(end);
          const sheet = sheetOf(toBytes(text), clientsOf(undefined, {}));
          expect(sheet).toMatchObject({ delimiter, headingRow: above + 1 });
          expect(sheet.rows.map(({ row }) => row)).toEqual(table.map((_, i) => above + 2 + i));
          expect(sheet.rows.map(({ cells }) => cells[0])).toEqual(table.map(([name]) => name));
          expect(sheet.skipped.map(({ row }) => row)).toEqual(titles.map((_, i) => i + 1));
        },
      ),
    );
  });

  test('is a sheet, or refused with words', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          cell.map((text) => Buffer.from(`Name,Email\n${text}\n${text}`)),
        ),
        fc.constantFrom<Headings | undefined>(undefined, false, 1, 2),
        (bytes, headings) => {
          try {
            const sheet = sheetOf(bytes, clientsOf(undefined, {}), headings);
            const numbers = [...sheet.rows, ...sheet.broken, ...sheet.skipped].map(({ row }) => row);
            if (sheet.headingRow !== undefined) numbers.push(sheet.headingRow);
            // Every row of the file is somewhere, once.
            expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
