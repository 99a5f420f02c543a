import { expect, vi } from 'vitest';
import { aStage } from './firm.ts';
import { type History, history } from './history.ts';

/** `npm run simulate` says how many histories, and from which seed on. */
export const histories = Number(process.env.HISTORIES ?? 200);
export const firstSeed = Number(process.env.SEED ?? 1);

const isWell = ({ lost, stuck, wrong }: History) => !lost && !stuck && wrong.length === 0;

/** Every second history, from this one on: there are two files, so that two processors share the work. */
export async function playEverySecond(from: number): Promise<void> {
  // Whoever is refused by a crash says so; that is no news here.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const stage = await aStage();
  let happened = 0;
  let helped = 0;
  for (let seed = from; seed < firstSeed + histories; seed += 2) {
    const one = await history(seed, stage);
    if (!isWell(one)) expect.fail(`Seed ${seed}: ${JSON.stringify({ ...one, trace: one.trace.slice(-80) }, null, 1)}`);
    happened += one.trace.length;
    helped += one.helped;
  }
  vi.restoreAllMocks();
  console.info(
    `Seeds ${from} to ${firstSeed + histories - 1}, every second: ${happened} things happened; the reconciler started ${helped} executions`,
  );
}

export const longEnough = histories * 2000 + 60_000;
