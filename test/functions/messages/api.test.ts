import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aThread, someThread, toldByMail } from '../../support/messages.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import { aClientToAsk, aContact, asContact, anAskingFirm } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
});

const begun = (more: object = {}, to = contactId) => aThread(firm.admin.call, clientId, someThread(to, more));
const us = () => verbs(firm.admin.call);
const them = (limited: string[] = []) => verbs(asContact(firm, contactId, [clientId], limited));
const path = ({ id }: Answer) => `/v1/threads/${id}`;
const outside = ({ id }: Answer) => `/portal/v1/threads/${id}`;
const idsOf = ({ body }: Answer) => body.items.map(({ id }: Answer) => id);
const mails = async () => (await us().get('/v1/mails', { query: { status: 'held' } })).body.items;

describe('a conversation with a client', () => {
  test('is begun by the firm, goes out as held mail with a place for the link, and waits for them', async () => {
    const thread = await begun();
    expect(thread).toMatchObject({ state: 'waits-for-them', messages: 1, unread: 0, memberIds: [firm.admin.id] });
    expect(await mails()).toEqual([]);
    await toldByMail(firm, thread.id);
    const [mail] = await mails();
    expect(mail).toMatchObject({ subject: 'The lease', contactId, status: 'held' });
    const { body } = await us().get(`/v1/mails/${mail.id}`);
    expect(body.text).toMatch(/^Which of the two leases[^]*\{link\}$/);
  });

  test('a text that looks like the place for the link is none', async () => {
    await toldByMail(firm, (await begun({ text: 'See {link} and {link.expiresOn}' })).id);
    const [mail] = await mails();
    const { body } = await us().get(`/v1/mails/${mail.id}`);
    expect(body.text.split('\n')[0]).toBe('See { link} and { link.expiresOn}');
  });

  test('goes to and fro, and always waits for the other side, since they began to wait', async () => {
    const thread = await begun();
    at('2026-03-04T18:00:00.000Z');
    await them().post(`${outside(thread)}/messages`, { text: 'The second' });
    at('2026-03-04T19:00:00.000Z');
    await them().post(`${outside(thread)}/messages`, { text: 'I am sure' });
    const { body } = await us().get(path(thread));
    expect(body).toMatchObject({
      state: 'waits-for-us',
      since: expect.stringMatching(/^2026-03-04T18:00:/),
      messages: 3,
      unread: 2,
    });
    expect(idsOf(await us().get('/v1/threads'))).toEqual([thread.id]);
    await us().post(`${path(thread)}/messages`, { text: 'Thank you' });
    expect(idsOf(await us().get('/v1/threads'))).toEqual([]);
    expect(idsOf(await us().get('/v1/threads', { query: { state: 'waits-for-them' } }))).toEqual([thread.id]);
  });

  test('who has waited longest comes first, and each person finds what they are to answer', async () => {
    const start = (subject: string) => them().post('/portal/v1/threads', { clientId, subject, text: 'Hello?' });
    const first = (await start('First')).body;
    at('2026-03-04T18:00:00.000Z');
    const second = (await start('Second')).body;
    expect(idsOf(await us().get('/v1/threads'))).toEqual([first.id, second.id]);
    await us().patch(path(second), { assignedTo: firm.admin.id });
    expect(idsOf(await us().get('/v1/threads', { query: { assignedTo: firm.admin.id } }))).toEqual([second.id]);
    await us().patch(path(second), { assignedTo: null });
    expect(idsOf(await us().get('/v1/threads', { query: { assignedTo: firm.admin.id } }))).toEqual([]);
  });

  test('what was read is no longer unread, for who read it', async () => {
    const thread = await begun();
    const other = await firm.member('member');
    expect((await other.call('GET', path(thread))).body.unread).toBe(1);
    expect(await other.call('POST', `${path(thread)}/read`, { body: { upTo: 99 } })).toMatchObject({ status: 204 });
    expect((await other.call('GET', path(thread))).body.unread).toBe(0);
    await us().post(`${path(thread)}/messages`, { text: 'One more' });
    expect((await other.call('GET', path(thread))).body.unread).toBe(1);
  });

  test('is closed, and opened again by hand or by who writes in it', async () => {
    const thread = await begun();
    expect((await us().post(`${path(thread)}/close`)).body).toMatchObject({ state: 'closed', can: { reopen: true } });
    expect(await us().post(`${path(thread)}/close`)).toMatchObject({ status: 422 });
    expect((await us().post(`${path(thread)}/reopen`)).body.state).toBe('waits-for-them');
    await us().post(`${path(thread)}/close`);
    await them().post(`${outside(thread)}/messages`, { text: 'One more thing' });
    expect((await us().get(path(thread))).body.state).toBe('waits-for-us');
  });

  test('stands with its client, and with its job', async () => {
    const thread = await begun();
    expect(idsOf(await us().get(`/v1/clients/${clientId}/threads`))).toEqual([thread.id]);
    expect(await us().post(`/v1/clients/${clientId}/threads`, someThread(contactId, { jobId: noJob }))).toMatchObject({
      status: 400,
    });
  });

  test('is not addressed to people of another client', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const sent = someThread(other.contactId);
    expect(await us().post(`/v1/clients/${clientId}/threads`, sent)).toMatchObject({ status: 400 });
    const thread = await begun();
    expect(await us().patch(path(thread), { contactIds: [other.contactId] })).toMatchObject({ status: 400 });
  });

  test('ten people who write at once are all heard, each once, in one order that stays', async () => {
    const thread = await begun();
    const said = Array.from({ length: 10 }, (_, n) => `Number ${n}`);
    const replies = await Promise.all(
      said.map((text, n) =>
        n % 2 ? us().post(`${path(thread)}/messages`, { text }) : them().post(`${outside(thread)}/messages`, { text }),
      ),
    );
    expect(statusesOf(replies)).toEqual(said.map(() => 200));
    const read = async () => (await us().get(`${path(thread)}/messages`)).body.items;
    const items = await read();
    expect(items.map(({ number }: Answer) => number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(items.slice(0, 10).map(({ text }: Answer) => text))).toEqual(new Set(said));
    expect(await read()).toEqual(items);
    const pages = await us().get(`${path(thread)}/messages`, { query: { limit: '4' } });
    const query = { limit: '4', cursor: pages.body.next };
    const next = await us().get(`${path(thread)}/messages`, { query });
    expect([...pages.body.items, ...next.body.items]).toEqual(items.slice(0, 8));
  });

  test('its texts stand in no event', async () => {
    const thread = await begun();
    await us().post(`${path(thread)}/notes`, { text: 'Between ourselves' });
    const events = firm.memory.all().filter(({ sk }) => sk.startsWith('~EVENT#'));
    expect(events.some(({ pk }) => pk === `THREAD#${thread.id}`)).toBe(true);
    expect(JSON.stringify(events)).not.toMatch(/Which of the two|Between ourselves/);
  });
});

