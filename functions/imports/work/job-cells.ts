import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import { broken } from '../../../shared/errors.ts';
import type { Member } from '../../firm/member.ts';
import type { Progress } from '../../jobs/arriving.ts';
import { dueBeforeStart, isWorkDay } from '../../jobs/work-day.ts';
import type { TemplateContent } from '../../templates/template.ts';
import { dateIn, periodIn, type Span } from '../when.ts';
import { minutesIn } from './amounts.ts';
import { leftOut, peopleIn } from './calendar-cells.ts';
import type { WorkDraft } from './draft.ts';
import { stageIn } from './stage.ts';
import { memberFor } from './whom.ts';

/** What the cells of a row of open jobs mean. */
export type JobCells = {
  period: Span | undefined;
  startOn: CivilDate | undefined;
  dueOn: CivilDate | undefined;
  leadId: string | undefined;
  people: Readonly<Record<string, string>>;
  budgetMinutes: number | undefined;
  progress: Progress;
  /** Of a job without a template: what is still to be done. */
  tasks: string[];
  notes: string[];
};

function day(what: string, cell: string | undefined): CivilDate | undefined {
  const date = cell === undefined ? undefined : dateIn(cell);
  if (cell === undefined || (date !== undefined && isWorkDay(date))) return date;
  if (date !== undefined) throw broken(`The ${what} “${cell.slice(0, 40)}” is of no year of work: look at the year`);
  throw broken(`The ${what} “${cell.slice(0, 40)}” is no date: write 2026-11-30 or 11/30/2026`);
}

function periodFor(cell: string | undefined): Span | undefined {
  const period = cell === undefined ? undefined : periodIn(cell);
  if (cell === undefined || (period && isWorkDay(period.start) && isWorkDay(period.end))) return period;
  throw broken(`The period “${cell.slice(0, 40)}” is not understood: write 2026-11, Nov 2026, Q4 2026, 2026 or a day`);
}

const titles = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[;\n|]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** 5, 5/23, 5 of 23, or the tasks by name; 40 % of them is a share. */
export function doneIn(cell: string | undefined, count: number): Progress['done'] {
  if (cell === undefined) return undefined;
  const counted = /^(\d{1,3})(?: ?(?:\/|of|from) ?\d{1,3})?(?: tasks?)?(?: done| complete)?$/i.exec(cell.trim());
  if (counted) return Number(counted[1]);
  const share = /^(\d{1,3})(?:[.,]\d+)? ?%$/.exec(cell.trim());
  if (share) return Math.floor((Math.min(100, Number(share[1])) / 100) * count);
  return titles(cell);
}

function stageFor(cell: string | undefined): Pick<Progress, 'status' | 'waitsFor'> {
  const stage = cell === undefined ? undefined : stageIn(cell);
  if (cell === undefined) return {};
  if (stage === 'cancelled') throw broken(`“${cell}”: what was called off is not imported`);
  if (stage) return stage;
  throw broken(
    `The stage “${cell.slice(0, 40)}” is not understood: write planned, ready, active, waiting, review or done`,
  );
}

type Here = { team: readonly Member[]; content: TemplateContent | undefined };

export function jobCells({ said, notes }: WorkDraft, { team, content }: Here): JobCells {
  const named = content ? peopleIn(said, team, content) : { people: {}, notes: [] };
  const budgetMinutes = said.budget === undefined ? undefined : minutesIn(said.budget);
  const count = content?.sections.flatMap(({ tasks }) => tasks).filter(({ auto }) => !auto).length ?? 0;
  const [startOn, dueOn] = [day('start', said.start), day('due date', said.due)];
  if (startOn !== undefined && dueOn !== undefined && dueOn < startOn) throw broken(dueBeforeStart(startOn));
  return {
    period: periodFor(said.period),
    startOn,
    dueOn,
    leadId: said.who === undefined ? undefined : memberFor(team, said.who),
    people: named.people,
    budgetMinutes,
    progress: { ...stageFor(said.stage), done: doneIn(said['tasks.done'], count) },
    tasks: titles(said.tasks),
    notes: [
      ...notes,
      ...named.notes,
      ...leftOut('budget', said.budget, budgetMinutes),
      ...(content && said.tasks !== undefined ? ['Its tasks are those of the template'] : []),
    ],
  };
}
