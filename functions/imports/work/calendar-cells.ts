import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import { broken } from '../../../shared/errors.ts';
import type { Currency, Money } from '../../../shared/money.ts';
import type { Member } from '../../firm/member.ts';
import type { TemplateContent } from '../../templates/template.ts';
import { periodIn } from '../when.ts';
import { amountIn, minutesIn } from './amounts.ts';
import { type Beat, beatIn } from './beat.ts';
import type { WorkDraft } from './draft.ts';
import { memberFor } from './whom.ts';

/** What the cells of a row of a close calendar mean. */
export type CalendarCells = {
  beat: Beat | undefined;
  start: CivilDate | undefined;
  who: string | undefined;
  /** By the role's name in the template. */
  people: Readonly<Record<string, string>>;
  budgetMinutes: number | undefined;
  fee: Money | undefined;
  notes: string[];
};

type Here = { team: readonly Member[]; content: TemplateContent; currency: Currency };

/** Which part of the client's people plays a role that lists call by another name. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  reviewer: ['reviewer', 'manager'],
  partner: ['partner', 'approver'],
  coordinator: ['coordinator', 'admin'],
};

/** The role of a template that a column means: by its name, or by whom it is filled. */
export function roleIn({ roles }: Pick<TemplateContent, 'roles'>, called: string): string | undefined {
  const names = alsoCalled[called] ?? [called];
  const entries = Object.entries(roles);
  for (const name of names) {
    const found = entries.find(([role, source]) => role.toLowerCase() === name || source.split('.')[1] === name);
    if (found) return found[0];
  }
  return undefined;
}

/** Everyone whom the columns of further roles name. */
export function peopleIn(
  said: WorkDraft['said'],
  team: readonly Member[],
  content: Pick<TemplateContent, 'name' | 'roles'>,
): { people: Record<string, string>; notes: string[] } {
  const people: Record<string, string> = {};
  const notes: string[] = [];
  for (const [target, cell] of Object.entries(said)) {
    const called = /^role\.(.+)$/.exec(target)?.[1];
    if (called === undefined) continue;
    const role = roleIn(content, called);
    const memberId = memberFor(team, cell);
    if (role === undefined) notes.push(`${content.name} has no ${called}, so ${cell.slice(0, 60)} was left out`);
    else people[role] = memberId;
  }
  return { people, notes };
}

function beatFor(cell: string): Beat {
  const beat = beatIn(cell);
  if (beat === 'never') throw broken(`“${cell}” does not recur: leave the row out, and begin its job by hand`);
  if (beat !== undefined) return beat;
  throw broken(
    `How often is “${cell.slice(0, 40)}”? Write weekly, every two weeks, semi-monthly, monthly, quarterly, half-yearly or yearly`,
  );
}

function startFor(cell: string): CivilDate {
  const period = periodIn(cell);
  if (period) return period.start;
  throw broken(`The first period “${cell.slice(0, 40)}” is not understood: write 2026-11, Nov 2026, Q4 2026 or a day`);
}

/** What of a row is no amount, and is left out for that. */
export const leftOut = (what: string, cell: string | undefined, value: unknown): string[] =>
  cell !== undefined && value === undefined ? [`The ${what} ${cell.slice(0, 40)} is none, and was left out`] : [];

const of = <T>(cell: string | undefined, read: (cell: string) => T): T | undefined =>
  cell === undefined ? undefined : read(cell);

/** The cells that say something. The day waits for the rhythm. */
export function calendarCells({ said, notes }: WorkDraft, { team, content, currency }: Here): CalendarCells {
  const named = peopleIn(said, team, content);
  const budgetMinutes = of(said.budget, minutesIn);
  const fee = of(said.fee, (cell) => amountIn(cell, currency));
  return {
    beat: of(said.frequency, beatFor),
    start: of(said.start, startFor),
    who: of(said.who, (cell) => memberFor(team, cell)),
    people: named.people,
    budgetMinutes,
    fee,
    notes: [
      ...notes,
      ...named.notes,
      ...leftOut('budget', said.budget, budgetMinutes),
      ...leftOut(`fee in ${currency}`, said.fee, fee),
    ],
  };
}
