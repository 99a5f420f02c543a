import { beforeEach, describe, expect, test } from 'vitest';
import { withReplyTo } from '../../../functions/messages/reply-to.ts';
import { withAnswerer } from '../../../functions/notifications/answerer.ts';
import { deliver, type Outgoing } from '../../../functions/notifications/deliver.ts';
import { mails, queueMail } from '../../../functions/notifications/mail.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { anAuthor } from '../../support/builders.ts';
import type { Call } from '../../support/call.ts';
import { aThread, someThread } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { anAskingFirm } from '../../support/requests.ts';

let asking: Awaited<ReturnType<typeof anAskingFirm>>;
const us = () => verbs(asking.firm.admin.call);
const eleanor = 'eleanor@larkfieldrowe.example';

beforeEach(async () => {
  asking = await anAskingFirm();
  await us().post('/v1/firm/go-live');
});

const twoHeaders = ['a@b.example\r\nBcc: all@evil.example', 'A <a@b.example>', 'a@b.example, c@d.example'];

/** A mail as it leaves. */
async function leaving(id: string): Promise<Outgoing> {
  const { memory } = asking.firm;
  let left: Outgoing | undefined;
  await deliver(memory, async (mail) => void (left = mail), id, withAnswerer(memory));
  return left!;
}

async function aMail(call: Call): Promise<string> {
  const { clientId, contactId } = asking;
  const body = { contactId, subject: 'Your books', text: 'Reply to this mail. It comes to me.' };
  const reply = await call('POST', `/v1/clients/${clientId}/mails`, { body });
  expect(reply).toMatchObject({ status: 201, body: { status: 'queued' } });
  return reply.body.id;
}

async function aColleague() {
  const { id, call } = await asking.firm.member('member');
  const { mail } = (await us().get(`/v1/team/${id}`)).body;
  return { id, call, mail: mail as string };
}

describe('an answer to a mail', () => {
  test('comes to whoever wrote it', async () => {
    const { call, mail } = await aColleague();
    expect((await leaving(await aMail(call))).replyTo).toBe(mail);
  });

  test('comes where the firm says, if it says so', async () => {
    await us().patch('/v1/firm', { replyTo: 'office@larkfieldrowe.example' });
    expect((await leaving(await aMail((await aColleague()).call))).replyTo).toBe('office@larkfieldrowe.example');
  });

  test('about a conversation goes into it, whatever the firm says', async () => {
    const { firm, clientId, contactId } = asking;
    await us().patch('/v1/firm', { replyTo: 'office@larkfieldrowe.example' });
    const { id: threadId } = await aThread(firm.admin.call, clientId, someThread(contactId));
    const about = { contactId, threadId, clientIds: [clientId], writtenBy: firm.admin.id } as Outgoing;
    const at = async (domain: string | undefined) =>
      (await withAnswerer(firm.table)(await withReplyTo(firm.table, domain)(about))).replyTo;
    expect(await at('reply.larkfield.example')).toMatch(/^[0-9a-z]{52}@reply\.larkfield\.example$/);
    expect(await at(undefined)).toBe('office@larkfieldrowe.example');
  });

  test('comes to who answers for the client, where whoever wrote it has left or may not see the client any more', async () => {
    const { clientId } = asking;
    const gone = await aColleague();
    const walled = await aColleague();
    const answers = await aColleague();
    const [first, second] = [await aMail(gone.call), await aMail(walled.call)];
    await us().patch(`/v1/clients/${clientId}`, { responsible: answers.id });
    expect((await us().post(`/v1/team/${gone.id}/disable`)).status).toBe(200);
    const access = { deny: [walled.id], reason: 'A cousin' };
    expect((await us().put(`/v1/clients/${clientId}/access`, access)).status).toBe(200);
    for (const id of [first, second]) expect((await leaving(id)).replyTo).toBe(answers.mail);
  });

  test('that nobody wrote comes to an administrator, where nobody answers for the client', async () => {
    const mail = { contactId: asking.contactId, clientIds: [asking.clientId] } as Outgoing;
    expect((await withAnswerer(asking.firm.table)(mail)).replyTo).toBe(eleanor);
  });

  test('has one address and nothing that could begin another header: nothing else is taken', async () => {
    for (const replyTo of twoHeaders) expect((await us().patch('/v1/firm', { replyTo })).status).toBe(400);
    expect((await leaving(await aMail(asking.firm.admin.call))).replyTo).toBe(eleanor);
  });

  test.each(['firm', 'member'])('nor leaves anything where the record of a %s was tampered with', async (entity) => {
    const { memory, admin } = asking.firm;
    const id = await aMail(admin.call);
    const record = memory.all().find((item) => item.entity === entity)!;
    for (const mail of twoHeaders) {
      await memory.write([{ put: { ...record, [entity === 'firm' ? 'replyTo' : 'mail']: mail }, if: 'always' }]);
      await expect(leaving(id)).rejects.toThrow('Invalid email');
    }
  });
});

test('what goes to the firm’s own people is answered to nobody', async () => {
  const id = newId('mail');
  const mail = { to: eleanor, subject: 'Your day', text: 'Two tasks' };
  await write(asking.firm.memory, [queueMail(mail, id, '2026-01-05T15:00:00.000Z')], anAuthor('system'));
  expect(await leaving(id)).not.toHaveProperty('replyTo');
  expect(mails.read((await asking.firm.memory.get(mails.key(id)))!).status).toBe('sent');
});
