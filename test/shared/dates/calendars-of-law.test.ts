import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay, roll } from '../../../shared/dates/calendar.ts';
import {
  bankDays,
  bankHolidays,
  legalDays,
  legalHolidays,
  workingDays,
  WorkingDays,
} from '../../../shared/dates/calendars.ts';
import { addDays, CivilDate, dayOfMonth, weekday, weekdayNames } from '../../../shared/dates/civil-date.ts';
import { closedDays, easterSunday, type HolidayRule } from '../../../shared/dates/holiday-rule.ts';
import { nationalHolidays } from '../../../shared/dates/holiday-sets.ts';

const dc = legalDays('us-dc');
const banks = bankDays('us-banking');
const federal = workingDays(WorkingDays.parse({ national: 'us-federal' }));

const onWeekdays = (rules: readonly HolidayRule[], year: number) =>
  closedDays(rules, year)
    .filter(({ date }) => weekday(date) < 6)
    .map(({ date }) => date.slice(5))
    .join(' ');

/** `02-02 Mon`, as the tables write it. */
const asWritten = (date: CivilDate) => `${date.slice(5)} ${weekdayNames[weekday(date)].slice(0, 3)}`;

const years = [2026, 2027, 2028, 2029, 2030, 2031, 2032];

describe('federal tax dates, moved to the next legal day of the District of Columbia', () => {
  test.each([
    ['W-2, 1099-NEC, 940, 941 Q4', 1, 31, '02-02 Mon|02-01 Mon|01-31 Mon|01-31 Wed|01-31 Thu|01-31 Fri|02-02 Mon'],
    ['1120-S, 1065', 3, 15, '03-16 Mon|03-15 Mon|03-15 Wed|03-15 Thu|03-15 Fri|03-17 Mon|03-15 Mon'],
    ['1040, 1041, 1120', 4, 15, '04-15 Wed|04-15 Thu|04-18 Tue|04-17 Tue|04-15 Mon|04-15 Tue|04-15 Thu'],
    ['941 Q1', 4, 'last', '04-30 Thu|04-30 Fri|05-01 Mon|04-30 Mon|04-30 Tue|04-30 Wed|04-30 Fri'],
    ['990', 5, 15, '05-15 Fri|05-17 Mon|05-15 Mon|05-15 Tue|05-15 Wed|05-15 Thu|05-17 Mon'],
    ['estimate 2', 6, 15, '06-15 Mon|06-15 Tue|06-15 Thu|06-15 Fri|06-17 Mon|06-16 Mon|06-15 Tue'],
    ['941 Q2', 7, 'last', '07-31 Fri|08-02 Mon|07-31 Mon|07-31 Tue|07-31 Wed|07-31 Thu|08-02 Mon'],
    [
      '1120-S, 1065 extended; estimate 3',
      9,
      15,
      '09-15 Tue|09-15 Wed|09-15 Fri|09-17 Mon|09-16 Mon|09-15 Mon|09-15 Wed',
    ],
    ['1041 extended', 9, 'last', '09-30 Wed|09-30 Thu|10-02 Mon|10-01 Mon|09-30 Mon|09-30 Tue|09-30 Thu'],
    ['1040, 1120 extended', 10, 15, '10-15 Thu|10-15 Fri|10-16 Mon|10-15 Mon|10-15 Tue|10-15 Wed|10-15 Fri'],
    ['941 Q3', 10, 'last', '11-02 Mon|11-01 Mon|10-31 Tue|10-31 Wed|10-31 Thu|10-31 Fri|11-01 Mon'],
    ['990 extended', 11, 15, '11-16 Mon|11-15 Mon|11-15 Wed|11-15 Thu|11-15 Fri|11-17 Mon|11-15 Mon'],
  ] as const)('%s, 2026 to 2032', (_form, months, day, expected) => {
    const due = years.map((year) => roll(dc, dayOfMonth(`${year - 1}-12-31`, months, day), 'following'));
    expect(due.map(asWritten).join('|')).toBe(expected);
  });
  test.each([
    [2026, '2026-01-15'],
    [2027, '2027-01-15'],
    [2028, '2028-01-18'],
    [2029, '2029-01-16'],
    [2030, '2030-01-15'],
  ])('the fourth estimate of the year before falls due in %d on %s', (year, expected) => {
    expect(roll(dc, `${year}-01-15`, 'following')).toBe(expected);
  });
  test.each(['2016-04-18', '2017-04-18', '2022-04-18', '2023-04-18', '2006-04-17', '2012-04-17'])(
    'Emancipation Day has moved returns to %s',
    (expected) => {
      expect(roll(dc, `${expected.slice(0, 4)}-04-15`, 'following')).toBe(expected);
    },
  );
  test('sales tax due on the 20th of each month of 2027, with federal holidays', () => {
    const due = Array.from({ length: 12 }, (_, month) =>
      roll(federal, dayOfMonth('2026-12-31', month + 1, 20), 'following'),
    );
    expect(due.map((date) => date.slice(5)).join(' ')).toBe(
      '01-20 02-22 03-22 04-20 05-20 06-21 07-20 08-20 09-20 10-20 11-22 12-20',
    );
  });
  test('a firm that closes after Thanksgiving does not move a tax date', () => {
    expect(isBusinessDay(dc, '2026-11-27')).toBe(true);
  });
});

