import { test } from 'vitest';
import { templates, drafts, versions } from '../../../functions/templates/store.ts';
import { fromLibrary } from '../../../functions/templates/library.ts';
import { draft, publish } from '../../../functions/templates/head.ts';
import { eventTypes } from '../../../shared/events/types.ts';
import { start } from '../../../shared/events/chain.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { anAuthor } from '../../support/builders.ts';
import { aClient, aFirm } from '../../support/call.ts';
import { at } from '../../support/at.ts';

const ev = eventTypes({ 'template.published': 'x' });
test('try', async () => {
  at('2026-11-02T15:00:00.000Z');
  const firm = await aFirm();
  const id = newId('template');
  const content = fromLibrary('monthly-close');
  const head = publish(draft(content, id, '2026-11-01T00:00:00.000Z'), '2026-11-01T00:00:00.000Z');
  await write(
    firm.memory,
    [
      ev('template.published', start(templates.key(id).pk), [
        templates.create(head),
        drafts.create({ templateId: id, content }),
        versions.create({ templateId: id, n: 1, content, publishedAt: '2026-11-01T00:00:00.000Z', by: firm.admin.id }),
      ]),
    ],
    anAuthor(),
  );
  const priya = await firm.member('member');
  const marcus = await firm.member('manager');
  const client = await aClient(firm.admin.call, {
    tags: ['payroll'],
    manager: marcus.id,
    roles: [{ role: 'lead', memberId: priya.id }],
    responsible: firm.admin.id,
  });
  const made = await firm.admin.call('POST', '/v1/jobs', {
    body: { clientId: client.id, templateId: id, period: { of: '2026-10-31' }, startOn: '2026-11-01' },
  });
  console.log(made.status, JSON.stringify({ ...made.body, tasks: undefined }, null, 1));
  for (const t of made.body.tasks ?? [])
    console.log(
      t.position,
      t.status,
      t.key,
      t.due.on,
      t.assigneeId?.slice(-4),
      t.isUpNext,
      t.blockedBy.map((b: any) => b.after).join(','),
      '|',
      t.title,
      '|',
      t.due.explain.join(' → '),
    );
  const byKey = (k: string) => made.body.tasks.find((t: any) => t.key === k);
  const done = await priya.call('POST', `/v1/jobs/${made.body.id}/tasks/${byKey('feeds').id}/complete`);
  console.log(
    done.status,
    done.body.status,
    done.body.progress,
    done.body.tasks.filter((t: any) => t.isUpNext).map((t: any) => t.key),
  );
  const lock = await priya.call('POST', `/v1/jobs/${made.body.id}/tasks/${byKey('lock').id}/complete`, {
    body: { reason: 'in a hurry' },
  });
  console.log(lock.status, JSON.stringify(lock.body));
  await firm.projected();
  const work = await priya.call('GET', '/v1/work', { query: { assigneeId: priya.id } });
  console.log(work.status, work.body.items.length, JSON.stringify(work.body.items[0]));
  const slips = await priya.call('PATCH', `/v1/jobs/${made.body.id}`, { body: { startOn: '2026-11-09' } });
  console.log(slips.status, (await priya.call('GET', `/v1/jobs/${made.body.id}/slips`)).body);
});
