import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { seldom } from '../../shared/seldom.ts';

const library = () => seldom('rrule-temporal') as typeof import('rrule-temporal');
import { broken } from '../../shared/errors.ts';

// Of RFC 5545 what has to do with days. When it ends is the series' own, so COUNT and UNTIL have no place here.
const day = '[+-]?(?:[1-9]|[12]\\d|3[01])';
const list = (item: string) => `${item}(?:,${item}){0,30}`;
const parts = [
  'INTERVAL=[1-9]\\d?',
  `BYDAY=${list('(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)')}`,
  `BYMONTHDAY=${list(day)}`,
  `BYMONTH=${list('(?:[1-9]|1[0-2])')}`,
  `BYSETPOS=${list('[+-]?[1-9]\\d{0,2}')}`,
  'WKST=(?:MO|SU)',
];
const grammar = new RegExp(`^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:${parts.join('|')}))*$`);

const names = (rule: string): string[] => rule.split(';').map((part) => part.slice(0, part.indexOf('=')));

/** A rule that never comes true gives up after so many days, weeks, months or years without a date. */
const limits = { maxIterations: 4000, maxCandidateEvaluations: 40_000 };

const at = (date: CivilDate): Temporal.ZonedDateTime => Temporal.PlainDate.from(date).toZonedDateTime('UTC');

const made = (rule: string, from: CivilDate) =>
  new (library().RRuleTemporal)({
    rruleString: `RRULE:${rule}`,
    dtstart: at(from),
    temporal: Temporal,
    strict: true,
    cache: false,
    ...limits,
  });

const dateOf = (found: Temporal.ZonedDateTime | null): CivilDate | undefined => found?.toPlainDate().toString();

/** The last date of the rule on or before a day, and the first after it. */
export function around(rule: string, from: CivilDate, date: CivilDate): { last?: CivilDate; next?: CivilDate } {
  try {
    const dates = made(rule, from);
    const last = dateOf(dates.previous(at(date), true));
    const next = dateOf(dates.next(at(date), false));
    return { ...(last !== undefined && { last }), ...(next !== undefined && { next }) };
  } catch (error) {
    throw broken(`The rule ${rule} comes to no date near ${date}`, { cause: String(error) });
  }
}

/** What is wrong with a rule, in words. */
export function faultIn(rule: string, from: CivilDate): string | undefined {
  if (!grammar.test(rule))
    return 'A rule like FREQ=MONTHLY;BYDAY=2TU of FREQ (DAILY to YEARLY), INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST';
  if (new Set(names(rule)).size < names(rule).length) return 'This rule says something twice';
  try {
    const first = dateOf(made(rule, from).next(at(from), true));
    const second = first && around(rule, from, first).next;
    return second ? undefined : 'This rule comes to no date twice';
  } catch {
    return 'This rule comes to no date, or contradicts itself';
  }
}
