import { expect, test } from 'vitest';
import { spanOf, weekEnd } from '../../web/console/src/features/work/groups.ts';

const monday = 1;
const sunday = 7;

test.each([
  ['2026-11-27', monday, '2026-11-29'],
  ['2026-11-29', monday, '2026-11-29'],
  ['2026-11-30', monday, '2026-12-06'],
  ['2026-11-28', sunday, '2026-11-28'],
  ['2026-11-29', sunday, '2026-12-05'],
])('the week of %s, where weeks start on day %i, ends on %s', (today, startsOn, end) =>
  expect(weekEnd(today, startsOn)).toBe(end),
);

test.each([
  ['2026-11-24', 'overdue'],
  ['2026-11-25', 'today'],
  ['2026-11-26', 'week'],
  ['2026-11-29', 'week'],
  ['2026-11-30', 'later'],
  [undefined, 'someday'],
])('on Wednesday 25 November what is due on %s is %s', (due, span) =>
  expect(spanOf(due, '2026-11-25', monday)).toBe(span),
);
