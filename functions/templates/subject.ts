import type { TemplateTask } from './task.ts';
import type { TemplateContent } from './template.ts';

/** A task with the way to it. */
export type Placed = { path: string; task: TemplateTask };

type Keyed = { tasks: readonly Placed[]; byKey: ReadonlyMap<string, Placed> };

/** What the parts of `lint` look at. */
export type Subject = Keyed & {
  content: TemplateContent;
  /** By key, the tasks that have to be done before this one can begin. */
  before: ReadonlyMap<string, readonly string[]>;
};

const requestOf = (ref: string) => /^request\.([a-z0-9-]+)$/.exec(ref)?.[1];

/** The tasks by which what a reference waits for comes about; undefined where it comes from outside the template. */
export function madeBy({ tasks, byKey }: Keyed, ref: string): readonly Placed[] | undefined {
  const own = byKey.get(ref);
  if (own) return [own];
  const request = requestOf(ref);
  if (request !== undefined) return tasks.filter(({ task }) => task.request === request);
  if (ref === 'trust.received') return tasks.filter(({ task }) => task.auto === 'send-trust-request');
  // The engagement's letter may have been sent before there was a job.
  if (ref !== 'letter.signed') return undefined;
  const senders = tasks.filter(({ task }) => task.auto === 'send-letter' || task.sends !== undefined);
  return senders.length > 0 ? senders : undefined;
}

/** What any of several tasks may bring about binds to none of them. */
const bound = (keyed: Keyed, ref: string): string[] => {
  const makers = madeBy(keyed, ref) ?? [];
  return makers.length === 1 ? [makers[0]!.task.key] : [];
};

export function subjectOf(content: TemplateContent): Subject {
  const tasks = content.sections.flatMap((section, i) =>
    section.tasks.map((task, j): Placed => ({ path: `sections.${i}.tasks.${j}`, task })),
  );
  const keyed = { tasks, byKey: new Map(tasks.toReversed().map((one) => [one.task.key, one])) };
  const before = [...keyed.byKey].map(
    ([key, { task }]) => [key, (task.after ?? []).flatMap((ref) => bound(keyed, ref))] as const,
  );
  return { content, ...keyed, before: new Map(before) };
}

/** Whether a task comes after another, directly or by way of others. */
export function comesAfter({ before }: Subject, key: string, other: string): boolean {
  const seen = new Set<string>();
  const leads = (from: string): boolean => {
    if (from === other) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return before.get(from)?.some(leads) ?? false;
  };
  return leads(key);
}
