import { afterEach } from 'vitest';

// However a test set the clock that handlers read, the next one begins without.
afterEach(() => {
  delete process.env.CLOCK_OFFSET_MS;
});
