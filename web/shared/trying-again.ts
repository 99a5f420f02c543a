/** Seconds between tries: about five minutes in all, in which a train leaves its tunnel. */
const waits = [1, 2, 4, 8, 15, 30, 60, 60, 60, 60];

/** Until the time is over, or the browser says that there is a connection again. */
const pause = (seconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    addEventListener('online', goOn, { once: true });
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** Again, after longer and longer waits, where what failed may pass. */
export async function untilItPasses<T>(
  attempt: (round: number) => Promise<T>,
  mayPass: (error: unknown, round: number) => boolean,
  signal: AbortSignal,
): Promise<T> {
  for (let round = 0; ; round++) {
    signal.throwIfAborted();
    try {
      return await attempt(round);
    } catch (error) {
      const wait = waits[round];
      if (signal.aborted || wait === undefined || !mayPass(error, round)) throw error;
      await pause(wait, signal);
    }
  }
}
