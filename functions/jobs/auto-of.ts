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
  const drafts = planned.auto === 'send-letter' && planned.holdForPerson ? { drafts: true } : {};
  return { auto: { kind: planned.auto, ...Object.fromEntries(given), ...drafts } };
}

/** A letter is drafted before someone sends it; whatever else waits for a person does not run before they let it go. */
export const holdOf = ({ auto, holdForPerson }: Pick<TemplateTask, 'auto' | 'holdForPerson'>): Pick<Task, 'hold'> =>
  holdForPerson && auto !== 'send-letter' ? { hold: true } : {};
