import type { Roll } from '../../shared/dates/calendar.ts';
import type { LegalCalendar } from '../../shared/dates/calendars.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';

/** What a date of law counts from: the end of something. */
export type End = 'yearEnd' | 'planYearEnd' | 'calendarYearEnd' | 'quarterEnd' | 'monthEnd' | 'periodEnd';

/** A day of the month that lies so many months after the one in which the end is. */
export type DayAfter = { month: number; day: number | 'last' };

/** How the law puts it. */
export type Falls =
  | ({
      how: 'after';
      from: End;
      /** A year that ends in this month and began before that day has another month. */
      except?: { yearEndMonth: number; yearBeginsBefore: CivilDate; month: number };
      /** More time for who paid in every deposit of the period in time. */
      whenDepositsTimely?: DayAfter;
    } & DayAfter)
  /** The same day of several months of the year: the 4th, the 6th; the 13th is the first of the next year. */
  | { how: 'installments'; nthMonths: readonly number[]; day: number }
  | { how: 'payroll-deposit' }
  /** On the day of the month that the client's registration states. */
  | { how: 'registration'; month: number; dayIfEmpty: number };

/** From the year `from` to the year `until`, both included: who was paid less is not reported. Minor units of USD. */
export type Threshold = { from?: number; until?: number; amount: number };

export type DateOfLaw = {
  /** Who is filed with or paid; a registration's own authority where the law has many. */
  agency: string;
  form: string;
  falls: Falls;
  roll: Roll;
  calendar: LegalCalendar;
  source: string;
  /** When somebody last compared it with its source. */
  lastLookedAt: CivilDate;
  note?: string;
  /** What gives more time, and the key of the date it gives; an automatic one needs no filing. */
  extension?: { form: string; to: string; automatic?: true };
  thresholds?: readonly Threshold[];
};
