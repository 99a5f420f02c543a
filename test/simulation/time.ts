import { vi } from 'vitest';
import { randomFrom, turn } from '../support/faults.ts';
import { FakeClock } from '../infra/local/states/support.ts';

/** The one clock of a history: the machine's, and that of the functions. */
export class OneClock extends FakeClock {
  override now = () => Date.now();

  constructor(at: string) {
    super();
    vi.setSystemTime(new Date(at));
    this.time = Date.now();
  }

  override next(limit = Infinity): boolean {
    this.time = Date.now();
    const isMoved = super.next(limit);
    vi.setSystemTime(this.time);
    return isMoved;
  }

  /** So late is it at least. */
  pass(until: number): void {
    this.time = Math.max(Date.now(), until);
    vi.setSystemTime(this.time);
  }
}

/** Runs something in which no time passes but that of its clock, and whose chances follow from the seed. */
export async function inItsOwnTime<T>(seed: number, run: () => Promise<T>): Promise<T> {
  const { random } = Math;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
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
