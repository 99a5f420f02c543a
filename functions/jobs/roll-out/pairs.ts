import type { Task } from '../task.ts';
import type { Planned } from './as-made.ts';

/** A task of the job beside what the old version and the new make of it; some of the three may be missing. */
export type Pair = { ours?: Task; base?: Planned; next?: Planned };

type Keyed = { base: Planned[]; next: Planned[]; ours: Task[] };

function byKey(ours: readonly Task[], base: readonly Planned[], next: readonly Planned[]): Map<string, Keyed> {
  const found = new Map<string, Keyed>();
  const of = (key = '') => {
    const known = found.get(key) ?? { base: [], next: [], ours: [] };
    found.set(key, known);
    return known;
  };
  for (const one of next) of(one.task.key).next.push(one);
  for (const one of base) of(one.task.key).base.push(one);
  for (const one of ours) of(one.key).ours.push(one);
  return found;
}

/** Of several with one key, those with the same words belong together; the rest go by their order. */
function matched(ours: readonly Task[], base: readonly Planned[]): Map<Planned, Task> {
  const pairs = new Map<Planned, Task>();
  const left = new Set(ours);
  const take = (one: Planned, fits: (task: Task) => boolean) => {
    const task = [...left].find(fits);
    if (!task) return;
    pairs.set(one, task);
    left.delete(task);
  };
  for (const one of base) take(one, ({ title }) => title === one.task.title);
  for (const one of base) if (!pairs.has(one)) take(one, () => true);
  return pairs;
}

/**
 * Tasks by their key. What someone added beyond the template has no partner, and what the job has already although its
 * version did not make it is not added again.
 */
export function pairsOf(ours: readonly Task[], base: readonly Planned[], next: readonly Planned[]): Pair[] {
  return [...byKey(ours, base, next).values()].flatMap((all): Pair[] => {
    const pairs = matched(all.ours, all.base);
    const taken = new Set(pairs.values());
    const extra = all.ours.filter((task) => !taken.has(task));
    const planned = all.base.map((one, i): Pair => {
      const task = pairs.get(one);
      const then = all.next[i];
      return { base: one, ...(task && { ours: task }), ...(then && { next: then }) };
    });
    const further = all.next.slice(all.base.length);
    const added = further.slice(extra.length).map((one): Pair => ({ next: one }));
    return [...planned, ...added, ...extra.map((task): Pair => ({ ours: task }))];
  });
}
