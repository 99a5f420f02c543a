/** Waits before the next try: full jitter from 20 ms, so that those who met do not meet again. */
export const pause = (round: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(20 * 2 ** round, 500)));
