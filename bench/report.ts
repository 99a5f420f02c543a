import type { Bar, Measured } from './bars.ts';
import { overheadOf } from './bars.ts';
import type { BundleSize } from './bundles.ts';
import { nameOfCall } from './call.ts';
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

export const barLines = (bars: readonly Bar[]): string =>
  bars
    .map(({ says, passes, failures }) =>
      [`${passes ? 'PASS' : 'FAIL'} ${says}`, ...failures.map((one) => `     ${one}`)].join('\n'),
    )
    .join('\n');