describe('Inauguration Day', () => {
  test.each([
    ['closes a Wednesday', '2021-01-20', 'Inauguration Day'],
    [
      'on a Sunday closes the Monday, which Dr. King’s birthday closed too',
      '2013-01-21',
      'Inauguration Day (observed)',
    ],
    ['on a Saturday leaves the Friday open', '2029-01-19', undefined],
    ['is in no other year', '2027-01-20', undefined],
    ['comes again', '2033-01-20', 'Inauguration Day'],
  ])('%s', (_what, date, reason) => {
    expect(dc.closedFor(date)).toBe(reason);
  });
});

describe('federal holidays', () => {
  // Written out from the published lists, not computed. The New Year of 2028 and that of 2033 are kept the year before.
  test.each([
    [2024, '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25'],
    [2025, '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25'],
    [2026, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
    [2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
    [2028, '01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25'],
    [2029, '01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25'],
    [2030, '01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25'],
    [2031, '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25'],
    [2032, '01-01 01-19 02-16 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
    [2033, '01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26'],
  ])('%d: %s', (year, expected) => {
    expect(onWeekdays(nationalHolidays['us-federal'].rules, year)).toBe(expected);
  });
});

describe('bank days', () => {
  test.each([
    [2026, '01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25'],
    [2027, '01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25'],
    [2028, '01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-23 12-25'],
    [2029, '01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25'],
    [2030, '01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25'],
  ])('the Federal Reserve Banks close in %d on %s', (year, expected) => {
    expect(onWeekdays(bankHolidays['us-banking'].rules, year)).toBe(expected);
  });
  test('a pay date on Independence Day 2026, a Saturday, is the Friday on which federal offices are closed', () => {
    expect(roll(banks, '2026-07-04', 'preceding')).toBe('2026-07-03');
    expect(roll(federal, '2026-07-04', 'preceding')).toBe('2026-07-02');
  });
});

describe('other national holidays', () => {
  test.each([
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('England and Wales %d: %s, substitutes one after the other', (year, expected) => {
    expect(onWeekdays(nationalHolidays['gb-england-wales'].rules, year)).toBe(expected);
  });
  test('Germany 2026', () => {
    expect(onWeekdays(nationalHolidays['de-nationwide'].rules, 2026)).toBe('01-01 04-03 04-06 05-01 05-14 05-25 12-25');
  });
  test.each([
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2019-04-21',
    '2024-03-31',
    '2026-04-05',
    '2038-04-25',
    '2049-04-18',
  ])('Easter is on %s', (date) => {
    expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
  });
});

describe('every set of holidays', () => {
  const sets = Object.entries({ ...nationalHolidays, ...legalHolidays, ...bankHolidays });
  test.each(sets)('%s says where it was read and when somebody last looked', (_name, set) => {
    expect(set.source).not.toBe('');
    expect(CivilDate.safeParse(set.lastLookedAt).success).toBe(true);
  });
  test.each(sets)('%s names each holiday once, and its days of a year are in order', (_name, { rules }) => {
    expect(new Set(rules.map(({ key }) => key)).size).toBe(rules.length);
    for (const year of years) {
      const dates = closedDays(rules, year).map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted());
      expect(dates.every((date) => date.startsWith(String(year)))).toBe(true);
    }
  });
});

describe('a correction by the firm', () => {
  const source = 'Public Law 120-1';
  test('closes a day of law and opens another, until a release does', () => {
    const corrected = legalDays('us-dc', {
      closed: [{ date: '2027-04-15', reason: 'Day of mourning', source }],
      open: [{ date: '2027-10-11', reason: 'Columbus Day repealed', source }],
    });
    expect(corrected.closedFor('2027-04-15')).toBe('Day of mourning');
    // The 16th is Emancipation Day, then comes a weekend.
    expect(roll(corrected, '2027-04-15', 'following')).toBe('2027-04-19');
    expect(isBusinessDay(corrected, '2027-10-11')).toBe(true);
    expect(addBusinessDays(corrected, '2027-10-08', 1)).toBe(addDays('2027-10-08', 3));
  });
});
