import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '../../../shared/dates/calendar.ts';
import { bankDays, legalDays } from '../../../shared/dates/calendars.ts';
import { addDays, type CivilDate, weekday } from '../../../shared/dates/civil-date.ts';
import { inFull } from '../../../shared/dates/in-words.ts';
import { type Calendars, dueDate } from '../../../functions/templates/due-date.ts';
import { anyDate } from '../../shared/dates/any-date.ts';
import { anyRule } from './any-rule.ts';
import { datesIn } from './dates-in.ts';
import { countries, due, firmOf, larkfield, on } from './due.ts';

const anyCalendars = fc.constantFrom(larkfield, ...Object.values(countries), firmOf({ weekend: [5, 6] }));
const near = anyRule.filter(({ offset }) => Math.abs(offset?.n ?? 0) <= 60);
const resolve = (rule: Parameters<typeof dueDate>[0], from: CivilDate, calendars: Calendars) => {
  const found = dueDate(rule, () => ({ on: from, says: 'From' }), calendars);
  if ('waitsFor' in found) throw new Error('it waits');
  return found;
};
const calendarOf = (rule: Parameters<typeof dueDate>[0], { firm }: Calendars) => {
  const named = rule.offset?.calendar;
  if (named === undefined) return firm;
  return named === 'us-banking' ? bankDays(named) : legalDays(named);
};

describe('any rule, from any day, in any calendar', () => {
  test('never falls on a closed day, unless it says so', () => {
    fc.assert(
      fc.property(near, anyDate, anyCalendars, (rule, from, calendars) => {
        const { on: date } = resolve(rule, from, calendars);
        if (rule.roll !== 'none') expect(isBusinessDay(calendarOf(rule, calendars), date)).toBe(true);
      }),
    );
  });
  test('moves off a closed day once, and stays', () => {
    fc.assert(
      fc.property(near, anyDate, anyCalendars, (rule, from, calendars) => {
        const { on: date } = resolve(rule, from, calendars);
        const { calendar, ...rest } = rule.offset ?? { n: 0, unit: 'day' as const };
        const still = { anchor: rule.anchor, offset: { ...rest, n: 0, ...(calendar && { calendar }) } };
        expect(resolve({ ...still, ...(rule.roll && { roll: rule.roll }) }, date, calendars).on).toBe(date);
      }),
    );
  });
  test('comes no earlier when what it counts from comes later: true of every unit and every roll', () => {
    fc.assert(
      fc.property(near, anyDate, fc.integer({ min: 1, max: 40 }), anyCalendars, (rule, from, days, calendars) => {
        const later = resolve(rule, addDays(from, days), calendars).on;
        expect(later >= resolve(rule, from, calendars).on).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  test('explains itself down to its date', () => {
    fc.assert(
      fc.property(near, anyDate, anyCalendars, (rule, from, calendars) => {
        const { on: date, explain } = resolve(rule, from, calendars);
        expect(datesIn(explain)[0]).toBe(inFull(from));
        expect(datesIn(explain).at(-1)).toBe(inFull(date));
      }),
    );
  });
  test('counts as many business days as it says', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 40 }), anyCalendars, (from, n, calendars) => {
        const date = on(`period.end +${n} bizday`, from, calendars);
        let open = 0;
        for (let day = addDays(from, 1); day <= date; day = addDays(day, 1))
          if (isBusinessDay(calendars.firm, day)) open++;
        expect(open).toBe(n);
      }),
    );
  });
  test('is the same wherever the machine stands, when the clocks change too', () => {
    const zone = process.env.TZ;
    const dates = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-24', '2026-10-31'];
    const rules = ['period.end +1 day', 'period.end +2 bizday', 'period.end +1 week', 'period.end +1 month at 02:30'];
    const all = () => rules.flatMap((rule) => dates.map((date) => due(rule, date)));
    const at = ['UTC', 'America/Denver', 'Pacific/Apia', 'Europe/Berlin'].map((each) => {
      process.env.TZ = each;
      return all();
    });
    process.env.TZ = zone;
    if (zone === undefined) delete process.env.TZ;
    for (const found of at) expect(found).toEqual(at[0]);
    expect(weekday(all()[0]!.on)).toBeLessThan(6);
  });
});
