import { beforeEach, describe, expect, test } from 'vitest';
import { eraseThreads } from '../../../functions/messages/on-erased.ts';
import { receiveMail } from '../../../functions/messages/receive-mail.ts';
import { withReplyTo } from '../../../functions/messages/reply-to.ts';
import type { Outgoing } from '../../../functions/notifications/deliver.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { aPdf } from '../../support/documents.ts';
import { aThread, someThread } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { aContact, anAskingFirm, asContact } from '../../support/requests.ts';
import { saidTo, told } from '../../support/telling.ts';

const domain = 'reply.larkfield.example';
let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let mail: string;
let id: string;
let to: string;
let brought: Map<string, Uint8Array>;

const us = () => verbs(firm.admin.call);
const addressOf = async (contact: string, threadId = id): Promise<string> =>
  (await withReplyTo(firm.table, domain)({ threadId, contactId: contact } as Outgoing)).replyTo!;

beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  ({ id } = await aThread(firm.admin.call, clientId, someThread(contactId)));
  ({ mail } = (await us().get(`/v1/contacts/${contactId}`)).body);
  to = await addressOf(contactId);
  brought = new Map();
});

type Sent = {
  from?: string;
  to?: string;
  text?: string;
  headers?: string[];
  file?: [name: string, bytes: Buffer];
  messageId?: string;
};
let count = 0;

function raw({ from = mail, to: at = to, text = 'The second one', headers = [], file, messageId }: Sent = {}): Buffer {
  const part = file && [
    '--b',
    'content-type: application/octet-stream',
    'content-transfer-encoding: base64',
    `content-disposition: attachment; filename="${file[0]}"`,
    '',
    file[1].toString('base64'),
  ];
  return Buffer.from(
    [
      ...headers,
      `from: Alicia <${from}>`,
      `to: ${at}`,
      'subject: Re: The lease',
      `message-id: <${messageId ?? `m${++count}@juniper.example`}>`,
      'mime-version: 1.0',
      'content-type: multipart/mixed; boundary=b',
      '',
      '--b',
      'content-type: text/plain; charset=utf-8',
      '',
      text,
      ...(part ?? []),
      '--b--',
      '',
    ].join('\r\n'),
  );
}

const receive = (content: Buffer, bring = async (key: string, bytes: Uint8Array) => void brought.set(key, bytes)) =>
  receiveMail({ table: firm.table, repliesAt: domain, bring: ({ key }, bytes) => bring(key, bytes) }, content);
const said = async (): Promise<Answer[]> => (await us().get(`/v1/threads/${id}/messages`)).body.items;
const held = async (): Promise<Answer[]> => (await us().get(`/v1/threads/${id}/replies`)).body.items;
const record = (entity: string) => firm.memory.all().filter((item) => item.entity === entity) as Answer[];

