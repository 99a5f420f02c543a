import { TemplateItem, type TemplateRequest } from '../templates/request.ts';
import type { TemplateContent } from '../templates/template.ts';
import { type Changes, withChanges } from './changes.ts';

type Asked = NonNullable<Changes['requests']>;

/** An item that was added is asked for as one of the template's own; what is no item is not asked for. */
function itemsFor({ key, items }: TemplateRequest, { add = [], skip = [] }: Asked): TemplateRequest['items'] {
  const left = new Set(skip.filter(({ request }) => request === key).map(({ item }) => item));
  const isLeft = (item: TemplateItem) => left.has(item.key ?? '') || left.has(item.title ?? '');
  const added = add.flatMap(({ request, ...item }) => {
    const parsed = TemplateItem.safeParse(item);
    return request === key && parsed.success ? [parsed.data] : [];
  });
  return [...items.filter((item) => !isLeft(item)), ...added];
}

/** What a version of a template says for one client: the template with its standing changes. */
export function contentFor(content: TemplateContent, changes: Changes = {}): TemplateContent {
  const { start, due, budgetMinutes, requests = {} } = changes;
  const sections = withChanges(content.sections, changes).sections.map(({ name, tasks }) => ({
    name,
    tasks: tasks.map((task) => {
      const { section: _, ...own } = task as typeof task & { section?: string };
      return own;
    }),
  }));
  return {
    ...content,
    sections,
    ...(start !== undefined && { start }),
    ...(due !== undefined && { due }),
    ...(budgetMinutes !== undefined && { budgetMinutes }),
    ...(content.requests && {
      requests: content.requests.map((request) => ({ ...request, items: itemsFor(request, requests) })),
    }),
  };
}
