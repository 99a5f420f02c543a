import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPeriod, periodAt, periodsBetween, Rhythm } from '../../../functions/recurrence/rhythm.ts';

const isAccepted = (rule: string) => Rhythm.safeParse({ kind: 'rrule', rule, from: '2026-01-01' }).success;

describe('a rule', () => {
  test.each([
    ['FREQ=DAILY', '2026-03-31', '2026-03-31'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-04-01', '2026-03-30'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=SU', '2026-01-15', '2026-01-02'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-04-01', '2026-03-27'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-06-01', '2026-05-29'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3', '2026-08-31', '2026-08-05'],
    ['FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15', '2027-04-14', '2026-04-15'],
  ])('%s has, on %s, its last date on %s', (rule, date, expected) => {
    expect(isAccepted(rule)).toBe(true);
    expect(periodAt({ kind: 'rrule', rule, from: '2026-01-01' }, date).start).toBe(expected);
  });

  test.each([
    'FREQ=HOURLY',
    'FREQ=SECONDLY;INTERVAL=1',
    'FREQ=DAILY;BYHOUR=1',
    'FREQ=DAILY;COUNT=3',
    'FREQ=DAILY;UNTIL=20270101',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=1000000000',
    'FREQ=DAILY;INTERVAL=2;INTERVAL=3',
    'FREQ=MONTHLY;BYDAY=XX',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYMONTH=13',
    'FREQ=YEARLY;BYDAY=54MO',
    'FREQ=DAILY;BYDAY=5FR',
    'FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=2',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYMONTHDAY=31',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=2',
    'freq=daily',
    'FREQ=DAILY\nRRULE:FREQ=SECONDLY',
    'FREQ=DAILY;',
    'RRULE:FREQ=DAILY',
    '',
  ])('%j is refused', (rule) => {
    expect(isAccepted(rule)).toBe(false);
  });

  test('of any parts is refused, or comes to dates and to an end of looking for them', () => {
    const part = fc.constantFrom(
      'INTERVAL=7',
      'INTERVAL=99',
      'BYDAY=MO',
      'BYDAY=5FR',
      'BYDAY=-1SU',
      'BYMONTHDAY=31',
      'BYMONTHDAY=-31',
      'BYMONTHDAY=29',
      'BYMONTH=2',
      'BYMONTH=2,4,6',
      'BYSETPOS=-1',
      'BYSETPOS=5',
      'WKST=SU',
    );
    const freq = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY');
    fc.assert(
      fc.property(freq, fc.uniqueArray(part, { maxLength: 4 }), (often, parts) => {
        const rhythm = Rhythm.safeParse({
          kind: 'rrule',
          rule: [`FREQ=${often}`, ...parts].join(';'),
          from: '2026-01-01',
        });
        if (!rhythm.success) expect(rhythm.error.issues.map(({ path }) => path)).toEqual([['rule']]);
        else {
          const { start } = firstPeriod(rhythm.data, '2026-01-01');
          expect(periodAt(rhythm.data, start).start).toBe(start);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has no period before its first date', () => {
    const rhythm: Rhythm = { kind: 'rrule', rule: 'FREQ=MONTHLY;BYMONTHDAY=15', from: '2026-03-01' };
    expect(() => periodAt(rhythm, '2026-03-14')).toThrow('has no date from 2026-03-01 to 2026-03-14');
    expect(periodAt(rhythm, '2026-03-15').end).toBe('2026-04-14');
  });
});

test('nobody is handed more than a thousand periods', () => {
  expect(() => periodsBetween({ kind: 'semi-monthly' }, '2026-01-01', '2096-01-01')).toThrow('more than 1000 periods');
});

test.each([
  { kind: 'weeks', every: 0, from: '2026-01-01' },
  { kind: 'weeks', every: 1, from: '0001-01-01' },
  { kind: 'weeks', every: 1, from: '2026-02-30' },
  { kind: 'weeks', every: 1 },
  { kind: 'months', every: 5 },
  { kind: 'months', every: 3, yearEnd: { month: 1, weekday: 6, on: 'last' } },
  { kind: 'fiscal', pattern: '4-4-5', yearEnd: { month: 12, day: 31 } },
  { kind: 'fiscal', pattern: '4-4-4', yearEnd: { month: 1, weekday: 6, on: 'last' } },
  { kind: 'semi-monthly', pay: { on: 'weekday', weekday: 0 } },
  { kind: 'after-completion', every: 0, unit: 'day' },
  { kind: 'fortnightly' },
])('%j is no rhythm', (rhythm) => {
  expect(Rhythm.safeParse(rhythm).success).toBe(false);
});
