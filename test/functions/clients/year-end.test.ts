import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endIn, fiscalYearOf, YearEnd, weeksOf } from '../../../functions/clients/year-end.ts';
import { addDays, daysBetween, dayOfMonth, weekday, type Weekday } from '../../../shared/dates/civil-date.ts';

const anyMonth = fc.integer({ min: 1, max: 12 });
const anyWeekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const onAWeekday = fc.record({
  month: anyMonth,
  weekday: anyWeekday,
  on: fc.constantFrom('last' as const, 'nearest' as const),
});
const onADay = fc
  .record({ month: anyMonth, day: fc.integer({ min: 1, max: 31 }) })
  .filter((one) => YearEnd.safeParse(one).success);
const anyDate = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days));

describe('a fiscal year', () => {
  test.each([
    [{ month: 12, day: 31 }, '2026-11-25', '2026-01-01', '2026-12-31'],
    [{ month: 6, day: 30 }, '2026-06-30', '2025-07-01', '2026-06-30'],
    [{ month: 6, day: 30 }, '2026-07-01', '2026-07-01', '2027-06-30'],
    [{ month: 2, day: 28 }, '2024-02-29', '2023-03-01', '2024-02-29'],
    [{ month: 2, day: 29 }, '2025-02-28', '2024-03-01', '2025-02-28'],
    [{ month: 4, day: 5 }, '2026-04-05', '2025-04-06', '2026-04-05'],
    // The last Saturday of January: 53 weeks from 2026-02-01 on would be wrong, the next is 2027-01-30.
    [{ month: 1, weekday: 6, on: 'last' }, '2026-11-25', '2026-02-01', '2027-01-30'],
    [{ month: 1, weekday: 6, on: 'last' }, '2026-01-31', '2025-01-26', '2026-01-31'],
    // Nearest to the end of December may be in January of the next year.
    [{ month: 12, weekday: 6, on: 'nearest' }, '2026-01-03', '2024-12-29', '2026-01-03'],
    [{ month: 12, weekday: 6, on: 'nearest' }, '2026-01-04', '2026-01-04', '2027-01-02'],
  ] as [YearEnd, string, string, string][])('that ends %j is, on %s, %s to %s', (yearEnd, date, start, end) => {
    expect(fiscalYearOf(yearEnd, date)).toEqual({ start, end });
  });

  test('holds its date, and the years follow one another without a gap', () => {
    fc.assert(
      fc.property(fc.oneof(onADay, onAWeekday), anyDate, (yearEnd, date) => {
        const { start, end } = fiscalYearOf(yearEnd, date);
        expect(start <= date && date <= end).toBe(true);
        expect(fiscalYearOf(yearEnd, start)).toEqual({ start, end });
        expect(fiscalYearOf(yearEnd, end)).toEqual({ start, end });
        expect(fiscalYearOf(yearEnd, addDays(end, 1)).start).toBe(addDays(end, 1));
        expect(fiscalYearOf(yearEnd, addDays(start, -1)).end).toBe(addDays(start, -1));
      }),
    );
  });

  // IRS Publication 538: it always ends on the same day of the week, the last such day in the month, or the one nearest
  // to the month's last day.
  test('of weeks has 52 or 53 of them, and ends on its weekday: the last in the month, or nearest to its end', () => {
    fc.assert(
      fc.property(onAWeekday, anyDate, (yearEnd, date) => {
        const year = fiscalYearOf(yearEnd, date);
        expect([52, 53]).toContain(weeksOf(year));
        expect(weekday(year.end)).toBe(yearEnd.weekday);
        const monthEnds = [-1, 0, 1].map((months) => dayOfMonth(year.end, months, 'last'));
        const own = monthEnds.filter((one) => Number(one.slice(5, 7)) === yearEnd.month);
        const away = Math.min(...own.map((one) => Math.abs(daysBetween(year.end, one))));
        if (yearEnd.on === 'nearest') expect(away).toBeLessThanOrEqual(3);
        else {
          expect(Number(year.end.slice(5, 7))).toBe(yearEnd.month);
          expect(addDays(year.end, 7).slice(5, 7)).not.toBe(year.end.slice(5, 7));
        }
      }),
    );
  });

  test('on a day is twelve months long, and has one end in each calendar year', () => {
    fc.assert(
      fc.property(onADay, fc.integer({ min: 1950, max: 2150 }), (yearEnd, year) => {
        const end = endIn(yearEnd, year);
        expect(end.slice(0, 7)).toBe(`${year}-${String(yearEnd.month).padStart(2, '0')}`);
        const { start } = fiscalYearOf(yearEnd, end);
        expect([365, 366]).toContain(daysBetween(start, end) + 1);
      }),
    );
  });
});

test.each([
  { month: 13, day: 1 },
  { month: 2, day: 30 },
  { month: 4, day: 31 },
  { month: 1, weekday: 0, on: 'last' },
  { month: 1, weekday: 6, on: 'first' },
  { month: 1, weekday: 6 },
  { month: 1, day: 31, weekday: 6, on: 'last' },
  {},
])('a year cannot end on %j', (yearEnd) => {
  expect(YearEnd.safeParse(yearEnd).success).toBe(false);
});
