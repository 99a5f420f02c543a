import * as z from 'zod';
import { type Calendar, roll, rolls } from '../../shared/dates/calendar.ts';
import { BankCalendar } from '../../shared/dates/calendars.ts';
import { addDays, addWeeks, type CivilDate, dayOfMonth, weekday, Weekday } from '../../shared/dates/civil-date.ts';
import type { Span } from './span.ts';

const common = {
  /** Where the banks are closed, people are paid the day before, unless this says otherwise. */
  roll: z.enum(rolls).optional(),
  calendar: BankCalendar.optional(),
};

/** When the work of a period is paid for. */
export const PayDay = z.discriminatedUnion('on', [
  /** The 15th and the last day, or so many days later. */
  z.strictObject({ on: z.literal('period-end'), daysAfter: z.int().min(0).max(31).optional(), ...common }),
  /** The first such weekday on or after the period's last day, or so many weeks later; -1 is within the last week. */
  z.strictObject({
    on: z.literal('weekday'),
    weekday: Weekday,
    weeksAfter: z.int().min(-1).max(4).optional(),
    ...common,
  }),
  /** A day of the month in which the period ends, or of the next. */
  z.strictObject({
    on: z.literal('day-of-month'),
    day: z.union([z.int().min(1).max(31), z.literal('last')]),
    monthsAfter: z.int().min(0).max(1).optional(),
    ...common,
  }),
]);
export type PayDay = z.output<typeof PayDay>;

/** The bank calendars, with the firm's corrections. */
export type Banks = (which: BankCalendar) => Calendar<'bank-days'>;

export function payDate(pay: PayDay, { end }: Pick<Span, 'end'>, banks: Banks): CivilDate {
  return roll(banks(pay.calendar ?? 'us-banking'), stated(pay, end), pay.roll ?? 'preceding');
}

function stated(pay: PayDay, end: CivilDate): CivilDate {
  switch (pay.on) {
    case 'period-end':
      return addDays(end, pay.daysAfter ?? 0);
    case 'weekday':
      return addWeeks(addDays(end, (pay.weekday - weekday(end) + 7) % 7), pay.weeksAfter ?? 0);
    case 'day-of-month':
      return dayOfMonth(end, pay.monthsAfter ?? 0, pay.day);
  }
}
