import type { DateOfLaw, Falls } from './date-of-law.ts';

/** A convenience: the firm answers for its filings. A practitioner reads this list once a year. */
const lastLookedAt = '2026-11-22';

type More = Pick<DateOfLaw, 'note' | 'extension' | 'thresholds'>;

const federal = (agency: string, form: string, falls: Falls, source: string, more: More = {}): DateOfLaw => ({
  agency,
  form,
  falls,
  roll: 'following',
  calendar: 'us-dc',
  source,
  lastLookedAt,
  ...more,
});

const afterYear = (month: number, day: number | 'last') => ({ how: 'after', from: 'yearEnd', month, day }) as const;
const afterCalendarYear = (month: number, day: number | 'last') =>
  ({ how: 'after', from: 'calendarYearEnd', month, day }) as const;

const extended = (form: string, to: string) => ({ extension: { form, to } });

const passThrough = afterYear(3, 15);
const passThroughExtended = afterYear(9, 15);

/** Each by the key that templates name it by. */
export const datesOfLaw = {
  'us-1040': federal('IRS', '1040', afterYear(4, 15), '26 U.S.C. 6072(a)', extended('4868', 'us-1040-extended')),
  'us-1040-extended': federal('IRS', '4868', afterYear(10, 15), '26 CFR 1.6081-4', {
    note: 'Time to file, not to pay',
  }),
  'us-1120s': federal('IRS', '1120-S', passThrough, '26 U.S.C. 6072(b)', extended('7004', 'us-1120s-extended')),
  'us-1120s-extended': federal('IRS', '7004', passThroughExtended, '26 CFR 1.6081-3'),
  'us-1065': federal('IRS', '1065', passThrough, '26 U.S.C. 6072(b)', extended('7004', 'us-1065-extended')),
  'us-1065-extended': federal('IRS', '7004', passThroughExtended, '26 CFR 1.6081-2'),
  'us-1120': federal(
    'IRS',
    '1120',
    { ...afterYear(4, 15), except: { yearEndMonth: 6, yearBeginsBefore: '2026-01-01', month: 3 } },
    '26 U.S.C. 6072(a); Pub. L. 114-41, § 2006(a)(3)(B)',
    extended('7004', 'us-1120-extended'),
  ),
  'us-1120-extended': federal('IRS', '7004', afterYear(10, 15), '26 U.S.C. 6081(b); 26 CFR 1.6081-3', {
    note: 'A June year that began before 2026 as well: September 15 and seven months',
  }),
  'us-990': federal('IRS', '990', afterYear(5, 15), '26 CFR 1.6072-2(c)', extended('8868', 'us-990-extended')),
  'us-990-extended': federal('IRS', '8868', afterYear(11, 15), '26 CFR 1.6081-9'),
  'us-1041': federal('IRS', '1041', afterYear(4, 15), '26 U.S.C. 6072(a)', extended('7004', 'us-1041-extended')),
  'us-1041-extended': federal('IRS', '7004', afterYear(9, 'last'), '26 CFR 1.6081-6'),
  'us-estimates-individual': federal(
    'IRS',
    '1040-ES',
    { how: 'installments', nthMonths: [4, 6, 9, 13], day: 15 },
    '26 U.S.C. 6654(c)',
  ),
  'us-estimates-corporate': federal(
    'IRS',
    'corporate estimate',
    { how: 'installments', nthMonths: [4, 6, 9, 12], day: 15 },
    '26 U.S.C. 6655(c)',
  ),
  'us-941': federal(
    'IRS',
    '941',
    { how: 'after', from: 'quarterEnd', month: 1, day: 'last', whenDepositsTimely: { month: 2, day: 10 } },
    '26 CFR 31.6071(a)-1(a)',
  ),
  'us-940': federal(
    'IRS',
    '940',
    { ...afterCalendarYear(1, 31), whenDepositsTimely: { month: 2, day: 10 } },
    '26 CFR 31.6071(a)-1(c)',
  ),
  'us-w2': federal('SSA', 'W-2, W-3', afterCalendarYear(1, 31), '26 U.S.C. 6051(a), 6071(c)'),
  'us-1099-nec': federal(
    'IRS',
    '1099-NEC',
    afterCalendarYear(1, 31),
    '26 U.S.C. 6041(a), 6041A(a), 6071(c); Pub. L. 119-21, § 70433',
    {
      thresholds: [
        { until: 2025, amount: 60_000 },
        { from: 2026, amount: 200_000 },
      ],
      note: 'From 2027 the threshold follows prices: look it up each year',
    },
  ),
  'us-1099-misc': federal('IRS', '1099-MISC', afterCalendarYear(1, 31), '26 U.S.C. 6041(d)', {
    note: 'To the recipient',
  }),
  'us-1099-misc-agency': federal('IRS', '1099-MISC', afterCalendarYear(3, 31), '26 U.S.C. 6071(b)', {
    note: 'To the IRS, electronically',
  }),
  'us-5500': federal(
    'DOL',
    '5500',
    { how: 'after', from: 'planYearEnd', month: 7, day: 'last' },
    '29 U.S.C. 1024(a)(1); instructions to Form 5500',
    extended('5558', 'us-5500-extended'),
  ),
  'us-5500-extended': federal(
    'DOL',
    '5558',
    { how: 'after', from: 'planYearEnd', month: 10, day: 15 },
    '26 CFR 1.6081-11',
  ),
  'us-fbar': federal('FinCEN', 'FinCEN 114', afterCalendarYear(4, 15), 'Pub. L. 114-41, § 2006(b)(11)', {
    extension: { form: 'FinCEN 114', to: 'us-fbar-extended', automatic: true },
  }),
  'us-fbar-extended': federal('FinCEN', 'FinCEN 114', afterCalendarYear(10, 15), 'Pub. L. 114-41, § 2006(b)(11)', {
    note: 'Automatic: nothing is asked for',
  }),
  'us-payroll-deposit': federal('IRS', 'federal tax deposit', { how: 'payroll-deposit' }, '26 CFR 31.6302-1'),
  'sales-tax': {
    ...federal('the state', 'sales tax', { how: 'registration', month: 1, dayIfEmpty: 20 }, 'the registration', {
      note: 'By the federal holidays: a state’s own are not kept here',
    }),
    calendar: 'us-federal',
  },
} as const satisfies Record<string, DateOfLaw>;

export type DeadlineKey = keyof typeof datesOfLaw;

export const deadlineKeys = Object.keys(datesOfLaw) as [DeadlineKey, ...DeadlineKey[]];

export const dateOfLaw = (key: DeadlineKey): DateOfLaw => datesOfLaw[key];
