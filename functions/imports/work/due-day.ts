import { addDays, weekday, weekdayNames } from '../../../shared/dates/civil-date.ts';
import { broken } from '../../../shared/errors.ts';
import type { Rhythm } from '../../recurrence/rhythm.ts';
import { DueRuleError, parseDueRule, printDueRule } from '../../templates/due-rule.ts';
import { beatOf } from './beat.ts';
import { monthNamed } from '../when.ts';

const ordinal = '(?:st|nd|rd|th)?';
const business = '(?:b|w|business|working|work|banking)';
const afterwards = '(?: (?:after|following)(?: .*)?)?';
const ofNext = '(?: (?:of|in) (?:the )?(?:next|following|month(?: after| following)?)(?: month)?)?';

type Reading = readonly [RegExp, (found: RegExpExecArray) => string | undefined];

const isDayOfMonth = (n: string) => Number(n) >= 1 && Number(n) <= 31;
const sign = (word: string | undefined) => (word === 'before' ? '-' : '+');

/** What counts from the end of the period, whatever the period is. */
const fromTheEnd: readonly Reading[] = [
  // 10th business day, BD10, WD 10, 10 bd, business day 10
  [
    new RegExp(`^(\\d{1,3})${ordinal} ?${business}[ -]?d(?:ays?)?(?: (before))?${afterwards}${ofNext}$`),
    (found) => `period.end ${sign(found[2])}${Number(found[1])} bizday`,
  ],
  [new RegExp(`^${business}[ -]?d(?:ay)?[ +#]*(\\d{1,3})$`), ([, n]) => `period.end +${Number(n)} bizday`],
  // +15 days, 15 days after month end, 2 weeks after, 5 days before period end
  [
    /^\+?(\d{1,3}) ?(?:calendar )?(day|week|month)s?(?: (after|before)(?: .*)?)?$/,
    ([, n, unit, word]) => `period.end ${sign(word)}${Number(n)} ${unit}`,
  ],
  [/^t ?\+ ?(\d{1,3})$/, ([, n]) => `period.end +${Number(n)} bizday`],
];

/** Days of the month that comes after the period. */
const ofTheMonth: readonly Reading[] = [
  [
    /^(?:last|last day|eom|month[ -]?end|end of (?:the )?month|last day of (?:the )?(?:next |following )?month)$/,
    () => 'period.end +1 month day last',
  ],
  [
    new RegExp(`^last ${business}[ -]?day(?: of (?:the )?(?:next |following )?month)?$`),
    () => 'period.end +1 month day last roll preceding',
  ],
  [
    new RegExp(`^(?:the |day )?(\\d{1,2})${ordinal}(?: day)?${ofNext}$`),
    ([, n]) => (isDayOfMonth(n!) ? `period.end +1 month day ${Number(n)}` : undefined),
  ],
];

/** 3/15, March 15, 15 Mar: of work that is done once a year. */
function dayOfYear(text: string): { month: number; day: number } | undefined {
  const numbers = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  const named = new RegExp(`^([a-z]+\\.?) (\\d{1,2})${ordinal}$`).exec(text);
  const spoken = new RegExp(`^(\\d{1,2})${ordinal} (?:of )?([a-z]+\\.?)$`).exec(text);
  const [month, day] = numbers
    ? [Number(numbers[1]), Number(numbers[2])]
    : [monthNamed(named?.[1] ?? spoken?.[2] ?? ''), Number(named?.[2] ?? spoken?.[1])];
  if (!month || month > 12 || !(day >= 1 && day <= 31)) return undefined;
  return { month, day };
}

const endMonth = (rhythm: Rhythm): number =>
  (rhythm.kind === 'months' || rhythm.kind === 'fiscal' ? rhythm.yearEnd?.month : undefined) ?? 12;

const weekdayIn = (text: string): number | undefined => {
  const word = /^(?:every |each |following |next |the )*([a-z]{3,9})s?$/.exec(text)?.[1];
  const found = Object.entries(weekdayNames).find(
    ([, name]) => word !== undefined && name.toLowerCase().startsWith(word.replace(/s$/, '')),
  );
  return found && Number(found[0]);
};

/** The first such weekday after a week that begins on `from`. */
function ofTheWeek(rhythm: Extract<Rhythm, { kind: 'weeks' }>, day: number): string {
  const last = weekday(addDays(rhythm.from, -1));
  return `period.end +${(day - last + 7) % 7 || 7} day`;
}

function firstOf(readings: readonly Reading[], text: string): string | undefined {
  for (const [pattern, rule] of readings) {
    const found = pattern.exec(text);
    const read = found ? rule(found) : undefined;
    if (read !== undefined) return read;
  }
  return undefined;
}

function asNotation(text: string): string | undefined {
  try {
    return printDueRule(parseDueRule(text));
  } catch (error) {
    if (error instanceof DueRuleError) return undefined;
    throw error;
  }
}

const examples =
  'write it as 10, BD10, 10th business day, last day, 15 days after, or as a template does: period.end +10 bizday';

/** When work of a rhythm is due, by a cell that says it in the trade's words or as a template would. */
export function dueDayIn(cell: string, rhythm: Rhythm): string {
  const notation = asNotation(cell.trim());
  if (notation !== undefined) return notation;
  const text = cell
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^(?:due )?(?:on |by )?(?:the )?/, '')
    .trim();
  const counted = firstOf(fromTheEnd, text);
  if (counted !== undefined) return counted;
  const day = rhythm.kind === 'weeks' ? weekdayIn(text) : undefined;
  if (day !== undefined && rhythm.kind === 'weeks') return ofTheWeek(rhythm, day);
  const yearly = beatOf(rhythm) === 'yearly' ? dayOfYear(text) : undefined;
  if (yearly) {
    const n = (yearly.month - endMonth(rhythm) + 12) % 12 || 12;
    return `period.end +${n} month day ${yearly.day}`;
  }
  const monthly = firstOf(ofTheMonth, text);
  if (monthly === undefined) throw broken(`The day “${cell.slice(0, 40)}” is not understood: ${examples}`);
  if (rhythm.kind === 'weeks' || rhythm.kind === 'semi-monthly')
    throw broken(`“${cell.slice(0, 40)}” is a day of a month, and this is done more often: write BD3, say`);
  return monthly;
}
