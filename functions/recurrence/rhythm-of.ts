import type * as z from 'zod';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { calendarYear, type YearEnd } from '../clients/year-end.ts';
import type { Registration } from '../clients/registration.ts';
import type { Frequency } from '../engagements/fee.ts';
import type { PeriodKind } from '../templates/template.ts';
import type { PayDay } from './pay-day.ts';
import type { Rhythm } from './rhythm.ts';

/** What a template says of the period that its jobs are for. */
export type PeriodWord = z.output<typeof PeriodKind>;

/** What the client and the service add. */
export type Ways = {
  yearEnd?: YearEnd | undefined;
  frequency?: Frequency | undefined;
  /** The first day of any of its weeks. */
  from?: CivilDate | undefined;
  pay?: PayDay | undefined;
  /** How often the client files the tax. */
  filing?: Registration['frequency'];
};

const aMonday: CivilDate = '2024-01-01';

/** The rhythm of a template's jobs for a client; none where it is not known how often they are done. */
export function rhythmOf(word: PeriodWord, ways: Ways): Rhythm | undefined {
  switch (word) {
    case 'week':
      return { kind: 'weeks', every: 1, from: ways.from ?? aMonday };
    case 'two-weeks':
      return { kind: 'weeks', every: 2, from: ways.from ?? aMonday };
    case 'semi-month':
      return { kind: 'semi-monthly' };
    case 'month':
      return { kind: 'months', every: 1 };
    case 'quarter':
      return { kind: 'months', every: 3 };
    case 'half-year':
      return { kind: 'months', every: 6 };
    case 'calendar-year':
      return { kind: 'months', every: 12 };
    case 'fiscal-year':
      return fiscalYear(ways.yearEnd ?? calendarYear);
    case 'payroll':
      return payroll(ways);
    case 'client.salesTaxFrequency':
      return filing(ways.filing ?? 'monthly');
    case 'none':
      return undefined;
  }
}

function filing(frequency: NonNullable<Registration['frequency']>): Rhythm | undefined {
  switch (frequency) {
    case 'monthly':
      return { kind: 'months', every: 1 };
    case 'bimonthly':
      return { kind: 'months', every: 2 };
    case 'quarterly':
      return { kind: 'months', every: 3 };
    case 'semiannual':
      return { kind: 'months', every: 6 };
    case 'annual':
      return { kind: 'months', every: 12 };
    case 'semi-weekly':
    case 'on-occasion':
      return undefined;
  }
}

const fiscalYear = (yearEnd: YearEnd): Rhythm =>
  'day' in yearEnd ? { kind: 'months', every: 12, yearEnd } : { kind: 'fiscal', pattern: 'year', yearEnd };

function payroll({ frequency, from = aMonday, pay }: Ways): Rhythm | undefined {
  const friday: PayDay = { on: 'weekday', weekday: 5 };
  const lastDay: PayDay = { on: 'period-end' };
  switch (frequency) {
    case 'weekly':
      return { kind: 'weeks', every: 1, from, pay: pay ?? friday };
    case 'every-two-weeks':
      return { kind: 'weeks', every: 2, from, pay: pay ?? friday };
    case 'semi-monthly':
      return { kind: 'semi-monthly', pay: pay ?? lastDay };
    case 'monthly':
      return { kind: 'months', every: 1, pay: pay ?? lastDay };
    case 'once':
    case 'quarterly':
    case 'yearly':
    case 'as-needed':
    case undefined:
      return undefined;
  }
}
