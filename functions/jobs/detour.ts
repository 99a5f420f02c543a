import type { Anchored } from '../templates/due-date.ts';
import { parseDueRule } from '../templates/due-rule.ts';
import type { TemplateContent } from '../templates/template.ts';
import type { Task } from './task.ts';

/** The task that an anchor names, and whether it counts from its day or from when it is done. */
export function taskOfAnchor(anchor: string): { key: string; which: 'done' | 'due' } | undefined {
  const [, key, which] = /^([^.]+)\.(done|due)$/.exec(anchor) ?? [];
  if (key === undefined || key === 'job') return undefined;
  return { key, which: which as 'done' | 'due' };
}

/** What comes before a task that is not there, as far as that is: past others that are not there either. */
function before(
  key: string,
  tasks: ReadonlyMap<string, { after?: readonly string[] | undefined }>,
  isThere: (key: string) => boolean,
) {
  const seen = new Set<string>();
  const walk = (one: string): string[] => {
    if (seen.has(one)) return [];
    seen.add(one);
    return (tasks.get(one)?.after ?? []).flatMap((ref) => (isThere(ref) ? [ref] : walk(ref)));
  };
  return [...new Set(walk(key))];
}

/** The task that a date would count from and that this client’s job does not have: what it is called, and what was before it. */
export function absentAnchor(
  due: string | undefined,
  { sections }: Pick<TemplateContent, 'sections'>,
  isThere: (key: string) => boolean,
): Task['absent'] {
  const named = due === undefined ? undefined : taskOfAnchor(parseDueRule(due).anchor);
  if (!named || isThere(named.key)) return undefined;
  const tasks = new Map(sections.flatMap(({ tasks: all }) => all).map((task) => [task.key, task]));
  const task = tasks.get(named.key);
  // What its words would say of this client is never worked out.
  return (
    task && {
      title: task.title.includes('{') ? task.key : task.title.slice(0, 200),
      after: before(named.key, tasks, isThere).slice(0, 40),
    }
  );
}

/** Where a date counts from instead, and why: from other anchors, or from nothing at all. */
export type Detour = { says: string; names: readonly string[] };

/** What a date counts from in the end: a day, something that is waited for, or nothing but the day of the job. */
export type Reached = { why: readonly string[] } & (
  | { anchored: Anchored }
  | { waitsFor: string }
  | { isWithJob: true }
);

/**
 * Follows an anchor to where it leads. A task that is not there, or need not be done, hands on to what comes before it;
 * of several the latest counts. Where nothing comes before, the date is the job’s.
 */
export function reach(
  name: string,
  { detour, anchor }: { detour: (name: string) => Detour | undefined; anchor: (name: string) => Anchored | undefined },
  seen: ReadonlySet<string> = new Set(),
): Reached {
  const way = detour(name);
  if (!way) {
    const anchored = anchor(name);
    return anchored ? { anchored, why: [] } : { waitsFor: name, why: [] };
  }
  const on = new Set([...seen, name]);
  const all = way.names.filter((one) => !on.has(one)).map((one) => reach(one, { detour, anchor }, on));
  const why = [way.says];
  const waiting = all.find((one) => 'waitsFor' in one);
  if (waiting) return waiting;
  const known = all.flatMap((one) => ('anchored' in one ? [one] : []));
  const last = known.toSorted((a, b) => (a.anchored.on < b.anchored.on ? -1 : 1)).at(-1);
  return last ? { ...last, why: [...why, ...last.why] } : { isWithJob: true, why };
}
