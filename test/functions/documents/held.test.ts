import { beforeEach, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { aDocument, aPdf, comes, sha256Of } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let clientId: string;
let other: string;
const us = () => verbs(firm.admin.call);
beforeEach(async () => {
  firm = await aFirm();
  clientId = (await aClient(firm.admin.call)).id;
  other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
});

let sent = 0;
/** One that waits for a person, and is no other's copy. */
const aHeldDocument = (of: string) => aDocument(firm, of, aPdf(`Locked ${++sent}`, '/Encrypt 5 0 R'));

async function waiting(call: Call = firm.admin.call, query: Record<string, string> = {}): Promise<Answer> {
  const reply = await call('GET', '/v1/documents/held', { query });
  expect(reply.status).toBe(200);
  return reply.body;
}
const idsOf = ({ items }: Answer): string[] => items.map(({ id }: Answer) => id);

test('what waits for a person is one list over all clients, who waits longest first, in pages', async () => {
  const held = [await aHeldDocument(clientId), await aHeldDocument(other), await aHeldDocument(clientId)];
  await aDocument(firm, clientId);
  const first = await waiting(firm.admin.call, { limit: '2' });
  expect(idsOf(first)).toEqual(held.slice(0, 2));
  expect(first.items[0]).toMatchObject({ clientId, status: 'held', why: { code: 'password' }, can: { decide: true } });
  expect(idsOf(await waiting(firm.admin.call, { limit: '2', cursor: first.next }))).toEqual(held.slice(2));
});

test('what was let through, turned away, thrown away or erased stands there no more', async () => {
  const [released, rejected, trashed] = [
    await aHeldDocument(clientId),
    await aHeldDocument(clientId),
    await aHeldDocument(clientId),
  ];
  const because = { reason: 'The bank sends them so' };
  expect((await us().post(`/v1/documents/${released}/release`, because)).status).toBe(200);
  expect((await us().post(`/v1/documents/${rejected}/reject`, because)).status).toBe(200);
  expect((await us().post(`/v1/documents/${trashed}/trash`, {})).status).toBe(200);
  expect(idsOf(await waiting())).toEqual([]);
  expect((await us().post(`/v1/documents/${trashed}/restore`)).status).toBe(200);
  expect(idsOf(await waiting())).toEqual([trashed]);
});

test('another version of a document waits there, too', async () => {
  const id = await aDocument(firm, clientId);
  const bytes = aPdf('Locked', '/Encrypt 5 0 R');
  const { body } = await us().post(`/v1/documents/${id}/versions`, { size: bytes.length, sha256: sha256Of(bytes) });
  await comes(firm.memory, body.id, bytes);
  expect((await waiting()).items).toMatchObject([{ id: body.id, versionOf: id }]);
});

test('nobody finds there what lies behind a wall, or belongs to clients they do not see', async () => {
  const held = [await aHeldDocument(clientId), await aHeldDocument(other)];
  const walled = await firm.member('manager', { scope: { except: [clientId] } });
  const guest = await firm.member('guest', { scope: { only: [clientId] } });
  expect(idsOf(await waiting(walled.call))).toEqual([held[1]]);
  const { items } = await waiting(guest.call);
  expect(items).toMatchObject([{ id: held[0], can: { decide: false } }]);
});
