import type * as z from 'zod';
import type { FirmAndDays } from '../../../../../functions/firm/days-off.ts';
import { months, weekdays } from '../../lib/calendar-words.ts';
import { keyOfOwn } from './own-key.ts';

export type DaysOff = z.output<typeof FirmAndDays>;
export type Days = DaysOff['workingDays'];
export type Rule = Days['own'][number];
export type Single = Days['closed'][number];
/** How a single day goes against the rest: closed though work is done on it, or open though none is. */
export type Against = 'closed' | 'open';
export type Change = (days: Days) => Days;

const nths = new Map([
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [5, 'fifth'],
  [-1, 'last'],
]);
export const nthChoices = [...nths].map(([nth, label]) => ({ value: String(nth), label }));

export const observedChoices = [
  { value: 'as-is', label: 'It is lost' },
  { value: 'nearest-weekday', label: 'On the nearest weekday' },
  { value: 'sunday-to-monday', label: 'From a Sunday to Monday' },
  { value: 'next-free-weekday', label: 'On the next weekday that is free' },
];

const daysFrom = (count: number, of: string) => {
  if (count === 0) return of;
  const days = Math.abs(count) === 1 ? 'day' : 'days';
  return `${Math.abs(count)} ${days} ${count > 0 ? 'after' : 'before'} ${of}`;
};

function sayDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}

function sayFalling(rule: Rule): string {
  switch (rule.kind) {
    case 'fixed':
      return `${rule.day} ${months[rule.month - 1]}`;
    case 'weekday': {
      const day = `the ${nths.get(rule.nth)} ${weekdays[rule.weekday - 1]} of ${months[rule.month - 1]}`;
      return daysFrom(rule.plus, day);
    }
    case 'easter':
      return daysFrom(rule.plus, 'Easter Sunday');
    case 'once':
      return sayDay(rule.date);
  }
}

/** `1 day after the fourth Thursday of November`, with the years where it is not kept in all of them. */
export function sayRule(rule: Rule): string {
  const years = [
    rule.every > 1 && `every ${rule.every} years`,
    rule.from !== undefined && `from ${rule.from}`,
    rule.until !== undefined && `until ${rule.until}`,
    rule.except.length > 0 && `not in ${rule.except.join(', ')}`,
  ].filter(Boolean);
  return [sayFalling(rule), ...years].join(', ');
}

export const newRule = {
  name: '',
  kind: 'fixed' as Rule['kind'],
  month: '12',
  day: 24,
  nth: '4',
  weekday: '4',
  plus: 0,
  date: '',
  observed: 'as-is',
};
export type RuleValues = typeof newRule;

/** The key is new: a holiday is known by it. */
export function ruleOf(values: RuleValues, own: readonly Rule[]): Rule {
  const { name, kind, day, plus, date } = values;
  const [month, weekday, nth] = [Number(values.month), Number(values.weekday), Number(values.nth)];
  const key = keyOfOwn(name);
  const isFree = (one: string) => own.every((rule) => rule.key !== one);
  const free = [key, ...own.map((_, i) => `${key}-${i + 2}`)].find(isFree)!;
  const common = { key: free, name: name.trim(), every: 1, except: [], observed: values.observed as Rule['observed'] };
  switch (kind) {
    case 'fixed':
      return { ...common, kind, month, day };
    case 'weekday':
      return { ...common, kind, month, weekday, nth, plus } as Rule;
    case 'easter':
      return { ...common, kind, plus };
    case 'once':
      return { ...common, kind, date, observed: 'as-is' };
  }
}

export const withWeekend =
  (weekend: readonly string[]): Change =>
  (days) => ({ ...days, weekend: weekend.map(Number).toSorted((a, b) => a - b) as Days['weekend'] });

/** What was worked on belongs to the calendar that it was said of. */
export const withNational =
  (national: string | null, without: readonly string[] = []): Change =>
  ({ national: _, ...days }) => ({
    ...days,
    without: [...without],
    ...(national !== null && { national: national as NonNullable<Days['national']> }),
  });

export const withWorkedOn =
  (key: string, isWorkedOn: boolean): Change =>
  (days) => {
    const others = days.without.filter((one) => one !== key);
    return { ...days, without: isWorkedOn ? [...others, key] : others };
  };

export const withRule =
  (rule: Rule): Change =>
  (days) => ({ ...days, own: [...days.own.filter(({ key }) => key !== rule.key), rule] });

export const withoutRule =
  ({ key }: Rule): Change =>
  (days) => ({ ...days, own: days.own.filter((one) => one.key !== key) });

const byDate = (a: Single, b: Single) => (a.date < b.date ? -1 : 1);

export const withSingle =
  (against: Against, day: Single): Change =>
  (days) => ({ ...days, [against]: [...days[against].filter(({ date }) => date !== day.date), day].toSorted(byDate) });

export const withoutSingle =
  (against: Against, { date }: Single): Change =>
  (days) => ({ ...days, [against]: days[against].filter((one) => one.date !== date) });
