import type * as z from 'zod';
import type { PayDay as Pay } from '../../../../functions/recurrence/pay-day.ts';
import type { Rhythm as Way } from '../../../../functions/recurrence/rhythm.ts';
import { months, sayYearEnd, weekdays } from './calendar-words.ts';
import { weekdayOf } from './dates.ts';

export type Rhythm = z.output<typeof Way>;
export type PayDay = z.output<typeof Pay>;
export type Fiscal = Extract<Rhythm, { kind: 'fiscal' }>;
type Unit = Extract<Rhythm, { kind: 'after-completion' }>['unit'];

export const monthly: Readonly<Record<Extract<Rhythm, { kind: 'months' }>['every'], string>> = {
  1: 'Monthly',
  2: 'Every two months',
  3: 'Quarterly',
  4: 'Three times a year',
  6: 'Twice a year',
  12: 'Yearly',
};

export const patternWords: Readonly<Record<Fiscal['pattern'], string>> = {
  year: 'Yearly',
  quarter: 'Quarterly',
  '4-4-5': 'Monthly, 4-4-5 weeks',
  '4-5-4': 'Monthly, 4-5-4 weeks',
  '5-4-4': 'Monthly, 5-4-4 weeks',
  '13x4': '13 periods of 4 weeks',
};

const countOf = (n: number, unit: Unit) => (n === 1 ? `a ${unit}` : `${n} ${unit}s`);
const nth = (day: number) =>
  `${day}${((day % 100 < 11 || day % 100 > 13) && ['st', 'nd', 'rd'][(day % 10) - 1]) || 'th'}`;

function often(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case 'weeks':
      return `${rhythm.every === 1 ? 'Weekly' : `Every ${rhythm.every} weeks`}, from ${weekdays[weekdayOf(rhythm.from) - 1]}`;
    case 'semi-monthly':
      return 'Twice a month, to the 15th and to the last day';
    case 'months': {
      const { every, yearEnd } = rhythm;
      const isOwn = every > 1 && yearEnd && (yearEnd.month !== 12 || yearEnd.day !== 31);
      return isOwn ? `${monthly[every]}, in years to ${yearEnd.day} ${months[yearEnd.month - 1]}` : monthly[every];
    }
    case 'fiscal':
      return `${patternWords[rhythm.pattern]}, in years to the ${sayYearEnd(rhythm.yearEnd)}`;
    case 'rrule':
      return `By the rule ${rhythm.rule}`;
    case 'after-completion':
      return `${countOf(rhythm.every, rhythm.unit).replace(/^./, (letter) => letter.toUpperCase())} after the one before is done`;
  }
}

function paid(pay: PayDay): string {
  switch (pay.on) {
    case 'period-end':
      return pay.daysAfter ? `${countOf(pay.daysAfter, 'day')} after the period ends` : 'when the period ends';
    case 'weekday': {
      const weeks = pay.weeksAfter ?? 0;
      const far = weeks < 0 ? ' before the period ends' : weeks === 0 ? '' : `, ${countOf(weeks, 'week')} later`;
      return `on ${weekdays[pay.weekday - 1]}${far}`;
    }
    case 'day-of-month':
      return `on the ${pay.day === 'last' ? 'last day' : nth(pay.day)}${pay.monthsAfter ? ' of the next month' : ''}`;
  }
}

/** How often, as people say it: `Quarterly, in years to 30 June`, `Every 2 weeks, from Monday; paid on Friday`. */
export const sayRhythm = (rhythm: Rhythm): string =>
  'pay' in rhythm && rhythm.pay ? `${often(rhythm)}; paid ${paid(rhythm.pay)}` : often(rhythm);
