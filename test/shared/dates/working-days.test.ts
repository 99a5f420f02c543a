import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  businessDaysBetween,
  type Calendar,
  isBusinessDay,
  roll,
  rolls,
} from '../../../shared/dates/calendar.ts';
import { bankDays, legalDays, workingDays, WorkingDays } from '../../../shared/dates/calendars.ts';
import { addDays, daysBetween, month } from '../../../shared/dates/civil-date.ts';
import { anyDate } from './any-date.ts';

/** Larkfield & Rowe: federal except Columbus and Veterans Day, the day after Thanksgiving and December 24. */
const larkfield = WorkingDays.parse({
  national: 'us-federal',
  without: ['columbus-day', 'veterans-day'],
  own: [
    {
      kind: 'weekday',
      key: 'after-thanksgiving',
      name: 'Day after Thanksgiving',
      month: 11,
      weekday: 4,
      nth: 4,
      plus: 1,
    },
    { kind: 'fixed', key: 'christmas-eve', name: 'Christmas Eve', month: 12, day: 24 },
  ],
});
const firm = workingDays(larkfield);
const plain = workingDays(WorkingDays.parse({}));

describe('working days of the demo firm', () => {
  test.each([
    ['2026-06-30', '07-01 07-06 07-08 07-10 07-13 07-14 07-15'],
    ['2026-08-31', '09-01 09-03 09-08 09-10 09-11 09-14 09-15'],
    ['2026-11-30', '12-01 12-03 12-07 12-09 12-10 12-11 12-14'],
    ['2026-12-31', '01-04 01-06 01-08 01-12 01-13 01-14 01-15'],
    ['2027-03-31', '04-01 04-05 04-07 04-09 04-12 04-13 04-14'],
  ])('1, 3, 5, 7, 8, 9 and 10 business days after %s: %s', (periodEnd, expected) => {
    const dates = [1, 3, 5, 7, 8, 9, 10].map((n) => addBusinessDays(firm, periodEnd, n));
    expect(dates.map((date) => date.slice(5)).join(' ')).toBe(expected);
  });
  test.each([
    ['2026-11-27', 'Day after Thanksgiving'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-07-03', 'Independence Day (observed)'],
    ['2026-11-28', 'Saturday'],
    ['2026-10-12', undefined],
    ['2026-11-11', undefined],
  ])('%s is closed for %s', (date, reason) => {
    expect(firm.closedFor(date)).toBe(reason);
  });
  test('an own day closes and an own working Saturday opens', () => {
    const settings = {
      ...larkfield,
      closed: [{ date: '2026-05-14', reason: 'Firm retreat' }],
      open: [{ date: '2026-04-11', reason: 'Tax season' }],
    };
    expect(workingDays(settings).closedFor('2026-05-14')).toBe('Firm retreat');
    expect(addBusinessDays(workingDays(settings), '2026-04-10', 1)).toBe('2026-04-11');
  });
  test('a week needs a working day', () => {
    expect(WorkingDays.safeParse({ weekend: [1, 2, 3, 4, 5, 6, 7] }).success).toBe(false);
  });
  test('a calendar that never opens says so instead of searching on', () => {
    const closed: Calendar<'working-days'> = { kind: 'working-days', title: 'Nothing', closedFor: () => 'closed' };
    expect(() => roll(closed, '2026-01-01', 'following')).toThrow('no business day within a year');
    expect(() => roll(closed, '2026-01-01', 'nearest')).toThrow('no business day within a year');
  });
});

describe('rolling', () => {
  test.each([
    ['2026-01-31', 'following', '2026-02-02'],
    ['2026-01-31', 'preceding', '2026-01-30'],
    ['2026-01-31', 'modified-following', '2026-01-30'],
    ['2026-05-02', 'modified-following', '2026-05-04'],
    ['2026-03-01', 'modified-preceding', '2026-03-02'],
    ['2026-03-15', 'modified-preceding', '2026-03-13'],
    ['2026-01-31', 'nearest', '2026-01-30'],
    ['2026-02-01', 'nearest', '2026-02-02'],
    ['2026-01-31', 'none', '2026-01-31'],
  ] as const)('%s %s is %s', (date, how, expected) => {
    expect(roll(plain, date, how)).toBe(expected);
  });
  test('nearest, at equal distance, is the later', () => {
    const midweek = workingDays(WorkingDays.parse({ closed: [{ date: '2026-06-10', reason: 'Retreat' }] }));
    expect(roll(midweek, '2026-06-10', 'nearest')).toBe('2026-06-11');
  });
});

describe('the laws of business days', () => {
  const anyCalendar: fc.Arbitrary<Calendar> = fc.constantFrom<Calendar>(
    firm,
    legalDays('us-dc'),
    bankDays('us-banking'),
    workingDays(WorkingDays.parse({ national: 'gb-england-wales', weekend: [5, 6] })),
  );
  const count = fc.integer({ min: -120, max: 120 });
  const anyRoll = fc.constantFrom(...rolls);

  test('a rolled date is a business day and stays when rolled again; a business day never moves', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyRoll, (on, date, how) => {
        const rolled = roll(on, date, how);
        expect(roll(on, rolled, how)).toBe(rolled);
        if (how !== 'none') expect(isBusinessDay(on, rolled)).toBe(true);
        if (isBusinessDay(on, date)) expect(rolled).toBe(date);
      }),
    );
  });
  test('following and preceding enclose the date, with nothing open between', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, (on, date) => {
        const [before, after] = [roll(on, date, 'preceding'), roll(on, date, 'following')];
        expect(before <= date && date <= after).toBe(true);
        if (!isBusinessDay(on, date)) expect(businessDaysBetween(on, before, after)).toBe(1);
        expect([before, after]).toContain(roll(on, date, 'nearest'));
      }),
    );
  });
  test('modified rolls stay in the month', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, (on, date) => {
        expect(month(roll(on, date, 'modified-following'))).toBe(month(date));
        expect(month(roll(on, date, 'modified-preceding'))).toBe(month(date));
      }),
    );
  });
  test('adding and taking away the same number returns to a business day', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, count, (on, date, n) => {
        const from = roll(on, date, 'following');
        expect(addBusinessDays(on, addBusinessDays(on, from, n), -n)).toBe(from);
      }),
    );
  });
  test('counting gives the number that was added, from any date', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, count, (on, date, n) => {
        fc.pre(n !== 0);
        expect(businessDaysBetween(on, date, addBusinessDays(on, date, n))).toBe(n);
      }),
    );
  });
  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.nat(60), fc.nat(60), (on, date, a, b) => {
        fc.pre(a > 0);
        expect(addBusinessDays(on, addBusinessDays(on, date, a), b)).toBe(addBusinessDays(on, date, a + b));
      }),
    );
  });
  test('a later date never gives an earlier result', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.nat(20), count, anyRoll, (on, date, later, n, how) => {
        fc.pre(!how.startsWith('modified'));
        const both = [date, addDays(date, later)].map((each) => addBusinessDays(on, each, n, how));
        expect(daysBetween(both[0]!, both[1]!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test('zero rolls the date, as asked', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyRoll, (on, date, how) => {
        expect(addBusinessDays(on, date, 0, how)).toBe(roll(on, date, how));
      }),
    );
  });
  test('half a business day is refused', () => {
    expect(() => addBusinessDays(firm, '2026-01-01', 0.5)).toThrow('whole number');
  });
});

describe('the three kinds of calendar', () => {
  test('one cannot be handed in for another', () => {
    const statutory = (on: Calendar<'legal-days'>) => on.kind;
    expect(statutory(legalDays('us-dc'))).toBe('legal-days');
    // @ts-expect-error The firm's working days never move a date of law.
    statutory(firm);
    // @ts-expect-error Bank days do not either.
    statutory(bankDays('us-banking'));
  });
});
