import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { YearEnd } from '../../clients/year-end.ts';
import type { Frequency } from '../../engagements/fee.ts';
import type { Rhythm } from '../../recurrence/rhythm.ts';
import { rhythmOf } from '../../recurrence/rhythm-of.ts';

/** How often work is done, as firms say it in their lists. */
export const beats = [
  'weekly',
  'every-two-weeks',
  'semi-monthly',
  'monthly',
  'every-two-months',
  'quarterly',
  'every-four-months',
  'half-yearly',
  'yearly',
] as const;
export type Beat = (typeof beats)[number];

/** Bimonthly and biweekly mean either to some: they are read as most firms use them, every two. */
const said: readonly (readonly [RegExp, Beat | 'never'])[] = [
  [/^(?:once|one[ -]?(?:time|off)|as[ -]needed|on[ -](?:demand|request)|ad[ -]?hoc|none|never|hourly)$/, 'never'],
  [/^(?:every (?:2|two|other|second) weeks?|bi-?weekly|fortnightly|2w|26)$/, 'every-two-weeks'],
  [/^(?:semi-?monthly|half-?monthly|twice (?:a|per) month|15th and last(?: day)?|1st and 15th|24)$/, 'semi-monthly'],
  [/^(?:every (?:2|two|other|second) months?|bi-?monthly|2m)$/, 'every-two-months'],
  [/^(?:every (?:4|four) months|three times (?:a|per) year|4m)$/, 'every-four-months'],
  [
    /^(?:half-?yearly|semi-?annual(?:ly)?|twice (?:a|per) year|every (?:6|six) months|bi-?annual(?:ly)?|6m)$/,
    'half-yearly',
  ],
  [/^(?:weekly|every week|each week|w|1w|52)$/, 'weekly'],
  [/^(?:monthly|every month|each month|m|mo|mth|1m|12)$/, 'monthly'],
  [/^(?:quarterly|every quarter|each quarter|q|qtr|qtrly|every (?:3|three) months|3m|4)$/, 'quarterly'],
  [/^(?:yearly|annual(?:ly)?|every year|each year|once (?:a|per) year|per annum|y|yr|a|12m|1)$/, 'yearly'],
];

/** A cell of frequency; `never` is work that does not recur, nothing what is not understood. */
export function beatIn(cell: string): Beat | 'never' | undefined {
  const words = cell
    .toLowerCase()
    .replace(/[.–—_]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const spaced = words.replaceAll('-', ' ');
  return said.find(([pattern]) => pattern.test(words) || pattern.test(spaced))?.[1];
}

/** How often a rhythm comes, where that has a name here. */
export function beatOf(rhythm: Rhythm): Beat | undefined {
  switch (rhythm.kind) {
    case 'weeks':
      return ({ 1: 'weekly', 2: 'every-two-weeks' } as const)[rhythm.every];
    case 'semi-monthly':
      return 'semi-monthly';
    case 'months':
      return ofMonths[rhythm.every];
    case 'fiscal':
      return ({ year: 'yearly', quarter: 'quarterly' } as Record<string, Beat>)[rhythm.pattern] ?? 'monthly';
    case 'rrule':
    case 'after-completion':
      return undefined;
  }
}

const ofMonths = {
  1: 'monthly',
  2: 'every-two-months',
  3: 'quarterly',
  4: 'every-four-months',
  6: 'half-yearly',
  12: 'yearly',
} as const satisfies Record<number, Beat>;

type Ways = { usual: Rhythm | undefined; from?: CivilDate | undefined; yearEnd?: YearEnd | undefined };

/**
 * The rhythm of a beat for one client: the template's own where it comes as often, since that knows of pay days and year
 * ends.
 */
export function rhythmFor(beat: Beat, { usual, from, yearEnd }: Ways): Rhythm {
  if (usual && beatOf(usual) === beat) return usual;
  switch (beat) {
    case 'weekly':
      return rhythmOf('week', { from })!;
    case 'every-two-weeks':
      return rhythmOf('two-weeks', { from })!;
    case 'semi-monthly':
      return { kind: 'semi-monthly' };
    case 'monthly':
      return { kind: 'months', every: 1 };
    case 'every-two-months':
      return { kind: 'months', every: 2 };
    case 'quarterly':
      return { kind: 'months', every: 3 };
    case 'every-four-months':
      return { kind: 'months', every: 4 };
    case 'half-yearly':
      return { kind: 'months', every: 6 };
    case 'yearly':
      return rhythmOf('fiscal-year', { yearEnd })!;
  }
}

/** As a service says it, and is billed. What comes every two, four or six months has no name there. */
export function frequencyOf(beat: Beat): Frequency {
  switch (beat) {
    case 'every-two-months':
    case 'every-four-months':
    case 'half-yearly':
      return 'as-needed';
    case 'weekly':
    case 'every-two-weeks':
    case 'semi-monthly':
    case 'monthly':
    case 'quarterly':
    case 'yearly':
      return beat;
  }
}
