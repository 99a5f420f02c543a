import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodAfter, periodAt, periodsBetween, type Rhythm } from '../../../functions/recurrence/rhythm.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';
import { aDate, aRhythm } from './rhythms.ts';

describe('the periods of every rhythm', () => {
  test('hold their day, and are the same seen from each of their days', () => {
    fc.assert(
      fc.property(aRhythm, aDate, (rhythm, date) => {
        const period = periodAt(rhythm, date);
        expect(period.start <= date && date <= period.end).toBe(true);
        expect(periodAt(rhythm, period.start)).toEqual(period);
        expect(periodAt(rhythm, period.end)).toEqual(period);
      }),
    );
  });

  test('follow one another without a gap and without an overlap', () => {
    fc.assert(
      fc.property(aRhythm, aDate, (rhythm, date) => {
        const period = periodAt(rhythm, date);
        const next = periodAfter(rhythm, period);
        expect(next.start).toBe(addDays(period.end, 1));
        expect(periodAt(rhythm, next.start)).toEqual(next);
      }),
    );
  });

  test('come after one another for a later day, and are the same only within one', () => {
    fc.assert(
      fc.property(aRhythm, aDate, aDate, (rhythm, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const before = periodAfter(rhythm, periodAt(rhythm, earlier));
        const after = periodAfter(rhythm, periodAt(rhythm, later));
        expect(before.start <= after.start).toBe(true);
        expect(before.key === after.key).toBe(before.start === after.start);
        expect(before.key <= after.key).toBe(true);
      }),
    );
  });

  test('have keys of their own that sort as they follow', () => {
    fc.assert(
      fc.property(aRhythm, aDate, (rhythm, date) => {
        const keys = periodsBetween(rhythm, date, addDays(date, 500)).map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)].toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

describe('a period is called', () => {
  const weekly: Rhythm = { kind: 'weeks', every: 1, from: '2024-01-01' };
  const june = { month: 6, day: 30 };
  const bicycles = { month: 1, weekday: 6, on: 'last' } as const;
  test.each<[string, Rhythm, string, string, string, string, string]>([
    ['by its month', { kind: 'months', every: 1 }, '2026-03-31', '2026-03', 'March 2026', '2026-03-01', '2026-03-31'],
    ['by its quarter', { kind: 'months', every: 3 }, '2026-03-31', '2026-Q1', 'Q1 2026', '2026-01-01', '2026-03-31'],
    ['by its half', { kind: 'months', every: 6 }, '2026-07-01', '2026-H2', 'H2 2026', '2026-07-01', '2026-12-31'],
    [
      'by its months',
      { kind: 'months', every: 2 },
      '2026-03-31',
      '2026-P2',
      'March–April 2026',
      '2026-03-01',
      '2026-04-30',
    ],
    ['by its year', { kind: 'months', every: 12 }, '2026-03-31', '2026', '2026', '2026-01-01', '2026-12-31'],
    [
      'by the year in which a fiscal year ends',
      { kind: 'months', every: 12, yearEnd: june },
      '2025-07-01',
      'FY2026',
      'FY 2026',
      '2025-07-01',
      '2026-06-30',
    ],
    [
      'by its quarter of a fiscal year',
      { kind: 'months', every: 3, yearEnd: june },
      '2026-01-15',
      'FY2026-Q3',
      'Q3 FY 2026',
      '2026-01-01',
      '2026-03-31',
    ],
    [
      'by its months over the turn of a year',
      { kind: 'months', every: 2, yearEnd: { month: 11, day: 30 } },
      '2027-01-15',
      'FY2027-P1',
      'December 2026 – January 2027',
      '2026-12-01',
      '2027-01-31',
    ],
    [
      'by its days where months do not begin on the 1st',
      { kind: 'months', every: 1, yearEnd: { month: 4, day: 5 } },
      '2026-05-01',
      '2026-04-06',
      '6 April – 5 May 2026',
      '2026-04-06',
      '2026-05-05',
    ],
    ['by its week', weekly, '2026-02-15', '2026-W07', '9–15 February 2026', '2026-02-09', '2026-02-15'],
    [
      'by the year of its Thursday',
      weekly,
      '2027-01-01',
      '2026-W53',
      '28 December 2026 – 3 January 2027',
      '2026-12-28',
      '2027-01-03',
    ],
    [
      'by its first day where weeks begin on another',
      { kind: 'weeks', every: 1, from: '2026-03-14' },
      '2026-03-13',
      '2026-03-07',
      '7–13 March 2026',
      '2026-03-07',
      '2026-03-13',
    ],
    [
      'by its first day where it has two weeks',
      { kind: 'weeks', every: 2, from: '2026-03-16' },
      '2026-04-01',
      '2026-03-30',
      '30 March – 12 April 2026',
      '2026-03-30',
      '2026-04-12',
    ],
    [
      'by its half of the month',
      { kind: 'semi-monthly' },
      '2026-03-15',
      '2026-03a',
      '1–15 March 2026',
      '2026-03-01',
      '2026-03-15',
    ],
    [
      'by its period of a year of weeks',
      { kind: 'fiscal', yearEnd: bicycles, pattern: '4-4-5' },
      '2026-03-01',
      'FY2027-P02',
      'Period 2, FY 2027',
      '2026-03-01',
      '2026-03-28',
    ],
    [
      'by the date of a rule',
      { kind: 'rrule', rule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-01-01' },
      '2026-03-31',
      '2026-03-10',
      '10 March 2026',
      '2026-03-10',
      '2026-04-13',
    ],
    [
      'by the day on which work after completion begins',
      { kind: 'after-completion', every: 1, unit: 'month' },
      '2026-01-31',
      '2026-01-31',
      '31 January 2026',
      '2026-01-31',
      '2026-02-27',
    ],
  ])('%s: %j on %s is %s, %s', (_how, rhythm, date, key, label, start, end) => {
    expect(periodAt(rhythm, date)).toEqual({ key, start, end, label });
  });
});
