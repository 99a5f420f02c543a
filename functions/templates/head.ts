import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { canonical } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { Profession } from '../firm/words.ts';
import { TemplateContent } from './template.ts';
import { Key, Line } from './texts.ts';

export const Status = z.enum(['draft', 'published', 'withdrawn']);
export type Status = z.output<typeof Status>;

/** What is known of a template without reading it; its content stands beside it, as draft and as versions. */
export const Template = z.object({
  id: Id('template'),
  /** By which services and other templates name it; no two templates of a firm have the same. */
  key: Key,
  name: Line(120),
  for: z.array(Profession).min(1),
  status: Status,
  /** The number of its latest version; 0 before the first. */
  latest: z.int().min(0),
  /** The version that new jobs are made of. */
  published: z.int().min(1).optional(),
  /** Whether the draft says something else than the latest version. */
  isChanged: z.boolean(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Template = z.output<typeof Template>;

/** What is worked on; publishing makes a version of it. */
export const Draft = z.object({ templateId: Id('template'), content: TemplateContent });
export type Draft = z.output<typeof Draft>;

/** What jobs are made of; it never changes. */
export const Version = z.object({
  templateId: Id('template'),
  n: z.int().min(1),
  content: TemplateContent,
  note: Line(500).optional(),
  publishedAt: z.iso.datetime(),
  by: z.string(),
});
export type Version = z.output<typeof Version>;

export const mostVersions = 9999;

const named = ({ key, name, for: professions }: TemplateContent) => ({ key, name, for: professions });

export const draft = (content: TemplateContent, id: string, now: string): Template => ({
  id,
  ...named(content),
  status: 'draft',
  latest: 0,
  isChanged: true,
  createdAt: now,
  changedAt: now,
});

const notWithdrawn = ({ status, name }: Template): void => {
  if (status === 'withdrawn') throw broken(`${name} was withdrawn; restore it first`);
};

/** The template with another draft; `latest` is the content of its latest version. */
export function edit(
  template: Template,
  { before, content, latest }: { before: TemplateContent; content: TemplateContent; latest?: TemplateContent },
  now: string,
): Template {
  notWithdrawn(template);
  if (template.latest > 0 && content.key !== template.key)
    throw broken(`Services and templates know it as ${template.key}: the key of a published template stays`, {
      field: 'content.key',
    });
  if (canonical(before) === canonical(content)) return template;
  const isChanged = latest === undefined || canonical(latest) !== canonical(content);
  return { ...template, ...named(content), isChanged, changedAt: now };
}

/** The draft becomes the next version, of which new jobs are made from now on. */
export function publish(template: Template, now: string): Template & { published: number } {
  notWithdrawn(template);
  if (!template.isChanged) throw broken(`Nothing has changed since version ${template.latest}`);
  if (template.latest >= mostVersions) throw broken(`${mostVersions} versions are the most that are kept`);
  const n = template.latest + 1;
  return { ...template, status: 'published', latest: n, published: n, isChanged: false, changedAt: now };
}

/** No more jobs are made of it. What still recurs by it comes to its end first. */
export function withdraw({ published: _, ...template }: Template, now: string, isInUse = false): Template {
  if (template.status === 'withdrawn') throw broken(`${template.name} was withdrawn already`);
  if (isInUse)
    throw broken(`${template.name} is in use: end the series of its jobs first, or give them another template`);
  return { ...template, status: 'withdrawn', changedAt: now };
}

/** Its latest version is published again; without one it is a draft. */
export function restore(template: Template, now: string): Template {
  const { latest, status, name } = template;
  if (status !== 'withdrawn') throw broken(`${name} was not withdrawn`);
  return latest === 0
    ? { ...template, status: 'draft', changedAt: now }
    : { ...template, status: 'published', published: latest, changedAt: now };
}
