import { describe, expect, test } from 'vitest';
import { type PayDay } from '../../../functions/recurrence/pay-day.ts';
import { periodAfterDone, periodsBetween, type Rhythm } from '../../../functions/recurrence/rhythm.ts';
import { addDays, daysBetween, month } from '../../../shared/dates/civil-date.ts';

const starts = (rhythm: Rhythm, from: string, to: string) => periodsBetween(rhythm, from, to).map(({ start }) => start);
const weeksIn = (rhythm: Rhythm, from: string, to: string) =>
  periodsBetween(rhythm, from, to).map(({ start, end }) => (daysBetween(start, end) + 1) / 7);
const byRule = (rule: string, from = '2026-01-01'): Rhythm => ({ kind: 'rrule', rule, from });

describe('over ten years', () => {
  test('the last day of the month is the 28th, 29th, 30th or 31st', () => {
    const lasts = starts(byRule('FREQ=MONTHLY;BYMONTHDAY=-1'), '2026-01-31', '2035-12-31');
    const days = lasts.map((date) => date.slice(8));
    const year = (february: string) => ['31', february, ...'31 30 31 30 31 31 30 31 30 31'.split(' ').slice(0)];
    const februaries = ['28', '28', '29', '28', '28', '28', '29', '28', '28', '28'];
    expect(days).toEqual(februaries.flatMap(year));
  });

  test('the 31st comes seven times a year, and the 30th never in February', () => {
    const rule31 = starts(byRule('FREQ=MONTHLY;BYMONTHDAY=31'), '2026-01-31', '2035-12-31');
    expect(rule31.map(month)).toEqual(Array.from({ length: 10 }, () => [1, 3, 5, 7, 8, 10, 12]).flat());
    expect(
      starts(byRule('FREQ=MONTHLY', '2025-12-30'), '2026-01-30', '2027-01-01').map((date) => date.slice(5)),
    ).toEqual('01-30 03-30 04-30 05-30 06-30 07-30 08-30 09-30 10-30 11-30 12-30'.split(' '));
  });

  test('a leap day comes in leap years only, and a month knows how long it is', () => {
    expect(starts(byRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-01-01'), '2024-02-29', '2034-12-31')).toEqual([
      '2024-02-29',
      '2028-02-29',
      '2032-02-29',
    ]);
    const months = periodsBetween({ kind: 'months', every: 1 }, '2026-01-01', '2035-12-31');
    expect(months).toHaveLength(120);
    expect(months.filter(({ key }) => key.endsWith('-02')).map(({ end }) => end.slice(8))).toEqual(
      '28 28 29 28 28 28 29 28 28 28'.split(' '),
    );
  });

  // Client 1006 of the demo firm.
  test('the year that ends on the last Saturday of January has 53 weeks twice', () => {
    const year: Rhythm = { kind: 'fiscal', pattern: 'year', yearEnd: { month: 1, weekday: 6, on: 'last' } };
    const years = periodsBetween(year, '2026-01-01', '2036-01-26');
    expect(years.map(({ end }) => end)).toEqual(
      '2026-01-31 2027-01-30 2028-01-29 2029-01-27 2030-01-26 2031-01-25 2032-01-31 2033-01-29 2034-01-28 2035-01-27 2036-01-26'.split(
        ' ',
      ),
    );
    expect(years.map(({ key }) => key)).toEqual(
      '2026 2027 2028 2029 2030 2031 2032 2033 2034 2035 2036'.split(' ').map((named) => `FY${named}`),
    );
    expect(years[1]!.label).toBe('FY 2027');
    expect(years.flatMap(({ label }) => (label.includes('53 weeks') ? label : []))).toEqual([
      'FY 2026 (53 weeks)',
      'FY 2032 (53 weeks)',
    ]);
  });

  test('a year nearest to the end of December is called after that December, though it ends in January', () => {
    const year: Rhythm = { kind: 'fiscal', pattern: 'year', yearEnd: { month: 12, weekday: 6, on: 'nearest' } };
    const years = periodsBetween(year, '2025-06-01', '2036-01-01').map(({ key, end }) => `${key} ${end}`);
    expect(years).toEqual([
      'FY2025 2026-01-03',
      'FY2026 2027-01-02',
      'FY2027 2028-01-01',
      'FY2028 2028-12-30',
      'FY2029 2029-12-29',
      'FY2030 2030-12-28',
      'FY2031 2032-01-03',
      'FY2032 2033-01-01',
      'FY2033 2033-12-31',
      'FY2034 2034-12-30',
      'FY2035 2035-12-29',
      'FY2036 2037-01-03',
    ]);
  });

  test('4-4-5 divides that year into quarters of 13 weeks, and the 53rd lies in the last period', () => {
    const of = (pattern: '4-4-5' | '4-5-4' | '5-4-4' | '13x4' | 'quarter'): Rhythm => ({
      kind: 'fiscal',
      pattern,
      yearEnd: { month: 1, weekday: 6, on: 'last' },
    });
    expect(starts(of('4-4-5'), '2026-02-01', '2027-01-30').map((date) => date.slice(5))).toEqual(
      '02-01 03-01 03-29 05-03 05-31 06-28 08-02 08-30 09-27 11-01 11-29 12-27'.split(' '),
    );
    const long = ['2031-01-26', '2032-01-31'] as const;
    expect(weeksIn(of('4-4-5'), ...long).join('-')).toBe('4-4-5-4-4-5-4-4-5-4-4-6');
    expect(weeksIn(of('4-5-4'), ...long).join('-')).toBe('4-5-4-4-5-4-4-5-4-4-5-5');
    expect(weeksIn(of('5-4-4'), ...long).join('-')).toBe('5-4-4-5-4-4-5-4-4-5-4-5');
    expect(weeksIn(of('13x4'), ...long).join('-')).toBe('4-4-4-4-4-4-4-4-4-4-4-4-5');
    expect(weeksIn(of('quarter'), ...long).join('-')).toBe('13-13-13-14');
    expect(weeksIn(of('4-4-5'), '2026-02-01', '2036-01-26').reduce((sum, weeks) => sum + weeks, 0)).toBe(521);
  });

  test('half months: 240 of them, from the 1st and from the 16th', () => {
    const halves = periodsBetween({ kind: 'semi-monthly' }, '2026-01-01', '2035-12-31');
    expect(halves).toHaveLength(240);
    expect(new Set(halves.map(({ start, key }) => start.slice(8) + key.slice(7)))).toEqual(new Set(['01a', '16b']));
    expect(new Set(halves.map(({ end, key }) => key.slice(7) + end.slice(8)))).toEqual(
      new Set(['a15', 'b31', 'b30', 'b29', 'b28']),
    );
  });

  test('work a month after it was done on the 31st goes on on the last day of a shorter month', () => {
    const monthly = { kind: 'after-completion', every: 1, unit: 'month' } as const;
    expect(periodAfterDone(monthly, '2028-01-31').start).toBe('2028-02-29');
    expect(periodAfterDone(monthly, '2026-05-31').start).toBe('2026-06-30');
    expect(periodAfterDone({ ...monthly, every: 2, unit: 'week' }, '2026-12-25').start).toBe('2027-01-08');
    expect(periodAfterDone({ ...monthly, every: 10, unit: 'day' }, '2028-02-25').start).toBe('2028-03-06');
  });
});

