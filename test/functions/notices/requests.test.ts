import { beforeEach, describe, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { documents } from '../../../functions/documents/store.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import { at } from '../../support/at.ts';
import type { Answer, Call, FirmUnderTest } from '../../support/call.ts';
import { aPdf, comes, saidOf } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';
import { anAskingFirm, answerItem, aRequest, asContact, officeHours, someRequest } from '../../support/requests.ts';
import { noticesOf, told } from '../../support/telling.ts';

const anything = { kind: 'upload', accept: ['any'] };
const items = [
  { title: 'Bank statement', asks: anything },
  { title: 'Till summary', asks: { ...anything, least: 2 } },
  answerItem,
];
const who = 'Juniper Street Dental';
const title = '“March 2026 statements”';
const sent = `${who} sent something for ${title}`;

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let answers: { id: string; call: Call };
let request: Answer;
let clock: number;
const later = (minutes: number) => at(new Date((clock += minutes * 60_000)).toISOString());

beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  clock = Date.parse(officeHours);
  answers = await firm.member('member');
  await us().patch(`/v1/clients/${clientId}`, { responsible: answers.id });
  request = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', items }));
});

const us = () => verbs(firm.admin.call);
const me = () => verbs(asContact(firm, contactId, [clientId]));
const place = (n: number) => `/portal/v1/requests/${request.id}/items/${request.asked[n].id}`;
const ours = (n: number) => `/v1/requests/${request.id}/items/${request.asked[n].id}`;

async function sends(n: number, name: string, bytes = aPdf(name)): Promise<string> {
  const { status, body } = await me().post(`${place(n)}/documents`, saidOf(name, bytes));
  expect(status).toBe(201);
  await comes(firm.memory, body.id, bytes);
  await onDocument(firm.table, documents.key(body.id).pk);
  return body.id;
}

/** What someone was told of requests, in the order in which it happened. */
const heardBy = async (call: Call, of = 'from-client'): Promise<string[]> =>
  (await noticesOf(call))
    .filter(({ kind }) => kind === of)
    .map(({ says }) => says)
    .toReversed();

describe('what a client sends for a request', () => {
  test.each(['forward', 'backward'] as const)(
    'is told to its sender and to who answers for the client, once a sitting, told %s',
    async (order) => {
      for (const name of ['1.pdf', '2.pdf', '3.pdf']) {
        await sends(0, name);
        later(5);
      }
      await sends(1, 'till.pdf');
      await told(firm, order);
      expect(await noticesOf(answers.call)).toMatchObject([{ kind: 'from-client', requestId: request.id, clientId }]);
      for (const { call } of [firm.admin, answers]) expect(await heardBy(call)).toEqual([sent]);
      later(31);
      await sends(0, '4.pdf');
      await told(firm, order);
      expect(await heardBy(answers.call)).toEqual([sent, sent]);
    },
  );

  test('is told to nobody where one of the team said it for them', async () => {
    await verbs(answers.call).post(`${ours(2)}/answer`, { text: 'no' });
    await told(firm);
    for (const { call } of [firm.admin, answers]) expect(await heardBy(call)).toEqual([]);
  });

  test('is no news again when the firm decides on a file of it days later', async () => {
    const held = await sends(0, 'locked.pdf', aPdf('Locked', '/Encrypt 5 0 R'));
    await sends(0, 'open.pdf');
    await told(firm);
    later(2 * 24 * 60);
    await us().post(`/v1/documents/${held}/reject`, { reason: 'Nobody knows the password' });
    await onDocument(firm.table, documents.key(held).pk);
    const { body } = await us().get(`/v1/requests/${request.id}`);
    expect(body.asked[0].files).toMatchObject([{ status: 'rejected' }, { status: 'received' }]);
    expect(body.heard).toMatchObject([{ contactId, at: expect.stringContaining('2026-03-04') }]);
    await told(firm);
    expect(await heardBy(answers.call)).toEqual([sent]);
  });

  test('is not told to who may not see the client', async () => {
    expect((await us().patch(`/v1/team/${answers.id}`, { scope: { except: [clientId] } })).status).toBe(200);
    await sends(0, '1.pdf');
    await told(firm);
    expect(firm.memory.all().filter(({ pk }) => pk === `NOTICES#${answers.id}`)).toEqual([]);
    expect(await heardBy(firm.admin.call)).toEqual([sent]);
  });
});

test('that something doesn’t apply is told with the reason, and that more time is asked for with the day', async () => {
  await me().post(`${place(2)}/does-not-apply`, { why: 'We lease all of them' });
  later(1);
  await me().post(`${place(0)}/more-time`, { until: '2026-03-20', why: 'The bank is slow' });
  await told(firm);
  expect(await heardBy(answers.call)).toEqual([
    `${who} says that “Did you buy a vehicle?” doesn’t apply: We lease all of them`,
    `${who} asks for more time for “Bank statement”, until Fri 20 Mar 2026: The bank is slow`,
  ]);
});

test('that all of it is there is told, and that it is complete, to all but whoever completed it', async () => {
  await sends(0, '1.pdf');
  for (const name of ['till-1.pdf', 'till-2.pdf']) await sends(1, name);
  later(1);
  await me().post(`${place(2)}/does-not-apply`);
  await told(firm);
  const all = `${who} says that “Did you buy a vehicle?” doesn’t apply. ${who} answered ${title}: it waits to be looked at`;
  expect(await heardBy(answers.call)).toEqual([sent, all]);
  later(1);
  for (const n of [0, 1]) expect((await verbs(answers.call).post(`${ours(n)}/accept`)).status).toBe(200);
  await told(firm);
  expect(await heardBy(answers.call)).toEqual([sent, all]);
  expect(await heardBy(firm.admin.call)).toEqual([sent, all, `${title} is complete: ${who} owes nothing more of it`]);
});

test('of a request that was called off meanwhile nothing is told', async () => {
  await sends(0, '1.pdf');
  await us().post(`/v1/requests/${request.id}/cancel`);
  await told(firm);
  expect(await heardBy(answers.call)).toEqual([]);
});

test('that no reminder helped is told to its sender by the task to call, and to who answers for the client', async () => {
  const manager = await firm.member('manager');
  await us().patch(`/v1/clients/${clientId}`, { manager: manager.id });
  await us().post('/v1/firm/go-live');
  const urgent = { title: 'Payroll', ladder: 'urgent', send: 'now', dueOn: '2026-03-05' };
  await aRequest(firm.admin.call, clientId, someRequest(contactId, urgent));
  for (let hours = 0; hours < 10 * 24; hours++) {
    later(60);
    await remindersStep(firm.memory, new Date(clock).toISOString());
  }
  await told(firm);
  const nothing = `${who} has not answered “Payroll”: all reminders are out, and whoever sent it is to call now`;
  expect(await heardBy(answers.call, 'at-risk')).toEqual([nothing]);
  expect(await heardBy(manager.call, 'at-risk')).toEqual([nothing]);
  expect(await heardBy(firm.admin.call, 'at-risk')).toEqual([]);
  const calls = (await noticesOf(firm.admin.call)).filter(({ kind }) => kind === 'assigned');
  expect(calls.map(({ says }) => says)).toContainEqual(expect.stringContaining('Call now about “Payroll”'));
});
