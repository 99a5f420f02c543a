import { type TemplateContent } from './template.ts';
import type { TemplateTask } from './task.ts';

/** What is wrong with a template, and where: an error keeps it from being published, a warning does not. */
export type Fault = { path: string; message: string; weight: 'error' | 'warning' };

export const error = (path: string, message: string): Fault => ({ path, message, weight: 'error' });
export const warning = (path: string, message: string): Fault => ({ path, message, weight: 'warning' });

/** A task with the way to it. */
export type Placed = { path: string; task: TemplateTask };

/** What the parts of `lint` look at. */
export type Subject = {
  content: TemplateContent;
  tasks: readonly Placed[];
  /** The first task of each key. */
  byKey: ReadonlyMap<string, Placed>;
};

export function subjectOf(content: TemplateContent): Subject {
  const tasks = content.sections.flatMap((section, i) =>
    section.tasks.map((task, j): Placed => ({ path: `sections.${i}.tasks.${j}`, task })),
  );
  return { content, tasks, byKey: new Map(tasks.toReversed().map((one) => [one.task.key, one])) };
}

const requestOf = (ref: string) => /^request\.([a-z0-9-]+)$/.exec(ref)?.[1];

/** The tasks by which what a reference waits for comes about; undefined where it comes from outside the template. */
export function madeBy({ tasks, byKey }: Subject, ref: string): readonly Placed[] | undefined {
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