describe('on the portal', () => {
  test('someone reads what was said, and of the firm only the names of who wrote', async () => {
    const thread = await begun();
    await them().post(`${outside(thread)}/messages`, { text: 'The second' });
    const { body } = await them().get(`${outside(thread)}/messages`);
    expect(body.items).toMatchObject([
      { from: 'you', text: 'The second' },
      { from: 'firm', name: expect.any(String) },
    ]);
    const all = [body, (await them().get(outside(thread))).body, (await them().get('/portal/v1/threads')).body];
    expect(JSON.stringify(all)).not.toContain('mem_');
  });

  test('another client’s conversation is not there, nor can one be begun for them', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const theirs = await aThread(firm.admin.call, other.clientId, someThread(other.contactId));
    for (const where of [outside(theirs), `${outside(theirs)}/messages`])
      expect(await them().get(where)).toMatchObject({ status: 404 });
    expect(await them().post(`${outside(theirs)}/messages`, { text: 'Hello' })).toMatchObject({ status: 404 });
    const sent = { clientId: other.clientId, subject: 'Hello', text: 'Hello' };
    expect(await them().post('/portal/v1/threads', sent)).toMatchObject({ status: 404 });
  });

  test('a limited contact sees only what is addressed to them; a full one sees all of the client', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const theirs = await begun({}, colleague);
    const mine = await begun();
    expect(idsOf(await them([clientId]).get('/portal/v1/threads'))).toEqual([mine.id]);
    expect(await them([clientId]).get(outside(theirs))).toMatchObject({ status: 404 });
    expect(await them([clientId]).get(`${outside(theirs)}/messages`)).toMatchObject({ status: 404 });
    const written = await them([clientId]).post(`${outside(theirs)}/messages`, { text: 'Hello' });
    expect(written.status).toBe(404);
    expect(new Set(idsOf(await them().get('/portal/v1/threads')))).toEqual(new Set([mine.id, theirs.id]));
  });

  test('who begins one is answered by the client’s responsible person', async () => {
    await us().patch(`/v1/clients/${clientId}`, { responsible: firm.admin.id });
    const sent = { clientId, subject: 'A question', text: 'Hello?' };
    const { body, status } = await them([clientId]).post('/portal/v1/threads', sent);
    expect({ status, waitsForYou: body.waitsForYou }).toEqual({ status: 201, waitsForYou: false });
    const thread = await us().get(path(body));
    expect(thread.body).toMatchObject({ assignedTo: firm.admin.id, contactIds: [contactId], unread: 1 });
  });
});

const noJob = `job_${'0'.repeat(26)}`;
