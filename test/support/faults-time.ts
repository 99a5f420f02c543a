import { vi } from 'vitest';
import { randomFrom, turn } from './faults.ts';

/**
 * Runs something whose waits (between tries, say) pass at once and whose chances follow from the seed: the same seed
 * gives the same history.
 */
export const inFastTime = <T>(seed: number, run: () => Promise<T>): Promise<T> => inTime(seed, [], run);

/** The same, and no time passes but that of a clock which the run sets itself. */
export const inItsOwnTime = <T>(seed: number, run: () => Promise<T>): Promise<T> => inTime(seed, ['Date'], run);

async function inTime<T>(seed: number, more: readonly 'Date'[], run: () => Promise<T>): Promise<T> {
  const { random } = Math;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', ...more] });
  Math.random = randomFrom(seed);
  try {
    let isDone = false;
    const running = run().finally(() => {
      isDone = true;
    });
    running.catch(() => undefined);
    for (let turns = 1; !isDone; turns++) {
      await turn();
      // Whoever is not waiting goes first.
      if (turns % 10 === 0) vi.advanceTimersToNextTimer();
    }
    return await running;
  } finally {
    Math.random = random;
    vi.useRealTimers();
  }
}
