/** The one clock of the local cloud: every service takes its time from here, so that a month can pass in a second. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Resolves once the clock has reached `until`; rejects with the signal's reason when aborted. */
  sleep: (until: number, signal?: AbortSignal) => Promise<void>;
};

/** A clock that runs with the machine's and can be moved forward; sleepers notice at once. */
export function movableClock(offset = 0): Clock & { offset: () => number; forward: (milliseconds: number) => void } {
  const sleepers = new Set<() => void>();
  const now = () => Date.now() + offset;
  return {
    now,
    offset: () => offset,
    forward(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError('The clock only moves forward');
      offset += milliseconds;
      for (const wake of sleepers) wake();
    },
    sleep: (until, signal) =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout;
        const end = () => {
          clearTimeout(timer);
          sleepers.delete(look);
          signal?.removeEventListener('abort', stop);
        };
        const stop = () => {
          end();
          reject(signal!.reason as Error);
        };
        const look = () => {
          clearTimeout(timer);
          const left = until - now();
          if (left > 0) {
            timer = setTimeout(look, Math.min(left, 2 ** 31 - 1));
            return;
          }
          end();
          resolve();
        };
        if (signal?.aborted) return reject(signal.reason as Error);
        signal?.addEventListener('abort', stop);
        sleepers.add(look);
        look();
      }),
  };
}
