import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, leads, type Outcome, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Profession } from '../firm/words.ts';
import { check } from './check.ts';
import { templateEvent } from './events.ts';
import { isInUse } from '../recurrence/store.ts';
import { draft, edit, restore, Status, type Template, withdraw } from './head.ts';
import { fromLibrary, LibraryKey, libraryKeys } from './library.ts';
import { contentOf, NewTemplate } from './new-template.ts';
import { knownTo } from './known.ts';
import { drafts, findTemplate, listTemplates, loadHead, loadTemplate, templates } from './store.ts';
import { tasksOf, TemplateContent } from './template.ts';
import { FaultView, head, TemplateHead, TemplateView, view } from './template-view.ts';
import { fromYaml } from './yaml.ts';

const on = routesOf();
export const ById = z.object({ templateId: Id('template') });

/** A draft with its first event; nothing keeps it from having faults. */
function drafted(
  content: TemplateContent,
  id: string,
  caller: Caller,
  now: string,
): Outcome<z.input<typeof TemplateView>> {
  const write = templates.create(draft(content, id, now));
  const beside = drafts.create({ templateId: id, content });
  return {
    write: [templateEvent('template.drafted', start(write.item.pk), [write, beside])],
    answer: view(write.after as Stored<Template>, content, caller),
    location: `/v1/templates/${id}`,
  };
}

type Loaded = Awaited<ReturnType<typeof loadHead>>;

function moved(
  type: 'template.withdrawn' | 'template.restored',
  { template, tail }: Loaded,
  after: Template,
  caller: Caller,
) {
  const write = templates.replace(template, after);
  return {
    write: [templateEvent(type, tail, [write])],
    answer: head(write.after as Stored<Template>, caller),
  };
}

const InLibrary = z
  .object({ key: LibraryKey, name: z.string(), for: z.array(Profession), tasks: z.int(), content: TemplateContent })
  .meta({ id: 'LibraryTemplate' });

export const templateRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/templates',
    summary: 'Templates by state and name, without what they say',
    description:
      'With a profession, those for others are left out of their page: it may be short while `next` is given.',
    allow: everyone,
    query: z.strictObject({ status: Status.optional(), profession: Profession.optional(), ...paging }),
    response: List(TemplateHead),
    load: ({ query }, { records }) => listTemplates(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => head(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/templates',
    summary: 'Add a template: written, from the library, or as a copy of another',
    description: 'As a draft. What is wrong with it is found by `lint`, and keeps it from being published.',
    allow: leads,
    body: NewTemplate,
    status: 201,
    response: TemplateView,
    async load({ body }, { records, newId }) {
      const original = body.copyOf === undefined ? undefined : await findTemplate(records, body.copyOf);
      return { original: original?.draft.content, id: newId('template') };
    },
    decide: ({ loaded: { original, id }, body, caller, now }) => drafted(contentOf(body, original), id, caller, now),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/templates/import',
    summary: 'Add a template from its YAML',
    description: 'As `GET /v1/templates/{templateId}/yaml` gives it, or written by hand. As a draft.',
    allow: leads,
    body: z.strictObject({ yaml: z.string().trim().min(1).max(250_000) }).meta({ id: 'TemplateYaml' }),
    status: 201,
    response: TemplateView,
    load: async ({ body }, { newId }) => ({ content: fromYaml(body.yaml), id: newId('template') }),
    decide: ({ loaded: { content, id }, caller, now }) => drafted(content, id, caller, now),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/library',
    summary: 'The templates that come with Firmament',
    allow: everyone,
    response: z.object({ items: z.array(InLibrary) }),
    load: async () => libraryKeys.map((key) => ({ key, content: fromLibrary(key) })),
    answer: ({ loaded }) => ({
      items: loaded.map(({ key, content }) => ({
        key,
        name: content.name,
        for: content.for,
        tasks: tasksOf(content).length,
        content,
      })),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/templates/{templateId}',
    summary: 'A template with the content that is worked on',
    allow: everyone,
    params: ById,
    response: TemplateView,
    load: ({ params }, { records }) => findTemplate(records, params.templateId),
    answer: ({
      loaded: {
        template,
        draft: { content },
      },
      caller,
    }) => view(template, content, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/templates/{templateId}',
    summary: 'Change what a template says: its draft, as a whole',
    description: 'Jobs and versions stay as they are. The key of a template that was published stays too.',
    allow: leads,
    params: ById,
    body: z.strictObject({ content: TemplateContent }).meta({ id: 'TemplatePatch' }),
    response: TemplateView,
    load: ({ params }, { records }) => loadTemplate(records, params.templateId),
    subject: ({ template }) => template,
    decide({ loaded: { template, draft: old, latest, tail }, body: { content }, caller, now }) {
      const contents = { before: old.content, content, ...(latest && { latest: latest.content }) };
      const write = templates.replace(template, edit(template, contents, now));
      const beside = drafts.replace(old, { ...old, content });
      return {
        write: [templateEvent('template.updated', tail, [write, beside])],
        answer: view(write.after as Stored<Template>, content, caller),
      };
    },
  }),
  on.reads({
    method: 'POST',
    path: '/v1/templates/{templateId}/lint',
    summary: 'What is wrong with the draft of a template',
    description: 'Errors keep it from being published, warnings do not. `path` leads into `content`.',
    allow: everyone,
    params: ById,
    response: z.object({ faults: z.array(FaultView) }),
    async load({ params }, { records }) {
      const { content } = (await findTemplate(records, params.templateId)).draft;
      return { content, known: await knownTo(records, content) };
    },
    answer: ({ loaded: { content, known } }) => ({ faults: check(content, known) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/templates/{templateId}/withdraw',
    summary: 'Withdraw a template: no more jobs are made of it',
    description: 'Jobs that were made go on. Its key stays taken. Refused while a series makes jobs of it.',
    allow: leads,
    params: ById,
    response: TemplateHead,
    async load({ params }, { records }) {
      const [loaded, inUse] = await Promise.all([
        loadHead(records, params.templateId),
        isInUse(records, params.templateId),
      ]);
      return { ...loaded, inUse };
    },
    subject: ({ template }) => template,
    decide: ({ loaded, caller, now }) =>
      moved('template.withdrawn', loaded, withdraw(loaded.template, now, loaded.inUse), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/templates/{templateId}/restore',
    summary: 'Bring back a template that was withdrawn',
    description: 'With the version it had last, or as a draft.',
    allow: leads,
    params: ById,
    response: TemplateHead,
    load: ({ params }, { records }) => loadHead(records, params.templateId),
    subject: ({ template }) => template,
    decide: ({ loaded, caller, now }) => moved('template.restored', loaded, restore(loaded.template, now), caller),
  }),
];
