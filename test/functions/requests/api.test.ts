import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import {
  aClientToAsk,
  aContact,
  aFirmThatWrites,
  aRequest,
  officeHours,
  someRequest,
  tableItem,
} from '../../support/requests.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  at(officeHours);
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  await aFirmThatWrites(firm);
  ({ clientId, contactId } = await aClientToAsk(firm));
});

const asked = (more: object = {}) => aRequest(firm.admin.call, clientId, someRequest(contactId, more));
const path = ({ id }: { id: string }) => `/v1/requests/${id}`;
const itemPath = (request: Answer, n: number) => `${path(request)}/items/${request.asked[n].id}`;
const mailsNow = () => firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];

describe('a request', () => {
  test('is a draft until it is sent, and is found with its client, and with nobody else’s', async () => {
    const made = await asked();
    expect(made).toMatchObject({
      clientId,
      status: 'draft',
      ladder: 'standard',
      senderId: firm.admin.id,
      items: { all: 2, needed: 2, submitted: 0 },
      can: { edit: true, send: true, nudge: false, cancel: true },
      asked: [{ status: 'open', can: { answer: false } }, { status: 'open' }],
    });
    expect(mailsNow()).toEqual([]);
    expect((await admin.get(path(made))).body).toEqual(made);
    const ofClient = await admin.get(`/v1/clients/${clientId}/requests`);
    expect(ofClient.body.items.map(({ id }: Answer) => id)).toEqual([made.id]);
    const other = await aClient(firm.admin.call, { name: 'Another' });
    expect((await admin.get(`/v1/clients/${other.id}/requests`)).body.items).toEqual([]);
  });

  test('goes out at once within the firm’s hours for mail, and is held until the firm is live', async () => {
    const made = await asked({ send: 'now' });
    expect(made).toMatchObject({ status: 'sent', sentAt: expect.any(String), can: { send: false, nudge: true } });
    const [mail, ...others] = mailsNow();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: 'alicia@juniper.example',
      status: 'held',
      subject: 'For Juniper Street Dental: March 2026 statements, by Friday, March 13',
    });
    expect(mail.text).toContain('– Did you buy a vehicle?\n– The address is still right');
    expect(mail.text).toContain('Send it to us: {link}');
    expect(mail.text).toContain('works until {link.expiresOn}');
    await admin.post('/v1/firm/go-live');
    await asked({ send: 'now' });
    expect(mailsNow().map(({ status }) => status)).toEqual(['held', 'queued']);
  });

  test('waits for the firm’s hours on a weekend, and for the day that was chosen', async () => {
    at('2026-03-07T17:00:00.000Z');
    expect(await asked({ send: 'now' })).toMatchObject({ status: 'scheduled', sendAt: '2026-03-09T15:00:00.000Z' });
    expect(await asked({ send: '2026-03-11' })).toMatchObject({ sendAt: '2026-03-11T15:00:00.000Z' });
    expect(await asked({ send: '2026-03-14' })).toMatchObject({ sendAt: '2026-03-16T15:00:00.000Z' });
    expect(mailsNow()).toEqual([]);
    const past = await admin.post(`/v1/clients/${clientId}/requests`, someRequest(contactId, { send: '2026-03-06' }));
    expect(past).toMatchObject({ status: 400 });
  });

  test('is refused where its mail would have a hole, or reach nobody', async () => {
    const silent = await aContact(firm.admin.call, clientId, { name: 'No Mail', mail: undefined });
    const unreached = await admin.post(`/v1/clients/${clientId}/requests`, someRequest(silent, { send: 'now' }));
    expect(unreached).toMatchObject({ status: 422, body: { detail: expect.stringContaining('no mail address') } });
    await admin.patch('/v1/firm', { phone: null });
    const holed = await admin.post(`/v1/clients/${clientId}/requests`, someRequest(contactId, { send: 'now' }));
    expect(holed).toMatchObject({ status: 422, body: { detail: expect.stringContaining('{firm.phone} is empty') } });
  });

  test('goes to nobody who could not answer: who is chosen is named, with what helps', async () => {
    const shut = await aContact(firm.admin.call, clientId, { name: 'Ann Smith', mail: 'ann@j.example', portal: false });
    const says = 'Ann Smith has no access to the portal; switch it on with the person, or choose somebody else';
    const body = someRequest(contactId, { contactIds: [contactId, shut] });
    const refused = { status: 400, body: { issues: [{ path: 'body.contactIds.1', message: says }] } };
    for (const send of [undefined, 'now', '2026-03-20'])
      expect(await admin.post(`/v1/clients/${clientId}/requests`, { ...body, send })).toMatchObject(refused);
    const made = await asked();
    expect(await admin.patch(path(made), { contactIds: [contactId, shut] })).toMatchObject(refused);
    expect(mailsNow()).toEqual([]);
  });

  test('is not sent, nor reminded of, once someone it goes to could not answer any more', async () => {
    const [made, out] = [await asked(), await asked({ send: 'now' })];
    await admin.put(`/v1/clients/${clientId}/contacts/${contactId}`, { portal: false });
    const sent = mailsNow().length;
    const refused = { status: 422, body: { detail: expect.stringContaining('Alicia Whitaker has no access') } };
    expect(await admin.post(`${path(made)}/send`)).toMatchObject(refused);
    expect(await admin.post(`${path(out)}/nudge`)).toMatchObject(refused);
    expect(mailsNow()).toHaveLength(sent);
    // Whom it went to already stays, whatever else of it changes.
    expect(await admin.patch(path(out), { title: 'April', contactIds: [contactId] })).toMatchObject({ status: 200 });
  });

  test('names people and a job of this client only', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const wrong = await admin.post(`/v1/clients/${clientId}/requests`, someRequest(other.contactId));
    expect(wrong).toMatchObject({ status: 400 });
    const job = await admin.post(
      `/v1/clients/${clientId}/requests`,
      someRequest(contactId, { jobId: `job_${'0'.repeat(26)}` }),
    );
    expect(job).toMatchObject({ status: 400 });
  });

  test('is changed until it is sent; afterwards what is asked stays', async () => {
    const made = await asked();
    const items = [{ title: 'Another thing', asks: { kind: 'confirm' } }];
    const changed = await admin.patch(path(made), { title: 'April', items, why: 'Because.' });
    expect(changed.body).toMatchObject({ title: 'April', items: { all: 1 }, asked: [{ title: 'Another thing' }] });
    expect((await admin.get(path(made))).body).toEqual(changed.body);
    await admin.post(`${path(made)}/send`);
    expect(await admin.patch(path(made), { items })).toMatchObject({ status: 422 });
    expect(await admin.patch(path(made), { why: null, dueOn: '2026-03-20' })).toMatchObject({
      status: 200,
      body: { dueOn: '2026-03-20' },
    });
    expect(await admin.post(`${path(made)}/send`)).toMatchObject({ status: 422 });
  });

  test('is completed by itself when nothing is open any more', async () => {
    const made = await asked({ send: 'now' });
    await admin.post(`${itemPath(made, 0)}/answer`, { text: 'no' });
    await admin.post(`${itemPath(made, 0)}/accept`);
    const done = await admin.post(`${itemPath(made, 1)}/receive`, { why: 'By telephone' });
    expect(done.body).toMatchObject({ status: 'completed', completedAt: expect.any(String), can: { edit: false } });
    const types = firm.memory
      .all()
      .flatMap((item) => (item.entity === 'event' && item.pk === `REQUEST#${made.id}` ? [item.type] : []));
    expect(types).toEqual(['request.sent', 'request.item-submitted', 'request.item-accepted', 'request.completed']);
  });

  test('that was called off takes no answer', async () => {
    const made = await asked({ send: 'now' });
    expect(await admin.post(`${path(made)}/cancel`, { reason: 'Not needed' })).toMatchObject({
      body: { status: 'cancelled', cancelReason: 'Not needed' },
    });
    expect(await admin.post(`${itemPath(made, 0)}/answer`, { text: 'no' })).toMatchObject({ status: 422 });
    expect(await admin.post(`${path(made)}/cancel`)).toMatchObject({ status: 422 });
    expect(await admin.post(`${path(made)}/nudge`)).toMatchObject({ status: 422 });
  });

  test('stands in the list of what clients owe, oldest first, until the client has done its part', async () => {
    const later = await asked({ send: 'now', dueOn: '2026-03-20' });
    const sooner = await asked({ send: 'now', dueOn: '2026-03-10' });
    await asked();
    const open = async () => (await admin.get('/v1/requests')).body.items.map(({ id }: Answer) => id);
    expect(await open()).toEqual([sooner.id, later.id]);
    await admin.post(`${itemPath(sooner, 0)}/answer`, { text: 'yes' });
    await admin.post(`${itemPath(sooner, 1)}/answer`, { confirmed: true });
    expect(await open()).toEqual([later.id]);
    const submitted = await admin.get('/v1/requests', { query: { state: 'submitted' } });
    expect(submitted.body.items).toMatchObject([
      { id: sooner.id, status: 'submitted', clientName: 'Juniper Street Dental' },
    ]);
  });

  test('is not there for who stands before a wall', async () => {
    const made = await asked({ send: 'now' });
    const outsider = await firm.member('member');
    await admin.put(`/v1/clients/${clientId}/access`, { only: [firm.admin.id], reason: 'Conflict' });
    const out = verbs(outsider.call);
    for (const where of [path(made), `/v1/clients/${clientId}/requests`])
      expect(await out.get(where), where).toMatchObject({ status: 404 });
    expect((await out.get('/v1/requests')).body.items).toEqual([]);
    expect(await out.post(`${itemPath(made, 0)}/accept`)).toMatchObject({ status: 404 });
  });
});

