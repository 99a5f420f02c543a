import * as z from 'zod';
import { type Calendar, isBusinessDay } from '../../shared/dates/calendar.ts';
import { addDays, CivilDate, weekday, type Weekday } from '../../shared/dates/civil-date.ts';

const minutesOfDay = z.int().min(0).max(1440);

/** The working week of someone from a day on: minutes on each weekday, Monday first. */
export const Hours = z
  .strictObject({
    from: CivilDate,
    minutes: z.tuple([
      minutesOfDay,
      minutesOfDay,
      minutesOfDay,
      minutesOfDay,
      minutesOfDay,
      minutesOfDay,
      minutesOfDay,
    ]),
  })
  .meta({ id: 'Hours' });
export type Hours = z.output<typeof Hours>;

/** Days on which someone is away, wholly or for some minutes of each. */
type Away = { from: CivilDate; to: CivilDate; minutes?: number | undefined };

/** What it takes to tell how long someone works. */
export type Capacity = { hours: readonly Hours[]; absences: readonly Away[] };

/** Of what holds from a day on, that which holds on the date; nothing before the first. */
export const inForce = <T extends { from: CivilDate }>(list: readonly T[], date: CivilDate): T | undefined =>
  list.filter(({ from }) => from <= date).reduce<T | undefined>((a, b) => (a && a.from > b.from ? a : b), undefined);

/**
 * How many minutes someone works on a day. Their own week says which weekdays: who works on Saturdays does so whatever
 * the firm's weekend is, so `holidays` has none. Half a day away counts once for each absence, never below nothing.
 */
export function minutesOn({ hours, absences }: Capacity, holidays: Calendar<'working-days'>, date: CivilDate): number {
  const planned = inForce(hours, date)?.minutes[weekday(date) - 1] ?? 0;
  if (planned === 0 || !isBusinessDay(holidays, date)) return 0;
  const away = absences
    .filter(({ from, to }) => from <= date && date <= to)
    .reduce((sum, { minutes = planned }) => sum + minutes, 0);
  return Math.max(0, planned - away);
}

export const weekOf = (date: CivilDate, startsOn: Weekday): CivilDate[] => {
  const first = addDays(date, -((weekday(date) - startsOn + 7) % 7));
  return [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(first, day));
};

/** The same of the week that the day lies in. */
export const minutesInWeek = (
  capacity: Capacity,
  holidays: Calendar<'working-days'>,
  date: CivilDate,
  startsOn: Weekday,
): number => weekOf(date, startsOn).reduce((sum, day) => sum + minutesOn(capacity, holidays, day), 0);
