import { expect, test } from 'vitest';
import { periodAt, Rhythm } from '../../../functions/recurrence/rhythm.ts';
import { type PeriodWord, rhythmOf, type Ways } from '../../../functions/recurrence/rhythm-of.ts';

test.each<[PeriodWord, Ways, string, string | undefined]>([
  ['week', {}, '2026-W11', undefined],
  ['month', {}, '2026-03', undefined],
  ['quarter', { yearEnd: { month: 6, day: 30 } }, '2026-Q1', undefined],
  ['calendar-year', { yearEnd: { month: 6, day: 30 } }, '2026', undefined],
  ['fiscal-year', {}, '2026', undefined],
  ['fiscal-year', { yearEnd: { month: 6, day: 30 } }, 'FY2026', undefined],
  ['fiscal-year', { yearEnd: { month: 1, weekday: 6, on: 'last' } }, 'FY2027', undefined],
  ['payroll', { frequency: 'weekly' }, '2026-W11', '2026-03-20'],
  ['payroll', { frequency: 'weekly', from: '2026-03-08' }, '2026-03-08', '2026-03-20'],
  ['payroll', { frequency: 'every-two-weeks', from: '2026-03-01' }, '2026-03-01', '2026-03-20'],
  ['payroll', { frequency: 'semi-monthly' }, '2026-03a', '2026-03-13'],
  ['payroll', { frequency: 'monthly' }, '2026-03', '2026-03-31'],
  ['payroll', { frequency: 'monthly', pay: { on: 'day-of-month', day: 25 } }, '2026-03', '2026-03-25'],
])(
  'a template of each %s for a client with %j has, in the second week of March, period %s',
  (word, ways, key, paid) => {
    const rhythm = rhythmOf(word, ways)!;
    expect(Rhythm.parse(rhythm)).toEqual(rhythm);
    expect(periodAt(rhythm, '2026-03-10')).toMatchObject({ key, ...(paid && { payDate: paid }) });
  },
);

test.each([undefined, 'as-needed', 'once', 'yearly'] as const)('payroll that is done %s has no rhythm', (frequency) => {
  expect(rhythmOf('payroll', { frequency })).toBeUndefined();
});