describe('items', () => {
  test('sent back are asked for again by mail, in the words of the reason', async () => {
    const made = await asked({ send: 'now' });
    await admin.post(`${itemPath(made, 0)}/answer`, { text: 'no' });
    const back = await admin.post(`${itemPath(made, 0)}/return`, { reason: 'It names no vehicle', hint: 'Say which.' });
    expect(back.body.asked[0]).toMatchObject({ status: 'returned', returned: { reason: 'It names no vehicle' } });
    const mail = mailsNow().at(-1);
    expect(mail.subject).toBe('Could you send Did you buy a vehicle? again?');
    expect(mail.text).toContain('It names no vehicle');
    expect(mail.text).toContain('Say which.');
  });

  test('are changed by two at once without loss, and not by who read an older one', async () => {
    const made = await asked({ send: 'now' });
    const both = await Promise.all([
      admin.post(`${itemPath(made, 0)}/answer`, { text: 'no' }),
      admin.post(`${itemPath(made, 1)}/answer`, { confirmed: true }),
    ]);
    expect(statusesOf(both)).toEqual([200, 200]);
    expect((await admin.get(path(made))).body).toMatchObject({ status: 'submitted', items: { submitted: 2 } });
    const twice = await Promise.all([0, 1].map(() => admin.post(`${itemPath(made, 0)}/accept`)));
    expect(statusesOf(twice)).toEqual([200, 422]);
    const stale = { headers: { 'if-match': '"1"' } };
    expect(await admin.post(`${itemPath(made, 0)}/return`, { reason: 'x' }, stale)).toMatchObject({ status: 412 });
  });

  test('of another request are not there', async () => {
    const one = await asked({ send: 'now' });
    const other = await asked({ send: 'now' });
    const where = `${path(one)}/items/${other.asked[0].id}/accept`;
    expect(await admin.post(where)).toMatchObject({ status: 404 });
  });

  test('that are a table come back as CSV; others have none', async () => {
    const made = await asked({ send: 'now', items: [tableItem, { title: 'x', asks: { kind: 'confirm' } }] });
    await admin.post(`${itemPath(made, 0)}/cells`, { cells: [{ row: 0, ask: 0, text: 'Paint' }] });
    const reply = await admin.get(`${itemPath(made, 0)}/answers.csv`);
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(reply.body).toBe(
      'Date,Payee,Amount,What for?\r\n2026-03-02,"Acme, Inc.",120.00,Paint\r\n2026-03-03,\'=cmd(),-40.00,\r\n',
    );
    expect(await admin.get(`${itemPath(made, 1)}/answers.csv`)).toMatchObject({ status: 400 });
  });

  test('of a draft cannot be answered or accepted', async () => {
    const made = await asked();
    for (const [deed, body] of [
      ['answer', { text: 'no' }],
      ['accept', {}],
      ['waive', {}],
      ['return', { reason: 'x' }],
    ] as const)
      expect(await admin.post(`${itemPath(made, 0)}/${deed}`, body), deed).toMatchObject({ status: 422 });
  });
});

describe('a nudge', () => {
  test('goes at once to whom the request is addressed, and names what is open', async () => {
    const made = await asked({ send: 'now' });
    await admin.post(`${itemPath(made, 0)}/answer`, { text: 'no' });
    const nudged = await admin.post(`${path(made)}/nudge`);
    expect(nudged.body.reminders).toMatchObject([{ contactId }]);
    const mail = mailsNow().at(-1);
    expect(mail.subject).toBe('The address is still right for Juniper Street Dental by Friday, March 13');
    expect(mail.text).not.toContain('vehicle');
  });
});
