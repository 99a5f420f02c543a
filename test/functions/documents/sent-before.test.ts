import { beforeEach, describe, expect, test } from 'vitest';
import { eraseDocuments } from '../../../functions/documents/on-erased.ts';
import { takeIn } from '../../../functions/documents/intake.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { readSent, sentKey } from '../../../functions/documents/sent-before.ts';
import type { Document } from '../../../functions/documents/document.ts';
import { documents } from '../../../functions/documents/store.ts';
import type { Caller } from '../../../shared/http/route.ts';
import { newId } from '../../../shared/ids.ts';
import { recordsOf } from '../../../shared/table/records.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { aPdf, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { statusesOf } from '../../support/office.ts';

let firm: FirmUnderTest;
let call: Call;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  call = firm.admin.call;
  clientId = (await aClient(call)).id;
});

const bytes = aPdf();
const said = saidOf('statement.pdf', bytes);
const ask = (body: object = said, by = call, to = clientId) => by('POST', `/v1/clients/${to}/documents`, { body });
const listed = async (): Promise<string[]> =>
  (await call('GET', `/v1/clients/${clientId}/documents`)).body.items.map(({ id }: Answer) => id);
const stored = async (id: string) => documents.read((await firm.memory.get(documents.key(id)))!);

async function came(id: string): Promise<void> {
  const { key } = await stored(id);
  const quarantine = fakeQuarantine();
  quarantine.put(key, bytes);
  while (!(await takeIn({ table: firm.memory, quarantine, scan: eicarScan }, key)).done);
}

describe('the same file a second time', () => {
  test('is the same document while it has not come: it is continued, with a new request', async () => {
    const first = await ask();
    const again = await ask();
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toMatchObject({ id: first.body.id, upload: { method: 'PUT' } });
    expect(await listed()).toEqual([first.body.id]);
  });

  test('is one document although it is asked for twice at once', async () => {
    const both = await Promise.all([ask(), ask()]);
    expect(statusesOf(both)).toEqual([200, 201]);
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    expect(await listed()).toHaveLength(1);
  });

  test('is told to be here when it has come, and not stored again, whatever it is called', async () => {
    const { id } = (await ask()).body;
    await came(id);
    for (const name of ['statement.pdf', 'copy.pdf']) {
      const { status, body } = await ask({ ...said, name });
      expect([status, body.documentId, body.detail]).toEqual([409, id, 'This file is here already: statement.pdf']);
    }
    expect(await listed()).toEqual([id]);
  });

  test('is another document for another client, another job, another person and another name', async () => {
    const { id } = (await ask()).body;
    const other = (await aClient(call, { name: 'Other' })).id;
    const member = await firm.member('member');
    const { body: job } = await call('POST', '/v1/jobs', { body: { clientId, title: 'Monthly books' } });
    const replies = [
      await ask(said, call, other),
      await call('POST', `/v1/jobs/${job.id}/documents`, { body: said }),
      await ask(said, member.call),
      await ask({ ...said, name: 'copy.pdf' }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set([id, ...replies.map(({ body }) => body.id)]).size).toBe(5);
  });

  test('may come again after it was turned away or given up', async () => {
    const { id } = (await ask()).body;
    await call('POST', `/v1/documents/${id}/cancel`);
    const again = await ask();
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(id);
  });

  test('is not told of to who stands before a wall', async () => {
    await came((await ask()).body.id);
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    expect((await ask(said, walled.call)).status).toBe(404);
  });

  test('is not told of to a contact who has not sent it', async () => {
    await came((await ask()).body.id);
    const contact: Caller = {
      id: newId('contact'),
      name: 'Odile',
      role: 'contact',
      scope: { only: [clientId] },
      rights: { rates: false, amounts: false, costs: false, revenue: false },
    };
    const asked = { ...(await stored((await listed())[0]!)), id: newId('document') };
    const known = (of: Document, reader: Caller) =>
      readSent({ table: firm.memory, records: recordsOf(firm.memory, reader) }, of);
    expect(await known(asked, contact)).toMatchObject({ noted: expect.any(String), before: undefined });
    expect((await known(asked, { ...contact, id: firm.admin.id })).before).toBeDefined();
    expect((await known(asked, { ...contact, role: 'member' })).before).toBeDefined();
  });

  test('is known by nothing any more when its client was erased', async () => {
    const { id } = (await ask()).body;
    await came(id);
    const key = sentKey(await stored(id));
    expect(await firm.memory.get(key)).toBeDefined();
    await call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
    await call('POST', `/v1/clients/${clientId}/erase`);
    const told = firm.memory.all().find(({ type, pk }) => type === 'client.erased' && pk === `CLIENT#${clientId}`)!;
    await eraseDocuments(firm.memory, told);
    expect(await firm.memory.get(key)).toBeUndefined();
    expect(JSON.stringify(firm.memory.all().filter(({ sk }) => !sk.startsWith('~EVENT')))).not.toContain(said.sha256);
  });
});
