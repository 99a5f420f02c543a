import * as z from 'zod';
import { canonical } from '../../shared/events/chain.ts';
import type { TemplateContent } from './template.ts';

const Changed = z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() });
type Changed = z.output<typeof Changed>;

const Named = z.object({ key: z.string(), title: z.string() });
const Differences = z.object({
  added: z.array(Named),
  removed: z.array(Named),
  changed: z.array(Named.extend({ fields: z.array(Changed) })),
});

/** What is different between two contents of a template: of itself, task by task, request by request. */
export const TemplateDiff = z
  .object({ fields: z.array(Changed), tasks: Differences, requests: Differences })
  .meta({ id: 'TemplateDiff' });
export type TemplateDiff = z.output<typeof TemplateDiff>;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(before: Fields, after: Fields): Changed[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((field) => canonical(before[field] ?? null) !== canonical(after[field] ?? null))
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

type Thing = { key: string; title: string };
const name = ({ key, title }: Thing) => ({ key, title });

function differences(before: readonly Thing[], after: readonly Thing[]): z.output<typeof Differences> {
  const had = new Map(before.map((one) => [one.key, one]));
  const has = new Map(after.map((one) => [one.key, one]));
  return {
    added: after.filter(({ key }) => !had.has(key)).map(name),
    removed: before.filter(({ key }) => !has.has(key)).map(name),
    changed: after.flatMap((one) => {
      const old = had.get(one.key);
      const fields = old ? fieldsOf(old, one) : [];
      return fields.length > 0 ? [{ ...name(one), fields }] : [];
    }),
  };
}

/** Each task with the name of the section it stands in: to be moved is a change too. */
const tasksOf = ({ sections }: TemplateContent) =>
  sections.flatMap(({ name: section, tasks }) => tasks.map((task) => ({ ...task, section })));

export function diff(before: TemplateContent, after: TemplateContent): TemplateDiff {
  const { sections: _, requests: asked = [], ...own } = before;
  const { sections: _after, requests: asks = [], ...now } = after;
  return {
    fields: fieldsOf(own, now),
    tasks: differences(tasksOf(before), tasksOf(after)),
    requests: differences(asked, asks),
  };
}