describe('people are paid', () => {
  const dates = (rhythm: Rhythm, from: string, to: string) =>
    periodsBetween(rhythm, from, to).map(({ payDate }) => payDate?.slice(5));

  test('on the 15th and the last day, and before a closed bank', () => {
    const halves: Rhythm = { kind: 'semi-monthly', pay: { on: 'period-end' } };
    expect(dates(halves, '2026-01-01', '2026-12-31').join(' ')).toBe(
      '01-15 01-30 02-13 02-27 03-13 03-31 04-15 04-30 05-15 05-29 06-15 06-30 07-15 07-31 08-14 08-31 09-15 09-30 10-15 10-30 11-13 11-30 12-15 12-31',
    );
    // Washington’s Birthday is on the 15th of February, Memorial Day on the 31st of May.
    expect(dates(halves, '2027-01-01', '2027-06-30').join(' ')).toBe(
      '01-15 01-29 02-12 02-26 03-15 03-31 04-15 04-30 05-14 05-28 06-15 06-30',
    );
  });

  test.each<[string, PayDay, string, string]>([
    ['Juneteenth moves a Friday to the Thursday', { on: 'weekday', weekday: 5 }, '2026-06-13', '2026-06-18'],
    ['a Saturday’s Fourth of July leaves the Friday', { on: 'weekday', weekday: 5 }, '2026-06-27', '2026-07-03'],
    ['Christmas', { on: 'weekday', weekday: 5 }, '2026-12-19', '2026-12-24'],
    ['New Year’s Day pays in the old year', { on: 'weekday', weekday: 5 }, '2026-12-26', '2026-12-31'],
    ['a week in arrears', { on: 'weekday', weekday: 5, weeksAfter: 1 }, '2026-06-06', '2026-06-18'],
    ['before the week is over', { on: 'weekday', weekday: 5, weeksAfter: -1 }, '2026-06-20', '2026-06-18'],
    ['so many days after', { on: 'period-end', daysAfter: 7 }, '2026-06-27', '2026-07-03'],
    ['a day of the next month', { on: 'day-of-month', day: 5, monthsAfter: 1 }, '2026-08-29', '2026-09-04'],
    ['a day that this month has not', { on: 'day-of-month', day: 31 }, '2026-06-06', '2026-06-30'],
    [
      'on the day after, where it says so',
      { on: 'weekday', weekday: 5, roll: 'following' },
      '2026-12-19',
      '2026-12-28',
    ],
  ])('%s', (_what, pay, weekEnd, expected) => {
    const rhythm: Rhythm = { kind: 'weeks', every: 1, from: addDays(weekEnd, -6), pay };
    expect(periodsBetween(rhythm, weekEnd, weekEnd)[0]!.payDate).toBe(expected);
  });

  test('on 522 Fridays or the days before them in ten years, never on a weekend', () => {
    const weekly: Rhythm = { kind: 'weeks', every: 1, from: '2026-01-04', pay: { on: 'weekday', weekday: 5 } };
    const paid = periodsBetween(weekly, '2026-01-04', '2036-01-05').map(({ payDate }) => payDate!);
    expect(new Set(paid).size).toBe(522);
    expect(paid).toEqual(paid.toSorted());
    expect(new Set(paid.map((date) => new Date(date).getUTCDay()))).toEqual(new Set([5, 4]));
  });
});
