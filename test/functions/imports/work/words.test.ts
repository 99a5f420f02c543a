import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountIn, minutesIn } from '../../../../functions/imports/work/amounts.ts';
import { type Beat, beatIn, beatOf, beats, rhythmFor } from '../../../../functions/imports/work/beat.ts';
import { dueDayIn } from '../../../../functions/imports/work/due-day.ts';
import { stageIn } from '../../../../functions/imports/work/stage.ts';
import { dateIn, periodIn } from '../../../../functions/imports/when.ts';
import type { Rhythm } from '../../../../functions/recurrence/rhythm.ts';
import { DomainError } from '../../../../shared/errors.ts';

const monthly: Rhythm = { kind: 'months', every: 1 };
const yearly: Rhythm = { kind: 'months', every: 12, yearEnd: { month: 12, day: 31 } };

describe('how often', () => {
  test.each<[string, Beat | 'never' | undefined]>([
    ['Monthly', 'monthly'],
    ['M', 'monthly'],
    ['every month', 'monthly'],
    ['Qtrly', 'quarterly'],
    ['Every 3 months', 'quarterly'],
    ['Bi-weekly', 'every-two-weeks'],
    ['every other week', 'every-two-weeks'],
    ['Semi-monthly', 'semi-monthly'],
    ['twice a month', 'semi-monthly'],
    ['Semimonthly', 'semi-monthly'],
    ['Bimonthly', 'every-two-months'],
    ['semi-annual', 'half-yearly'],
    ['Annually', 'yearly'],
    ['per annum', 'yearly'],
    ['WEEKLY', 'weekly'],
    ['ad hoc', 'never'],
    ['One-time', 'never'],
    ['when it rains', undefined],
    ['', undefined],
  ])('“%s” is %s', (cell, beat) => expect(beatIn(cell)).toBe(beat));

  test('each has a rhythm that comes just so often, and the template’s own goes before', () => {
    for (const beat of beats) expect(beatOf(rhythmFor(beat, { usual: undefined }))).toBe(beat);
    const usual: Rhythm = { kind: 'semi-monthly', pay: { on: 'period-end' } };
    expect(rhythmFor('semi-monthly', { usual })).toBe(usual);
    expect(rhythmFor('monthly', { usual })).toEqual(monthly);
  });
});

