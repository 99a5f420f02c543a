import fc from 'fast-check';
import { YearEnd } from '../../../functions/clients/year-end.ts';
import { Rhythm } from '../../../functions/recurrence/rhythm.ts';
import { addDays, type CivilDate, type Weekday } from '../../../shared/dates/civil-date.ts';

export const first: CivilDate = '2019-12-30';

/** Some day of forty years from `first` on. */
export const aDate = fc.integer({ min: 0, max: 40 * 365 }).map((days) => addDays(first, days));

const aMonth = fc.integer({ min: 1, max: 12 });
const from = fc.integer({ min: -400, max: 0 }).map((days) => addDays(first, days));
const aWeekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

const weeks = fc.record({ kind: fc.constant('weeks'), every: fc.integer({ min: 1, max: 9 }), from });
const months = fc
  .record({
    kind: fc.constant('months'),
    every: fc.constantFrom(1, 2, 3, 4, 6, 12),
    yearEnd: fc
      .record({ month: aMonth, day: fc.integer({ min: 1, max: 31 }) })
      .filter((one) => YearEnd.safeParse(one).success),
  })
  .chain((one) => fc.constantFrom(one, { kind: one.kind, every: one.every }));
const fiscal = fc.record({
  kind: fc.constant('fiscal'),
  yearEnd: fc.record({ month: aMonth, weekday: aWeekday, on: fc.constantFrom('last', 'nearest') }),
  pattern: fc.constantFrom('year', 'quarter', '4-4-5', '4-5-4', '5-4-4', '13x4'),
});

const rules = [
  'FREQ=DAILY;INTERVAL=10',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;BYDAY=FR;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=TU,TH',
  'FREQ=MONTHLY;BYMONTHDAY=15,-1',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
];
/** Begun long enough before `first` for each of them to have had a date: a leap day too. */
const byRule = fc.constantFrom(...rules).map((rule) => ({ kind: 'rrule', rule, from: '2012-01-01' }));

/** Every rhythm that divides time by itself. */
export const aRhythm: fc.Arbitrary<Rhythm> = fc
  .oneof(weeks, months, fiscal, fc.constant({ kind: 'semi-monthly' }), byRule)
  .map((one) => Rhythm.parse(one));
