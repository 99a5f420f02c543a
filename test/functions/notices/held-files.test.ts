import { beforeEach, expect, test } from 'vitest';
import type { Document } from '../../../functions/documents/document.ts';
import { draftsOfDocument } from '../../../functions/notices/of-document.ts';
import { at } from '../../support/at.ts';
import type { Answer, Call, FirmUnderTest } from '../../support/call.ts';
import { aDocument, aHeldDocument, anExpected, aPdf, comes, eicar, saidOf } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';
import { anAskingFirm, aRequest, asContact, officeHours, someRequest, uploadItem } from '../../support/requests.ts';
import { noticesOf, told } from '../../support/telling.ts';

type Someone = { id: string; call: Call };
const locked = aPdf('Locked', '/Encrypt 5 0 R');
const waits =
  '“march.pdf” of Juniper Street Dental waits for someone to let it through or turn it away. The file has a password, so nobody can look into it before someone of the firm decides';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let sender: Someone;
let answers: Someone;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  sender = await firm.member('member', { title: 'Bookkeeper' });
  answers = await firm.member('member');
  await us().patch(`/v1/clients/${clientId}`, { responsible: answers.id });
});

const us = () => verbs(firm.admin.call);
const heardBy = async ({ call }: Someone): Promise<Answer[]> =>
  (await noticesOf(call)).filter(({ kind }) => kind === 'held-file');
const saysTo = async (one: Someone) => (await heardBy(one)).map(({ says }) => says as string);

/** A file of someone of the client, for what they are asked for. */
async function aFileFor(bytes: Uint8Array): Promise<string> {
  const body = someRequest(contactId, { send: 'now', senderId: sender.id, items: [uploadItem] });
  const { id, asked } = await aRequest(firm.admin.call, clientId, body);
  const place = `/portal/v1/requests/${id}/items/${asked[0].id}/documents`;
  const reply = await verbs(asContact(firm, contactId, [clientId])).post(place, saidOf('march.pdf', bytes));
  expect(reply.status).toBe(201);
  await comes(firm.memory, reply.body.id, bytes);
  return reply.body.id;
}

test('that a file waits is told to who asked for it, who answers for the client, and to someone who may decide', async () => {
  const documentId = await aFileFor(locked);
  await told(firm);
  for (const one of [sender, answers, firm.admin])
    expect(await heardBy(one)).toMatchObject([{ says: waits, documentId, clientId }]);
});

test('where one of them may decide, the administrators are not told', async () => {
  const manager = await firm.member('manager');
  await us().patch(`/v1/clients/${clientId}`, { manager: manager.id });
  await aFileFor(locked);
  await told(firm);
  for (const one of [sender, answers, manager]) expect(await saysTo(one)).toEqual([waits]);
  expect(await saysTo(firm.admin)).toEqual([]);
});

test('who leads and may not see the client decides on nothing of it, and hears nothing', async () => {
  const manager = await firm.member('manager');
  await us().patch(`/v1/clients/${clientId}`, { manager: manager.id });
  expect((await us().patch(`/v1/team/${manager.id}`, { scope: { except: [clientId] } })).status).toBe(200);
  await aFileFor(locked);
  await told(firm);
  expect(firm.memory.all().filter(({ pk }) => pk === `NOTICES#${manager.id}`)).toEqual([]);
  expect(await saysTo(firm.admin)).toEqual([waits]);
});

test('what was decided on before anyone was told is told to nobody', async () => {
  const id = await aFileFor(locked);
  await us().post(`/v1/documents/${id}/release`, { reason: 'The bank sends them so' });
  await told(firm);
  for (const one of [sender, answers, firm.admin]) expect(await saysTo(one)).toEqual([]);
});

test('that a file was turned away is told, by intake or by hand, and not to whoever did it', async () => {
  await aFileFor(Buffer.from(eicar));
  await told(firm);
  const [says] = await saysTo(answers);
  expect(says).toMatch(/^“march\.pdf” of Juniper Street Dental was turned away\. /);
  const held = await aHeldDocument(firm, clientId);
  await us().post(`/v1/documents/${held}/reject`, { reason: 'Nobody knows the password' });
  await told(firm);
  const byHand = '“statement.pdf” of Juniper Street Dental was turned away. Nobody knows the password';
  expect(new Set(await saysTo(answers))).toEqual(new Set([says, byHand]));
  expect(await saysTo(firm.admin)).toEqual([]);
});

test('an upload that was called off, and a file nothing is found against, tell nothing', async () => {
  const { id } = await anExpected(firm.admin.call, clientId);
  expect((await us().post(`/v1/documents/${id}/cancel`)).status).toBe(200);
  await aDocument(firm, clientId);
  await told(firm);
  for (const one of [answers, firm.admin]) expect(await saysTo(one)).toEqual([]);
});

test('a file of work that someone keeps for themself is told to them alone', () => {
  const document = { status: 'held', name: 'mine.pdf', privateTo: 'mem_a' } as Document;
  const told = { clientName: 'Juniper', people: ['mem_b', 'mem_c'], beginsSitting: false };
  expect(draftsOfDocument(document, told)).toEqual([
    {
      to: 'mem_a',
      kind: 'held-file',
      says: '“mine.pdf” of Juniper waits for someone to let it through or turn it away',
    },
  ]);
});

test('what a client puts into folders is told to who answers for them, once a sitting', async () => {
  const folder = { name: 'From you', visibility: 'client-can-add' };
  const { body } = await us().post(`/v1/clients/${clientId}/folders`, folder);
  const put = async (name: string) => {
    const place = `/portal/v1/clients/${clientId}/folders/${body.id}/documents`;
    const bytes = aPdf(name);
    const reply = await verbs(asContact(firm, contactId, [clientId])).post(place, saidOf(name, bytes));
    expect(reply.status).toBe(201);
    await comes(firm.memory, reply.body.id, bytes);
  };
  for (const name of ['1.pdf', '2.pdf']) await put(name);
  await told(firm);
  const says = 'Juniper Street Dental put files into their folders';
  expect(await noticesOf(answers.call)).toMatchObject([{ kind: 'from-client', says, clientId }]);
  at(new Date(Date.parse(officeHours) + 31 * 60_000).toISOString());
  await put('3.pdf');
  await told(firm);
  expect((await noticesOf(answers.call)).map((one) => one.says)).toEqual([says, says]);
  expect(await noticesOf(firm.admin.call)).toEqual([]);
});
