import * as z from 'zod';
import { legalDays } from '../../shared/dates/calendars.ts';
import { CivilDate, year } from '../../shared/dates/civil-date.ts';
import { deadlineOf } from './deadline.ts';
import { type DeadlineKey, dateOfLaw } from './dates-of-law.ts';
import type { Facts } from './facts.ts';
import type { Postponed } from './postponed.ts';

const law = { legal: legalDays };

const shown = {
  key: z.string(),
  agency: z.string(),
  form: z.string(),
  source: z.string(),
  /** When somebody last compared it with its source. The firm answers for its filings. */
  lastLookedAt: CivilDate,
  note: z.string().optional(),
  extension: z.object({ form: z.string(), to: z.string(), automatic: z.literal(true).optional() }).optional(),
  /** Who was paid less in a year is not reported: minor units of USD. */
  thresholds: z.array(z.object({ from: z.int().optional(), until: z.int().optional(), amount: z.int() })).optional(),
  /** What has to be known first. */
  waitsFor: z.string().optional(),
};

const falling = {
  on: CivilDate,
  /** As the law names it, before it moved off a closed day or the firm corrected it. */
  unrolled: CivilDate,
  /** How it came about, step by step. */
  explain: z.array(z.string()),
};

export const DeadlineView = z.object({ ...shown, ...z.object(falling).partial().shape }).meta({ id: 'Deadline' });

export const DeadlinesView = z
  .object({
    ...shown,
    dates: z.array(z.object({ ...falling, of: z.record(z.string(), z.union([z.string(), z.int()])) })),
  })
  .meta({ id: 'DeadlinesOfYear' });

function lawOf(key: DeadlineKey) {
  const { agency, form, source, lastLookedAt, note, extension, thresholds } = dateOfLaw(key);
  return {
    key,
    agency,
    form,
    source,
    lastLookedAt,
    ...(note !== undefined && { note }),
    ...(extension && { extension }),
    ...(thresholds && { thresholds: [...thresholds] }),
  };
}

/** A date of law under these facts, or what has to be known first. */
export const deadlineView = (key: DeadlineKey, facts: Facts, entered: readonly Postponed[]) => ({
  ...lawOf(key),
  ...deadlineOf(key, facts, law, entered),
});

const quarterEnds = ['03-31', '06-30', '09-30', '12-31'];

/** What a client with a calendar year could have a date of this year for. */
function* candidates(key: DeadlineKey, inYear: number): Generator<Facts> {
  const { falls } = dateOfLaw(key);
  for (const each of [inYear - 1, inYear]) {
    const yearEnd = `${each}-12-31`;
    if (falls.how === 'installments') for (const i of falls.nthMonths.keys()) yield { yearEnd, installment: i + 1 };
    else if (falls.how !== 'after') return;
    else if (falls.from === 'quarterEnd') for (const end of quarterEnds) yield { quarterEnd: `${each}-${end}` };
    else yield { [falls.from === 'planYearEnd' ? 'planYearEnd' : 'yearEnd']: yearEnd };
  }
}

/** When a date of law falls in a year, for a client with a calendar year. */
export function deadlinesView(key: DeadlineKey, inYear: number, entered: readonly Postponed[]) {
  const dates = [...candidates(key, inYear)].flatMap((of) => {
    const found = deadlineOf(key, of, law, entered);
    if ('waitsFor' in found || year(found.unrolled) !== inYear) return [];
    const { on, unrolled, explain } = found;
    return [{ on, unrolled, explain, of: of as Record<string, string | number> }];
  });
  const bare = deadlineOf(key, {}, law);
  const waits = dates.length === 0 && 'waitsFor' in bare ? { waitsFor: bare.waitsFor } : {};
  return { ...lawOf(key), ...waits, dates };
}
