import { type Bar, isThin, type Measured, sameAtEverySize, sameIntake, smallApi, thinHandlers } from './bars.ts';
import type { BenchCall } from './call.ts';
import { bundleSizes } from './bundles.ts';
import { callsAt, costsOf, type Handler, bothApis } from './costs.ts';
import { computes } from './computing.ts';
import { documentedCosts } from '../scripts/table-doc.ts';
import { amountsOf, aMonth, billOf, meanRead } from './bill.ts';
import { type MeasuredTable, onMeasuredTable } from './database.ts';
import { idleHour } from './hourly.ts';
import { intakeCost } from './intake.ts';
import { jobLife } from './job-life.ts';
import { type BenchFirm, foundFirm, growTo } from './firm.ts';
import { type Options, readOptions } from './options.ts';
import { barLines, billTable, bundleTable, intakeLine, lifeLine, measuredTable } from './report.ts';
import { aScene, type Scene } from './scene.ts';
import { type Timing, timingOf } from './timing.ts';

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * What misses its bar is timed again, each time warmer and for longer: neither a busy machine nor the first calls, before
 * all that a handler runs through is compiled, are a finding.
 */
const again = [
  { warmUp: 20, rounds: 15 },
  { warmUp: 40, rounds: 60 },
];

async function timingsOf(measured: MeasuredTable, handler: Handler, scene: Scene, rounds: number) {
  const timings = new Map<BenchCall, Timing>();
  for (const call of callsAt(scene.size)) {
    if (call.worst) continue;
    let timing = await timingOf(measured, handler, scene, { call, rounds });
    for (const { warmUp, rounds: more } of again) {
      if (isThin(timing) || computes(call)) break;
      timing = await timingOf(measured, handler, scene, { call, rounds: Math.max(rounds, more), warmUp });
    }
    timings.set(call, timing);
  }
  return timings;
}

async function measure(measured: MeasuredTable, firm: BenchFirm, size: number, rounds: number): Promise<Measured> {
  const had = firm.clientIds.length;
  const seeding = performance.now();
  await growTo(firm, size);
  console.log(`\n${size} clients (${size - had} entered in ${seconds(seeding)})\n`);
  const handler = await bothApis(measured, firm);
  const scene = await aScene(firm, size);
  const costs = await costsOf(measured, handler, scene);
  const intake = await intakeCost(measured, scene);
  const result = { size, costs, intake, timings: await timingsOf(measured, handler, scene, rounds) };
  console.log(measuredTable(result));
  console.log(`\n${intakeLine(intake)}`);
  return result;
}

/** Measures and prints; the bars of the design that it checks. */
async function bench({ sizes, rounds }: Options): Promise<Bar[]> {
  return onMeasuredTable(async (measured) => {
    const firm = await foundFirm(measured.table);
    const results: Measured[] = [];
    for (const size of sizes) results.push(await measure(measured, firm, size, rounds));
    const bundles = await bundleSizes(measured.deployment);
    console.log(`\n${bundleTable(bundles)}\n`);
    return [sameAtEverySize(results), sameIntake(results), thinHandlers(results), smallApi(bundles)];
  });
}

/** What a month costs, from what a job, a look and an idle hour take. */
async function bill(): Promise<void> {
  const measures = await onMeasuredTable(async (measured) => ({
    life: await jobLife(measured),
    hourly: await idleHour(measured.deployment),
    alarms: measured.deployment.numberOf('AWS::CloudWatch::Alarm'),
    keys: measured.deployment.numberOf('AWS::KMS::Key'),
    readingCall: meanRead(documentedCosts().endpoints),
  }));
  console.log(`\n${lifeLine(measures.life)}\n`);
  console.log(billTable(aMonth, billOf(amountsOf(aMonth, measures))));
}

const began = performance.now();
const bars = await bench(readOptions(process.argv.slice(2)));
await bill();
console.log(`\n${barLines(bars)}`);
console.log(`\nDone in ${seconds(began)}`);
process.exitCode = bars.every(({ passes }) => passes) ? 0 : 1;
