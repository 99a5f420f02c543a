import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { isOpen as isOpenNote, type ReviewNote } from './review-note.ts';
import type { Schedule } from './schedule.ts';
import { type Blocker, blockersOfTask } from './standing.ts';
import { complete, type Task } from './task.ts';

/** What stands in the way, as a refusal that a page can show line by line. */
const blocked = (message: string, blockers: readonly Blocker[]) =>
  broken(message, { blockedBy: blockers.map(({ after, says, isGate }) => ({ after, says, isGate })) });

const first = (blockers: readonly Blocker[]) =>
  blockers.length === 1 ? blockers[0]!.says : `${blockers[0]!.says}, and ${blockers.length - 1} more`;

/** Nobody passes a gate; any other order is passed with a reason, which the task keeps. */
export function inOrder(task: Task, schedule: Schedule, reason: string | undefined, by: string, now: string): Task {
  const blockers = blockersOfTask(schedule, task.id);
  if (blockers.length === 0) return task;
  const gates = blockers.filter(({ isGate }) => isGate);
  if (gates.length > 0) throw blocked(`Not before ${first(gates)}`, gates);
  if (reason === undefined)
    throw blocked(`Not before ${first(blockers)}; with a reason it can be done all the same`, blockers);
  const passed = blockers.map(({ after }) => ({ after, reason, by, at: now }));
  return { ...task, passed: [...(task.passed ?? []), ...passed].slice(-20) };
}

export type Approving = {
  tasks: readonly Task[];
  schedule: Schedule;
  notes: readonly ReviewNote[];
  by: string;
  /** Whether anyone else of the team could approve. */
  someoneElse: boolean;
  /** Who has which role in the job. */
  people: readonly { role: string; memberId: string }[];
};

/** Who prepared the work that a review is of. */
function preparersOf(review: NonNullable<Task['review']>, { tasks, schedule, people }: Approving): Set<string> {
  const reviewed = tasks.filter(({ key, id }) => key === review.of || id === review.of);
  const worked = reviewed.flatMap(({ id, startedBy, doneBy }) => [startedBy, doneBy, schedule.lines[id]?.who]);
  const inRole = people.filter(({ role }) => role === review.notSameAs).map(({ memberId }) => memberId);
  return new Set([...worked, ...inRole].filter((id) => id !== undefined));
}

const isOnNotes = ({ when = '' }: Task) => /\bhas notes\b/.test(when);

/** Who prepared does not approve where the template asks for that and someone else could; no note is left open. */
export function mayApprove(task: Task, approving: Approving): void {
  const open = approving.notes.filter(isOpenNote);
  const hasNoteTask = approving.tasks.some((one) => isOnNotes(one) && one.status !== 'skipped');
  if (open.length > 0 && (isOnNotes(task) || (task.review && !hasNoteTask)))
    throw broken(`${open.length === 1 ? 'A review note is' : `${open.length} review notes are`} still open`, {
      field: 'notes',
      notes: open.map(({ id }) => id),
    });
  if (task.review?.notSameAs === undefined || !approving.someoneElse) return;
  if (preparersOf(task.review, approving).has(approving.by))
    throw broken('Who prepared this does not approve it; someone else has to', { field: 'review' });
}

export type Completing = Approving & { reason?: string | undefined; now: string; today: CivilDate };

/** A task done by a person: in its order, and approved by who may. */
export function completed(task: Task, completing: Completing): Task {
  const { schedule, reason, by, now, today } = completing;
  mayApprove(task, completing);
  return complete(inOrder(task, schedule, reason, by, now), { by, now, today });
}
