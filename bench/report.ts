import type { Bar, Measured } from './bars.ts';
import { overheadOf } from './bars.ts';
import type { BundleSize } from './bundles.ts';
import { assumed, type billOf, type Month } from './bill.ts';
import { nameOfCall } from './call.ts';
import type { JobLife } from './job-life.ts';
import type { Cost } from './meter.ts';
import { percentile, type Timing } from './timing.ts';

/** Columns as wide as their widest cell; all but the first to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return [head, ...rows].map(line).join('\n');
}

const ms = (value: number) => value.toFixed(1);
const spread = (values: readonly number[]) => `${ms(percentile(values, 50))} / ${ms(percentile(values, 99))}`;

function timed(timing: Timing | undefined): string[] {
  if (!timing) return ['', '', '', ''];
  const { ratio, adds } = overheadOf(timing);
  return [spread(timing.handler), spread(timing.bare), `×${ratio.toFixed(2)}`, `${adds < 0 ? '' : '+'}${ms(adds)}`];
}

export function measuredTable({ costs, timings }: Measured): string {
  return table(
    ['call', 'requests', 'read', 'written', 'items', 'handler p50/p99 ms', 'bare p50/p99 ms', 'ratio', 'adds ms'],
    [...costs].map(([call, { requests, read, written, items }]) => [
      nameOfCall(call) + (call.worst ? ' (dearest)' : ''),
      ...[requests, read, written, items].map(String),
      ...timed(timings.get(call)),
    ]),
  );
}

export const bundleTable = (sizes: readonly BundleSize[]): string =>
  table(
    ['function', 'code kB', 'gzip kB', 'assets kB', 'import ms'],
    sizes.map(({ name, bytes, gzip, assets, importMs }) => [
      name,
      ...[bytes, gzip, assets].map((size) => (size / 1000).toFixed(0)),
      importMs.toFixed(0),
    ]),
  );

export const intakeLine = ({ requests, read, written }: Cost): string =>
  `A document from quarantine into the vault: ${requests} requests to the table (${read} units read, ${written} written)`;

export const lifeLine = (life: JobLife): string =>
  `A monthly close of ${life.tasks} tasks, from being made to being done: ${life.calls} calls of the API, ${life.events} events, ` +
  `${life.steps} calls by its machine, ${life.transitions} state transitions, ${life.requests} requests to the table ` +
  `(${life.read} units read, ${life.written} written), ${(life.bytes / 1000).toFixed(0)} kB left there`;

const dollars = (value: number) => value.toFixed(2);
const many = (amount: number) => (amount < 10 ? amount.toFixed(2) : Math.round(amount).toLocaleString('en-US'));

export function billTable({ clients, jobs, calls }: Month, { lines, list, pays }: ReturnType<typeof billOf>): string {
  const rows = lines.map((line) => [line.what, many(line.amount), dollars(line.list), dollars(line.pays)]);
  return [
    `A month of ${clients} clients, ${jobs} such jobs and ${calls.toLocaleString('en-US')} calls of the API, in US dollars by`,
    `the prices of bench/prices.ts; without documents, traffic beyond what is free, and tax. Assumed, not measured:`,
    `${assumed.milliseconds} ms and ${assumed.gigabytes} GB for each call of a function, ${assumed.logBytes} bytes of log, ${assumed.monthsKept} months of jobs kept.`,
    '',
    table(['', 'amount', 'list', 'after what is free'], [...rows, ['in all', '', dollars(list), dollars(pays)]]),
    '',
  ].join('\n');
}

export const barLines = (bars: readonly Bar[]): string =>
  bars
    .map(({ says, passes, failures }) =>
      [`${passes ? 'PASS' : 'FAIL'} ${says}`, ...failures.map((one) => `     ${one}`)].join('\n'),
    )
    .join('\n');
