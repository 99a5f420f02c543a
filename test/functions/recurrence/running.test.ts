import { describe, expect, test } from 'vitest';
import { duePeriods } from '../../../functions/recurrence/due.ts';
import { end, failed, pause, resume } from '../../../functions/recurrence/running.ts';
import {
  type ActiveSeries,
  created,
  doneBefore,
  NewSeries,
  occurrenceKey,
  Series,
} from '../../../functions/recurrence/series.ts';
import { aSeries, on, run, seriesId, templateId } from './a-series.ts';

const now = '2026-03-10T09:00:00.000Z';
const monthly = { kind: 'months', every: 1 } as const;
const keysOf = (periods: readonly { key: string }[]) => periods.map(({ key }) => key);

describe('a paused series', () => {
  const missed = (policy: ActiveSeries['missed']) =>
    pause(aSeries({ rhythm: monthly, missed: policy }), 'Sabbatical', now);

  test('creates nothing, and says why', () => {
    const paused = missed('create-all');
    expect(duePeriods(paused, on('2026-09-01'))).toEqual([]);
    expect(paused).toMatchObject({ status: 'paused', because: 'asked', reason: 'Sabbatical', pausedAt: now });
    expect(Series.parse(paused)).toEqual(paused);
    expect(() => pause(paused, 'Again', now)).toThrow('paused already');
  });

  // The job of a month starts on the 1st of the next: that of July is to begin on this very day.
  test.each([
    ['create-all', ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07'], []],
    ['create-latest', ['2026-06', '2026-07'], ['2026-03', '2026-04', '2026-05']],
  ] as const)('resumed under %s creates %j and leaves out %j', (policy, create, leave) => {
    const resumed = resume(missed(policy), on('2026-08-01'));
    expect(keysOf(resumed.create)).toEqual(create);
    expect(keysOf(resumed.leave)).toEqual(leave);
    expect(run(resumed.series, on('2026-08-01')).keys).toEqual(create);
    expect(resumed.series).not.toHaveProperty('reason');
    expect(Series.parse(resumed.series)).toEqual(resumed.series);
  });

  test('resumed under skip goes on with the job that is yet to begin, and never comes back to those before', () => {
    const begun = run(aSeries({ rhythm: monthly, missed: 'skip' }), on('2026-04-01')).series;
    const resumed = resume(pause(begun, 'Sabbatical', now), on('2026-07-20'));
    expect(keysOf(resumed.leave)).toEqual(['2026-04', '2026-05', '2026-06']);
    expect(resumed.create).toEqual([]);
    expect(resumed.series.next).toBe('2026-07-01');
    expect(run({ ...resumed.series, missed: 'create-all' }, on('2026-08-01')).keys).toEqual(['2026-07']);
  });

  test('resumed under skip before its first job still creates that one, for which someone asked', () => {
    const resumed = resume(missed('skip'), on('2026-07-20'));
    expect(keysOf(resumed.create)).toEqual(['2026-03']);
    expect(run(resumed.series, on('2026-07-20')).keys).toEqual(['2026-03']);
  });

  test('is resumed once', () => {
    expect(() => resume(aSeries({ rhythm: monthly }), on('2026-08-01'))).toThrow('this one is active');
  });
});

describe('failures', () => {
  const series = aSeries({ rhythm: monthly });
  test('three in a row pause the series, with the last error', () => {
    const twice = failed(failed(series, 'One', now) as ActiveSeries, 'Two', now);
    expect(twice).toMatchObject({ status: 'active', failures: 2 });
    const thrice = failed(twice as ActiveSeries, 'The template has no such role', now);
    expect(thrice).toMatchObject({ status: 'paused', because: 'failures', reason: 'The template has no such role' });
    expect(resume(thrice, on('2026-03-10')).series).toMatchObject({ status: 'active', failures: 0 });
    expect(Series.safeParse(failed({ ...series, failures: 2 }, ' '.repeat(600), now)).success).toBe(true);
  });

  test('with a success between them do not', () => {
    const twice = { ...series, failures: 2 };
    const [march] = duePeriods(twice, on('2026-04-01'));
    const after = created(failed(series, 'One', now) as ActiveSeries, march!);
    expect(after).not.toHaveProperty('lastFailure');
    expect(created(twice, march!).failures).toBe(0);
    expect(failed(after, 'Two', now)).toMatchObject({ status: 'active', failures: 1, lastFailure: 'Two' });
  });
});

test('a series ends once, for a reason, and creates nothing more', () => {
  const ended = end(aSeries({ rhythm: monthly }), { because: 'asked', reason: 'Client left' }, now);
  expect(duePeriods(ended, on('2026-09-01'))).toEqual([]);
  expect(Series.parse(ended)).toEqual(ended);
  expect(() => end(ended, { because: 'over', reason: 'Done' }, now)).toThrow('ended already');
});

describe('a job that was created', () => {
  const series = aSeries({ rhythm: monthly });
  const [march, april] = duePeriods(series, on('2026-05-01'));
  test('moves the series on by one, and being found again changes nothing', () => {
    const once = created(series, march!);
    expect(once).toMatchObject({ next: '2026-04-01', last: '2026-03', made: 1 });
    expect(created(once, march!)).toEqual(once);
    expect(created(created(once, april!), march!)).toMatchObject({ next: '2026-05-01', made: 2 });
  });

  test('has a name of its own for ever', () => {
    expect(occurrenceKey(seriesId(), march!)).toBe(`series-period#${seriesId()}#2026-03`);
  });
});

describe('work after completion', () => {
  const rhythm = { kind: 'after-completion', every: 2, unit: 'week' } as const;
  const startOf = ({ start }: { start: string }) => start;
  const series = aSeries({ rhythm, missed: 'skip' }, '2026-03-10');

  test('has one job at a time, the next so long after that one was done, however late', () => {
    const { series: waiting, keys } = run(series, on('2026-06-01', { startOf }));
    expect(keys).toEqual(['2026-03-10']);
    expect(run(waiting, on('2030-01-01', { startOf })).keys).toEqual([]);
    const again = doneBefore(waiting, '2026-03-10', '2026-04-01');
    expect(again.next).toBe('2026-04-15');
    expect(run(again, on('2026-04-14', { startOf })).keys).toEqual([]);
    expect(run(again, on('2026-05-20', { startOf })).keys).toEqual(['2026-04-15']);
  });

  test('is told once that its job is done, and only of its last one', () => {
    const waiting = run(series, on('2026-06-01', { startOf })).series;
    const again = doneBefore(waiting, '2026-03-10', '2026-04-01');
    expect(doneBefore(again, '2026-03-10', '2026-07-01')).toEqual(again);
    expect(doneBefore(waiting, '2025-01-01', '2026-04-01')).toEqual(waiting);
  });
});

test.each([
  [{ end: { kind: 'engagement' } }, 'end'],
  [{ lead: { n: -1, unit: 'day' } }, 'lead.n'],
  [{ end: { kind: 'after', jobs: 0 } }, 'end.jobs'],
  [{ missed: 'never' }, 'missed'],
  [{ roll: 'sideways' }, 'roll'],
  [{ rhythm: { kind: 'rrule', rule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', from: '2026-01-01' } }, 'rhythm.rule'],
])('no series is begun with %j', (input, path) => {
  const parsed = NewSeries.safeParse({ templateId, rhythm: monthly, ...input });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});

test('no series ends before it begins', () => {
  expect(() => aSeries({ rhythm: monthly, end: { kind: 'on', date: '2026-02-28' } })).toThrow('does not end before');
});