describe('by which day', () => {
  test.each([
    ['10', 'period.end +1 month day 10'],
    ['10th', 'period.end +1 month day 10'],
    ['the 20th of the following month', 'period.end +1 month day 20'],
    ['Day 15', 'period.end +1 month day 15'],
    ['10th business day', 'period.end +10 bizday'],
    ['BD10', 'period.end +10 bizday'],
    ['WD 5', 'period.end +5 bizday'],
    ['business day 8', 'period.end +8 bizday'],
    ['3rd working day of the next month', 'period.end +3 bizday'],
    ['5 business days after month end', 'period.end +5 bizday'],
    ['2 working days before', 'period.end -2 bizday'],
    ['T+5', 'period.end +5 bizday'],
    ['15 days after', 'period.end +15 day'],
    ['+30 days', 'period.end +30 day'],
    ['2 weeks after period end', 'period.end +2 week'],
    ['last day', 'period.end +1 month day last'],
    ['EOM', 'period.end +1 month day last'],
    ['Last business day', 'period.end +1 month day last roll preceding'],
    ['deadline -5 bizday', 'deadline -5 bizday'],
    ['period.end +4 bizday at 17:00', 'period.end +4 bizday at 17:00'],
  ])('“%s” is %s', (cell, rule) => expect(dueDayIn(cell, monthly)).toBe(rule));

  test.each([
    ['3/15', 'period.end +3 month day 15'],
    ['March 15', 'period.end +3 month day 15'],
    ['15 Oct', 'period.end +10 month day 15'],
  ])('“%s” once a year is %s', (cell, rule) => expect(dueDayIn(cell, yearly)).toBe(rule));

  test('a day of the year is counted from where the client’s year ends', () => {
    const june: Rhythm = { kind: 'months', every: 12, yearEnd: { month: 6, day: 30 } };
    expect(dueDayIn('October 15', june)).toBe('period.end +4 month day 15');
  });

  test('a weekday is the first after the week, and no day of a month is due every week', () => {
    const week: Rhythm = { kind: 'weeks', every: 1, from: '2024-01-01' };
    expect(dueDayIn('Friday', week)).toBe('period.end +5 day');
    expect(dueDayIn('Sundays', week)).toBe('period.end +7 day');
    expect(dueDayIn('BD2', week)).toBe('period.end +2 bizday');
    expect(() => dueDayIn('10', week)).toThrow(/done more often/);
  });

  test.each(['soon', '32', '0', 'Friday', 'March', '3/15'])(
    '“%s” of a month is not understood, and it is said how',
    (cell) => {
      expect(() => dueDayIn(cell, monthly)).toThrow(/is not understood.*BD10/);
    },
  );

  test('whatever a cell says, it is a rule or refused with words', () => {
    const rhythms = beats.map((beat) => rhythmFor(beat, { usual: undefined }));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.constantFrom(...rhythms), (cell, rhythm) => {
        try {
          const rule = dueDayIn(cell, rhythm);
          // What was understood is understood again, and means the same.
          expect(dueDayIn(rule, rhythm)).toBe(rule);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
    );
  });
});

describe('how far', () => {
  test.each([
    ['Planned', { status: 'planned' }],
    ['Scheduled', { status: 'planned' }],
    ['Ready To Start', { status: 'ready' }],
    ['Not started', { status: 'ready' }],
    ['To do', { status: 'ready' }],
    ['In Progress', { status: 'active' }],
    ['in_progress', { status: 'active' }],
    ['WIP', { status: 'active' }],
    ['Extended', { status: 'active' }],
    ['Waiting', { status: 'waiting-client' }],
    ['Waiting for Client', { status: 'waiting-client' }],
    ['Missing information', { status: 'waiting-client' }],
    ['Waiting for Signatures', { status: 'waiting-client' }],
    ['Waiting for agency', { status: 'waiting-third-party', waitsFor: 'agency' }],
    ['Awaiting the IRS', { status: 'waiting-third-party', waitsFor: 'the IRS' }],
    ['Waiting for the city', { status: 'waiting-third-party', waitsFor: 'the city' }],
    ['On hold', { status: 'waiting-client' }],
    ['In review', { status: 'review' }],
    ['Pending review', { status: 'review' }],
    ['Partner approval', { status: 'review' }],
    ['Completed', { status: 'done' }],
    ['Filed', { status: 'done' }],
    ['Canceled', 'cancelled'],
    ['purple', undefined],
  ])('“%s” is %o', (cell, stage) => expect(stageIn(cell)).toEqual(stage));
});

describe('days, periods, hours and amounts', () => {
  test.each([
    ['11/30/2026', '2026-11-30'],
    ['30.11.2026', '2026-11-30'],
    ['2026-11-30', '2026-11-30'],
    ['2026-11-30T00:00:00Z', '2026-11-30'],
    ['Nov 30, 2026', '2026-11-30'],
    ['30 November 2026', '2026-11-30'],
    ['11/30/26', '2026-11-30'],
    ['2/30/2026', undefined],
    ['Nov 2026', undefined],
  ])('the day %s', (cell, day) => expect(dateIn(cell)).toBe(day));

  test.each([
    ['Nov 2026', '2026-11-01', '2026-11-30'],
    ['November 2026', '2026-11-01', '2026-11-30'],
    ['Nov-26', '2026-11-01', '2026-11-30'],
    ['11/2026', '2026-11-01', '2026-11-30'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['Q4 2026', '2026-10-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['FY2025', '2025-01-01', '2025-12-31'],
    ['2025', '2025-01-01', '2025-12-31'],
    ['11/15/2026', '2026-11-15', '2026-11-15'],
  ])('the period %s', (cell, start, end) => expect(periodIn(cell)).toMatchObject({ start, end }));

  test('what is no period is none', () => {
    for (const cell of ['soon', '13/2026', 'Smarch 2026', 'Q5 2026', '']) expect(periodIn(cell)).toBeUndefined();
  });

  test.each([
    ['6.5', 390],
    ['6,5', 390],
    ['6:30', 390],
    ['6h 30m', 390],
    ['7 hrs', 420],
    ['90 min', 90],
    ['many', undefined],
  ])('%s hours', (cell, minutes) => expect(minutesIn(cell)).toBe(minutes));

  test.each([
    ['$1,150', 115_000],
    ['1150.5', 115_050],
    ['$ 1,150.00/mo', 115_000],
    ['1.150,00', 115_000],
    ['€1,150', undefined],
    ['1,150.005', undefined],
    ['-5', undefined],
    ['free', undefined],
  ])('the amount %s', (cell, amount) => expect(amountIn(cell, 'USD')?.amount).toBe(amount));
});
