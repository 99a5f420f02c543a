import { notFound } from '../../shared/errors.ts';
import { uniqueKey } from '../../shared/events/write.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Profession } from '../firm/words.ts';
import { Draft, type Status, Template, Version } from './head.ts';
import type { TemplateContent } from './template.ts';

const partition = (id: string) => `TEMPLATE#${id}`;
const keyOf = (key: string) => `template#${key}`;

export const templates = entity({
  name: 'template',
  schema: Template,
  key: (id: string) => ({ pk: partition(id), sk: 'TEMPLATE' }),
  id: ({ id }) => id,
  indexes: ({ status, name, id }) => ({
    byStatusPk: 'TEMPLATE',
    byStatusSk: `${status}#${name.toLowerCase()}#${id}`,
  }),
  unique: ({ key }) => [{ key: keyOf(key), field: 'key', says: `There is a template with the key ${key} already` }],
});

export const drafts = entity({
  name: 'template draft',
  schema: Draft,
  key: (templateId: string) => ({ pk: partition(templateId), sk: 'DRAFT' }),
  id: ({ templateId }) => templateId,
});

const versionPrefix = 'VERSION#';

export const versions = entity({
  name: 'template version',
  schema: Version,
  key: ({ templateId, n }: Pick<Version, 'templateId' | 'n'>) => ({
    pk: partition(templateId),
    sk: `${versionPrefix}${String(n).padStart(6, '0')}`,
  }),
  id: ({ templateId, n }) => ({ templateId, n }),
});

/** A template with what is worked on. */
export async function findTemplate(records: Records, id: string) {
  const [template, draft] = await Promise.all([records.get(templates, id), records.find(drafts, id)]);
  if (!draft) throw notFound('template', id);
  return { template, draft };
}

/** What is known of a template, with the tail of its chain, read first. */
export async function loadHead(records: Records, id: string) {
  const tail = await records.tail(partition(id));
  return { tail, template: await records.get(templates, id) };
}

/** A template with its draft and the tail of its chain, read first, ready to be changed. */
export async function loadDraft(records: Records, id: string) {
  const tail = await records.tail(partition(id));
  return { tail, ...(await findTemplate(records, id)) };
}

/** The same with its latest version, where there is one. */
export async function loadTemplate(records: Records, id: string) {
  const found = await loadDraft(records, id);
  const n = found.template.latest;
  const latest = n === 0 ? undefined : await records.find(versions, { templateId: id, n });
  return { ...found, latest };
}

export async function getVersion(records: Records, templateId: string, n: number): Promise<Stored<Version>> {
  const found = await records.find(versions, { templateId, n });
  if (!found) throw notFound('version', `${templateId}/${n}`);
  return found;
}

/** The template that services and other templates call by this key. */
export async function idOfKey(records: Records, key: string): Promise<string | undefined> {
  const [item] = await records.items([uniqueKey(keyOf(key))]);
  return item && (item.holder as string).slice(partition('').length);
}

/** What new jobs are made of, or were until the template was withdrawn. */
export async function currentContent(records: Records, templateId: string): Promise<TemplateContent> {
  const { published, latest } = await records.get(templates, templateId);
  return (await getVersion(records, templateId, published ?? latest)).content;
}

type Page = { limit: number; cursor?: string | undefined };

/** Templates by state and name. Those for other professions are left out of their page, which is shorter then. */
export async function listTemplates(
  records: Records,
  { status, profession, limit, cursor }: Page & { status?: Status | undefined; profession?: Profession | undefined },
) {
  const range = status && { range: { prefix: `${status}#` } };
  const { items, next } = await records.page({ index: 'byStatus', pk: 'TEMPLATE', ...range, limit }, cursor);
  const found = items.map(templates.read).filter((one) => profession === undefined || one.for.includes(profession));
  return { items: found, ...(next !== undefined && { next }) };
}

/** The versions of a template, newest first. */
export async function versionsOf(records: Records, id: string, { limit, cursor }: Page) {
  const [{ items, next }] = await Promise.all([
    records.page({ pk: partition(id), range: { prefix: versionPrefix }, limit, newestFirst: true }, cursor),
    records.get(templates, id),
  ]);
  return { items: items.map(versions.read), ...(next !== undefined && { next }) };
}
