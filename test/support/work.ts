import { draft, publish } from '../../functions/templates/head.ts';
import { fromLibrary, type LibraryKey } from '../../functions/templates/library.ts';
import { templateEvent } from '../../functions/templates/events.ts';
import { drafts, templates, versions } from '../../functions/templates/store.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { start } from '../../shared/events/chain.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import { aClient, type Answer, type Call, type FirmUnderTest } from './call.ts';

/** A template in its first version, published. */
export async function aTemplate({ memory, admin }: FirmUnderTest, content: TemplateContent): Promise<string> {
  const id = newId('template');
  const at = '2026-01-05T15:00:00.000Z';
  const version = versions.create({ templateId: id, n: 1, content, publishedAt: at, by: admin.id });
  const records = [
    templates.create(publish(draft(content, id, at), at)),
    drafts.create({ templateId: id, content }),
    { ...version, tells: { n: [null, 1] as [null, number] } },
  ];
  await write(memory, [templateEvent('template.published', start(templates.key(id).pk), records)], anAuthor());
  return id;
}

export const aShippedTemplate = (firm: FirmUnderTest, key: LibraryKey) => aTemplate(firm, fromLibrary(key));

/** Whom the demo's closes are done by, and a client of theirs. */
export async function anOffice(firm: FirmUnderTest, client: object = {}) {
  const [bookkeeper, reviewer, coordinator] = [
    await firm.member('member'),
    await firm.member('manager'),
    await firm.member('member'),
  ];
  await firm.admin.call('PUT', '/v1/firm/roles', {
    body: { people: [{ role: 'coordinator', memberId: coordinator.id }] },
  });
  const made = await aClient(firm.admin.call, {
    responsible: firm.admin.id,
    manager: reviewer.id,
    roles: [{ role: 'lead', memberId: bookkeeper.id }],
    ...client,
  });
  return { bookkeeper, reviewer, coordinator, clientId: made.id as string };
}

/** A job made through the API. */
export async function aJob(call: Call, body: object): Promise<Answer> {
  const reply = await call('POST', '/v1/jobs', { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** A small template: two steps in order, an approval, and an end. */
export const aSmallTemplate = (more: Partial<TemplateContent> = {}): TemplateContent => ({
  key: 'small',
  name: 'Small',
  for: ['accounting'],
  title: 'Small job for {client.name}',
  start: 'today',
  due: 'job.start +10 bizday',
  deadline: 'none',
  roles: { doer: 'client.lead', reviewer: 'client.manager' },
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'first', title: 'First', role: 'doer', est: 60, due: 'job.start +2 bizday' },
        { key: 'second', title: 'Second', role: 'doer', est: 60, after: ['first'], due: 'first.due +2 bizday' },
        {
          key: 'review',
          title: 'Review',
          role: 'reviewer',
          after: ['second'],
          review: { of: 'second', notSameAs: 'doer' },
          gate: true,
          due: 'second.due +1 bizday',
        },
        { key: 'last', title: 'Last', role: 'doer', after: ['review'], due: 'review.done +1 bizday' },
      ],
    },
  ],
  ...more,
});

/** A task of an answered job, by its key. */
export function taskOf(job: Answer, key: string): Answer {
  const found = job.tasks.find((task: Answer) => task.key === key);
  if (!found) throw new Error(`There is no task ${key} in ${job.title}`);
  return found;
}
