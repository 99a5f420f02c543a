import * as z from 'zod';
import { addYears } from '../../shared/dates/civil-date.ts';

/**
 * How long papers of a kind are kept at least, from the day on which they came. The list is shipped, and no firm's own:
 * a class that someone shortens would let go of what was filed under it.
 */
export const retentionClasses = {
  none: 0,
  'payroll-records': 4,
  'client-records': 5,
  'tax-workpapers': 7,
  'legal-files': 7,
  'estate-and-trust': 10,
} as const;

export const RetentionClass = z.enum(
  Object.keys(retentionClasses) as [keyof typeof retentionClasses, ...(keyof typeof retentionClasses)[]],
);
export type RetentionClass = z.output<typeof RetentionClass>;

/** The one that keeps longest; none where none is named. */
export const longest = (classes: readonly (RetentionClass | undefined)[]): RetentionClass =>
  classes
    .filter((one) => one !== undefined)
    .reduce((kept, one) => (retentionClasses[one] > retentionClasses[kept] ? one : kept), 'none');

export const keepsLonger = (one: RetentionClass, other: RetentionClass): boolean =>
  retentionClasses[one] > retentionClasses[other];

/** The first day on which what came then may go; undefined where it may always. */
export function keptUntil(of: RetentionClass, cameAt: string): string | undefined {
  const years = retentionClasses[of];
  return years === 0 ? undefined : addYears(cameAt.slice(0, 10), years);
}
