import { DomainError } from '../errors.ts';
import { Busy } from '../table/table.ts';
import { pause } from './pause.ts';
import { Lost } from './write.ts';

const tries = 12;
const patience = 3_000;

/**
 * Runs load → decide → write again whenever it lost a race or the table was throttled, with full jitter from 20 ms, at most 12 times within 3 s.
 * People and machines alike; who still loses gets 409 with Retry-After.
 */
export async function again<T>(attempt: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (let round = 0; ; round++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Lost || error instanceof Busy)) throw error;
      if (round + 1 >= tries || performance.now() - began > patience)
        throw new DomainError('conflict', 'Too many people are changing this at once; try again in a moment', {
          retryAfter: 1,
        });
      await pause(round);
    }
  }
}
