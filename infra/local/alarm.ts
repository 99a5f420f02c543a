import type { Clock } from './clock.ts';

/** One sleeper on the clock for any number of timers: rings when the earliest is due. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #set: { due: number; off: AbortController } | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Makes sure that it rings by then. */
  set(due: number): void {
    if (this.#set && this.#set.due <= due) return;
    this.off();
    const set = { due, off: new AbortController() };
    this.#set = set;
    this.#clock.sleep(due, set.off.signal).then(
      () => {
        if (this.#set !== set) return;
        this.#set = undefined;
        this.#ring();
      },
      () => {},
    );
  }

  off(): void {
    this.#set?.off.abort();
    this.#set = undefined;
  }
}
