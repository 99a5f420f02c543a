import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPdf, eicar } from '../support/documents.ts';
import { aClientWithPortal } from './portal-link.ts';
import { administrator, type Answer, inCloud, newDirectory, type Running, startLocal, tidy } from './running.ts';

const directory = newDirectory();
const address = 'odile@halcyon.example';
let cloud: Running;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let threadId: string;

type File = { name: string; bytes: Uint8Array };

const said = async (): Promise<Answer[]> => (await firm.call('GET', `/v1/threads/${threadId}/messages`)).items;
const mailTo = async (): Promise<Answer> => (await cloud.call('GET', `/local/mail.json?to=${address}`)).body.items[0];

/** What the mailbox's form sends. */
async function reply(text: string, files: readonly File[] = [], from = address): Promise<void> {
  const form = new FormData();
  form.set('from', from);
  form.set('text', text);
  for (const { name, bytes } of files)
    form.append('files', new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }), name);
  const { id } = await mailTo();
  const answer = await fetch(`${cloud.url}/local/mail/${encodeURIComponent(id)}/reply`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  await cloud.local('/settled');
}

beforeAll(async () => {
  cloud = await startLocal(directory, '--empty');
  firm = await aClientWithPortal(cloud, { notify: true });
  await firm.call('PATCH', '/v1/firm', {
    mailHours: { from: '00:00', to: '24:00' },
    workingDays: { weekend: [] },
  });
  const about = { subject: 'The lease', text: 'Which lease did you sign?', contactIds: [firm.contactId] };
  threadId = (await firm.call('POST', `/v1/clients/${firm.clientId}/threads`, about)).id;
  await cloud.local('/settled');
  await cloud.local('/clock', { minutes: 11 });
  await cloud.local('/settled');
});
afterAll(() => tidy(directory, cloud));

inCloud('a reply to a mail about a conversation', () => {
  test('goes to an address of its own, in the name of who wrote', async () => {
    const mail = await mailTo();
    expect(mail.from).toMatch(/, Larkfield & Rowe, CPAs"? </);
    expect(mail.replyTo).toEqual([expect.stringMatching(/^[0-9a-z]{52}@reply\.larkfieldrowe\.example$/)]);
    expect(mail.text).toContain('Reply to this mail, or read and answer it on your page');
  });

  test('stands in the conversation with its attachment, without what it answers', async () => {
    await reply('The second one.\n\nIt is attached.', [
      { name: 'Mietvertrag für Elm.pdf', bytes: aPdf() },
      { name: 'Setup.exe', bytes: aPdf() },
    ]);
    const [message] = await said();
    expect(message).toMatchObject({
      by: firm.contactId,
      text: 'The second one.\n\nIt is attached.',
      files: [{ name: 'Mietvertrag für Elm.pdf', status: 'received', canDownload: true }],
      leftOut: ['Setup.exe'],
    });
    const thread = await firm.call('GET', `/v1/threads/${threadId}`);
    expect(thread).toMatchObject({ state: 'waits-for-us', messages: 2 });
    const { items } = await firm.call('GET', `/v1/clients/${firm.clientId}/documents`);
    expect(items).toMatchObject([{ name: 'Mietvertrag für Elm.pdf', status: 'released', addedBy: firm.contactId }]);
  });

  test('has its attachments looked at as all files that come', async () => {
    await reply('And this', [{ name: 'Bad.pdf', bytes: Buffer.from(eicar) }]);
    const [message] = await said();
    expect(message!.files).toMatchObject([{ name: 'Bad.pdf', status: 'rejected', canDownload: false }]);
  });

  test('from another address is held, and nobody’s word until someone decides', async () => {
    await reply('Pay to this account instead', [], 'mallory@elsewhere.example');
    expect(await said()).toHaveLength(3);
    const { items } = await firm.call('GET', `/v1/threads/${threadId}/replies`);
    expect(items).toMatchObject([{ from: 'mallory@elsewhere.example', text: 'Pay to this account instead' }]);
  });
});

inCloud('a mail about no conversation', () => {
  test('is answered to whoever wrote it, at their own address: the local mailbox has no form for that', async () => {
    const body = { contactId: firm.contactId, subject: 'Your books', text: 'They are done' };
    await firm.call('POST', `/v1/clients/${firm.clientId}/mails`, body);
    await cloud.local('/settled');
    const mail = await mailTo();
    expect(mail).toMatchObject({ subject: 'Your books', replyTo: [administrator] });
    const form = new FormData();
    form.set('text', 'Thank you');
    const answer = await fetch(`${cloud.url}/local/mail/${encodeURIComponent(mail.id)}/reply`, {
      method: 'POST',
      body: form,
    });
    expect(answer.status).toBe(404);
  });
});
