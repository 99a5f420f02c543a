import * as z from 'zod';
import { rolls, type Roll } from '../../shared/dates/calendar.ts';
import { BankCalendar, LegalCalendar } from '../../shared/dates/calendars.ts';

export const units = ['day', 'bizday', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

/** A calendar other than the firm's, named behind the unit: `bizday(us-banking)`. */
export const NamedCalendar = z.enum([...BankCalendar.options, ...LegalCalendar.options]);
export type NamedCalendar = z.infer<typeof NamedCalendar>;

/** When something is due: `period.end +10 bizday`, `payDate -2 bizday(us-banking)`, `period.end +1 month day 20`. */
export type DueRule = {
  /** What it counts from: `job.start`, `deadline(us-941)`, `k1-out.done`. */
  anchor: string;
  offset?: { n: number; unit: Unit; calendar?: NamedCalendar };
  roll?: Roll;
  /** The day of the month that the offset reaches. 31 is the last of a shorter one. */
  day?: number | 'last';
  /** On the firm's wall. */
  at?: string;
};

/** What is wrong with a rule, and where in its text. */
export class DueRuleError extends Error {
  override name = 'DueRuleError';
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Longer than that is a slip of the hand, and no date anyone plans for. */
const farthest = 1000;

type Word = { text: string; at: number };

const words = (text: string): Word[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));

const single = ['today', 'payDate', 'deadline'];
/** The second half of an anchor whose first half is not a task. */
const halves: Record<string, readonly string[]> = { job: ['start', 'due'], period: ['start', 'end'] };

const isAnchor = (text: string): boolean => {
  if (single.includes(text) || /^deadline\([a-z0-9]+(?:-[a-z0-9]+)*\)$/.test(text)) return true;
  if (!/^[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)+$/.test(text)) return false;
  const [first = '', ...rest] = text.split('.');
  return halves[first]?.includes(rest.join('.')) ?? true;
};

function anchorOf(word: Word | undefined): string {
  if (!word)
    throw new DueRuleError('A due date counts from something: job.start, period.end, deadline, <task>.done', 0);
  if (!isAnchor(word.text))
    throw new DueRuleError(
      `“${word.text}” is nothing to count from, as job.start, period.end, deadline, <task>.done are`,
      word.at,
    );
  return word.text;
}

function offsetOf(count: Word, unit: Word | undefined): NonNullable<DueRule['offset']> {
  const n = Number(count.text);
  if (!/^[+-]\d+$/.test(count.text) || Math.abs(n) > farthest)
    throw new DueRuleError(`“${count.text}” is not a count from -${farthest} to +${farthest}`, count.at);
  if (!unit) throw new DueRuleError(`“${count.text}” of what? ${units.join(', ')}`, count.at + count.text.length);
  const [, name = unit.text, calendar] = /^([a-z]+)(?:\(([^()]*)\))?$/.exec(unit.text) ?? [];
  const known = units.find((one) => one === name);
  if (!known) throw new DueRuleError(`“${unit.text}” is no unit: ${units.join(', ')}`, unit.at);
  // -0 and +0 are one rule.
  const offset = { n: n || 0, unit: known };
  if (calendar === undefined) return offset;
  const named = NamedCalendar.safeParse(calendar);
  if (!named.success)
    throw new DueRuleError(
      `There is no calendar “${calendar}”: ${NamedCalendar.options.join(', ')}`,
      unit.at + name.length + 1,
    );
  return { ...offset, calendar: named.data };
}

/** What follows the offset, in the order in which it is written. */
const clauses = {
  day(value: Word): Pick<DueRule, 'day'> {
    if (value.text === 'last') return { day: 'last' };
    if (!/^(?:[1-9]|[12]\d|3[01])$/.test(value.text))
      throw new DueRuleError(`“${value.text}” is no day of a month: 1 to 31, or last`, value.at);
    return { day: Number(value.text) };
  },
  roll(value: Word): Pick<DueRule, 'roll'> {
    const how = rolls.find((one) => one === value.text);
    if (!how) throw new DueRuleError(`“${value.text}” is no way to move a closed day: ${rolls.join(', ')}`, value.at);
    return { roll: how };
  },
  at(value: Word): Pick<DueRule, 'at'> {
    if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value.text))
      throw new DueRuleError(`“${value.text}” is no time of day: 17:00`, value.at);
    return { at: value.text };
  },
};
const order = Object.keys(clauses) as (keyof typeof clauses)[];

/** Reads a rule as it is written in a template. */
export function parseDueRule(text: string): DueRule {
  const [first, ...rest] = words(text);
  const rule: DueRule = { anchor: anchorOf(first) };
  if (rest[0] && /^[+-]?\d/.test(rest[0].text)) {
    const [count, unit] = rest.splice(0, 2);
    rule.offset = offsetOf(count!, unit);
  }
  let open = order;
  while (rest.length > 0) {
    const [key, value] = rest.splice(0, 2) as [Word, Word | undefined];
    const clause = open.find((one) => one === key.text);
    if (!clause) throw new DueRuleError(unexpected(key, open), key.at);
    if (!value) throw new DueRuleError(`“${key.text}” needs a word after it`, key.at + key.text.length);
    Object.assign(rule, clauses[clause](value));
    open = open.slice(open.indexOf(clause) + 1);
    checkDay(rule, key);
  }
  return rule;
}

const unexpected = ({ text }: Word, open: readonly string[]): string =>
  open.length === 0 ? `Nothing can follow here, so not “${text}”` : `“${text}” has no meaning here: ${open.join(', ')}`;

function checkDay({ day, offset }: DueRule, { at }: Word): void {
  if (day !== undefined && offset && !['month', 'quarter', 'year'].includes(offset.unit))
    throw new DueRuleError('A day of the month goes with months, quarters or years', at);
}

/** Writes a rule as it is read. */
export function printDueRule({ anchor, offset, day, roll, at }: DueRule): string {
  const parts = [anchor];
  if (offset) {
    parts.push(`${offset.n < 0 ? '-' : '+'}${Math.abs(offset.n)}`);
    parts.push(offset.calendar === undefined ? offset.unit : `${offset.unit}(${offset.calendar})`);
  }
  if (day !== undefined) parts.push('day', String(day));
  if (roll !== undefined) parts.push('roll', roll);
  if (at !== undefined) parts.push('at', at);
  return parts.join(' ');
}

/** A rule as it stands in a template: checked, and kept as it was written. */
export const DueRuleText = z
  .string()
  .trim()
  .max(160)
  .superRefine((text, context) => {
    try {
      parseDueRule(text);
    } catch (error) {
      if (!(error instanceof DueRuleError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  })
  .meta({ id: 'DueRule', examples: ['period.end +10 bizday', 'deadline -5 bizday'] });
