import { expect, test } from 'vitest';
import { readExpression } from '../../../infra/local/schedules/expression.ts';

const berlin = 'Europe/Berlin';

/** The first `count` runs as one reads them on a clock in that zone. */
function runs(expression: string, from: string, count: number, timeZone = berlin): string[] {
  const next = readExpression(expression, timeZone, Date.parse(from));
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' });
  const found: string[] = [];
  for (let at = next(Date.parse(from)); at !== undefined && found.length < count; at = next(at))
    found.push(`${date.format(at)} ${day.format(at)}`);
  return found;
}

test.each([
  ['daily', '0 10 * * ? *', '2026-03-28T12:00:00Z', ['2026-03-29 10:00 Sun', '2026-03-30 10:00 Mon']],
  ['weekdays', '0 18 ? * MON-FRI *', '2026-03-27T18:00:00Z', ['2026-03-30 18:00 Mon', '2026-03-31 18:00 Tue']],
  ['2-6 is MON-FRI', '0 18 ? * 2-6 *', '2026-03-27T18:00:00Z', ['2026-03-30 18:00 Mon', '2026-03-31 18:00 Tue']],
  ['1 is Sunday', '0 18 ? * 1 *', '2026-03-27T18:00:00Z', ['2026-03-29 18:00 Sun']],
  ['steps', '0/25 8-9 ? * MON *', '2026-03-30T05:50:00Z', ['2026-03-30 08:00 Mon', '2026-03-30 08:25 Mon']],
  ['last day', '0 8 L * ? *', '2026-01-31T10:00:00Z', ['2026-02-28 08:00 Sat', '2026-03-31 08:00 Tue']],
  ['31st', '0 8 31 * ? *', '2026-01-31T10:00:00Z', ['2026-03-31 08:00 Tue', '2026-05-31 08:00 Sun']],
  [
    'nearest weekday to the 1st',
    '0 8 1W * ? *',
    '2026-01-31T10:00:00Z',
    ['2026-02-02 08:00 Mon', '2026-03-02 08:00 Mon'],
  ],
  ['nearest weekday to the 15th', '0 8 15W * ? *', '2026-07-31T10:00:00Z', ['2026-08-14 08:00 Fri']],
  ['last Friday', '0 8 ? * 6L *', '2026-01-31T10:00:00Z', ['2026-02-27 08:00 Fri', '2026-03-27 08:00 Fri']],
  ['last Friday by name', '0 8 ? * FRIL *', '2026-01-31T10:00:00Z', ['2026-02-27 08:00 Fri']],
  ['second Tuesday', '0 8 ? * 3#2 *', '2026-01-31T10:00:00Z', ['2026-02-10 08:00 Tue', '2026-03-10 08:00 Tue']],
  ['last weekday', '0 8 LW * ? *', '2026-01-01T10:00:00Z', ['2026-01-30 08:00 Fri', '2026-02-27 08:00 Fri']],
  ['years', '0 8 1 1 ? 2028-2030', '2026-01-31T10:00:00Z', ['2028-01-01 08:00 Sat', '2029-01-01 08:00 Mon']],
  ['29 February', '0 8 29 2 ? *', '2026-01-31T10:00:00Z', ['2028-02-29 08:00 Tue', '2032-02-29 08:00 Sun']],
  ['a time that spring skips', '30 2 * * ? *', '2026-03-28T12:00:00Z', ['2026-03-30 02:30 Mon']],
  [
    'a time that autumn repeats',
    '30 2 * * ? *',
    '2026-10-24T12:00:00Z',
    ['2026-10-25 02:30 Sun', '2026-10-26 02:30 Mon'],
  ],
  ['hourly over spring', '0 * * * ? *', '2026-03-29T00:30:00Z', ['2026-03-29 03:00 Sun', '2026-03-29 04:00 Sun']],
])('cron: %s', (_, fields, from, expected) => {
  expect(runs(`cron(${fields})`, from, expected.length)).toEqual(expected);
});

test('an hourly schedule runs in both of the hours that autumn repeats', () => {
  const next = readExpression('cron(0 * * * ? *)', berlin, 0);
  const first = next(Date.parse('2026-10-24T23:30:00Z'))!;
  expect([first, next(first)!].map((at) => new Date(at).toISOString())).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
  ]);
});

test('years that are over have no next run', () => {
  expect(runs('cron(0 8 1 1 ? 2020)', '2026-01-31T10:00:00Z', 1)).toEqual([]);
});

test('a rate counts from the beginning of the schedule, not from the last run', () => {
  const anchor = Date.parse('2026-03-28T10:07:00Z');
  const next = readExpression('rate(15 minutes)', 'UTC', anchor);
  expect(next(anchor)! - anchor).toBe(900_000);
  expect(next(anchor + 1_000_000)! - anchor).toBe(1_800_000);
  expect(readExpression('rate(1 day)', 'UTC', anchor)(anchor)! - anchor).toBe(86_400_000);
});

test('a single run is at its time in the zone of the schedule, once', () => {
  expect(runs('at(2026-03-29T10:00:00)', '2026-03-28T00:00:00Z', 5)).toEqual(['2026-03-29 10:00 Sun']);
});

test.each([
  'cron(0 10 * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(60 10 * * ? *)',
  'cron(0 10 32 * ? *)',
  'cron(0 10 * * ?)',
  'cron(0 10 * 13 ? *)',
  'cron(0 10 ? * 8 *)',
  'cron(0 10 ? * 0 *)',
  'cron(0 10 ? * 2-8 *)',
  'cron(0 10 1 * MON *)',
  'cron(0 8 L-3 * ? *)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'rate(1.5 hours)',
  'at(2026-03-29)',
  'every day',
])('%s is refused', (expression) => {
  expect(() => readExpression(expression, berlin, 0)).toThrow();
});
