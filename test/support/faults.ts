import { Busy, keyOf, nameOf, type Refusal, type Table, type Write, WriteRefused } from '../../shared/table/table.ts';

/**
 * What may go wrong with a call: another transaction on the item (`conflict`), throttling (`busy`), an answer that never
 * came (`lost`), the same while the transaction is still under way (`late`), a process that ends before it wrote (`crash`).
 */
export type Fault = 'conflict' | 'busy' | 'lost' | 'late' | 'crash';

export type Faults = {
  seed: number;
  /** What happens to the first writes, in their order; undefined lets one pass. */
  script?: readonly (Fault | undefined)[];
  /** How often, of one, a call meets each fault after that. */
  often?: Partial<Record<Fault, number>>;
  /** Up to how many turns of the event loop a call waits, before and after: this is what interleaves its callers. */
  turns?: number;
};

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const timeout = () => Object.assign(new Error('The answer did not come in time'), { name: 'TimeoutError' });

/** A table with the faults of a real one. `met` counts them; `calm` waits for what is still under way. */
export function faulty(
  table: Table,
  { seed, script = [], often = {}, turns = 0 }: Faults,
): Table & { met: Record<Fault, number>; calm: () => Promise<void> } {
  const random = randomFrom(seed);
  const met = { conflict: 0, busy: 0, lost: 0, late: 0, crash: 0 };
  const underWay = new Map<string, Promise<void>>();
  let writes = 0;

  const wait = async () => {
    for (let left = Math.floor(random() * (turns + 1)); left > 0; left--) await turn();
  };
  const happens = (fault: Fault) => random() < (often[fault] ?? 0);
  function next(): Fault | undefined {
    const scripted = script[writes++];
    if (writes <= script.length) return scripted;
    return (['conflict', 'busy', 'lost', 'late', 'crash'] as const).find(happens);
  }

  async function commitLater(given: readonly Write[]): Promise<void> {
    for (let left = 5 + Math.floor(random() * 20); left > 0; left--) await turn();
    await table.write(given).catch(() => undefined);
    for (const write of given) underWay.delete(nameOf(keyOf(write)));
  }

  function refuseUnderWay(given: readonly Write[]): void {
    const refusals = given.map((write): Refusal | undefined =>
      underWay.has(nameOf(keyOf(write))) ? { why: 'conflict' } : undefined,
    );
    if (refusals.some(Boolean)) throw new WriteRefused(refusals);
  }

  async function write(given: readonly Write[]): Promise<void> {
    const fault = next();
    if (fault) met[fault]++;
    if (fault === 'busy') throw new Busy('throttled');
    if (fault === 'crash') throw new Error('The process ended');
    refuseUnderWay(given);
    if (fault === 'conflict') {
      const other = Math.floor(random() * given.length);
      throw new WriteRefused(given.map((_, i): Refusal | undefined => (i === other ? { why: 'conflict' } : undefined)));
    }
    if (fault === 'late') {
      const committed = commitLater(given);
      for (const one of given) underWay.set(nameOf(keyOf(one)), committed);
      throw timeout();
    }
    if (fault === 'lost') {
      await table.write(given).catch(() => undefined);
      throw timeout();
    }
    await table.write(given);
  }

  const delayed =
    <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      await wait();
      const answer = await call(...given);
      await wait();
      return answer;
    };
  const throttled = <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
    delayed(async (...given: A): Promise<R> => {
      if (!happens('busy')) return call(...given);
      met.busy++;
      throw new Busy('throttled');
    });

  return {
    met,
    async calm() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    get: throttled(table.get),
    getMany: throttled(table.getMany),
    query: throttled(table.query),
    count: throttled(table.count),
    write: delayed(write),
  };
}
