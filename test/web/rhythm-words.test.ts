import { describe, expect, test } from 'vitest';
import { type Rhythm, sayRhythm } from '../../web/console/src/lib/rhythm-words.ts';

const said: readonly (readonly [Rhythm, string])[] = [
  [{ kind: 'months', every: 1 }, 'Monthly'],
  [{ kind: 'months', every: 3, yearEnd: { month: 12, day: 31 } }, 'Quarterly'],
  [{ kind: 'months', every: 3, yearEnd: { month: 6, day: 30 } }, 'Quarterly, in years to 30 June'],
  [{ kind: 'months', every: 1, yearEnd: { month: 6, day: 30 } }, 'Monthly'],
  [{ kind: 'weeks', every: 1, from: '2026-11-02' }, 'Weekly, from Monday'],
  [
    { kind: 'weeks', every: 2, from: '2026-11-01', pay: { on: 'weekday', weekday: 5 } },
    'Every 2 weeks, from Sunday; paid on Friday',
  ],
  [
    { kind: 'semi-monthly', pay: { on: 'period-end', daysAfter: 1 } },
    'Twice a month, to the 15th and to the last day; paid a day after the period ends',
  ],
  [
    { kind: 'months', every: 1, pay: { on: 'day-of-month', day: 22, monthsAfter: 1 } },
    'Monthly; paid on the 22nd of the next month',
  ],
  [{ kind: 'months', every: 1, pay: { on: 'day-of-month', day: 11 } }, 'Monthly; paid on the 11th'],
  [{ kind: 'months', every: 1, pay: { on: 'day-of-month', day: 'last' } }, 'Monthly; paid on the last day'],
  [
    { kind: 'fiscal', pattern: '4-4-5', yearEnd: { month: 6, weekday: 5, on: 'last' } },
    'Monthly, 4-4-5 weeks, in years to the last Friday of June',
  ],
  [{ kind: 'rrule', rule: 'FREQ=MONTHLY;BYDAY=1MO', from: '2026-01-01' }, 'By the rule FREQ=MONTHLY;BYDAY=1MO'],
  [{ kind: 'after-completion', every: 3, unit: 'month' }, '3 months after the one before is done'],
  [{ kind: 'after-completion', every: 1, unit: 'week' }, 'A week after the one before is done'],
];

describe('how often work recurs', () => {
  test.each(said)('%j is said as %s', (rhythm, words) => {
    expect(sayRhythm(rhythm)).toBe(words);
  });
});
