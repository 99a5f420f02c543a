import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edit, editFollowing } from '../../../functions/recurrence/edit.ts';
import { periodAfter, periodAt } from '../../../functions/recurrence/rhythm.ts';
import { end } from '../../../functions/recurrence/running.ts';
import { type ActiveSeries, Series } from '../../../functions/recurrence/series.ts';
import { aSeries, on, run, seriesId } from './a-series.ts';
import { aDate, aRhythm } from './rhythms.ts';

const monthly = { kind: 'months', every: 1 } as const;
const quarterly = { kind: 'months', every: 3 } as const;
const series = aSeries({ rhythm: monthly });
const following = (one: Series, change: Parameters<typeof editFollowing>[1], from: string) =>
  editFollowing(one, change, from, seriesId(2));
const keys = (one: Series, today: string) => run(one as ActiveSeries, on(today)).keys;

describe('this and following', () => {
  test('is a series of its own from there on, and the one before ends', () => {
    const split = following(series, { changes: { budgetMinutes: 90 } }, '2026-06-01');
    expect(keys(split.series, '2027-01-01')).toEqual(['2026-03', '2026-04', '2026-05']);
    expect(keys(split.following!, '2026-09-01')).toEqual(['2026-06', '2026-07', '2026-08']);
    expect(split.series).toMatchObject({ followedBy: seriesId(2) });
    expect(split.series).not.toHaveProperty('changes');
    expect(split.following).toMatchObject({ follows: seriesId(1), made: 0, changes: { budgetMinutes: 90 } });
    expect(Series.parse(split.following)).toEqual(split.following);
  });

  test('leaves one series where nothing lies between', () => {
    const { series: edited, following: none } = following(series, { lead: { n: 3, unit: 'day' } }, '2026-03-01');
    expect(none).toBeUndefined();
    expect(edited).toEqual({ ...series, lead: { n: 3, unit: 'day' } });
  });

  test('keeps the order of series that were split before', () => {
    const one = following(series, {}, '2026-09-01');
    const two = editFollowing(one.series, {}, '2026-06-01', seriesId(3));
    expect(two.series).toMatchObject({ followedBy: seriesId(3) });
    expect(two.following).toMatchObject({ follows: seriesId(1), followedBy: seriesId(2) });
    expect(two.following!.end).toEqual({ kind: 'on', date: '2026-08-31' });
  });

  test('another rhythm begins with its first period that has no day of those before', () => {
    const split = following(series, { rhythm: quarterly }, '2026-06-01');
    expect(split.following!.first).toBe('2026-07-01');
    expect(following(series, { rhythm: quarterly }, '2026-07-01').following!.first).toBe('2026-07-01');
  });

  test('creates as many jobs as were left', () => {
    const counted = { ...series, end: { kind: 'after', jobs: 5 } } as const;
    const split = following(counted, {}, '2026-06-01');
    expect([...keys(split.series, '2027-01-01'), ...keys(split.following!, '2027-01-01')]).toEqual(
      keys(counted, '2027-01-01'),
    );
    expect(() => following(counted, {}, '2026-08-01')).toThrow('nothing follows');
    expect(() => following({ ...series, end: { kind: 'on', date: '2026-05-15' } }, {}, '2026-06-01')).toThrow(
      'nothing follows',
    );
  });

  test('is refused in the middle of a period, and of a series that has ended', () => {
    expect(() => following(series, {}, '2026-06-15')).toThrow('No period of this series begins on 2026-06-15');
    const ended = end(series, { because: 'asked', reason: 'Left' }, '2026-03-10T09:00:00.000Z');
    expect(() => following(ended, {}, '2026-03-01')).toThrow('has ended');
    expect(() => following(ended, {}, '2026-06-01')).toThrow('is ended');
  });

  test('of any rhythm has no day twice and none left out', () => {
    fc.assert(
      fc.property(aRhythm, aDate, fc.integer({ min: 1, max: 4 }), (rhythm, date, n) => {
        const one = aSeries({ rhythm }, date);
        let from = periodAt(rhythm, one.first);
        for (let later = 0; later < n; later++) from = periodAfter(rhythm, from);
        const split = following(one, {}, from.start);
        expect(split.following!.first).toBe(from.start);
        expect(periodAfter(rhythm, { end: (split.series.end as { date: string }).date })).toEqual(from);
      }),
      { numRuns: 40 },
    );
  });
});

describe('an edit of all that is to come', () => {
  test('goes on in a new rhythm after the last period that had a job', () => {
    const begun = run(series, on('2026-04-01')).series;
    expect(edit(begun, { rhythm: quarterly }, '2026-04-02')).toMatchObject({ next: '2026-04-01', made: 1 });
    const later = run(series, on('2026-05-01')).series;
    expect(edit(later, { rhythm: quarterly }, '2026-05-02').next).toBe('2026-07-01');
  });

  test('of a series without jobs starts with its current period', () => {
    expect(edit(series, { rhythm: quarterly }, '2026-03-10')).toMatchObject({
      first: '2026-01-01',
      next: '2026-01-01',
    });
  });

  test('gives work after completion dates of its own again', () => {
    const waiting = run(aSeries({ rhythm: { kind: 'after-completion', every: 1, unit: 'week' } }), on('2026-06-01'));
    expect(waiting.series).not.toHaveProperty('next');
    expect(edit(waiting.series, { rhythm: monthly }, '2026-06-10').next).toBe('2026-07-01');
  });

  test('ends with an engagement only where there is one', () => {
    expect(() => edit(series, { end: { kind: 'engagement' } }, '2026-03-10')).toThrow('Only a series of an engagement');
  });
});
