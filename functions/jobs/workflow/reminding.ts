import { addBusinessDays, type Calendar } from '../../../shared/dates/calendar.ts';
import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import { workingOf, type Dating } from '../dating.ts';
import type { Job } from '../job.ts';
import { type Line, openLines, type Schedule } from '../schedule.ts';
import { type Standing, standingsOf } from '../standing.ts';

/** Of what someone is reminded: once for each task, reason and due day. */
export type Reminder = {
  taskId: string;
  title: string;
  why: 'soon' | 'due' | 'overdue' | 'escalated' | 'at-risk' | 'failed';
  due?: CivilDate;
  /** Members of the team. */
  to: readonly string[];
};

export type Told = Readonly<Record<string, string>>;

/** What a person was told of one task last: for which due day, how urgently, on which day, and whether of the risk. */
type Last = { due: CivilDate; stage: Stage; on: CivilDate; risk: boolean };

const stages = ['none', 'soon', 'due', 'overdue', 'escalated'] as const;
type Stage = (typeof stages)[number];

const write = ({ due, stage, on, risk }: Last) => `${due} ${stage} ${on}${risk ? ' at-risk' : ''}`;

function read(told: string | undefined, due: CivilDate): Last {
  const [was, stage = 'none', on = '', risk] = (told ?? '').split(' ');
  // Another day is another matter.
  if (was !== due) return { due, stage: 'none', on: '', risk: false };
  return { due, stage: stage as Stage, on, risk: risk !== undefined };
}

const daysAhead = 2;
const daysLate = 3;

/** The days on which something is to be told of a task, or its risk looked at. */
export const daysOf = (firm: Calendar, due: CivilDate): CivilDate[] => [
  addBusinessDays(firm, due, -5),
  addBusinessDays(firm, due, -daysAhead),
  due,
  addBusinessDays(firm, due, 1),
  addBusinessDays(firm, due, daysLate),
];

function stageOf(firm: Calendar, { stage, on }: Last, due: CivilDate, today: CivilDate): Stage {
  const wasLate = stage === 'overdue' || stage === 'escalated';
  if (today >= addBusinessDays(firm, due, daysLate) && wasLate && on < today) return 'escalated';
  if (today > due) return wasLate ? stage : 'overdue';
  if (today === due) return 'due';
  return today >= addBusinessDays(firm, due, -daysAhead) ? 'soon' : 'none';
}

const leads = new Set(['lead', 'manager', 'partner']);

/** Who answers for the job. */
const leadersOf = ({ leadId, people = [] }: Job): string[] => [
  ...new Set([
    ...(leadId === undefined ? [] : [leadId]),
    ...people.filter(({ role }) => leads.has(role.toLowerCase())).map(({ memberId }) => memberId),
  ]),
];

/** Who is told of a task: who does it, else who leads. */
export function toldOf(job: Job, { who }: Pick<Line, 'who'>): string[] {
  if (who !== undefined) return [who];
  return job.leadId === undefined ? leadersOf(job) : [job.leadId];
}

type OfTask = { reminders: Reminder[]; last: Last };

/** A step that runs by itself reminds nobody of itself; one that waits for a person's word does. */
const isSomeones = ({ auto, held }: { auto: boolean; held: boolean }) => !auto || held;

function ofTask(job: Job, [taskId, line]: [string, Line], standing: Standing, had: Last, dating: Dating): OfTask {
  const { firm } = dating.calendars;
  const { today } = dating;
  const due = line.due!;
  const head = { taskId, title: line.title, due };
  const stage = standing.isUpNext ? stageOf(firm, had, due, today) : 'none';
  const isNew = stages.indexOf(stage) > stages.indexOf(had.stage);
  const isAtRisk = standing.isAtRisk && !had.risk;
  const mine = toldOf(job, line);
  const all = [...new Set([...mine, ...leadersOf(job)])];
  return {
    reminders: [
      ...(isNew && stage !== 'none' ? [{ ...head, why: stage, to: stage === 'escalated' ? all : mine }] : []),
      ...(isAtRisk ? [{ ...head, why: 'at-risk' as const, to: all }] : []),
    ],
    last: {
      due,
      stage: isNew ? stage : had.stage,
      on: isNew ? today : had.on,
      risk: had.risk || standing.isAtRisk,
    },
  };
}

/**
 * What counts as told of a job that comes in late from elsewhere: its people know what lies behind it. From now on they
 * are reminded of what comes.
 */
export function knownOnArrival(reminding: Omit<Reminding, 'told'>): Told {
  const { firm } = reminding.dating.calendars;
  const { today } = reminding.dating;
  const { told } = remindersOf({ ...reminding, told: {} });
  return Object.fromEntries(
    Object.entries(told).map(([taskId, words]) => {
      const last = read(words, words.split(' ')[0]!);
      const isOld = last.stage === 'overdue' && today >= addBusinessDays(firm, last.due, daysLate);
      return [taskId, write(isOld ? { ...last, stage: 'escalated' } : last)];
    }),
  );
}

export type Reminding = { job: Job; schedule: Schedule; held: ReadonlySet<string>; told: Told; dating: Dating };

/** Whom to remind of what today, and what they are told of then. */
export function remindersOf({ job, schedule, held, told, dating }: Reminding): { reminders: Reminder[]; told: Told } {
  if (job.status === 'planned') return { reminders: [], told };
  const standings = standingsOf(schedule, workingOf(dating));
  const reminders: Reminder[] = [];
  const after: Record<string, string> = {};
  for (const [taskId, line] of openLines(schedule)) {
    if (line.due === undefined || !isSomeones({ auto: !!line.auto, held: held.has(taskId) })) continue;
    const one = ofTask(job, [taskId, line], standings.get(taskId)!, read(told[taskId], line.due), dating);
    reminders.push(...one.reminders);
    if (one.last.stage !== 'none' || one.last.risk) after[taskId] = write(one.last);
  }
  return { reminders, told: after };
}
