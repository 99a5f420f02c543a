import { parseDueRule, printDueRule } from '../templates/due-rule.ts';
import type { Task } from './task.ts';

/** What a task is called among those that are there already: `review`, `review-2`, `review-3`. */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) {
    const other = `${key.slice(0, 56)}-${n}`;
    if (!taken.has(other)) return other;
  }
}

/** Other names for the keys that are taken. */
export function otherKeys(keys: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  const all = new Set([...taken, ...keys]);
  const others = new Map<string, string>();
  for (const key of new Set(keys)) {
    if (!taken.has(key)) continue;
    const other = freeKey(key, all);
    all.add(other);
    others.set(key, other);
  }
  return others;
}

type Names = ReadonlyMap<string, string>;
const named = (names: Names) => (key: string) => names.get(key) ?? key;

function ruleWith(text: string, names: Names): string {
  const rule = parseDueRule(text);
  const [, key = '', which] = /^(.+)\.(done|due)$/.exec(rule.anchor) ?? [];
  const other = names.get(key);
  return other === undefined ? text : printDueRule({ ...rule, anchor: `${other}.${which}` });
}

const conditionWith = (text: string, names: Names): string =>
  text.replace(/(?<=^|[\s(])([a-z0-9-]+)(?= (?:not )?done(?:$|[\s)]))/g, (key) => named(names)(key));

/** What a step that runs by itself is told of other tasks. */
function autoWith(auto: NonNullable<Task['auto']>, names: Names): NonNullable<Task['auto']> {
  const { tasks } = auto;
  return Array.isArray(tasks) ? { ...auto, tasks: (tasks as string[]).map(named(names)) } : auto;
}

/** A task under another key, and with the others' in everything that it says of them. */
export function withKeys(task: Task, names: Names): Task {
  const { key, after, dueRule, when, review, auto } = task;
  return {
    ...task,
    ...(key !== undefined && { key: named(names)(key) }),
    ...(after && { after: after.map(named(names)) }),
    ...(dueRule !== undefined && { dueRule: ruleWith(dueRule, names) }),
    ...(when !== undefined && { when: conditionWith(when, names) }),
    ...(review && { review: { ...review, of: named(names)(review.of) } }),
    ...(auto && { auto: autoWith(auto, names) }),
  };
}
