import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;

const call = async (method: string, path: string, body?: object): Promise<Answer> => {
  const reply = await cloud.call(method, path, { token: admin, body });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};
/** What the mail service was given for clients; invitations of the team go out at any time. */
const mailbox = async (): Promise<string[]> => {
  await cloud.local('/settled');
  const page = String((await cloud.call('GET', '/local/mail')).body);
  return ['one', 'two', 'three', 'four'].filter((word) => page.includes(`Question ${word}`));
};

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

inCloud('a firm that goes live', () => {
  let clientId: string;
  let contactId: string;
  const write = (word: string) =>
    call('POST', `/v1/clients/${clientId}/mails`, { contactId, subject: `Question ${word}`, text: 'Please call us.' });

  test('sent nothing to any client until then', async () => {
    clientId = (await call('POST', '/v1/clients', { name: 'Halcyon Orthotics, LLC' })).id;
    const person = { name: 'Odile Marchetti', mail: 'odile@halcyon.example' };
    contactId = (await call('POST', `/v1/clients/${clientId}/contacts`, person)).id;
    for (const word of ['one', 'two', 'three']) expect((await write(word)).status).toBe('held');
    expect(await mailbox()).toEqual([]);
    await call('POST', '/v1/firm/go-live');
    expect(await mailbox()).toEqual([]);
  });

  test('releases exactly what was held, as a batch that goes on after the process died', async () => {
    const { items } = await call('GET', '/v1/mails?status=held');
    await call('POST', `/v1/mails/${items[0].id}/discard`);
    const batch = await call('POST', '/v1/mails/release', {});
    expect(batch).toMatchObject({ status: 'running', title: 'Release held mail' });
    await cloud.kill();
    cloud = await startLocal(directory, '--empty');
    admin = await cloud.token();
    await cloud.local('/settled');
    await cloud.local('/clock', { minutes: 1 });
    admin = await cloud.token();
    expect(await mailbox()).toEqual(['one', 'two']);
    expect(await call('GET', `/v1/batches/${batch.id}`)).toMatchObject({
      status: 'done',
      done: 2,
      counts: { released: 2 },
      can: { cancel: false },
    });
    expect((await call('GET', `/v1/batches/${batch.id}/results`)).items).toHaveLength(2);
    expect((await call('GET', '/v1/mails?status=held')).items).toEqual([]);
    expect((await call('GET', '/v1/mails?status=discarded')).items).toMatchObject([{ subject: 'Question three' }]);
  });

  test('sends at once what is written after', async () => {
    expect((await write('four')).status).toBe('queued');
    expect(await mailbox()).toContain('four');
    expect((await call('GET', '/v1/mails?status=sent')).items).toHaveLength(3);
    expect(await call('POST', '/v1/audit/verify', {})).toMatchObject({ verdict: 'intact' });
  });

  test('shows by whom the mail was written', async () => {
    const { items } = await call('GET', `/v1/clients/${clientId}/mails`);
    expect(items.map(({ subject }: Answer) => subject)).toEqual(
      ['four', 'three', 'two', 'one'].map((word) => `Question ${word}`),
    );
    expect(items[0].from).toMatch(/^Eleanor, /);
  });
});
