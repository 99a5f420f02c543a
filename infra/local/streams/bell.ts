/** Wakes whoever waits. The count keeps a ring from being missed by one who was about to wait. */
export type Bell = {
  rings: () => number;
  ring: () => void;
  /** Until it has rung more often than `heard`, or the machine's time is over. */
  wait: (heard: number, milliseconds?: number) => Promise<void>;
};

export function bell(): Bell {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    rings: () => rings,
    ring() {
      rings++;
      for (const wake of waiting) wake();
    },
    wait: (heard, milliseconds) =>
      new Promise((resolve) => {
        if (rings !== heard) return resolve();
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = milliseconds === undefined ? undefined : setTimeout(wake, milliseconds);
        waiting.add(wake);
      }),
  };
}
