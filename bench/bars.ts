import { isDeepStrictEqual } from 'node:util';
import { type BenchCall, nameOfCall } from './call.ts';
import type { BundleSize } from './bundles.ts';
import type { Costs } from './costs.ts';
import type { Cost } from './meter.ts';
import { computes } from './computing.ts';
import { percentile, type Timing } from './timing.ts';

/** What was measured in the firm of one size. */
export type Measured = { size: number; costs: Costs; intake: Cost; timings: ReadonlyMap<BenchCall, Timing> };

/** One bar of the design, and whether it is met. */
export type Bar = { says: string; passes: boolean; failures: readonly string[] };

const bar = (says: string, failures: readonly string[]): Bar => ({ says, passes: failures.length === 0, failures });

/** Every call, also the changing ones: its requests and units do not depend on how many clients there are. */
export function sameAtEverySize(measured: readonly Measured[]): Bar {
  const calls = [...new Set(measured.flatMap(({ costs }) => [...costs.keys()]))];
  const failures = calls.flatMap((call) => {
    // What grows with the team reads what the calls before have made of it: that is no matter of clients.
    const flat = (cost: Cost | undefined) => cost && { ...cost, read: call.growsWith ? 0 : cost.read };
    const costs = measured
      .map(({ size, costs: at }) => ({ size, cost: flat(at.get(call)) }))
      .filter(({ cost }) => cost);
    if (costs.every(({ cost }) => isDeepStrictEqual(cost, costs[0]!.cost))) return [];
    return [
      `${nameOfCall(call)}: ${costs.map(({ size, cost }) => `${JSON.stringify(cost)} at ${size} clients`).join(', ')}`,
    ];
  });
  const sizes = measured.map(({ size }) => size).join(', ');
  return bar(`each call costs the same requests and units at ${sizes} clients`, failures);
}

/** Each file that comes, from quarantine into the vault. */
export function sameIntake(measured: readonly Pick<Measured, 'size' | 'intake'>[]): Bar {
  const isSame = measured.every(({ intake }) => isDeepStrictEqual(intake, measured[0]!.intake));
  const told = measured.map(({ size, intake }) => `${JSON.stringify(intake)} at ${size} clients`);
  return bar('a document is taken in for the same requests and units at every size', isSame ? [] : [told.join(', ')]);
}

export type Overhead = { handler: number; bare: number; adds: number; ratio: number; allowed: number };

/** At the median: what the handler adds to its database requests, round by round, and what it may add. */
export function overheadOf({ handler: times, bare: alone }: Timing): Overhead {
  const [handler, bare] = [percentile(times, 50), percentile(alone, 50)];
  const differences = times.map((time, round) => time - alone[round]!);
  return {
    handler,
    bare,
    adds: percentile(differences, 50),
    ratio: handler / bare,
    allowed: Math.max(2, bare * 0.25),
  };
}

export function isThin(timing: Timing): boolean {
  const { adds, allowed } = overheadOf(timing);
  return adds <= allowed;
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Of calls that look up and write down; what works something out does that on top. */
export function thinHandlers(measured: readonly Measured[]): Bar {
  const failures = measured.flatMap(({ size, timings }) =>
    [...timings].flatMap(([call, timing]) => {
      if (computes(call)) return [];
      const { handler, bare, adds, allowed } = overheadOf(timing);
      const told = `adds ${ms(adds)} (${ms(handler)} for ${ms(bare)}), ${ms(allowed)} are allowed`;
      return isThin(timing) ? [] : [`${nameOfCall(call)} at ${size} clients ${told}`];
    }),
  );
  return bar('a handler adds at most 25 % or 2 ms, whichever is more, to its database requests', failures);
}

/** All that the staff does is in it: decisions 0015 and 0028. */
const largestBundle = 1_500_000;

export function smallApi(sizes: readonly BundleSize[]): Bar {
  const { bytes } = sizes.find(({ name }) => name === 'staff-api')!;
  const failures = bytes < largestBundle ? [] : [`It has ${bytes} bytes`];
  return bar('the bundle of staff-api stays under 1.5 MB', failures);
}