describe('a reply by mail', () => {
  test('is what the person said, and its file goes the way of all files', async () => {
    expect(await receive(raw({ file: ['Lease.pdf', aPdf()] }))).toBe('said');
    expect((await said())[0]).toMatchObject({ by: contactId, text: 'The second one', files: [{ name: 'Lease.pdf' }] });
    expect((await us().get(`/v1/threads/${id}`)).body.readUpTo[contactId]).toBe(2);
    const [document] = record('document');
    expect(document).toMatchObject({ status: 'expected', visibility: 'client', addedBy: contactId });
    expect([...brought.keys()]).toEqual([document!.key]);
    await told(firm);
    expect(await saidTo(firm.admin.call)).toEqual(['Juniper Street Dental wrote: “The lease”']);
  });

  test('delivered twice or twice at once is there once, with its files', async () => {
    const content = raw({ file: ['Lease.pdf', aPdf()] });
    const outcomes = await Promise.all([receive(content), receive(content)]);
    expect(outcomes.toSorted()).toEqual(['again', 'said']);
    expect(await receive(content)).toBe('again');
    expect(await said()).toHaveLength(2);
    expect(record('document')).toHaveLength(1);
  });

  test('whose files did not come through the first time has them with the second', async () => {
    const content = raw({ file: ['Lease.pdf', aPdf()] });
    const broken = async () => {
      throw new Error('The storage is away');
    };
    await expect(receive(content, broken)).rejects.toThrow('The storage is away');
    expect(await receive(content)).toBe('again');
    expect([brought.size, (await said()).length, record('document').length]).toEqual([1, 2, 1]);
  });

  test('two at once, and a message of the firm, are all there in one order', async () => {
    await Promise.all([
      receive(raw({ text: 'One' })),
      us().post(`/v1/threads/${id}/messages`, { text: 'Two' }),
      receive(raw({ text: 'Three' })),
    ]);
    expect((await said()).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test('names what could not be taken, and takes ten files at most', async () => {
    expect(await receive(raw({ file: ['Setup.exe', aPdf()] }))).toBe('said');
    expect((await said())[0]).toMatchObject({ leftOut: ['Setup.exe'], files: [] });
  });

  test.each<[string, string[]]>([
    ['an absence note', ['auto-submitted: auto-replied']],
    ['a list', ['precedence: bulk']],
    ['a bounce', ['return-path: <>']],
    ['a mail of our own', ['x-firmament-mail: mai_1']],
  ])('is none where it is %s', async (_, headers) => {
    expect(await receive(raw({ headers }))).toBe('automatic');
    expect([(await said()).length, (await held()).length]).toEqual([1, 0]);
  });

  test('to a guessed address, to another domain, or in an erased conversation reaches nobody', async () => {
    const guessed = to.replace(/.(?=@)/, (letter) => (letter === 'a' ? 'b' : 'a'));
    expect(await receive(raw({ to: guessed }))).toBe('to nobody');
    expect(await receive(raw({ to: to.replace(domain, 'other.example') }))).toBe('to nobody');
    expect(await said()).toHaveLength(1);
  });

  test('of someone who does not take part in the conversation any more reaches nobody', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    await us().patch(`/v1/threads/${id}`, { contactIds: [colleague] });
    expect(await receive(raw())).toBe('to nobody');
  });
});

describe('a reply that may not be theirs', () => {
  const unsure = async (sent: Sent = { from: 'mallory@elsewhere.example' }) => {
    expect(await receive(raw({ ...sent, text: 'Pay to this account', file: ['Account.pdf', aPdf()] }))).toBe('held');
    return (await held())[0]!;
  };

  test('is held for a person to look at, unseen by the client', async () => {
    expect(await unsure()).toMatchObject({ from: 'mallory@elsewhere.example', files: [{ name: 'Account.pdf' }] });
    expect(await said()).toHaveLength(1);
    const { body } = await verbs(asContact(firm, contactId, [clientId])).get(`/portal/v1/threads/${id}`);
    expect(JSON.stringify(body)).not.toContain('account');
    expect(record('document')[0]).toMatchObject({ visibility: 'firm' });
    expect((await us().get(`/v1/threads/${id}`)).body).toMatchObject({ state: 'waits-for-us', heldReplies: 1 });
    await told(firm);
    expect(await saidTo(firm.admin.call)).toEqual([
      'A reply to “The lease” with Juniper Street Dental may not be theirs: look at it',
    ]);
  });

  test.each<[string, string[]]>([
    ['is unwanted', ['x-ses-spam-verdict: FAIL']],
    ['carries a virus', ['x-ses-virus-verdict: FAIL']],
    ['is forged', ['authentication-results: amazonses.com; spf=fail; dmarc=fail header.from=juniper.example']],
  ])('also where the mail service says that it %s', async (_, headers) => {
    await unsure({ headers });
  });

  test('a verdict that the sender wrote themself counts nothing', async () => {
    await unsure({ headers: ['x-ses-spam-verdict: FAIL', 'x-ses-spam-verdict: PASS'] });
  });

  test('becomes theirs with its file by who accepts it, once', async () => {
    const { id: replyId } = await unsure();
    const path = `/v1/threads/${id}/replies/${replyId}`;
    expect((await us().post(`${path}/accept`)).body).toMatchObject({ decided: { as: 'accepted' } });
    expect((await said())[0]).toMatchObject({ by: contactId, text: 'Pay to this account', files: [{}] });
    expect(record('document')[0]).toMatchObject({ visibility: 'client' });
    expect((await us().get(`/v1/threads/${id}`)).body.heldReplies).toBeUndefined();
    expect(await us().post(`${path}/discard`)).toMatchObject({ status: 422 });
  });

  test('is gone by who discards it, and stays to be read by the team', async () => {
    const { id: replyId } = await unsure();
    await us().post(`/v1/threads/${id}/replies/${replyId}/discard`);
    expect(await said()).toHaveLength(1);
    expect((await held())[0]).toMatchObject({ decided: { as: 'discarded' } });
  });

  test('is erased with the person', async () => {
    await unsure();
    await us().post(`/v1/contacts/${contactId}/erase`);
    const [erased] = firm.memory.all().filter((item) => item.type === 'contact.erased');
    await eraseThreads(firm.memory, { pk: erased!.pk, sk: erased!.sk });
    expect(JSON.stringify(await held())).not.toMatch(/mallory|Pay to/);
  });
});
