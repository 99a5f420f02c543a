import { addDays, type CivilDate, month, weekday, type Weekday, weekdayNames, year } from './civil-date.ts';
import { closedDays, type HolidayRule } from './holiday-rule.ts';

/** Which days are business days: three kinds, so that one cannot be handed in for another. */
export type Calendar<Kind extends CalendarKind = CalendarKind> = {
  readonly kind: Kind;
  /** For explanations: "District of Columbia: legal holidays". */
  readonly title: string;
  /** What the day is closed for, and nothing on a business day. */
  readonly closedFor: (date: CivilDate) => string | undefined;
};

export type CalendarKind = 'working-days' | 'legal-days' | 'bank-days';

/** What to do with a date that is not a business day. `nearest` prefers the later at equal distance. */
export const rolls = ['none', 'following', 'preceding', 'modified-following', 'modified-preceding', 'nearest'] as const;
export type Roll = (typeof rolls)[number];

/** A single day with its reason: a closed office, a postponed holiday, a law that changed. */
export type Exception = { date: CivilDate; reason: string };

/** Open days win over closed ones, and both over weekend and holidays. */
export function calendar<Kind extends CalendarKind>(
  kind: Kind,
  title: string,
  days: {
    weekend: readonly Weekday[];
    holidays: readonly HolidayRule[];
    closed?: readonly Exception[];
    open?: readonly Exception[];
  },
): Calendar<Kind> {
  const open = new Set(days.open?.map(({ date }) => date));
  const closed = new Map(days.closed?.map(({ date, reason }) => [date, reason]));
  const holidays = holidaysByYear(days.holidays);
  return {
    kind,
    title,
    closedFor(date) {
      if (open.has(date)) return undefined;
      const day = weekday(date);
      return (
        closed.get(date) ??
        holidays(year(date)).get(date) ??
        (days.weekend.includes(day) ? weekdayNames[day] : undefined)
      );
    },
  };
}

export const isBusinessDay = (on: Calendar, date: CivilDate): boolean => on.closedFor(date) === undefined;

/** Moves a date that is not a business day; `modified-…` turns round rather than leave the month. */
export function roll(on: Calendar, date: CivilDate, how: Roll): CivilDate {
  if (how === 'none' || isBusinessDay(on, date)) return date;
  switch (how) {
    case 'following':
      return next(on, date, 1);
    case 'preceding':
      return next(on, date, -1);
    case 'modified-following':
      return within(date, next(on, date, 1)) ?? next(on, date, -1);
    case 'modified-preceding':
      return within(date, next(on, date, -1)) ?? next(on, date, 1);
    case 'nearest':
      return nearest(on, date);
  }
}

/**
 * The nth business day after the date, before it when `n` is negative; the date itself is not counted, whether it is
 * a business day or not. Zero rolls the date.
 */
export function addBusinessDays(on: Calendar, date: CivilDate, n: number, zeroRolls: Roll = 'following'): CivilDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`Add a whole number of business days, not ${n}`);
  if (n === 0) return roll(on, date, zeroRolls);
  const step = n > 0 ? 1 : -1;
  let reached = date;
  for (let counted = 0; counted !== n; counted += step) reached = next(on, reached, step);
  return reached;
}

/** How many business days to add to `from` to reach `to`, when that is one; negative when it is before. */
export function businessDaysBetween(on: Calendar, from: CivilDate, to: CivilDate): number {
  const step = from < to ? 1 : -1;
  let count = 0;
  for (let date = from; date !== to;) {
    date = addDays(date, step);
    if (isBusinessDay(on, date)) count += step;
  }
  return count;
}

function next(on: Calendar, date: CivilDate, step: 1 | -1): CivilDate {
  let reached = date;
  for (let looked = 0; looked < 366; looked++) {
    reached = addDays(reached, step);
    if (isBusinessDay(on, reached)) return reached;
  }
  throw new RangeError(`${on.title} has no business day within a year of ${date}: open some days in it`);
}

function nearest(on: Calendar, date: CivilDate): CivilDate {
  for (let away = 1; away <= 366; away++)
    for (const candidate of [addDays(date, away), addDays(date, -away)])
      if (isBusinessDay(on, candidate)) return candidate;
  return next(on, date, 1);
}

const within = (date: CivilDate, rolled: CivilDate): CivilDate | undefined =>
  month(rolled) === month(date) ? rolled : undefined;

function holidaysByYear(rules: readonly HolidayRule[]): (inYear: number) => ReadonlyMap<CivilDate, string> {
  const years = new Map<number, ReadonlyMap<CivilDate, string>>();
  return (inYear) => {
    const known = years.get(inYear);
    if (known) return known;
    const names = new Map(closedDays(rules, inYear).map(({ date, name }) => [date, name]));
    years.set(inYear, names);
    return names;
  };
}
