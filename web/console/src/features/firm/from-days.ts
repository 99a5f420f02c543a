import type * as z from 'zod';
import type { Hours as OneWeek } from '../../../../../functions/firm/hours.ts';
import type { Rate as OneRate } from '../../../../../functions/firm/rates.ts';

type From = { from: string };
export type Hours = z.output<typeof OneWeek>;
export type Rate = z.output<typeof OneRate>;
export type RateKind = 'billRates' | 'costRates';

/** Of what holds from a day on, that which holds today. */
export const inForce = <T extends From>(list: readonly T[] = [], today: string): T | undefined =>
  list.filter(({ from }) => from <= today).at(-1);

const byDay = (a: From, b: From) => (a.from < b.from ? -1 : 1);

export const without = <T extends From>(list: readonly T[] = [], { from }: From): T[] =>
  list.filter((one) => one.from !== from);

/** From each day on there is one. */
export const withOne = <T extends From>(list: readonly T[] = [], one: T): T[] =>
  [...without(list, one), one].toSorted(byDay);

/** A list as it was from one day on, and as it is now on every other. */
export const asBefore = <T extends From>(list: readonly T[] = [], day: From, before: readonly T[] = []): T[] => {
  const had = before.find(({ from }) => from === day.from);
  return had ? withOne(list, had) : without(list, day);
};

const usual = [480, 480, 480, 480, 480, 0, 0];
const inHours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;

/** What a new week begins with in a form: the last one, in hours. */
export const lastWeek = (hours: readonly Hours[] = []): number[] => (hours.at(-1)?.minutes ?? usual).map(inHours);

export const hoursOf = (from: string, hours: readonly number[]): Hours => ({
  from,
  minutes: hours.map((one) => Math.round(one * 60)) as Hours['minutes'],
});

/** `7.5`, and nothing on a day without work. */
export const sayDayHours = (minutes: number): string => (minutes === 0 ? '' : String(inHours(minutes)));

export const sayWeekHours = (minutes: readonly number[]): string => String(inHours(minutes.reduce((a, b) => a + b, 0)));
