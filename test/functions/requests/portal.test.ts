import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import {
  aClientToAsk,
  aContact,
  aRequest,
  asContact,
  someRequest,
  tableItem,
  anAskingFirm,
} from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
});

const asked = (more: object = {}, to = contactId) =>
  aRequest(firm.admin.call, clientId, someRequest(to, { send: 'now', ...more }));
const me = (limited: string[] = []) => verbs(asContact(firm, contactId, [clientId], limited));
const path = ({ id }: { id: string }) => `/portal/v1/requests/${id}`;
const itemPath = (request: Answer, n: number) => `${path(request)}/items/${request.asked[n].id}`;

describe('on the portal', () => {
  test('someone reads what they are asked for, and nothing of who in the firm did what', async () => {
    const request = await asked();
    const { body } = await me().get('/portal/v1/requests');
    expect(body.items).toMatchObject([{ id: request.id, title: 'March 2026 statements', status: 'sent' }]);
    const read = await me().get(path(request));
    expect(read.body.asked).toMatchObject([{ title: 'Did you buy a vehicle?', can: { answer: true } }, {}]);
    expect(JSON.stringify(read.body)).not.toContain('mem_');
    expect(read.body).not.toHaveProperty('contactIds');
  });

  test('drafts, what is scheduled and what was called off are not there', async () => {
    const draft = await asked({ send: undefined });
    const scheduled = await asked({ send: '2026-03-11' });
    const cancelled = await asked();
    await firm.admin.call('POST', `/v1/requests/${cancelled.id}/cancel`);
    for (const one of [draft, scheduled, cancelled]) {
      expect(await me().get(path(one))).toMatchObject({ status: 404 });
      expect(await me().post(`${itemPath(one, 0)}/answer`, { text: 'no' })).toMatchObject({ status: 404 });
    }
    expect((await me().get('/portal/v1/requests')).body.items).toEqual([]);
  });

  test('another client’s request is not there, whatever is tried with it', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const theirs = await aRequest(firm.admin.call, other.clientId, someRequest(other.contactId, { send: 'now' }));
    expect(await me().get(path(theirs))).toMatchObject({ status: 404 });
    for (const deed of ['answer', 'does-not-apply', 'take-back', 'more-time', 'cells'])
      expect((await me().post(`${itemPath(theirs, 0)}/${deed}`, bodies[deed])).status, deed).toBe(404);
  });

  test('a limited contact sees only what is addressed to them; a full one sees all of the client', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const theirs = await asked({}, colleague);
    const mine = await asked();
    expect(await me([clientId]).get(path(theirs))).toMatchObject({ status: 404 });
    expect(await me([clientId]).post(`${itemPath(theirs, 0)}/answer`, { text: 'no' })).toMatchObject({ status: 404 });
    const listed = async (limited: string[]): Promise<Set<string>> =>
      new Set((await me(limited).get('/portal/v1/requests')).body.items.map(({ id }: Answer) => id as string));
    expect(await listed([clientId])).toEqual(new Set([mine.id]));
    expect(await listed([])).toEqual(new Set([theirs.id, mine.id]));
  });

  test('someone answers, confirms, takes back and answers again; the firm reads it', async () => {
    const request = await asked();
    await me().post(`${itemPath(request, 0)}/answer`, { text: 'yes' });
    const back = await me().post(`${itemPath(request, 0)}/take-back`);
    expect(back.body.asked[0]).toMatchObject({ status: 'open', answer: {} });
    await me().post(`${itemPath(request, 0)}/answer`, { text: 'no' });
    const done = await me().post(`${itemPath(request, 1)}/answer`, { confirmed: true });
    expect(done.body).toMatchObject({ status: 'submitted' });
    const { body } = await firm.admin.call('GET', `/v1/requests/${request.id}`);
    expect(body.asked[0]).toMatchObject({ status: 'submitted', given: { text: 'no', by: contactId } });
    expect(body.heard).toEqual([{ contactId, at: expect.any(String) }]);
    await firm.admin.call('POST', `/v1/requests/${request.id}/items/${request.asked[0].id}/accept`);
    expect(await me().post(`${itemPath(request, 0)}/take-back`)).toMatchObject({ status: 422 });
  });

  test('someone says that it does not apply, and with that all is settled', async () => {
    const request = await asked({ items: [{ title: 'Till summary', asks: { kind: 'upload' } }] });
    const done = await me().post(`${itemPath(request, 0)}/does-not-apply`, { why: 'We have no till' });
    expect(done.body).toMatchObject({ status: 'completed', asked: [{ status: 'does-not-apply' }] });
    const { body } = await firm.admin.call('GET', `/v1/requests/${request.id}`);
    expect(body.asked[0].settled).toMatchObject({ why: 'We have no till', by: contactId });
  });

  test('someone asks for more time, the firm grants it, and the item is due then', async () => {
    const request = await asked();
    const asks = await me().post(`${itemPath(request, 0)}/more-time`, { until: '2026-03-20', why: 'Away' });
    expect(asks.body.asked[0]).toMatchObject({ moreTime: { until: '2026-03-20' }, can: { askMoreTime: false } });
    const where = `/v1/requests/${request.id}/items/${request.asked[0].id}/more-time`;
    await firm.admin.call('POST', where, { body: { granted: true } });
    const { body } = await me().get(path(request));
    expect(body.asked[0]).toMatchObject({ dueOn: '2026-03-20', moreTime: { granted: true } });
  });

  test('someone who is overdue asks for time from today on, as the day is at the firm', async () => {
    const request = await asked();
    at('2026-03-19T03:00:00.000Z');
    const past = await me().post(`${itemPath(request, 0)}/more-time`, { until: '2026-03-17' });
    expect(past).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.until', message: 'Lies in the past' }] },
    });
    const asks = await me().post(`${itemPath(request, 0)}/more-time`, { until: '2026-03-18' });
    expect(asks.body.asked[0]).toMatchObject({ moreTime: { until: '2026-03-18' } });
  });

  test('a table is filled in cell by cell by two people at once, and sent', async () => {
    const request = await asked({ items: [tableItem] });
    const cell = (row: number) =>
      me().post(`${itemPath(request, 0)}/cells`, { cells: [{ row, ask: 0, text: `${row}` }] });
    expect(statusesOf(await Promise.all([cell(0), cell(1)]))).toEqual([200, 200]);
    const sent = await me().post(`${itemPath(request, 0)}/answer`, {});
    expect(sent.body.asked[0]).toMatchObject({ status: 'submitted', cells: { '0:0': '0', '1:0': '1' } });
  });
});

const bodies: Record<string, object> = {
  answer: { text: 'no' },
  'more-time': { until: '2026-03-20' },
  cells: { cells: [{ row: 0, ask: 0, text: 'x' }] },
};
