import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOn, duePeriods, isOver, plan, startOn, type When } from '../../../functions/recurrence/due.ts';
import { type ActiveSeries, created, passOver } from '../../../functions/recurrence/series.ts';
import { addDays, type CivilDate } from '../../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import { aSeries, daysFrom, engagementId, on, run, runs } from './a-series.ts';
import { aRhythm, first } from './rhythms.ts';

const horizon = 45;
const days = daysFrom(first, horizon);
const last = days.at(-1)!;

const missed = fc.constantFrom('create-all' as const, 'create-latest' as const, 'skip' as const);
const lead = fc.record({
  n: fc.integer({ min: 0, max: 40 }),
  unit: fc.constantFrom('day' as const, 'bizday' as const),
});
const aStart = fc.constantFrom<When['startOf']>(
  ({ start }) => start,
  ({ end }) => addDays(end, 1),
  ({ end }) => addDays(end, -3),
);
const anEnd = fc.oneof(
  fc.constant({ kind: 'never' as const }),
  fc.integer({ min: 1, max: 8 }).map((jobs) => ({ kind: 'after' as const, jobs })),
  fc.integer({ min: 31, max: horizon }).map((n) => ({ kind: 'on' as const, date: addDays(first, 366 + n) })),
);
const someSeries = fc.record({ rhythm: aRhythm, missed, lead, end: anEnd }).map((one) => aSeries(one, first));
/** Days on which the schedule fired, in order; the last always among them. */
const someDays = fc.subarray(days).map((some) => [...new Set([...some, last])].toSorted());
const few = { numRuns: 12 };

describe('a series that runs', () => {
  test('twice on a day creates nothing more, whatever its policy', () => {
    fc.assert(
      fc.property(someSeries, aStart, someDays, (series, startOf, fired) => {
        const once = runs(series, fired, { startOf });
        const twice = runs(
          series,
          fired.flatMap((day) => [day, day]),
          { startOf },
        );
        expect(twice).toEqual(once);
        expect(duePeriods(once.series, on(last, { startOf }))).toEqual([]);
      }),
      few,
    );
  });

  test('late, or day by day, creates the same jobs where it creates all', () => {
    fc.assert(
      fc.property(someSeries, aStart, someDays, (one, startOf, fired) => {
        const series: ActiveSeries = { ...one, missed: 'create-all' };
        expect(runs(series, fired, { startOf })).toEqual(runs(series, days, { startOf }));
      }),
      few,
    );
  });

  test('late leaves out only jobs that should have begun, and goes on as if it had never been late', () => {
    fc.assert(
      fc.property(someSeries, aStart, someDays, fc.nat(horizon - 1), (one, startOf, fired, n) => {
        // With a count, what was left out is made up for at the end.
        const series: ActiveSeries = { ...one, end: { kind: 'never' } };
        const back = addDays(first, n);
        const late = runs(series, [...fired.filter((day) => day < back), ...days.slice(n)], { startOf }).keys;
        const daily = runs(series, days, { startOf }).keys;
        expect(daily).toEqual(expect.arrayContaining(late));
        const all = plan({ ...series, missed: 'create-all' }, on(last, { startOf })).create;
        const fresh = all.filter((period) => startOn(series, period, on(back, { startOf })) >= back);
        expect(late).toEqual(expect.arrayContaining(fresh.map(({ key }) => key)));
      }),
      few,
    );
  });

  test('creates no job late under `skip` but its first, and one at most in a run under `create-latest`', () => {
    fc.assert(
      fc.property(someSeries, aStart, someDays, (series, startOf, fired) => {
        let after = series;
        for (const day of fired) {
          const when = on(day, { startOf });
          const late = plan(after, when).create.filter((period) => startOn(after, period, when) < day);
          if (series.missed === 'skip') expect(late.every(({ start }) => start === series.first)).toBe(true);
          if (series.missed === 'create-latest') expect(late.length).toBeLessThanOrEqual(1);
          after = run(after, when).series;
        }
      }),
      few,
    );
  });

  test('creates nothing before its first period, before the day of creation, after its end, or past its count', () => {
    fc.assert(
      fc.property(someSeries, aStart, fc.nat(800), (series, startOf, n) => {
        const when = on(addDays(first, n), { startOf });
        const { create } = plan(series, when);
        const { end } = series;
        for (const period of create) {
          expect(period.start >= series.first).toBe(true);
          expect(createOn(series, period, when) <= when.today).toBe(true);
          if (end.kind === 'on') expect(period.start <= end.date).toBe(true);
        }
        if (end.kind === 'after') expect(create.length).toBeLessThanOrEqual(end.jobs);
      }),
      few,
    );
  });

  test('creates the same where what it recorded was lost on the way', () => {
    fc.assert(
      fc.property(someSeries, aStart, fc.nat(horizon - 1), (one, startOf, n) => {
        const series: ActiveSeries = { ...one, missed: 'create-all' };
        const before = runs(series, days.slice(0, n), { startOf });
        const [kept, ...lost] = plan(before.series, on(last, { startOf })).create;
        const half = kept ? created(before.series, kept) : before.series;
        expect(plan(half, on(last, { startOf })).create.slice(0, lost.length)).toEqual(lost);
      }),
      few,
    );
  });
});

