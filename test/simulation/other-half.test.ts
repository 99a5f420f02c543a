import { expect, test } from 'vitest';
import { aStage } from './firm.ts';
import { history } from './history.ts';
import { firstSeed, histories, longEnough, playEverySecond } from './many.ts';

test(`in the other half of ${histories} histories it is the same`, () => playEverySecond(firstSeed + 1), longEnough);

test(
  'the same seed gives the same history',
  async () => {
    const stage = await aStage();
    const played = async (seed: number) => (await history(seed, stage)).trace;
    const [one, again, other] = [await played(7), await played(7), await played(8)];
    expect(one.length).toBeGreaterThan(40);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  },
  longEnough,
);

test(
  'the histories are wild enough: did await not look for what happened meanwhile, wake-ups would be lost',
  async () => {
    const stage = await aStage();
    let lost = 0;
    for (let seed = 1; seed <= 100 && lost === 0; seed++) if ((await history(seed, stage, 'naive')).lost) lost = seed;
    expect(lost).toBeGreaterThan(0);
    // The same history, with the check in its place.
    expect((await history(lost, stage)).lost).toBe(false);
  },
  longEnough,
);
