import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  CivilDate,
  dayOfMonth,
  daysBetween,
  nthWeekday,
  weekday,
} from '../../../shared/dates/civil-date.ts';
import { monthOf, quarterNumber, quarterOf, weekOf, yearOf } from '../../../shared/dates/periods.ts';
import { anyDate } from './any-date.ts';

describe('a civil date', () => {
  test.each(['2026-02-30', '2026-13-01', '2100-02-29', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', '', 20260101])(
    'refuses %s',
    (value) => {
      expect(CivilDate.safeParse(value).success).toBe(false);
    },
  );
  test('takes a leap day', () => {
    expect(CivilDate.parse('2028-02-29')).toBe('2028-02-29');
  });
  test('knows its weekday, Monday being 1', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-29')]).toEqual([1, 7]);
  });
});

test('days are counted as Temporal counts them, over all years', () => {
  const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9000-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.integer({ min: -300_000, max: 300_000 }), (from, days) => {
      const start = Temporal.PlainDate.from(from.toISOString().slice(0, 10));
      const there = start.add({ days });
      fc.pre(there.year > 0);
      const [a, b] = [start.toString(), there.toString()];
      expect([addDays(a, days), daysBetween(a, b), weekday(b)]).toEqual([b, days, there.dayOfWeek]);
    }),
    { numRuns: 2000 },
  );
  expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
  expect(addDays('9999-12-31', 1)).toBe(Temporal.PlainDate.from('9999-12-31').add({ days: 1 }).toString());
});

describe('adding', () => {
  test('months from the anchor keep its day: January 31 goes to February 28 and March 31', () => {
    expect([1, 2, 3, 13].map((months) => addMonths('2026-01-31', months))).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2027-02-28',
    ]);
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
  test('a year to a leap day stays in February', () => {
    expect([1, 4].map((years) => addYears('2028-02-29', years))).toEqual(['2029-02-28', '2032-02-29']);
  });
  test('days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});

describe('a day of a month counted from an anchor', () => {
  test.each([
    ['2026-12-31', 4, 15, '2027-04-15'],
    ['2026-06-30', 4, 15, '2026-10-15'],
    ['2026-12-31', 9, 'last', '2027-09-30'],
    ['2027-12-31', 2, 'last', '2028-02-29'],
    ['2026-12-31', 2, 31, '2027-02-28'],
    ['2026-03-31', -1, 'last', '2026-02-28'],
  ] as const)('%s %d months on, day %s is %s', (anchor, months, day, expected) => {
    expect(dayOfMonth(anchor, months, day)).toBe(expected);
  });
  test.each([
    [2026, 11, 4, 4, '2026-11-26'],
    [2026, 5, 1, -1, '2026-05-25'],
    [2026, 8, 1, 5, '2026-08-31'],
    [2026, 9, 1, 5, undefined],
    [2026, 6, 1, 1, '2026-06-01'],
    [2026, 1, 6, -1, '2026-01-31'],
    [2026, 2, 1, -4, '2026-02-02'],
  ] as const)('%d-%d: weekday %d, number %d is %s', (year, month, day, n, expected) => {
    expect(nthWeekday(year, month, day, n)).toBe(expected);
  });
});

describe('periods', () => {
  test('month, quarter and year of the calendar', () => {
    expect(monthOf('2028-02-10')).toEqual({ start: '2028-02-01', end: '2028-02-29' });
    expect(quarterOf('2026-05-31')).toEqual({ start: '2026-04-01', end: '2026-06-30' });
    expect(yearOf('2026-05-31')).toEqual({ start: '2026-01-01', end: '2026-12-31' });
  });
  test('of a year that ends in June', () => {
    expect(yearOf('2026-07-01', 6)).toEqual({ start: '2026-07-01', end: '2027-06-30' });
    expect(yearOf('2026-06-30', 6)).toEqual({ start: '2025-07-01', end: '2026-06-30' });
    expect(quarterNumber('2026-06-30', 6)).toBe(4);
  });
  test('of a year that ends in January, quarters run across the new year', () => {
    expect(quarterOf('2027-01-15', 1)).toEqual({ start: '2026-11-01', end: '2027-01-31' });
    expect(quarterNumber('2027-02-01', 1)).toBe(1);
  });
  test('a week starts where the firm says', () => {
    expect(weekOf('2026-11-22')).toEqual({ start: '2026-11-16', end: '2026-11-22' });
    expect(weekOf('2026-11-22', 7)).toEqual({ start: '2026-11-22', end: '2026-11-28' });
  });
  test('every date lies in its quarter, and the next quarter starts the day after', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 12 }), (date, yearEnd) => {
        const { start, end } = quarterOf(date, yearEnd);
        expect(start <= date && date <= end).toBe(true);
        const following = addDays(end, 1);
        expect(quarterOf(following, yearEnd).start).toBe(following);
        expect(quarterNumber(following, yearEnd)).toBe((quarterNumber(date, yearEnd) % 4) + 1);
      }),
    );
  });
});
