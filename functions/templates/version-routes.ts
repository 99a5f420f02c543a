import * as z from 'zod';
import { List, paging } from '../../shared/http/lists.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { publishable } from './check.ts';
import { diff, TemplateDiff } from './diff.ts';
import { templateEvent } from './events.ts';
import { mostVersions, publish, type Template } from './head.ts';
import { knownTo } from './known.ts';
import { findTemplate, getVersion, loadDraft, templates, versions, versionsOf } from './store.ts';
import type { TemplateContent } from './template.ts';
import { ById } from './template-routes.ts';
import { FaultView, head, TemplateHead, VersionHead, VersionView } from './template-view.ts';
import { Line } from './texts.ts';
import { toYaml } from './yaml.ts';

const on = routesOf();

const Number = z.coerce.number().int().min(1).max(mostVersions);
const ByNumber = ById.extend({ n: Number });
/** A version by its number, or what is worked on. */
const Which = z.union([z.literal('draft'), Number], 'The number of a version, or draft');

async function contentOf(records: Records, id: string, which: z.output<typeof Which>): Promise<TemplateContent> {
  if (which === 'draft') return (await findTemplate(records, id)).draft.content;
  return (await getVersion(records, id, which)).content;
}

export const templateVersionRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/templates/{templateId}/publish',
    summary: 'Make the draft of a template its next version, of which new jobs are made',
    description:
      'Refused while there are errors in it, each named in `issues` by the way to it; warnings are answered. Jobs that were made of earlier versions stay as they are.',
    allow: leads,
    params: ById,
    body: z.strictObject({ note: Line(500).optional() }).default({}),
    response: TemplateHead.extend({ warnings: z.array(FaultView) }).meta({ id: 'PublishedTemplate' }),
    async load({ params }, { records }) {
      const loaded = await loadDraft(records, params.templateId);
      return { ...loaded, known: await knownTo(records, loaded.draft.content) };
    },
    subject: ({ template }) => template,
    decide({
      loaded: {
        template,
        draft: { content },
        known,
        tail,
      },
      body: { note },
      caller,
      now,
    }) {
      const after = publish(template, now);
      const warnings = publishable(content, known);
      const write = templates.replace(template, after);
      const version = versions.create({
        templateId: template.id,
        n: after.published,
        content,
        ...(note !== undefined && { note }),
        publishedAt: now,
        by: caller.id,
      });
      return {
        write: [templateEvent('template.published', tail, [write, version])],
        answer: { ...head(write.after as Stored<Template>, caller), warnings },
        location: `/v1/templates/${template.id}/versions/${after.published}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/{templateId}/versions',
    summary: 'The versions of a template, newest first, without what they say',
    allow: everyone,
    params: ById,
    query: z.strictObject(paging),
    response: List(VersionHead),
    load: ({ params, query }, { records }) => versionsOf(records, params.templateId, query),
    answer: ({ loaded }) => loaded,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/{templateId}/versions/{n}',
    summary: 'A version of a template',
    allow: everyone,
    params: ByNumber,
    response: VersionView,
    load: ({ params }, { records }) => getVersion(records, params.templateId, params.n),
    answer: ({ loaded }) => loaded,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/{templateId}/diff',
    summary: 'What is different between two versions of a template, task by task',
    allow: everyone,
    params: ById,
    query: z.strictObject({ from: Which, to: Which.default('draft') }),
    response: TemplateDiff,
    load: ({ params: { templateId }, query: { from, to } }, { records }) =>
      Promise.all([contentOf(records, templateId, from), contentOf(records, templateId, to)]),
    answer: ({ loaded: [from, to] }) => diff(from, to),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/{templateId}/yaml',
    summary: 'A template as YAML, as it can be imported again',
    allow: everyone,
    params: ById,
    query: z.strictObject({ version: Which.default('draft') }),
    response: z.object({ yaml: z.string() }),
    load: ({ params, query }, { records }) => contentOf(records, params.templateId, query.version),
    answer: ({ loaded }) => ({ yaml: toYaml(loaded) }),
  }),
];
