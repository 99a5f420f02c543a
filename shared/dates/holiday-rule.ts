import * as z from 'zod';
import { addDays, CivilDate, nthWeekday, weekday, Weekday, year } from './civil-date.ts';

/**
 * Where a holiday on a weekend is kept: on its own day only; a Sunday's on Monday; a Saturday's on Friday as well;
 * or on the next weekday that is not a holiday already.
 */
export const Observed = z.enum(['as-is', 'sunday-to-monday', 'nearest-weekday', 'next-free-weekday']);

const common = {
  /** Names the holiday in settings ("all of these but `columbus-day`"): never changes. */
  key: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  observed: Observed.default('as-is'),
  /** First and last year it is kept. */
  from: z.int().optional(),
  until: z.int().optional(),
  /** Kept in one year of `every`, counted from `from`. */
  every: z.int().min(1).default(1),
  /** Years in which it was not kept, or on another day. */
  except: z.array(z.int()).default([]),
};

/** When a holiday falls, as data, so that a firm can state its own as the law states its. */
export const HolidayRule = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('fixed'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  z.object({
    ...common,
    kind: z.literal('weekday'),
    month: z.int().min(1).max(12),
    weekday: Weekday,
    /** 1 to 5; -1 is the month's last. */
    nth: z.union([z.literal(-1), z.int().min(1).max(5)]),
    /** Days after that weekday: the Friday after Thanksgiving is 1. */
    plus: z.int().min(-31).max(31).default(0),
  }),
  z.object({ ...common, kind: z.literal('easter'), plus: z.int().min(-70).max(70) }),
  z.object({ ...common, kind: z.literal('once'), date: CivilDate }),
]);
export type HolidayRule = z.infer<typeof HolidayRule>;

/** A day that is kept, by the holiday's name. */
export type ClosedDay = { date: CivilDate; name: string };

/** The days kept in a year, in order of date; among them those of a neighbour year's holidays (January 1 on December 31). */
export function closedDays(rules: readonly HolidayRule[], inYear: number): ClosedDay[] {
  return [inYear - 1, inYear, inYear + 1]
    .flatMap((each) => keptFor(rules, each))
    .filter(({ date }) => year(date) === inYear)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Where the rule's holiday falls in a year, before any move off a weekend. */
export function occurrence(rule: HolidayRule, inYear: number): CivilDate | undefined {
  const { from = -Infinity, until = Infinity, every, except } = rule;
  if (inYear < from || inYear > until || except.includes(inYear)) return undefined;
  if (every > 1 && (inYear - (rule.from ?? 0)) % every !== 0) return undefined;
  switch (rule.kind) {
    case 'fixed':
      return fixed(inYear, rule.month, rule.day);
    case 'weekday': {
      const found = nthWeekday(inYear, rule.month, rule.weekday, rule.nth);
      return found && addDays(found, rule.plus);
    }
    case 'easter':
      return addDays(easterSunday(inYear), rule.plus);
    case 'once':
      return year(rule.date) === inYear ? rule.date : undefined;
  }
}

function keptFor(rules: readonly HolidayRule[], inYear: number): ClosedDay[] {
  const falling = rules.flatMap((rule) => {
    const date = occurrence(rule, inYear);
    return date === undefined ? [] : [{ rule, date }];
  });
  const taken = new Set(falling.map(({ date }) => date));
  return falling.flatMap(({ rule, date }) => {
    const moved = move(date, rule.observed, taken);
    if (moved === date) return [{ date, name: rule.name }];
    taken.add(moved);
    return [
      { date, name: rule.name },
      { date: moved, name: `${rule.name} (observed)` },
    ];
  });
}

function move(date: CivilDate, observed: z.infer<typeof Observed>, taken: ReadonlySet<CivilDate>): CivilDate {
  const day = weekday(date);
  if (day < 6) return date;
  switch (observed) {
    case 'as-is':
      return date;
    case 'sunday-to-monday':
      return day === 7 ? addDays(date, 1) : date;
    case 'nearest-weekday':
      return addDays(date, day === 7 ? 1 : -1);
    case 'next-free-weekday': {
      let free = date;
      while (weekday(free) >= 6 || taken.has(free)) free = addDays(free, 1);
      return free;
    }
  }
}

/** None for February 29 in a common year. */
function fixed(inYear: number, month: number, day: number): CivilDate | undefined {
  const date = `${String(inYear).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return CivilDate.safeParse(date).success ? date : undefined;
}

/** Western Easter: the Gregorian computus in the form of Meeus, Jones and Butcher. */
export function easterSunday(inYear: number): CivilDate {
  const golden = inYear % 19;
  const century = Math.floor(inYear / 100);
  const inCentury = inYear % 100;
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return fixed(inYear, Math.floor(days / 31), (days % 31) + 1)!;
}
