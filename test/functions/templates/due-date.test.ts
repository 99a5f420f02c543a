import { describe, expect, test } from 'vitest';
import { dueDate } from '../../../functions/templates/due-date.ts';
import { parseDueRule } from '../../../functions/templates/due-rule.ts';
import { countries, due, larkfield, on } from './due.ts';

describe('business days after the end of a period, for the demo firm', () => {
  test.each([
    ['2026-06-30', '07-01 07-06 07-08 07-10 07-13 07-14 07-15'],
    ['2026-08-31', '09-01 09-03 09-08 09-10 09-11 09-14 09-15'],
    ['2026-11-30', '12-01 12-03 12-07 12-09 12-10 12-11 12-14'],
    ['2026-12-31', '01-04 01-06 01-08 01-12 01-13 01-14 01-15'],
    ['2027-03-31', '04-01 04-05 04-07 04-09 04-12 04-13 04-14'],
  ])('%s: %s', (end, expected) => {
    const dates = [1, 3, 5, 7, 8, 9, 10].map((n) => on(`period.end +${n} bizday`, end));
    expect(dates.map((date) => date.slice(5)).join(' ')).toBe(expected);
  });
});

describe('ten years in three countries', () => {
  // Compared with the Python package holidays 0.109.
  test.each<[keyof typeof countries, string, string, string]>([
    ['us-federal', '03-31', '+10', '04-14 04-14 04-14 04-13 04-12 04-14 04-14 04-14 04-14 04-13'],
    ['us-federal', '12-31', '-10', '12-16 12-16 12-15 12-14 12-16 12-16 12-16 12-16 12-15 12-14'],
    ['us-federal', '04-30', '+15', '05-21 05-21 05-19 05-21 05-21 05-21 05-21 05-20 05-19 05-21'],
    ['gb-england-wales', '03-31', '+10', '04-16 04-14 04-18 04-16 04-12 04-16 04-14 04-14 04-18 04-13'],
    ['gb-england-wales', '12-31', '-10', '12-15 12-15 12-14 12-13 12-13 12-15 12-15 12-15 12-14 12-13'],
    ['gb-england-wales', '04-30', '+15', '05-22 05-24 05-22 05-22 05-22 05-22 05-24 05-23 05-22 05-22'],
    ['de-nationwide', '03-31', '+10', '04-16 04-14 04-18 04-16 04-12 04-16 04-14 04-14 04-18 04-13'],
    ['de-nationwide', '12-31', '-10', '12-16 12-17 12-14 12-13 12-13 12-15 12-17 12-16 12-14 12-13'],
    ['de-nationwide', '04-30', '+15', '05-26 05-25 05-22 05-24 05-22 05-23 05-25 05-20 05-23 05-24'],
  ])('%s: %s %s business days', (country, from, n, expected) => {
    const dates = Array.from({ length: 10 }, (_, i) =>
      on(`period.end ${n} bizday`, `${2026 + i}-${from}`, countries[country]),
    );
    expect(dates.map((date) => date.slice(5)).join(' ')).toBe(expected);
  });
});

