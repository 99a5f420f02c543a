import { describe, expect, test } from 'vitest';
import { onRequestSettled } from '../../../functions/requests/on-settled.ts';
import type { Answer } from '../../support/call.ts';
import { aContact, aScene, monday, type Scene } from '../jobs/workflow/scene.ts';

const begin = { key: 'begin', title: 'Begin', role: 'doer' };
const askStep = {
  key: 'ask',
  title: 'Ask for statements',
  auto: 'send-request',
  request: 'statements',
  after: ['begin'],
  role: 'doer',
};
const then = { key: 'then', title: 'All in and readable', role: 'doer', after: ['request.statements'] };
const item = { kind: 'answer', title: 'Anything new in {period, MMMM yyyy}?', type: 'text' };
const account = {
  kind: 'upload',
  each: 'client.accounts',
  title: '{account.name} statement, {period, MMMM}',
  accept: ['pdf'],
  files: '1..3',
};

const stated = (more: object = {}) => ({
  key: 'statements',
  title: '{period, MMMM yyyy} statements',
  dueOn: 'request.sent +3 bizday',
  ladder: 'short',
  items: [item],
  ...more,
});

type Given = { request?: object; phone?: string | null; contact?: object | false; client?: object; at?: string };

async function asked({ phone, contact, ...given }: Given = {}) {
  return begun(await aScene(planned(given)), {
    ...(phone !== undefined && { phone }),
    ...(contact !== undefined && { contact }),
  });
}

const planned = ({ request = {}, client = {}, at = monday }: Given = {}) => ({
  tasks: [begin, askStep, then],
  more: { period: 'month', requests: [stated(request)] as never },
  body: { period: { of: '2026-10-15' } },
  client,
  at,
});

async function begun(scene: Scene, { phone = '303-555-0100', contact = {} }: Given = {}) {
  const { firm, office } = scene;
  if (phone !== null) await firm.admin.call('PATCH', '/v1/firm', { body: { phone } });
  await firm.admin.call('PATCH', `/v1/team/${office.bookkeeper.id}`, { body: { title: 'Accountant' } });
  if (contact) await aContact(scene, contact);
  await scene.act('begin', 'complete');
  return scene;
}

async function requestIn({ firm, jobId }: Scene): Promise<Answer> {
  const { body } = await firm.admin.call('GET', `/v1/jobs/${jobId}/requests`);
  const [one, ...others] = body.items;
  expect(others).toEqual([]);
  return one && (await firm.admin.call('GET', `/v1/requests/${one.id}`)).body;
}
const mailsOf = ({ firm }: Scene) => firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];

async function finished(scene: Scene): Promise<string> {
  const { id, asked: items } = await requestIn(scene);
  const where = `/v1/requests/${id}/items/${items[0].id}`;
  await scene.firm.admin.call('POST', `${where}/answer`, { body: { text: 'No' } });
  await scene.firm.admin.call('POST', `${where}/accept`);
  return id;
}

