import { describe, expect, test } from 'vitest';
import { type DatesOf, nextDates } from '../../../functions/recurrence/next-dates.ts';
import { end, pause } from '../../../functions/recurrence/running.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';
import { aSeries, on, run } from './a-series.ts';

const now = '2026-03-10T09:00:00.000Z';
const monthly = { kind: 'months', every: 1 } as const;
const datesOf: DatesOf = ({ end: last }) => ({ due: addDays(last, 14), explain: ['Due 14 days after the period'] });
const on10th = { ...on('2026-03-10'), datesOf };

describe('the next twelve dates', () => {
  test('of a monthly series go through a year', () => {
    const next = nextDates(aSeries({ rhythm: monthly }), 12, on10th);
    expect(next.map(({ period }) => period.label)).toHaveLength(12);
    expect(next.map(({ start }) => start.slice(2)).join(' ')).toBe(
      '26-04-01 26-05-01 26-06-01 26-07-01 26-08-01 26-09-01 26-10-01 26-11-01 26-12-01 27-01-01 27-02-01 27-03-01',
    );
  });

  test('say where each comes from', () => {
    const series = aSeries({ rhythm: monthly, roll: 'following', lead: { n: 1, unit: 'bizday' }, first: '2026-12-01' });
    expect(nextDates(series, 1, on10th)).toEqual([
      {
        period: { key: '2026-12', start: '2026-12-01', end: '2026-12-31', label: 'December 2026' },
        createOn: '2026-12-31',
        start: '2027-01-04',
        due: '2027-01-14',
        explain: [
          'For 1–31 December 2026',
          'Starts on 4 January 2027, not on 1 January 2027 (New Year’s Day)',
          'Created on 31 December 2026, 1 working day before',
          'Due 14 days after the period',
        ],
      },
    ]);
  });

  test('name the day of payment, and what should have been created before', () => {
    const rhythm = { kind: 'semi-monthly', pay: { on: 'period-end' } } as const;
    const [late, next] = nextDates(aSeries({ rhythm, first: '2026-02-16' }), 2, {
      ...on10th,
      startOf: ({ payDate }) => addDays(payDate!, -3),
    });
    expect(late!.explain.slice(0, 3)).toEqual([
      'For 16–28 February 2026',
      'Paid on 27 February 2026',
      'Starts on 24 February 2026',
    ]);
    expect(late!.explain[3]).toBe('Created now: 24 February 2026 has passed');
    expect(next!.explain[3]).toBe('Created on 10 March 2026, the day it starts');
  });

  test('stop where the series does', () => {
    const counted = aSeries({ rhythm: monthly, end: { kind: 'after', jobs: 3 } });
    expect(nextDates(counted, 12, on10th)).toHaveLength(3);
    const dated = aSeries({ rhythm: monthly, end: { kind: 'on', date: '2026-05-01' } });
    expect(nextDates(dated, 12, on10th).map(({ period }) => period.key)).toEqual(['2026-03', '2026-04', '2026-05']);
    expect(nextDates(end(counted, { because: 'asked', reason: 'Left' }, now), 12, on10th)).toEqual([]);
  });

  test('leave out what the policy leaves out, and go on while the series rests', () => {
    const series = pause(aSeries({ rhythm: monthly, missed: 'create-latest' }), 'Sabbatical', now);
    const next = nextDates(series, 2, { ...on('2026-07-20'), datesOf });
    expect(next.map(({ period }) => period.key)).toEqual(['2026-06', '2026-07']);
  });

  test('of work after completion suppose that each job is done when it is due', () => {
    const rhythm = { kind: 'after-completion', every: 1, unit: 'week' } as const;
    const when = { ...on10th, startOf: ({ start }: { start: string }) => start };
    const series = aSeries({ rhythm });
    const next = nextDates(series, 3, when);
    // Due 14 days after a period of seven days: on the 30th of March for the first.
    expect(next.map(({ start }) => start)).toEqual(['2026-03-10', '2026-04-06', '2026-05-03']);
    expect(next[1]!.explain[0]).toBe('If each job before is done on the day it is due');
    expect(nextDates(run(series, when).series, 3, when)).toEqual([]);
  });
});
