import { vi } from 'vitest';

/** Waits until this holds; patiently, since the machine may be busy with other things. */
export const eventually = <T>(holds: () => T | Promise<T>): Promise<T> => vi.waitFor(holds, { timeout: 60_000 });