describe('a series begun in mid-year', () => {
  const monthly = { kind: 'months', every: 1 } as const;
  const keys = (series: ActiveSeries, today: CivilDate) => duePeriods(series, on(today)).map(({ key }) => key);

  test('starts with the current period, once its day has come', () => {
    const series = aSeries({ rhythm: monthly }, '2026-06-17');
    expect(series).toMatchObject({ first: '2026-06-01', next: '2026-06-01', made: 0 });
    expect(keys(series, '2026-06-30')).toEqual([]);
    expect(keys(series, '2026-07-01')).toEqual(['2026-06']);
  });

  test('starts with an earlier one where someone asks for it', () => {
    const series = aSeries({ rhythm: monthly, first: '2026-01-15' }, '2026-04-10');
    expect(keys(series, '2026-04-10')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(keys({ ...series, missed: 'create-latest' }, '2026-04-10')).toEqual(['2026-03']);
    expect(keys({ ...series, missed: 'skip' }, '2026-04-10')).toEqual(['2026-01']);
  });

  test('starts with the first date of a rule that begins later', () => {
    const rhythm = { kind: 'rrule', rule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-09-01' } as const;
    expect(aSeries({ rhythm }, '2026-06-17').first).toBe('2026-09-08');
  });
});

describe('the day of creation', () => {
  const monthly = { kind: 'months', every: 1 } as const;
  const march = { key: '2026-03', start: '2026-03-01', end: '2026-03-31', label: 'March 2026' };
  // January 2027 ends on a Sunday; the 1st of January is a holiday, the 2nd a Saturday.
  const december = { key: '2026-12', start: '2026-12-01', end: '2026-12-31', label: 'December 2026' };
  test.each([
    ['is that of the start', march, {}, '2026-04-01'],
    ['lies days before', march, { lead: { n: 10, unit: 'day' } }, '2026-03-22'],
    ['lies working days before', march, { lead: { n: 10, unit: 'bizday' } }, '2026-03-18'],
    ['follows a start that stays on a holiday', december, {}, '2027-01-01'],
    ['follows a start that moves off it', december, { roll: 'following' }, '2027-01-04'],
    [
      'counts from the start that has moved',
      december,
      { roll: 'following', lead: { n: 1, unit: 'bizday' } },
      '2026-12-31',
    ],
  ] as const)('%s', (_what, period, more, expected) => {
    expect(createOn(aSeries({ rhythm: monthly, ...more }), period, on('2026-03-10'))).toBe(expected);
  });
});

describe('a series is over', () => {
  const monthly = { kind: 'months', every: 1 } as const;
  test('when its count is reached', () => {
    const series = aSeries({ rhythm: monthly, end: { kind: 'after', jobs: 2 } });
    const { series: after, keys } = runs(series, ['2026-04-01', '2026-05-01', '2026-06-01']);
    expect(keys).toEqual(['2026-03', '2026-04']);
    expect(isOver(series, on('2026-06-01'))).toBe(false);
    expect(isOver(after, on('2026-06-01'))).toBe(true);
  });

  test('with its engagement, as long as that is when it is asked', () => {
    const series = aSeries({ rhythm: monthly, engagementId, end: { kind: 'engagement' } });
    const until = (engagementEndsOn: CivilDate) => on('2026-09-01', { engagementEndsOn });
    expect(run(series, until('2026-05-31')).keys).toEqual(['2026-03', '2026-04', '2026-05']);
    expect(run(series, on('2026-09-01')).keys).toHaveLength(6);
    const { series: after } = run(series, until('2026-05-31'));
    expect(isOver(after, until('2026-05-31'))).toBe(true);
    expect(isOver(after, until('2026-12-31'))).toBe(false);
  });

  test('on its last day, and not before the period is done in which that lies', () => {
    const series = aSeries({ rhythm: monthly, end: { kind: 'on', date: '2026-04-10' } });
    expect(run(series, on('2026-12-01')).keys).toEqual(['2026-03', '2026-04']);
  });
});

test('a series that slept for years comes back in bounded runs, and in the end to today', () => {
  const daily = { kind: 'rrule', rule: 'FREQ=DAILY', from: '2020-01-01' } as const;
  const begun = aSeries({ rhythm: daily, missed: 'skip', first: '2024-01-01' });
  const when = on('2026-02-25', { startOf: ({ start }) => start });
  let series = created(begun, plan(begun, on('2024-01-02')).create[0]!);
  const asleep = plan(series, when);
  expect(asleep.create).toEqual([]);
  expect(asleep.leave).toHaveLength(400);
  series = passOver(series, asleep.leave);
  series = passOver(series, plan(series, when).leave);
  expect(plan(series, when).create.map(({ key }) => key)).toEqual(['2026-02-25']);
  expect(plan({ ...begun, missed: 'create-all' }, when).create).toHaveLength(60);
});

describe('where the clocks skip midnight', () => {
  const daily = { kind: 'rrule', rule: 'FREQ=DAILY', from: '2000-01-01' } as const;
  const startOf: When['startOf'] = ({ start }) => start;
  const hourly = (from: string, hours: number) =>
    Array.from({ length: hours }, (_, hour) => new Date(Date.parse(from) + hour * 3_600_000).toISOString());

  test.each([
    ['Africa/Cairo', '2026-04-22T00:30:00Z', ['2026-04-22', '2026-04-23', '2026-04-24', '2026-04-25']],
    ['Asia/Beirut', '2026-03-27T00:30:00Z', ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30']],
    ['America/Havana', '2026-03-06T12:30:00Z', ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09']],
    ['America/Sao_Paulo', '2018-11-02T12:30:00Z', ['2018-11-02', '2018-11-03', '2018-11-04', '2018-11-05']],
    // Samoa had no 30th of December in 2011: its job is created on the 31st.
    ['Pacific/Apia', '2011-12-29T12:30:00Z', ['2011-12-29', '2011-12-30', '2011-12-31', '2012-01-01', '2012-01-02']],
  ])('in %s every day has one job, however often the schedule fires', (zone, from, expected) => {
    const today = hourly(from, 72).map((instant) => civilDateAt(instant, zone));
    expect(runs(aSeries({ rhythm: daily }, expected[0]), today, { startOf }).keys).toEqual(expected);
  });
});
