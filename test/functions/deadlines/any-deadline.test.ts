import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '../../../shared/dates/calendar.ts';
import { legalDays } from '../../../shared/dates/calendars.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';
import { inFull } from '../../../shared/dates/in-words.ts';
import { dateOfLaw, deadlineKeys } from '../../../functions/deadlines/dates-of-law.ts';
import { anyDate } from '../../shared/dates/any-date.ts';
import { datesIn } from '../templates/dates-in.ts';
import { found, on } from './found.ts';

const anyFacts = fc
  .record({ date: anyDate, installment: fc.integer({ min: 1, max: 4 }) })
  .map(({ date, installment }) => ({
    periodEnd: date,
    planYearEnd: date,
    payDate: date,
    depositSchedule: 'semi-weekly' as const,
    registration: { authority: 'CO' },
    installment,
  }));
const anyKey = fc.constantFrom(...deadlineKeys);

describe('every date of law', () => {
  test('falls on a business day of its calendar, on which its explanation ends', () => {
    fc.assert(
      fc.property(anyKey, anyFacts, (key, facts) => {
        const one = found(key, facts);
        expect(isBusinessDay(legalDays(dateOfLaw(key).calendar), one.on)).toBe(true);
        expect(datesIn(one.explain).at(-1)).toBe(inFull(one.on));
        expect(one.on >= one.unrolled).toBe(true);
      }),
    );
  });
  test('comes no earlier when what it counts from ends later', () => {
    fc.assert(
      fc.property(anyKey, anyFacts, fc.integer({ min: 1, max: 400 }), (key, facts, days) => {
        // A June year that began before 2026 has a month less, no more than its neighbours have.
        const date = addDays(facts.periodEnd, days);
        const later = { ...facts, periodEnd: date, planYearEnd: date, payDate: date };
        expect(on(key, later) >= on(key, facts)).toBe(true);
      }),
    );
  });
});
