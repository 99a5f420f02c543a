import { type AskedOf, cellKey } from './asked.ts';

/** What a spreadsheet would take for a formula is text: clients type what they like. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text);
const isNumber = (text: string): boolean => /^[+-]?[\d.,]+$/.test(text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const lineOf = (cells: readonly string[]): string => `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`;

/** The rows as they were sent, with what was answered to each behind them (RFC 4180). */
export const csvOf = ({ columns, rows, asks }: AskedOf<'table'>, cells: Readonly<Record<string, string>>): string =>
  [
    lineOf([...columns, ...asks]),
    ...rows.map((row, i) => lineOf([...row, ...asks.map((_, j) => cells[cellKey(i, j)] ?? '')])),
  ].join('');
