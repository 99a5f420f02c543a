import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { once } from '../../shared/once.ts';
import { relatedOf } from './related.ts';
import type { Line, Schedule } from './schedule.ts';
import { openLines } from './schedule.ts';

/** Something that must be finished first. Who is behind a gate cannot go on, whatever the reason. */
export type Blocker = { after: string; says: string; isGate: boolean };

/** How a task stands today: derived from the schedule, never stored. */
export type Standing = {
  blockedBy: readonly Blocker[];
  isUpNext: boolean;
  isOverdue: boolean;
  isAtRisk: boolean;
};

const isDone = ({ status }: Line) => status === 'done' || status === 'skipped' || status === 'dormant';

const outside: Readonly<Record<string, string>> = {
  'letter.signed': 'the letter is signed',
  'trust.received': 'the advance is in the trust account',
  'invoice.paid': 'the invoice is paid',
};

/** What a fact is called in a sentence that begins “not before”. */
function saysOf(fact: string): string {
  const related = relatedOf(fact);
  if (related) return `“${related.task}” is done in the related job`;
  const request = /^request\.(.+)$/.exec(fact)?.[1];
  return outside[fact] ?? (request === undefined ? fact : `the client has answered “${request}”`);
}

/** What only the client can do. */
export const isTheClients = (ref: string): boolean => ref.startsWith('request.') || ref in outside;

/** A thousand tasks that wait for each other would be looked through a million times. */
const byKey = once((lines: Schedule['lines']) => {
  const keyed = new Map<string, Line[]>();
  for (const line of Object.values(lines)) {
    const { key } = line;
    const same = key === undefined ? undefined : keyed.get(key);
    if (same) same.push(line);
    else if (key !== undefined) keyed.set(key, [line]);
  }
  return keyed;
});

/** The lines that a reference means: one by its id, or all of its key. */
const meant = ({ lines }: Pick<Schedule, 'lines'>, ref: string): readonly Line[] => {
  const byId = lines[ref];
  return byId ? [byId] : (byKey(lines).get(ref) ?? []);
};

function blockersOf(schedule: Pick<Schedule, 'lines' | 'facts'>, line: Line): Blocker[] {
  return (line.after ?? []).flatMap((after): Blocker[] => {
    const found = meant(schedule, after);
    if (found.length > 0)
      return found
        .filter((one) => !isDone(one))
        .map((one) => ({ after, says: `“${one.title}” is done`, isGate: !!(one.gate || line.gate) }));
    if (schedule.facts.includes(after)) return [];
    return [{ after, says: saysOf(after), isGate: !!line.gate }];
  });
}

const minutesOfADay = 480;

/** Minutes of work that must still be done before a line is, with its own. */
function minutesUpTo(schedule: Pick<Schedule, 'lines'>, line: Line, seen = new Set<Line>()): number {
  if (seen.has(line) || isDone(line)) return 0;
  seen.add(line);
  const before = (line.after ?? []).flatMap((ref) => meant(schedule, ref));
  return before.reduce((sum, one) => sum + minutesUpTo(schedule, one, seen), line.minutes ?? 0);
}

export type Working = { today: CivilDate; businessDays: (from: CivilDate, to: CivilDate) => number };

/** At risk is what waits for something overdue, or for more work than there are hours until its day. */
function isAtRisk(schedule: Pick<Schedule, 'lines'>, line: Line, { today, businessDays }: Working): boolean {
  if (line.due === undefined || line.due < today) return false;
  const { due } = line;
  const waitsForLate = (line.after ?? [])
    .flatMap((ref) => meant(schedule, ref))
    .some((one) => !isDone(one) && one.due !== undefined && one.due < today);
  return waitsForLate || minutesUpTo(schedule, line) > (businessDays(today, due) + 1) * minutesOfADay;
}

/** How each task that is still to be done stands. */
export function standingsOf(schedule: Pick<Schedule, 'lines' | 'facts'>, working: Working): Map<string, Standing> {
  return new Map(
    openLines(schedule).map(([taskId, line]) => {
      const blockedBy = blockersOf(schedule, line);
      const isOverdue = line.due !== undefined && line.due < working.today;
      return [
        taskId,
        { blockedBy, isUpNext: blockedBy.length === 0, isOverdue, isAtRisk: isAtRisk(schedule, line, working) },
      ];
    }),
  );
}

/** Whatever stands before one task. */
export const blockersOfTask = (schedule: Pick<Schedule, 'lines' | 'facts'>, taskId: string): Blocker[] => {
  const line = schedule.lines[taskId];
  return line ? blockersOf(schedule, line) : [];
};
