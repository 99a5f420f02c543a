import { beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '../../../functions/documents/intake.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { aPdf, saidInParts, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { verbs } from '../../support/office.ts';
import { aContact, anAskingFirm, aRequest, asContact, someRequest } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let request: Answer;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  const upload = { kind: 'upload', accept: ['pdf'], most: 1 };
  const items = [
    { title: 'March statement', asks: upload },
    { title: 'April statement', asks: upload },
  ];
  request = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', items }));
});

const bytes = aPdf();
const said = saidOf('march.pdf', bytes);
const as = (id: string) => verbs(asContact(firm, id, [clientId]));
const me = () => as(contactId);
const place = (n = 0) => `/portal/v1/requests/${request.id}/items/${request.asked[n].id}`;
const item = async (n = 0) => (await me().get(`/portal/v1/requests/${request.id}`)).body.asked[n];

async function came(id: string): Promise<void> {
  const { key } = documents.read((await firm.memory.get(documents.key(id)))!);
  const quarantine = fakeQuarantine();
  quarantine.put(key, bytes);
  while (!(await takeIn({ table: firm.memory, quarantine, scan: eicarScan }, key)).done);
  await onDocument(firm.table, documents.key(id).pk);
}

test('from the clients’ page comes a file, and nothing of whom it is for', async () => {
  for (const more of [{ contactIds: [contactId] }, { tags: ['paid'] }])
    expect((await me().post(`${place()}/documents`, { ...said, ...more })).status).toBe(400);
});

describe('a file that someone sends a second time', () => {
  test('is told to be here, before it is said that the item has enough', async () => {
    const { body } = await me().post(`${place()}/documents`, said);
    await came(body.id);
    expect(await me().post(`${place()}/documents`, said)).toMatchObject({
      status: 409,
      body: { documentId: body.id, detail: 'This file is here already: march.pdf' },
    });
    expect((await item()).files).toHaveLength(1);
  });

  test('may answer another item, and the same one after it was taken or sent back', async () => {
    await came((await me().post(`${place()}/documents`, said)).body.id);
    expect((await me().post(`${place(1)}/documents`, said)).status).toBe(201);
    await me().post(`${place()}/take-back`);
    const again = await me().post(`${place()}/documents`, said);
    expect(again.status).toBe(201);
    await came(again.body.id);
    const back = `/v1/requests/${request.id}/items/${request.asked[0].id}/return`;
    await firm.admin.call('POST', back, { body: { reason: 'Pages are missing' } });
    expect((await me().post(`${place()}/documents`, said)).status).toBe(201);
  });

  test('is continued where it broke off, whole or in parts', async () => {
    for (const one of [said, saidInParts('april.pdf')]) {
      const first = await me().post(`${place()}/documents`, one);
      const again = await me().post(`${place()}/documents`, one);
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.body.id).toBe(first.body.id);
    }
  });
});

describe('an upload that someone began', () => {
  const deeds: [string, object | undefined][] = [
    ['upload', undefined],
    ['parts', { numbers: [1] }],
    ['complete', undefined],
    ['cancel', undefined],
  ];

  test('is theirs alone to go on with', async () => {
    const { id } = (await me().post(`${place()}/documents`, saidInParts('large.pdf'))).body;
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    for (const [deed, body] of deeds)
      expect((await as(colleague).post(`/portal/v1/documents/${id}/${deed}`, body)).status, deed).toBe(404);
    const mine = [];
    for (const [deed, body] of deeds) mine.push(await me().post(`/portal/v1/documents/${id}/${deed}`, body));
    expect(mine.map(({ status }) => status)).toEqual([200, 200, 422, 200]);
  });

  test('and gave up leaves the item as it was', async () => {
    const { id } = (await me().post(`${place()}/documents`, said)).body;
    await me().post(`/portal/v1/documents/${id}/cancel`);
    await onDocument(firm.table, documents.key(id).pk);
    expect(await item()).toMatchObject({ status: 'open', files: [] });
  });
});
