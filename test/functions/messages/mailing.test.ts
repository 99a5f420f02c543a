import { beforeEach, describe, expect, test } from 'vitest';
import { mailThread, mailThreads } from '../../../functions/messages/mail-step.ts';
import { now } from '../../../shared/clock.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { anExpected } from '../../support/documents.ts';
import { aMessageFile, aThread, someThread, toldByMail } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { aContact, anAskingFirm, asContact } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let id: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  ({ id } = await aThread(firm.admin.call, clientId, someThread(contactId)));
});

const us = () => verbs(firm.admin.call);
const them = (contact = contactId) => verbs(asContact(firm, contact, [clientId]));
const say = (text: string) => us().post(`/v1/threads/${id}/messages`, { text });
const minutesLater = (minutes: number) => at(new Date(now() + minutes * 60_000).toISOString());
const look = () => mailThread({ table: firm.table, canReply: false }, id);
const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail') as Answer[];
const textOf = (mail: Answer) => mail.text.split('\n\nRead and answer')[0];

describe('what the firm writes in a conversation', () => {
  test('goes out as one mail, ten minutes after the first of it', async () => {
    minutesLater(4);
    await say('And who signed it?');
    minutesLater(5);
    await look();
    expect(mails()).toEqual([]);
    minutesLater(1.1);
    await look();
    expect(mails().map(textOf)).toEqual(['Which of the two leases did you sign?\n\nAnd who signed it?']);
    expect(mails()[0]).toMatchObject({ threadId: id, contactId });
  });

  test('is told once, however often and however late it is looked at', async () => {
    minutesLater(11);
    await Promise.all([look(), look(), look()]);
    await look();
    await mailThreads({ table: firm.table, canReply: false });
    expect(mails()).toHaveLength(1);
  });

  test('begins a new mail after the one that went', async () => {
    await toldByMail(firm, id);
    await say('One more thing');
    await look();
    expect(mails()).toHaveLength(1);
    await toldByMail(firm, id);
    expect(mails().map(textOf)).toEqual(['Which of the two leases did you sign?', 'One more thing']);
  });

  test('is not mailed to who has read it on their page meanwhile, and what came after is', async () => {
    await them().post(`/portal/v1/threads/${id}/read`, { upTo: 1 });
    await say('And who signed it?');
    await toldByMail(firm, id);
    expect(mails().map(textOf)).toEqual(['And who signed it?']);
    await say('Thank you');
    await them().post(`/portal/v1/threads/${id}/read`, { upTo: 99 });
    await toldByMail(firm, id);
    expect(mails()).toHaveLength(1);
  });

  test('is not mailed to who answered it on their page, but to the others', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    await us().patch(`/v1/threads/${id}`, { contactIds: [contactId, colleague] });
    await them().post(`/portal/v1/threads/${id}/messages`, { text: 'The second' });
    await toldByMail(firm, id);
    expect(mails().map((mail) => mail.contactId)).toEqual([colleague]);
    expect(mails()[0]!.text).not.toContain('The second');
  });

  test('is told whole where many wrote meanwhile', async () => {
    for (let i = 0; i < 60; i++) await them().post(`/portal/v1/threads/${id}/messages`, { text: `Thought ${i}` });
    await say('And who signed it?');
    await toldByMail(firm, id);
    expect(mails().map(textOf)).toEqual(['And who signed it?']);
  });

  test('has a subject of one line, whatever the conversation is called', async () => {
    await us().patch(`/v1/threads/${id}`, { subject: `The\nlease {link} ${'🙂'.repeat(95)}` });
    await toldByMail(firm, id);
    expect(mails()[0]!.subject).toMatch(/^The lease \{ link\} 🙂+…$/u);
  });

  test('is cut between letters where it is longer than a mail', async () => {
    for (const begin of ['', 'x'])
      for (let i = 0; i < 5; i++) await say(`${i === 0 ? begin : ''}${'🙂'.repeat(9_900)}`);
    await toldByMail(firm, id);
    expect(mails()[0]!.text).toContain('🙂 …\n\nThe rest is on your page.');
  });

  test('names who wrote what where several did', async () => {
    const other = await firm.member('member');
    await other.call('POST', `/v1/threads/${id}/messages`, { body: { text: 'I have the second one here' } });
    await toldByMail(firm, id);
    expect(mails()).toHaveLength(1);
    expect(textOf(mails()[0]!)).toMatch(/^.+:\nWhich of the two leases[^]*\n\n.+:\nI have the second one here$/);
  });

  test('waits for the hours for mail once the firm is live, and is told by the hourly look', async () => {
    const body = { mailHours: { from: '09:00', to: '17:00' } };
    await us().patch('/v1/firm', body);
    await us().post('/v1/firm/go-live');
    // In Denver 20:00 on a Wednesday, and 09:10 on the day after.
    at('2026-03-05T03:00:00.000Z');
    await say('In the evening');
    await toldByMail(firm, id);
    expect(mails()).toEqual([]);
    at('2026-03-05T16:10:00.000Z');
    await mailThreads({ table: firm.table, canReply: false });
    expect(mails()).toMatchObject([{ status: 'queued' }]);
  });

  test('is mailed to nobody who is not to be notified any more', async () => {
    await us().put(`/v1/clients/${clientId}/contacts/${contactId}`, { notify: false });
    await toldByMail(firm, id);
    expect(mails()).toEqual([]);
  });

  test('says that a reply is taken only where the deployment takes it', async () => {
    await toldByMail(firm, id, true);
    expect(mails()[0]!.text).toContain('Reply to this mail, or read and answer it on your page');
  });
});

describe('whoever has no access to the portal', () => {
  const aShownFile = () => anExpected(firm.admin.call, clientId, { ...aMessageFile, visibility: 'client' });
  const part = (more: object) => us().put(`/v1/clients/${clientId}/contacts/${contactId}`, more);

  test.each([true, false])(
    'gets the words by mail, to reply to, and no link: replies come here %s',
    async (canReply) => {
      await part({ portal: false });
      await say('And who signed it?');
      await toldByMail(firm, id, canReply);
      expect(mails().map(({ text }) => text)).toEqual([
        'Which of the two leases did you sign?\n\nAnd who signed it?\n\nReply to this mail to answer.',
      ]);
    },
  );

  test('does not stand in the way of the others’ links', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    await us().patch(`/v1/threads/${id}`, { contactIds: [contactId, colleague] });
    await part({ portal: false });
    await toldByMail(firm, id);
    const links = mails().map((mail) => [mail.contactId, mail.text.includes('{link}')]);
    expect(Object.fromEntries(links)).toEqual({ [contactId]: false, [colleague]: true });
  });

  test('is sent no files, and that is said before anything is written', async () => {
    await part({ portal: false });
    const file = await aShownFile();
    for (const [path, body] of [
      [`/v1/threads/${id}/messages`, { text: 'Look', documentIds: [file.id] }],
      [`/v1/clients/${clientId}/threads`, someThread(contactId, { documentIds: [file.id] })],
    ] as const)
      expect(await us().post(path, body)).toMatchObject({ status: 422, body: { field: 'documentIds' } });
    expect((await say('Only words')).status).toBe(200);
  });

  test('is told of a file that was sent before that they can ask for it', async () => {
    const file = await aShownFile();
    await us().post(`/v1/threads/${id}/messages`, { text: 'Look', documentIds: [file.id] });
    await part({ portal: false });
    await toldByMail(firm, id);
    expect(mails()[0]!.text).toContain(`Look\nFiles, which you can ask us for: ${file.name}`);
  });
});
