import { CsvError, parse } from 'csv-parse/sync';
import { invalid } from '../../shared/errors.ts';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row by its number in the file; `broken` is the line of one that cannot be read. */
export type Line = { row: number; cells: string[] } | { row: number; broken: string };

/** A quote that nobody closes would take the rest of the file with it. */
const largestRow = 64 * 1024;
const mostBroken = 50;

type Part = { records: string[][]; bytes: number; isWhole: boolean };

/** The records up to the first that cannot be read, and how many bytes they took. */
function readable(text: Uint8Array, delimiter: Delimiter, isRelaxed = false): Part {
  const records: string[][] = [];
  let bytes = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: isRelaxed,
      max_record_size: largestRow,
      on_record(record: string[], at) {
        records.push(record);
        bytes = at.bytes;
        return null;
      },
    });
    return { records, bytes, isWhole: true };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, bytes, isWhole: false };
  }
}

const isBreak = (byte: number | undefined) => byte === 0x0a || byte === 0x0d;

/** Where the next line begins. */
function afterLine(text: Uint8Array): number {
  let end = 0;
  while (end < text.length && !isBreak(text[end])) end++;
  return end + (text[end] === 0x0d && text[end + 1] === 0x0a ? 2 : 1);
}

/** A line with a quote in the middle of a cell, as in 5" pipe, can be read by itself. */
function alone(line: string, delimiter: Delimiter): string[] | undefined {
  const { records, isWhole } = readable(Buffer.from(line), delimiter, true);
  return isWhole && records.length === 1 ? records[0] : undefined;
}

/**
 * Every row of a CSV as RFC 4180 has it, whatever its line ends. Where quotes are broken, the line they begin in is a
 * row of its own that cannot be read, and reading goes on with the next.
 */
export function linesOf(text: string, delimiter: Delimiter): Line[] {
  const lines: Line[] = [];
  let rest: Uint8Array = Buffer.from(text);
  for (let broken = 0; rest.length > 0;) {
    const { records, bytes, isWhole } = readable(rest, delimiter);
    for (const cells of records) lines.push({ row: lines.length + 1, cells });
    if (isWhole) break;
    rest = rest.subarray(bytes);
    const next = afterLine(rest);
    const line = Buffer.from(rest.subarray(0, next)).toString().trimEnd();
    // What follows a broken line may be the rest of it: it is believed when it needs no indulgence.
    const isTorn = records.length === 0 && lines.some((one) => 'broken' in one && one.row === lines.length);
    const cells = isTorn ? undefined : alone(line, delimiter);
    lines.push(cells ? { row: lines.length + 1, cells } : { row: lines.length + 1, broken: line });
    if (!cells && ++broken > mostBroken)
      throw invalid({ path: 'body.file', message: `The quotes of more than ${mostBroken} rows are broken` });
    rest = rest.subarray(next);
  }
  return lines;
}
