import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { explainedRoll, inFull } from '../../shared/dates/in-words.ts';
import type { Calendars } from '../templates/due-date.ts';
import type { Dated } from './dating.ts';
import { isFinished, type Task } from './task.ts';

/** How far a task is held back by what comes before it, and by which of it. */
export type HeldBack = { until: CivilDate; by: string };

/** What comes right after a task, named by its key or its id. */
function followersOf(tasks: readonly Task[]): (task: Task) => readonly Task[] {
  const named = Map.groupBy(
    tasks.flatMap((task) => (task.after ?? []).map((before) => ({ before, task }))),
    ({ before }) => before,
  );
  const by = (name: string | undefined) => (name === undefined ? [] : (named.get(name) ?? [])).map(({ task }) => task);
  return ({ id, key }) => [...by(id), ...by(key)];
}

/** What is finished holds nothing back any more, and whatever someone set by hand stands by itself. */
const passesOn = (task: Task) => !isFinished(task) && !task.pin;

/** What comes after a task that someone has set by hand, also at a distance, is not due before that one. */
export function heldBack(tasks: readonly Task[]): ReadonlyMap<Task, HeldBack> {
  const held = new Map<Task, HeldBack>();
  const pinned = tasks.filter((task) => task.pin && !isFinished(task));
  if (pinned.length === 0) return held;
  const followers = followersOf(tasks);
  // The latest first: whoever is held back already is so by that one.
  const latestFirst = pinned.toSorted((a, b) =>
    a.pin!.on === b.pin!.on ? a.position - b.position : a.pin!.on < b.pin!.on ? 1 : -1,
  );
  for (const one of latestFirst) {
    const next = [...followers(one)];
    for (let task = next.pop(); task; task = next.pop()) {
      if (held.has(task) || !passesOn(task)) continue;
      held.set(task, { until: one.pin!.on, by: one.title });
      next.push(...followers(task));
    }
  }
  return held;
}

/** The date that a rule gives, or the later one to which the task is held back. */
export function orLater(dated: Dated, held: HeldBack | undefined, { firm }: Calendars): Dated {
  if (dated.on === undefined || held === undefined || held.until <= dated.on) return dated;
  const { on, explain } = explainedRoll(firm, held.until, 'following');
  const why = `Not before “${held.by}”, which was set by hand to ${inFull(held.until)}`;
  return { ...dated, on, explain: [...dated.explain, why, ...explain] };
}
