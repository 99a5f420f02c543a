import type { TemplateTask } from '../templates/task.ts';
import type { Task } from './task.ts';

const settings = [
  'mail',
  'request',
  'letter',
  'template',
  'fee',
  'percent',
  'amount',
  'tasks',
  'tag',
  'removes',
  'value',
  'status',
  'job',
  'until',
  'url',
  'setsField',
  'role',
] as const;

/** What a step that runs by itself needs to know, as its kind has it. */
export function autoOf(planned: TemplateTask): Pick<Task, 'auto'> {
  if (planned.auto === undefined) return {};
  const given = settings.flatMap((name) => (planned[name] === undefined ? [] : [[name, planned[name]]]));
  return { auto: { kind: planned.auto, ...Object.fromEntries(given) } };
}
