import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legalDays } from '../../../shared/dates/calendars.ts';
import { deadlineOf, thresholdOf } from '../../../functions/deadlines/deadline.ts';
import { dateOfLaw, type DeadlineKey, deadlineKeys } from '../../../functions/deadlines/dates-of-law.ts';
import type { Facts } from '../../../functions/deadlines/facts.ts';
import { anyDate } from '../../shared/dates/any-date.ts';
import { found, on } from './found.ts';

describe('a date of law', () => {
  test('says every step to it', () => {
    expect(found('us-1040', { yearEnd: '2027-12-31' })).toEqual({
      on: '2028-04-18',
      unrolled: '2028-04-15',
      explain: [
        'Year ends Fri 31 Dec 2027',
        'the 15th of the fourth month after: Sat 15 Apr 2028',
        'Sat 15 Apr 2028 is no business day: the next business day is Tue 18 Apr 2028',
        'passed over Emancipation Day (observed), 17 April',
      ],
      form: '1040',
      agency: 'IRS',
    });
  });
  test.each<[DeadlineKey, Facts, string]>([
    ['us-1040', {}, 'yearEnd'],
    ['us-w2', {}, 'yearEnd'],
    ['us-941', {}, 'quarterEnd'],
    ['us-5500', {}, 'planYearEnd'],
    ['us-estimates-individual', { yearEnd: '2026-12-31' }, 'installment'],
    ['us-estimates-corporate', { yearEnd: '2026-12-31', installment: 5 }, 'installment'],
    ['us-payroll-deposit', {}, 'payDate'],
    ['us-payroll-deposit', { payDate: '2026-07-10' }, 'depositSchedule'],
    ['sales-tax', {}, 'periodEnd'],
    ['sales-tax', { periodEnd: '2026-07-31' }, 'registration'],
  ])('%s under %j waits for %s', (key, facts, waitsFor) => {
    expect(deadlineOf(key, facts, { legal: legalDays })).toEqual({ waitsFor });
  });
  test('the end of a job’s period stands for the end that is not given', () => {
    expect(on('us-1040', { periodEnd: '2026-12-31' })).toBe('2027-04-15');
    expect(on('us-941', { periodEnd: '2026-08-31' })).toBe('2026-11-02');
    expect(on('us-940', { periodEnd: '2026-12-31' })).toBe('2027-02-01');
  });
  test.each<[DeadlineKey, string, string]>([
    ['us-1120', '2025-06-30', '2025-09-15'],
    ['us-1120', '2026-06-30', '2026-09-15'],
    ['us-1120', '2027-06-30', '2027-10-15'],
    ['us-1120', '2026-05-31', '2026-09-15'],
    ['us-1120', '2026-07-31', '2026-11-16'],
    ['us-1120-extended', '2026-06-30', '2027-04-15'],
    ['us-1120-extended', '2027-06-30', '2028-04-18'],
    ['us-1120', '2027-01-31', '2027-05-17'],
    ['us-990', '2026-06-30', '2026-11-16'],
    ['us-990', '2026-09-30', '2027-02-16'],
    ['us-1040', '2026-06-30', '2026-10-15'],
    ['us-5500', '2026-12-31', '2027-08-02'],
    ['us-5500-extended', '2026-12-31', '2027-10-15'],
    ['us-1099-misc-agency', '2026-12-31', '2027-03-31'],
  ])('%s of a year that ends on %s is due on %s', (key, yearEnd, due) => {
    expect(on(key, { yearEnd, planYearEnd: yearEnd })).toBe(due);
  });
  test('a year that ends in June and began in 2026 is no exception, however short', () => {
    expect(on('us-1120', { yearEnd: '2026-06-30', yearBegins: '2026-03-01' })).toBe('2026-10-15');
  });
  test.each([
    ['2026-12-26', '2027-03-15'],
    ['2026-12-27', '2027-03-15'],
    ['2027-01-02', '2027-03-15'],
    ['2027-01-03', '2027-03-15'],
    ['2027-01-07', '2027-03-15'],
    ['2027-01-08', '2027-04-15'],
    ['2028-02-26', '2028-05-15'],
    ['2028-03-04', '2028-05-15'],
  ])('a year of weeks that ends on %s counts from the month’s end it is near: %s', (yearEnd, due) => {
    expect(on('us-1120s', { yearEnd })).toBe(due);
  });
  test('a year of weeks that ends in the first days of July is a June year', () => {
    expect(on('us-1120', { yearEnd: '2026-07-03' })).toBe('2026-09-15');
  });
  test('what follows the other follows it in every year', () => {
    fc.assert(
      fc.property(anyDate, (yearEnd) => {
        expect(on('us-1065', { yearEnd })).toBe(on('us-1120s', { yearEnd }));
        expect(on('us-1065-extended', { yearEnd })).toBe(on('us-1120s-extended', { yearEnd }));
      }),
    );
  });
  test.each<[Facts, DeadlineKey, string]>([
    [{ quarterEnd: '2026-03-31', depositsTimely: true }, 'us-941', '2026-05-11'],
    [{ quarterEnd: '2026-03-31', depositsTimely: false }, 'us-941', '2026-04-30'],
    [{ quarterEnd: '2026-12-31', depositsTimely: true }, 'us-941', '2027-02-10'],
    [{ yearEnd: '2026-12-31', depositsTimely: true }, 'us-940', '2027-02-10'],
    [{ yearEnd: '2026-12-31', depositsTimely: true }, 'us-w2', '2027-02-01'],
  ])('%j gives %s until %s', (facts, key, due) => {
    expect(on(key, facts)).toBe(due);
  });
  test.each([
    [undefined, '2026-02-20'],
    [25, '2026-02-25'],
    [31, '2026-03-02'],
    [16, '2026-02-17'],
  ])('sales tax of January with the due day %j of the registration: %s', (dueDay, due) => {
    const filed = found('sales-tax', { periodEnd: '2026-01-31', registration: { authority: 'CO', dueDay } });
    expect(filed).toMatchObject({ on: due, agency: 'CO' });
  });
  test('sales tax knows no holiday that only the District of Columbia keeps', () => {
    expect(on('sales-tax', { periodEnd: '2026-03-31', registration: { authority: 'CO', dueDay: 16 } })).toBe(
      '2026-04-16',
    );
    expect(on('sales-tax', { periodEnd: '2032-12-31', registration: { authority: 'CO' } })).toBe('2033-01-20');
  });
  test('from 2026 only who was paid $2,000 is reported', () => {
    const nec = dateOfLaw('us-1099-nec');
    expect([2016, 2025, 2026, 2030].map((paidIn) => thresholdOf(nec, paidIn))).toEqual([
      60_000, 60_000, 200_000, 200_000,
    ]);
    expect(thresholdOf(dateOfLaw('us-w2'), 2026)).toBeUndefined();
  });
  test('an extension leads to a date there is', () => {
    for (const key of deadlineKeys) {
      const { extension, source, lastLookedAt } = dateOfLaw(key);
      if (extension) expect(deadlineKeys).toContain(extension.to);
      expect(source).not.toBe('');
      expect(lastLookedAt).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect(dateOfLaw('us-fbar').extension).toEqual({ form: 'FinCEN 114', to: 'us-fbar-extended', automatic: true });
  });
});

describe('a payroll deposit', () => {
  test.each([
    ['2026-07-08', '2026-07-15'],
    ['2026-07-09', '2026-07-15'],
    ['2026-07-10', '2026-07-15'],
    ['2026-07-11', '2026-07-17'],
    ['2026-07-12', '2026-07-17'],
    ['2026-07-13', '2026-07-17'],
    ['2026-07-14', '2026-07-17'],
    // Labor Day, then Thanksgiving, between.
    ['2026-09-04', '2026-09-10'],
    ['2026-11-24', '2026-11-30'],
    ['2026-04-14', '2026-04-20'],
  ])('of the semi-weekly payday %s is due on %s', (payDate, due) => {
    expect(on('us-payroll-deposit', { payDate, depositSchedule: 'semi-weekly' })).toBe(due);
  });
  test('is monthly on the 15th, and the next business day above $100,000', () => {
    expect(on('us-payroll-deposit', { payDate: '2026-07-10', depositSchedule: 'monthly' })).toBe('2026-08-17');
    expect(on('us-payroll-deposit', { payDate: '2026-07-02', depositSchedule: 'monthly', reachesNextDay: true })).toBe(
      '2026-07-06',
    );
  });
});
