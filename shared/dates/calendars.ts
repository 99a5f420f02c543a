import * as z from 'zod';
import { type Calendar, calendar, type Exception } from './calendar.ts';
import { CivilDate, Weekday } from './civil-date.ts';
import { HolidayRule } from './holiday-rule.ts';
import {
  dcLegalHolidays,
  federalReserveHolidays,
  type HolidaySet,
  NationalHolidays,
  nationalHolidays,
} from './holiday-sets.ts';

const ExceptionDay = z.object({ date: CivilDate, reason: z.string().min(1) });

/** When the firm works: its settings. */
export const WorkingDays = z
  .object({
    weekend: z.array(Weekday).max(6, 'must leave one working day a week').default([6, 7]),
    /** None for a firm that states all its holidays itself. */
    national: NationalHolidays.optional(),
    /** Keys of national holidays on which the firm works. */
    without: z.array(z.string()).default([]),
    /** Holidays of its own, by rule. */
    own: z.array(HolidayRule).default([]),
    closed: z.array(ExceptionDay).default([]),
    open: z.array(ExceptionDay).default([]),
  })
  .meta({ id: 'WorkingDays' });
export type WorkingDays = z.infer<typeof WorkingDays>;

/** Where the firm corrects the dates of law by hand, until a release does: each with its source. */
export const Corrections = z
  .object({
    closed: z.array(ExceptionDay.extend({ source: z.string().min(1) })).default([]),
    open: z.array(ExceptionDay.extend({ source: z.string().min(1) })).default([]),
  })
  .meta({ id: 'CalendarCorrections' });
export type Corrections = z.infer<typeof Corrections>;

/** Federal tax dates go by the District's holidays; what a state asks for goes by the federal ones. */
export const LegalCalendar = z.enum(['us-dc', 'us-federal']);
export type LegalCalendar = z.infer<typeof LegalCalendar>;

export const BankCalendar = z.enum(['us-banking']);
export type BankCalendar = z.infer<typeof BankCalendar>;

export const legalHolidays: Record<LegalCalendar, HolidaySet> = {
  'us-dc': dcLegalHolidays,
  'us-federal': nationalHolidays['us-federal'],
};

export const bankHolidays: Record<BankCalendar, HolidaySet> = { 'us-banking': federalReserveHolidays };

/** Moves internal dates: by custom to the day before. */
export function workingDays({ weekend, national, without, own, closed, open }: WorkingDays): Calendar<'working-days'> {
  const rules = national === undefined ? [] : nationalHolidays[national].rules;
  const holidays = [...rules.filter(({ key }) => !without.includes(key)), ...own];
  return calendar('working-days', 'Working days of the firm', { weekend, holidays, closed, open });
}

/** Moves statutory dates: by law to the next business day. */
export const legalDays = (which: LegalCalendar, corrections?: Corrections): Calendar<'legal-days'> =>
  ofLaw('legal-days', legalHolidays[which], corrections);

/** Moves days of payment: a pay date to the day before. */
export const bankDays = (which: BankCalendar, corrections?: Corrections): Calendar<'bank-days'> =>
  ofLaw('bank-days', bankHolidays[which], corrections);

function ofLaw<Kind extends 'legal-days' | 'bank-days'>(
  kind: Kind,
  { title, rules }: HolidaySet,
  corrections?: { closed: Exception[]; open: Exception[] },
): Calendar<Kind> {
  return calendar(kind, title, { weekend: [6, 7], holidays: rules, ...corrections });
}
