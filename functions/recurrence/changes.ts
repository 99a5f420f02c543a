import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { DueRuleText } from '../templates/due-rule.ts';

const Key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'A key such as rec-bank');
const Title = z.string().trim().min(1).max(200);
const Role = z.string().trim().min(1).max(40);
const Minutes = z.int().min(0).max(600_000);
/** As templates write it: `period.end +4 bizday`. */
const RuleText = DueRuleText;
const most = 50;

const aboutTask = {
  title: Title.optional(),
  role: Role.optional(),
  est: Minutes.optional(),
  due: RuleText.optional(),
  checklist: z.array(Title).max(40).optional(),
};

const AddedTask = z.strictObject({
  ...aboutTask,
  key: Key,
  title: Title,
  /** The section it stands in, by name; the last where the template has no such section. */
  section: Title.optional(),
  instructions: z.string().max(5000).optional(),
  after: z.array(z.string().min(1).max(120)).max(20).optional(),
});
export type AddedTask = z.output<typeof AddedTask>;

/** An item of a request: its key, or its title where it has none. */
const Item = z.strictObject({ request: Key, item: Title });
const AddedItem = z.strictObject({
  request: Key,
  kind: z.string().trim().min(1).max(40),
  title: Title,
  accept: z.array(z.string().min(1).max(20)).max(20).optional(),
});

/** Where this client's jobs are other than the template says, from version to version of the template. */
export const Changes = z
  .strictObject({
    add: z.array(AddedTask).max(most).optional(),
    skip: z.array(Key).max(most).optional(),
    /** By the task's key. */
    change: z.record(Key, z.strictObject(aboutTask)).optional(),
    requests: z
      .strictObject({ add: z.array(AddedItem).max(most).optional(), skip: z.array(Item).max(most).optional() })
      .optional(),
    start: RuleText.optional(),
    due: RuleText.optional(),
    /** By role. */
    people: z.record(Role, Id('member')).optional(),
    budgetMinutes: Minutes.optional(),
  })
  .superRefine(({ add = [], skip = [], change = {} }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (new Set(add.map(({ key }) => key)).size < add.length) issue('add', 'Each added task has a key of its own');
    const both = skip.filter((key) => key in change);
    if (both.length > 0) issue('change', `What is left out is not changed as well: ${both.join(', ')}`);
    if (Object.keys(change).length > most) issue('change', `At most ${most} tasks`);
  })
  .meta({ id: 'StandingChanges' });
export type Changes = z.output<typeof Changes>;

type Task = { key: string };
type Section<T extends Task> = { name: string; tasks: T[] };

/**
 * The tasks of one version of a template as this client has them. What a change speaks of may be gone from the
 * template: it is named, and otherwise does nothing, since a later version may have it again.
 */
export function withChanges<T extends Task>(
  sections: readonly Section<T>[],
  { add = [], skip = [], change = {} }: Changes,
): { sections: Section<T | (T & AddedTask) | AddedTask>[]; unknown: string[] } {
  const known = new Set(sections.flatMap(({ tasks }) => tasks.map(({ key }) => key)));
  const names = new Set(sections.map(({ name }) => name));
  const last = sections.at(-1)?.name;
  const standing = sections.map(({ name, tasks }) => ({
    name,
    tasks: [
      ...tasks.filter(({ key }) => !skip.includes(key)).map((task) => ({ ...task, ...change[task.key] })),
      ...add.filter(({ key, section }) => !known.has(key) && (section && names.has(section) ? section : last) === name),
    ],
  }));
  const gone = [...skip, ...Object.keys(change)].filter((key) => !known.has(key));
  const taken = add.filter(({ key }) => known.has(key)).map(({ key }) => key);
  return { sections: standing, unknown: [...gone, ...taken] };
}
