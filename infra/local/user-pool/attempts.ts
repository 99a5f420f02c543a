import type { Clock } from '../clock.ts';
import { notAuthorized } from './errors.ts';

const QUIET = 15 * 60_000;

/** Failed sign-ins of each user. After five the user is locked out for 2^(n-5) seconds, at most 15 minutes. */
export type Attempts = {
  /** Refuses while the user is locked out; such an attempt is not counted. */
  check: (key: string) => void;
  fail: (key: string) => void;
  clear: (key: string) => void;
};

export function countAttempts(clock: Clock): Attempts {
  const failures = new Map<string, { count: number; last: number; lockedUntil: number }>();
  return {
    check(key) {
      const known = failures.get(key);
      if (!known) return;
      if (clock.now() < known.lockedUntil) throw notAuthorized('Password attempts exceeded');
      if (clock.now() - known.last >= QUIET) failures.delete(key);
    },
    fail(key) {
      const now = clock.now();
      const count = (failures.get(key)?.count ?? 0) + 1;
      const lock = count < 5 ? 0 : Math.min(2 ** (count - 5) * 1000, QUIET);
      failures.set(key, { count, last: now, lockedUntil: now + lock });
    },
    clear: (key) => void failures.delete(key),
  };
}
