import { addBusinessDays, type Calendar, type Roll } from '../../shared/dates/calendar.ts';
import { BankCalendar, LegalCalendar } from '../../shared/dates/calendars.ts';
import { addDays, addMonths, addWeeks, addYears, type CivilDate, dayOfMonth } from '../../shared/dates/civil-date.ts';
import { dayName, explainedRoll, inFull, passedOver } from '../../shared/dates/in-words.ts';
import type { DueRule, NamedCalendar, Unit } from './due-rule.ts';

/** The calendars that a due date may count by: the firm's own, and those of law and banks by name. */
export type Calendars = {
  firm: Calendar<'working-days'>;
  legal: (which: LegalCalendar) => Calendar<'legal-days'>;
  bank: (which: BankCalendar) => Calendar<'bank-days'>;
};

/** Where an anchor stands. `says` are the words before its date: “Period ends”. */
export type Anchored = { on: CivilDate; says: string };

/** A date with how it came about, step by step; the last date written in full is `on`. */
export type Due = { on: CivilDate; at?: string; explain: string[] };

type Step = { on: CivilDate; explain: string[] };

/**
 * When something is due. A closed day goes to the business day before it, unless the rule says otherwise; what counts
 * from something that happened never comes before that. Civil dates throughout: no clock change moves them.
 */
export function dueDate(
  rule: DueRule,
  anchor: (name: string) => Anchored | undefined,
  calendars: Calendars,
): Due | { waitsFor: string } {
  const anchored = anchor(rule.anchor);
  if (!anchored) return { waitsFor: rule.anchor };
  const calendar = calendarOf(rule.offset?.calendar, calendars);
  const reached = step(rule, anchored.on, calendar);
  const moved = explainedRoll(calendar, reached.on, rollOf(rule, anchored.on, reached.on, calendar));
  const at = rule.at === undefined ? {} : { at: rule.at };
  const explain = [
    `${anchored.says} ${inFull(anchored.on)}`,
    ...reached.explain,
    ...moved.explain,
    ...(rule.at === undefined ? [] : [`at ${rule.at}`]),
  ];
  return { on: moved.on, ...at, explain };
}

function calendarOf(name: NamedCalendar | undefined, calendars: Calendars): Calendar {
  if (name === undefined) return calendars.firm;
  const bank = BankCalendar.safeParse(name);
  return bank.success ? calendars.bank(bank.data) : calendars.legal(LegalCalendar.parse(name));
}

/** `today`, `<task>.done`, `request.sent`, `letter.signed`: facts, and nothing that follows them can have been due before. */
const happened = /^today$|\.(?:done|sent|signed|paid|received)$/;

function rollOf(rule: DueRule, from: CivilDate, reached: CivilDate, calendar: Calendar): Roll {
  if (rule.roll !== undefined) return rule.roll;
  if (!happened.test(rule.anchor) || reached < from) return 'preceding';
  return addBusinessDays(calendar, reached, 0, 'preceding') < from ? 'following' : 'preceding';
}

const dayOf = (date: CivilDate): number => Number(date.slice(8));

const monthsIn: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

function step({ offset, day }: DueRule, from: CivilDate, calendar: Calendar): Step {
  const { n, unit } = offset ?? { n: 0, unit: 'month' as const };
  if (day !== undefined) {
    const on = dayOfMonth(from, n * (monthsIn[unit] ?? 1), day);
    const of = n === 0 ? 'the month' : `the month ${counted(n, unit)}`;
    return { on, explain: [`the ${dayName(dayOf(on) === day ? day : 'last')} of ${of}: ${inFull(on)}`] };
  }
  if (n === 0) return { on: from, explain: [] };
  const on = add(from, n, unit, calendar);
  const over = unit === 'bizday' ? passedOver(calendar, from, on) : [];
  const by = offset?.calendar === undefined || unit !== 'bizday' ? '' : ` (${calendar.title})`;
  // January 31 and a month.
  const shorter = unit in monthsIn && dayOf(on) < dayOf(from) ? ', where the month ends' : '';
  return { on, explain: [`${counted(n, unit)}${by}: ${inFull(on)}${shorter}`, ...over] };
}

function add(from: CivilDate, n: number, unit: Unit, calendar: Calendar): CivilDate {
  switch (unit) {
    case 'day':
      return addDays(from, n);
    case 'bizday':
      return addBusinessDays(calendar, from, n);
    case 'week':
      return addWeeks(from, n);
    case 'month':
      return addMonths(from, n);
    case 'quarter':
      return addMonths(from, 3 * n);
    case 'year':
      return addYears(from, n);
  }
}

/** “10 business days later”. */
function counted(n: number, unit: Unit): string {
  const many = Math.abs(n);
  return `${many} ${unit === 'bizday' ? 'business day' : unit}${many === 1 ? '' : 's'} ${n < 0 ? 'earlier' : 'later'}`;
}
