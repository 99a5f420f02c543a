import type { Table } from '../../../shared/table/table.ts';
import { turn } from '../../support/faults.ts';

/**
 * A table whose callers come to an end at random: before a read or a write, or after a write was made, so that nobody
 * hears of it. Each call waits up to so many turns of the event loop, which is what interleaves them.
 */
export function crashing(
  table: Table,
  random: () => number,
  often: { crash: number; turns: number },
  met: { crashes: number },
): Table {
  function mayCrash(): void {
    if (random() >= often.crash) return;
    met.crashes++;
    throw new Error('The process ended');
  }
  const wait = async () => {
    if (often.crash === 0) return;
    for (let left = Math.floor(random() * (often.turns + 1)); left > 0; left--) await turn();
  };
  const dangerous =
    <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      await wait();
      mayCrash();
      const answer = await call(...given);
      mayCrash();
      return answer;
    };
  return {
    get: dangerous(table.get),
    getMany: dangerous(table.getMany),
    query: dangerous(table.query),
    write: dangerous(table.write),
    count: dangerous(table.count),
  };
}
