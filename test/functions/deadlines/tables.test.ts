import { describe, expect, test } from 'vitest';
import { legalDays } from '../../../shared/dates/calendars.ts';
import { weekday, weekdayNames, year } from '../../../shared/dates/civil-date.ts';
import { deadlineOf } from '../../../functions/deadlines/deadline.ts';
import type { DeadlineKey } from '../../../functions/deadlines/dates-of-law.ts';
import type { Facts } from '../../../functions/deadlines/facts.ts';

const law = { legal: legalDays };
const years = [2026, 2027, 2028, 2029, 2030, 2031, 2032];

function on(key: DeadlineKey, facts: Facts) {
  const found = deadlineOf(key, facts, law);
  if ('waitsFor' in found) throw new Error(`${key} waits for ${found.waitsFor}`);
  return found.on;
}

const cell = (date: string) => `${date.slice(5)} ${weekdayNames[weekday(date)].slice(0, 3)}`;

/** The facts of a date that falls in a year. */
const last = (inYear: number): Facts => ({ yearEnd: `${inYear - 1}-12-31` });
const quarter = (end: string) => (inYear: number) => ({ quarterEnd: `${inYear}-${end}` });
const lastQuarter = (inYear: number): Facts => ({ quarterEnd: `${inYear - 1}-12-31` });
const payment = (installment: number) => (inYear: number) => ({ yearEnd: `${inYear}-12-31`, installment });

type Cells = [keys: [DeadlineKey, (inYear: number) => Facts][], cells: string];

const rows: Record<string, Cells> = {
  'W-2, 1099-NEC, 940, 941 Q4': [
    [
      ['us-w2', last],
      ['us-1099-nec', last],
      ['us-1099-misc', last],
      ['us-940', last],
      ['us-941', lastQuarter],
    ],
    '02-02 Mon | 02-01 Mon | 01-31 Mon | 01-31 Wed | 01-31 Thu | 01-31 Fri | 02-02 Mon',
  ],
  '1120-S, 1065': [
    [
      ['us-1120s', last],
      ['us-1065', last],
    ],
    '03-16 Mon | 03-15 Mon | 03-15 Wed | 03-15 Thu | 03-15 Fri | 03-17 Mon | 03-15 Mon',
  ],
  '1040, 1041, 1120': [
    [
      ['us-1040', last],
      ['us-1041', last],
      ['us-1120', last],
      ['us-fbar', last],
      ['us-estimates-individual', payment(1)],
      ['us-estimates-corporate', payment(1)],
    ],
    '04-15 Wed | 04-15 Thu | 04-18 Tue | 04-17 Tue | 04-15 Mon | 04-15 Tue | 04-15 Thu',
  ],
  '941 Q1': [
    [['us-941', quarter('03-31')]],
    '04-30 Thu | 04-30 Fri | 05-01 Mon | 04-30 Mon | 04-30 Tue | 04-30 Wed | 04-30 Fri',
  ],
  '990 (calendar)': [
    [['us-990', last]],
    '05-15 Fri | 05-17 Mon | 05-15 Mon | 05-15 Tue | 05-15 Wed | 05-15 Thu | 05-17 Mon',
  ],
  'Estimate 2': [
    [
      ['us-estimates-individual', payment(2)],
      ['us-estimates-corporate', payment(2)],
    ],
    '06-15 Mon | 06-15 Tue | 06-15 Thu | 06-15 Fri | 06-17 Mon | 06-16 Mon | 06-15 Tue',
  ],
  '941 Q2': [
    [['us-941', quarter('06-30')]],
    '07-31 Fri | 08-02 Mon | 07-31 Mon | 07-31 Tue | 07-31 Wed | 07-31 Thu | 08-02 Mon',
  ],
  '1120-S, 1065 extended; estimate 3': [
    [
      ['us-1120s-extended', last],
      ['us-1065-extended', last],
      ['us-estimates-individual', payment(3)],
      ['us-estimates-corporate', payment(3)],
    ],
    '09-15 Tue | 09-15 Wed | 09-15 Fri | 09-17 Mon | 09-16 Mon | 09-15 Mon | 09-15 Wed',
  ],
  '1041 extended': [
    [['us-1041-extended', last]],
    '09-30 Wed | 09-30 Thu | 10-02 Mon | 10-01 Mon | 09-30 Mon | 09-30 Tue | 09-30 Thu',
  ],
  '1040, 1120 extended': [
    [
      ['us-1040-extended', last],
      ['us-1120-extended', last],
      ['us-fbar-extended', last],
    ],
    '10-15 Thu | 10-15 Fri | 10-16 Mon | 10-15 Mon | 10-15 Tue | 10-15 Wed | 10-15 Fri',
  ],
  '941 Q3': [
    [['us-941', quarter('09-30')]],
    '11-02 Mon | 11-01 Mon | 10-31 Tue | 10-31 Wed | 10-31 Thu | 10-31 Fri | 11-01 Mon',
  ],
  '990 extended': [
    [['us-990-extended', last]],
    '11-16 Mon | 11-15 Mon | 11-15 Wed | 11-15 Thu | 11-15 Fri | 11-17 Mon | 11-15 Mon',
  ],
};

describe('dates of law from 2026 to 2032', () => {
  const cases = Object.entries(rows).flatMap(([due, [keys, cells]]) =>
    keys.map(([key, facts]) => ({ due, key, facts, cells })),
  );
  test.each(cases)('$due: $key falls on $cells', ({ key, facts, cells }) => {
    const found = years.map((inYear) => on(key, facts(inYear)));
    expect(found.map(cell).join(' | ')).toBe(cells);
    expect(found.map(year)).toEqual(years);
  });

  test('the fourth estimate of a year falls in January, after the holiday of Martin Luther King', () => {
    const fourth = [2025, 2026, 2027, 2028, 2029].map((yearOf) =>
      on('us-estimates-individual', { yearEnd: `${yearOf}-12-31`, installment: 4 }),
    );
    expect(fourth).toEqual(['2026-01-15', '2027-01-15', '2028-01-18', '2029-01-16', '2030-01-15']);
  });
  test('a corporation pays its fourth estimate in December', () => {
    expect(on('us-estimates-corporate', { yearEnd: '2026-12-31', installment: 4 })).toBe('2026-12-15');
    expect(on('us-estimates-corporate', { yearEnd: '2026-06-30', installment: 4 })).toBe('2026-06-15');
    expect(on('us-estimates-corporate', { yearEnd: '2026-06-30', installment: 1 })).toBe('2025-10-15');
  });
  test('sales tax of 2027 where the registration says nothing, the 20th', () => {
    const ends = [
      '2026-12-31',
      ...[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30].map((day, i) => `2027-${String(i + 1).padStart(2, '0')}-${day}`),
    ];
    const due = ends.map((periodEnd) => on('sales-tax', { periodEnd, registration: { authority: 'CO' } }));
    expect(due.map((date) => date.slice(5)).join(' ')).toBe(
      '01-20 02-22 03-22 04-20 05-20 06-21 07-20 08-20 09-20 10-20 11-22 12-20',
    );
  });
  test.each(['2016-04-18', '2017-04-18', '2022-04-18', '2023-04-18'])(
    'Emancipation Day moved a return to %s',
    (date) => {
      expect(on('us-1040', { yearEnd: `${year(date) - 1}-12-31` })).toBe(date);
    },
  );
});
