import * as z from 'zod';
import { addDays, CivilDate, weekday } from '../../shared/dates/civil-date.ts';
import { NationalHolidays, nationalHolidays } from '../../shared/dates/holiday-sets.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { calendarOf, type Firm, FirmView, settingsOf } from './firm.ts';

/** The settings, with what follows from the working days among them. */
export const FirmAndDays = FirmView.extend({
  /** Within a year from today: when nobody works though their week would have it, and why. */
  daysOff: z.array(z.object({ date: CivilDate, reason: z.string() })),
  /** Of each national calendar, the holidays that `without` can name. */
  holidays: z.record(NationalHolidays, z.array(z.object({ key: z.string(), name: z.string() }))),
}).meta({ id: 'FirmAndDays' });

const holidays = Object.fromEntries(
  Object.entries(nationalHolidays).map(([set, { rules }]) => [set, rules.map(({ key, name }) => ({ key, name }))]),
) as z.output<typeof FirmAndDays>['holidays'];

const aYear = Array.from({ length: 366 }, (_, days) => days);

/** Weekends are left out: they are off every week. */
export function daysFrom(firm: Stored<Firm>, now: string) {
  const { weekend } = settingsOf(firm).workingDays;
  const { closedFor } = calendarOf(firm);
  const today = civilDateAt(now, firm.timeZone);
  const daysOff = aYear.flatMap((days) => {
    const date = addDays(today, days);
    const reason = weekend.includes(weekday(date)) ? undefined : closedFor(date);
    return reason === undefined ? [] : [{ date, reason }];
  });
  return { daysOff, holidays };
}
