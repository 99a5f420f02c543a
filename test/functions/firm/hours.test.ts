import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, Firm, holidaysOf } from '../../../functions/firm/firm.ts';
import { type Capacity, type Hours, minutesInWeek, minutesOn, weekOf } from '../../../functions/firm/hours.ts';
import { addDays, weekday, type Weekday } from '../../../shared/dates/civil-date.ts';

/** The demo firm’s: federal holidays without two, and two days of its own. */
const firm = Firm.parse({
  name: 'Larkfield & Rowe',
  timeZone: 'America/Denver',
  currency: 'USD',
  admins: [],
  createdAt: '2026-01-05T15:00:00.000Z',
  workingDays: {
    national: 'us-federal',
    without: ['columbus-day', 'veterans-day'],
    own: [
      { kind: 'weekday', key: 'day-after', name: 'Day after Thanksgiving', month: 11, weekday: 4, nth: 4, plus: 1 },
      { kind: 'fixed', key: 'christmas-eve', name: 'Christmas Eve', month: 12, day: 24 },
    ],
  },
});
const holidays = holidaysOf(firm);
const fullTime = (from = '2026-01-01'): Hours => ({ from, minutes: [480, 480, 480, 480, 480, 0, 0] });
const grace = (from = '2026-01-01'): Hours => ({ from, minutes: [480, 480, 480, 480, 0, 0, 0] });
const on = (date: string, hours: Hours[], absences: Capacity['absences'] = []) =>
  minutesOn({ hours, absences }, holidays, date);

test('the firm works on weekdays, but on its holidays, without those it works on and with its own', () => {
  const closedFor = (date: string) => calendarOf(firm).closedFor(date);
  expect(['2026-11-26', '2026-11-27', '2026-12-24', '2026-11-28', '2026-11-11', '2026-10-12'].map(closedFor)).toEqual([
    'Thanksgiving Day',
    'Day after Thanksgiving',
    'Christmas Eve',
    'Saturday',
    undefined,
    undefined,
  ]);
  expect(holidays.closedFor('2026-11-28')).toBeUndefined();
});

describe('how long someone works', () => {
  test('on a day is as their week has it from that day on', () => {
    const hours = [fullTime('2026-06-01'), grace()];
    expect(on('2025-12-31', hours)).toBe(0);
    expect(['2026-05-28', '2026-05-29', '2026-05-31', '2026-06-05'].map((date) => on(date, hours))).toEqual([
      480, 0, 0, 480,
    ]);
  });

  test('is nothing on a holiday, one of the firm’s own too, but on a holiday the firm works', () => {
    for (const date of ['2026-11-26', '2026-11-27', '2026-12-24', '2026-12-25']) expect(on(date, [fullTime()])).toBe(0);
    for (const date of ['2026-10-12', '2026-11-11']) expect(on(date, [fullTime()])).toBe(480);
  });

  test('on a Saturday is what their own week says, whatever the firm’s weekend is', () => {
    expect(on('2026-06-06', [{ from: '2026-01-01', minutes: [0, 0, 0, 0, 0, 240, 0] }])).toBe(240);
  });

  test('is nothing on a day away, less on half a one, never below nothing', () => {
    const away = { from: '2026-06-01', to: '2026-06-03' };
    expect(
      ['2026-05-29', '2026-06-01', '2026-06-03', '2026-06-04'].map((date) => on(date, [fullTime()], [away])),
    ).toEqual([480, 0, 0, 480]);
    const half = { ...away, minutes: 300 };
    expect(on('2026-06-02', [fullTime()], [half])).toBe(180);
    expect(on('2026-06-02', [fullTime()], [half, half])).toBe(0);
  });

  test('in a week is what the firm’s week has, from the day it starts on', () => {
    const capacity = { hours: [grace()], absences: [{ from: '2026-06-04', to: '2026-06-04' }] };
    expect(minutesInWeek(capacity, holidays, '2026-06-03', 1)).toBe(1440);
    expect(minutesInWeek({ ...capacity, absences: [] }, holidays, '2026-11-26', 1)).toBe(1440);
  });
});

describe('whatever the hours and absences are', () => {
  const aDate = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days));
  const day = fc.integer({ min: 0, max: 1440 });
  const minutes = fc.tuple(day, day, day, day, day, day, day);
  const someHours = fc.uniqueArray(fc.record({ from: aDate, minutes }), { maxLength: 5, selector: ({ from }) => from });
  const anAbsence = fc
    .record({ from: aDate, days: fc.nat({ max: 60 }), minutes: fc.option(fc.integer({ min: 1, max: 1440 })) })
    .map(({ from, days, minutes: less }) => ({
      from,
      to: addDays(from, days),
      ...(less !== null && { minutes: less }),
    }));
  const someone = fc.record({
    hours: someHours,
    absences: fc.array(anAbsence, { maxLength: 6 }),
  }) as fc.Arbitrary<Capacity>;
  const startsOn = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

  test('nobody works less than nothing, more than their week says, or on a day away', () => {
    fc.assert(
      fc.property(someone, aDate, (who, date) => {
        const worked = minutesOn(who, holidays, date);
        const planned = Math.max(0, ...who.hours.map((one) => one.minutes[weekday(date) - 1]!));
        expect(worked >= 0 && worked <= planned).toBe(true);
        const isAway = who.absences.some((one) => !('minutes' in one) && one.from <= date && date <= one.to);
        if (isAway || holidays.closedFor(date) !== undefined) expect(worked).toBe(0);
      }),
    );
  });

  test('one more absence never makes anyone work more, and changes no day outside it', () => {
    fc.assert(
      fc.property(someone, anAbsence, aDate, (who, more, date) => {
        const before = minutesOn(who, holidays, date);
        const after = minutesOn({ ...who, absences: [...who.absences, more] }, holidays, date);
        expect(after).toBeLessThanOrEqual(before);
        if (date < more.from || date > more.to) expect(after).toBe(before);
      }),
    );
  });

  test('new hours change nothing before their day, and the order they stand in changes nothing at all', () => {
    fc.assert(
      fc.property(someone, minutes, aDate, aDate, (who, week, from, date) => {
        const others = who.hours.filter((one) => one.from !== from);
        const then = { ...who, hours: [...others, { from, minutes: week }] };
        if (date < from)
          expect(minutesOn(then, holidays, date)).toBe(minutesOn({ ...who, hours: others }, holidays, date));
        const turned = { hours: then.hours.toReversed(), absences: then.absences.toReversed() };
        expect(minutesOn(turned, holidays, date)).toBe(minutesOn(then, holidays, date));
      }),
    );
  });

  test('each day is in one week, which begins where the firm’s does, and a week is the sum of its days', () => {
    fc.assert(
      fc.property(someone, aDate, startsOn, (who, date, first) => {
        const week = weekOf(date, first);
        expect(week).toContain(date);
        expect(weekday(week[0]!)).toBe(first);
        expect(week).toHaveLength(7);
        expect(week.every((day) => weekOf(day, first)[0] === week[0])).toBe(true);
        const days = week.map((day) => minutesOn(who, holidays, day));
        expect(minutesInWeek(who, holidays, date, first)).toBe(days.reduce((a, b) => a + b, 0));
      }),
    );
  });
});
