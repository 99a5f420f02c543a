import { legalDays } from '../../../shared/dates/calendars.ts';
import { deadlineOf } from '../../../functions/deadlines/deadline.ts';
import type { DeadlineKey } from '../../../functions/deadlines/dates-of-law.ts';
import type { Facts } from '../../../functions/deadlines/facts.ts';
import type { Postponed } from '../../../functions/deadlines/postponed.ts';

/** A date of law about which everything is known. */
export function found(key: DeadlineKey, facts: Facts, entered: readonly Postponed[] = []) {
  const one = deadlineOf(key, facts, { legal: legalDays }, entered);
  if ('waitsFor' in one) throw new Error(`${key} waits for ${one.waitsFor}`);
  return one;
}

export const on = (...given: Parameters<typeof found>) => found(...given).on;