describe('a due date', () => {
  test.each([
    ['period.end +1 month roll none', '2026-01-31', '2026-02-28'],
    ['period.end +2 month roll none', '2026-01-31', '2026-03-31'],
    ['period.end +1 quarter roll none', '2026-11-30', '2027-02-28'],
    ['period.end +1 month roll none', '2028-01-31', '2028-02-29'],
    ['period.end +1 year roll none', '2028-02-29', '2029-02-28'],
    ['period.end +4 year roll none', '2028-02-29', '2032-02-29'],
    ['period.end -1 month roll none', '2026-03-31', '2026-02-28'],
    ['period.end +1 month day 20 roll none', '2026-06-30', '2026-07-20'],
    ['period.end +1 month day last roll none', '2026-06-30', '2026-07-31'],
    ['period.end +1 month day 31 roll none', '2026-01-31', '2026-02-28'],
    ['period.end +1 quarter day 15 roll none', '2026-03-31', '2026-06-15'],
    ['period.start day last roll none', '2028-02-01', '2028-02-29'],
    ['period.start day 5 roll following', '2026-09-01', '2026-09-08'],
    ['job.start +2 week', '2026-06-19', '2026-07-02'],
    ['payDate +0 bizday', '2026-07-04', '2026-07-02'],
    ['payDate', '2026-07-04', '2026-07-02'],
    ['period.end +1 day roll following', '2026-07-02', '2026-07-06'],
    ['period.end roll nearest', '2026-07-05', '2026-07-06'],
    ['period.end roll modified-following', '2026-10-31', '2026-10-30'],
    ['period.start roll modified-preceding', '2026-08-01', '2026-08-03'],
    ['payDate -2 bizday(us-banking)', '2026-11-13', '2026-11-10'],
    ['payDate -2 bizday', '2026-11-13', '2026-11-11'],
    ['payDate -1 bizday(us-dc)', '2026-04-17', '2026-04-15'],
    ['payDate +1 day(us-dc)', '2026-04-15', '2026-04-15'],
  ])('%s from %s is %s', (rule, from, expected) => {
    expect(on(rule, from)).toBe(expected);
  });

  test('says every step to it, and what it passed over', () => {
    expect(due('period.end +10 bizday at 17:00', '2026-03-31', countries['gb-england-wales'])).toEqual({
      on: '2026-04-16',
      at: '17:00',
      explain: [
        'From Tue 31 Mar 2026',
        '10 business days later: Thu 16 Apr 2026',
        'passed over Good Friday, 3 April; Easter Monday, 6 April',
        'at 17:00',
      ],
    });
    expect(due('payDate -2 bizday(us-banking)', '2026-11-13').explain).toEqual([
      'From Fri 13 Nov 2026',
      '2 business days earlier (United States: Federal Reserve holidays): Tue 10 Nov 2026',
      'passed over Veterans Day, 11 November',
    ]);
    expect(due('period.end +1 day', '2026-07-03').explain).toEqual([
      'From Fri 3 Jul 2026',
      '1 day later: Sat 4 Jul 2026',
      'Sat 4 Jul 2026 is closed for Independence Day: the business day before is Thu 2 Jul 2026',
      'passed over Independence Day (observed), 3 July',
    ]);
    expect(due('period.end +1 month roll none', '2026-01-31').explain[1]).toBe(
      '1 month later: Sat 28 Feb 2026, where the month ends',
    );
    expect(due('period.end +1 month day 20 roll none', '2026-06-30').explain[1]).toBe(
      'the 20th of the month 1 month later: Mon 20 Jul 2026',
    );
    expect(due('period.end +250 bizday', '2026-06-30').explain[2]).toMatch(
      /^passed over (?:[^;]+; ){3}[^;]+ and \d+ more$/,
    );
  });

  test('waits for what it counts from, by name', () => {
    const rule = parseDueRule('request.statements.done +1 bizday');
    expect(dueDate(rule, () => undefined, larkfield)).toEqual({ waitsFor: 'request.statements.done' });
  });

  test.each([
    ['today', '2026-07-04', '2026-07-06'],
    ['consult.done +0 day', '2026-07-04', '2026-07-06'],
    ['consult.done +1 day', '2026-07-02', '2026-07-02'],
    ['consult.done +1 day', '2026-07-04', '2026-07-06'],
    ['request.sent +3 day', '2026-07-01', '2026-07-02'],
    ['today roll preceding', '2026-07-04', '2026-07-02'],
    ['consult.done -1 day', '2026-07-05', '2026-07-02'],
  ])('%s on %s is %s: what follows something that happened was not due before it', (rule, from, expected) => {
    expect(on(rule, from)).toBe(expected);
  });
});
