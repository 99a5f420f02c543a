import { fromLibrary, type LibraryKey } from '../../functions/templates/library.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { aClient, type Answer, type Call, type FirmUnderTest } from './call.ts';
import { published } from './templates.ts';

export const aShippedTemplate = ({ admin }: FirmUnderTest, key: LibraryKey) => published(admin.call, fromLibrary(key));

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