describe('a step that sends a request', () => {
  test('asks for what the template states, in the words of the period, and the job waits for the client', async () => {
    const scene = await asked();
    expect(await requestIn(scene)).toMatchObject({
      title: 'October 2026 statements',
      status: 'sent',
      ladder: 'short',
      dueOn: '2026-11-05',
      key: 'statements',
      jobId: scene.jobId,
      senderId: scene.office.bookkeeper.id,
      asked: [{ title: 'Anything new in October 2026?' }],
    });
    expect(mailsOf(scene)).toMatchObject([
      { subject: expect.stringContaining('October 2026 statements, by Thursday') },
    ]);
    expect(await scene.task('ask')).toMatchObject({ status: 'asked' });
    expect((await scene.read()).status).toBe('waiting-client');
  });

  test('says why it asks and what follows if it does not come, in the words of the job', async () => {
    const why = 'With that we can have your {period, MMMM} figures to you.';
    const scene = await asked({ request: { why, consequence: 'Until then your {period, MMMM} figures wait.' } });
    expect(await requestIn(scene)).toMatchObject({
      why: 'With that we can have your October figures to you.',
      consequence: 'Until then your October figures wait.',
    });
    expect(mailsOf(scene)[0]!.text).toContain('With that we can have your October figures to you.');
  });

  test('says the usual where the job has nothing for a field of these words', async () => {
    const words = 'By {deadline}.';
    const request = await requestIn(await asked({ request: { why: words, consequence: words } }));
    expect(request).not.toHaveProperty('why');
    expect(request).not.toHaveProperty('consequence');
  });

  test('asks for each account of the client', async () => {
    const accounts = [
      { kind: 'checking', institution: 'Alder Bank', last4: '4471' },
      { kind: 'savings', institution: 'Alder Bank', last4: '9920' },
    ];
    const scene = await asked({ request: { items: [account] }, client: { accounts } });
    const { asked: items } = await requestIn(scene);
    expect(items.map(({ title }: Answer) => title)).toEqual([
      'Alder Bank checking ••4471 statement, October',
      'Alder Bank savings ••9920 statement, October',
    ]);
    expect(items[0].asks).toEqual({ kind: 'upload', accept: ['pdf'], least: 1, most: 3 });
  });

  test('is done by itself when all of it is there, and what waits for it goes on; told twice, once', async () => {
    const scene = await asked();
    const id = await finished(scene);
    for (let n = 0; n < 2; n++) await onRequestSettled(scene.firm.memory, id);
    await scene.machine.settled();
    expect(await scene.task('ask')).toMatchObject({ status: 'done' });
    expect(await scene.task('then')).toMatchObject({ status: 'open', blockedBy: [] });
    expect((await scene.read()).status).toBe('active');
    expect(
      scene.events().filter(({ actor, type }) => actor === 'system' && type === 'job.task-completed'),
    ).toHaveLength(1);
  });

  test('that was sent back before the job heard of its end is not done', async () => {
    const scene = await asked();
    const id = await finished(scene);
    const { asked: items } = await requestIn(scene);
    await scene.firm.admin.call('POST', `/v1/requests/${id}/items/${items[0].id}/return`, { body: { reason: 'Why?' } });
    await onRequestSettled(scene.firm.memory, id);
    expect(await scene.task('ask')).toMatchObject({ status: 'asked' });
  });

  test('leaves a draft that says why, where nobody can be written to or the mail would have a hole', async () => {
    const unreached = await asked({ contact: false });
    expect(await requestIn(unreached)).toMatchObject({ status: 'draft', notSent: expect.stringContaining('Nobody') });
    const holed = await asked({ phone: null });
    expect(await requestIn(holed)).toMatchObject({ status: 'draft', notSent: expect.stringContaining('{firm.phone}') });
    expect(mailsOf(holed)).toEqual([]);
  });

  test('asks only who can answer, and leaves a draft that says why where nobody can', async () => {
    const shut = await asked({ contact: { portal: false } });
    const says = expect.stringMatching(/^Nobody at Juniper .* has access to the portal; switch it on with a person$/);
    expect(await requestIn(shut)).toMatchObject({ status: 'draft', contactIds: [], notSent: says });
    expect(mailsOf(shut)).toEqual([]);
    const scene = await aScene(planned());
    await aContact(scene, { name: 'Ann Smith', mail: 'ann@juniper.example', portal: false });
    const both = await begun(scene);
    const { contactIds } = await requestIn(both);
    expect(mailsOf(both)).toMatchObject([{ contactId: contactIds[0], to: 'alicia@juniper.example' }]);
    expect(contactIds).toHaveLength(1);
  });

  test('waits for the firm’s hours', async () => {
    const scene = await asked({ at: '2026-11-03T04:00:00.000Z' });
    expect(await requestIn(scene)).toMatchObject({ status: 'scheduled', sendAt: '2026-11-03T16:00:00.000Z' });
  });

  test('is left to a person where the template asks for what no request can', async () => {
    const each = { kind: 'answer', each: 'job.questions', title: '{question.text}', type: 'text' };
    const scene = await asked({ request: { items: [each] } });
    expect(await requestIn(scene)).toBeUndefined();
    expect(await scene.task('ask')).toMatchObject({ status: 'asked' });
  });
});
