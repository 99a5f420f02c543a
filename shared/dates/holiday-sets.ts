import { HolidayRule } from './holiday-rule.ts';
import * as z from 'zod';

/** Holidays of one law, as rules, with where they were read and when somebody last looked. */
export type HolidaySet = { title: string; source: string; lastLookedAt: string; rules: readonly HolidayRule[] };

/** National holidays a firm can choose for its own working days. */
export const NationalHolidays = z.enum(['us-federal', 'gb-england-wales', 'de-nationwide']);
export type NationalHolidays = z.infer<typeof NationalHolidays>;

const monday = 1;
const thursday = 4;

const fixed = (key: string, name: string, month: number, day: number, more: Partial<HolidayRule> = {}) =>
  HolidayRule.parse({ kind: 'fixed', key, name, month, day, ...more });

const nth = (key: string, name: string, month: number, weekday: number, n: number, more: Partial<HolidayRule> = {}) =>
  HolidayRule.parse({ kind: 'weekday', key, name, month, weekday, nth: n, ...more });

const easter = (key: string, name: string, plus: number) => HolidayRule.parse({ kind: 'easter', key, name, plus });

const once = (key: string, name: string, date: string) => HolidayRule.parse({ kind: 'once', key, name, date });

type Weekend = HolidayRule['observed'];

/** The eleven holidays of 5 U.S.C. 6103(a); the agencies differ only in where a weekend's holiday is kept. */
const federal = (observed: Weekend): HolidayRule[] => [
  fixed('new-years-day', 'New Year’s Day', 1, 1, { observed }),
  nth('martin-luther-king-day', 'Birthday of Martin Luther King, Jr.', 1, monday, 3, { from: 1986 }),
  nth('washingtons-birthday', 'Washington’s Birthday', 2, monday, 3),
  nth('memorial-day', 'Memorial Day', 5, monday, -1),
  fixed('juneteenth', 'Juneteenth National Independence Day', 6, 19, { observed, from: 2021 }),
  fixed('independence-day', 'Independence Day', 7, 4, { observed }),
  nth('labor-day', 'Labor Day', 9, monday, 1),
  nth('columbus-day', 'Columbus Day', 10, monday, 2),
  fixed('veterans-day', 'Veterans Day', 11, 11, { observed }),
  nth('thanksgiving', 'Thanksgiving Day', 11, thursday, 4),
  fixed('christmas-day', 'Christmas Day', 12, 25, { observed }),
];

export const nationalHolidays: Record<NationalHolidays, HolidaySet> = {
  'us-federal': {
    title: 'United States: federal holidays',
    source: '5 U.S.C. 6103(a) and (b); https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/',
    lastLookedAt: '2026-11-22',
    rules: federal('nearest-weekday'),
  },
  'gb-england-wales': {
    title: 'England and Wales: bank holidays',
    source: 'Banking and Financial Dealings Act 1971, schedule 1; https://www.gov.uk/bank-holidays',
    lastLookedAt: '2026-11-22',
    rules: [
      fixed('new-years-day', 'New Year’s Day', 1, 1, { observed: 'next-free-weekday' }),
      easter('good-friday', 'Good Friday', -2),
      easter('easter-monday', 'Easter Monday', 1),
      nth('early-may', 'Early May bank holiday', 5, monday, 1, { except: [2020] }),
      once('early-may-2020', 'Early May bank holiday (VE Day)', '2020-05-08'),
      nth('spring', 'Spring bank holiday', 5, monday, -1, { except: [2022] }),
      once('spring-2022', 'Spring bank holiday', '2022-06-02'),
      once('platinum-jubilee', 'Platinum Jubilee', '2022-06-03'),
      once('state-funeral', 'State Funeral of Queen Elizabeth II', '2022-09-19'),
      once('coronation', 'Coronation of King Charles III', '2023-05-08'),
      nth('summer', 'Summer bank holiday', 8, monday, -1),
      fixed('christmas-day', 'Christmas Day', 12, 25, { observed: 'next-free-weekday' }),
      fixed('boxing-day', 'Boxing Day', 12, 26, { observed: 'next-free-weekday' }),
    ],
  },
  'de-nationwide': {
    title: 'Germany: holidays kept in every state',
    source: 'Feiertagsgesetze der Länder; Einigungsvertrag Art. 2 (2)',
    lastLookedAt: '2026-11-22',
    rules: [
      fixed('new-years-day', 'Neujahr', 1, 1),
      easter('good-friday', 'Karfreitag', -2),
      easter('easter-monday', 'Ostermontag', 1),
      fixed('labour-day', 'Tag der Arbeit', 5, 1),
      easter('ascension-day', 'Christi Himmelfahrt', 39),
      easter('whit-monday', 'Pfingstmontag', 50),
      fixed('german-unity-day', 'Tag der Deutschen Einheit', 10, 3, { from: 1990 }),
      once('reformation-day-2017', 'Reformationstag', '2017-10-31'),
      fixed('christmas-day', 'Erster Weihnachtstag', 12, 25),
      fixed('boxing-day', 'Zweiter Weihnachtstag', 12, 26),
    ],
  },
};

/**
 * Days on which federal tax dates do not fall due (26 U.S.C. 7503: the legal holidays of the District of Columbia).
 * Inauguration Day on a Saturday, as in 2029, is not moved to the Friday: the District's law excepts it.
 */
export const dcLegalHolidays: HolidaySet = {
  title: 'District of Columbia: legal holidays',
  source: '26 U.S.C. 7503; D.C. Code § 28-2701; Rev. Rul. 2015-13; IRS Publication 509',
  lastLookedAt: '2026-11-22',
  rules: [
    ...federal('nearest-weekday'),
    fixed('inauguration-day', 'Inauguration Day', 1, 20, { observed: 'sunday-to-monday', from: 1969, every: 4 }),
    fixed('emancipation-day', 'Emancipation Day', 4, 16, { observed: 'nearest-weekday', from: 2007 }),
  ],
};

/** Days without payments: a Saturday's holiday leaves the banks open on Friday. */
export const federalReserveHolidays: HolidaySet = {
  title: 'United States: Federal Reserve holidays',
  source: 'https://www.federalreserve.gov/aboutthefed/k8.htm',
  lastLookedAt: '2026-11-22',
  rules: federal('sunday-to-monday'),
};
