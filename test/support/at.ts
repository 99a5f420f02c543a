import { afterEach } from 'vitest';

/** Sets the one clock that handlers read, until the end of the test. */
export function at(instant: string): void {
  process.env.CLOCK_OFFSET_MS = String(Date.parse(instant) - Date.now());
}

afterEach(() => {
  delete process.env.CLOCK_OFFSET_MS;
});
