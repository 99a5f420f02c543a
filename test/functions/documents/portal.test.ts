import { beforeEach, describe, expect, test } from 'vitest';
import { onVersion } from '../../../functions/documents/on-version.ts';
import { documents } from '../../../functions/documents/store.ts';
import { portalDocumentRoutes } from '../../../functions/documents/portal-routes.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { api } from '../../../shared/http/api.ts';
import type { Caller } from '../../../shared/http/route.ts';
import { newId } from '../../../shared/ids.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest, httpEvent } from '../../support/call.ts';
import { aDocument, anExpected, anotherPdf, comes, sha256Of } from '../../support/documents.ts';

let firm: FirmUnderTest;
let clientId: string;
let other: string;
const contactId = newId('contact');
beforeEach(async () => {
  firm = await aFirm();
  clientId = (await aClient(firm.admin.call)).id;
  other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
});

/** What the portal answers a contact of the client. */
async function asked(path: string, more: Partial<Caller> = {}): Promise<{ status: number; body: Answer }> {
  const caller: Caller = {
    id: contactId,
    name: 'Odile Marchetti',
    role: 'contact',
    scope: { only: [clientId] },
    rights: { amounts: false, rates: false, costs: false, revenue: false },
    ...more,
  };
  const { memory: table, cursors, deps } = firm;
  const log = () => undefined;
  const handler = api(portalDocumentRoutes, { table, cursors, authenticate: async () => caller, deps, log });
  const reply = await handler(httpEvent('GET', path, firm.admin.id), { awsRequestId: 'req-portal' });
  return { status: reply.statusCode!, body: JSON.parse(reply.body!) as Answer };
}

const change = (id: string, body: object) => firm.admin.call('PATCH', `/v1/documents/${id}`, { body });

async function aShared(of = clientId, more: object = {}): Promise<string> {
  const id = await aDocument(firm, of);
  await change(id, { visibility: 'client', ...more });
  return id;
}

const listed = async (more: Partial<Caller> = {}): Promise<string[]> =>
  (await asked(`/portal/v1/clients/${clientId}/documents`, more)).body.items.map((one: Answer) => one.id);

describe('a contact', () => {
  test('sees what is shared and released, and nothing of how the firm keeps it', async () => {
    const shared = await aShared();
    await aDocument(firm, clientId);
    await anExpected(firm.admin.call, clientId);
    expect(await listed()).toEqual([shared]);
    const { body } = await asked(`/portal/v1/documents/${shared}`);
    expect(Object.keys(body).toSorted()).toEqual([
      'addedAt',
      'can',
      'clientId',
      'id',
      'isTheirs',
      'name',
      'size',
      'status',
      'type',
      'version',
    ]);
  });

  test('downloads it, which the firm sees once a sitting', async () => {
    const id = await aShared();
    for (let n = 0; n < 2; n++) expect((await asked(`/portal/v1/documents/${id}/download`)).status).toBe(200);
    const { items } = await firm.memory.query({ pk: documents.key(id).pk, range: firm.eventRange });
    const told = (items as unknown as Event[]).filter(({ type }) => type === 'document.downloaded');
    expect(told.map(({ actor }) => actor)).toEqual([contactId]);
  });

  test.each(['', '/download'])(
    'finds nothing where nothing is for them: GET /portal/v1/documents/{documentId}%s',
    async (end) => {
      const firms = await aDocument(firm, clientId);
      const foreign = await aShared(other);
      for (const id of [firms, foreign, newId('document')])
        expect((await asked(`/portal/v1/documents/${id}${end}`)).status).toBe(404);
      expect((await asked(`/portal/v1/clients/${other}/documents`)).status).toBe(404);
    },
  );

  test('with limited access sees only what is addressed to them', async () => {
    const whole = await aShared();
    const theirs = await aShared(clientId, { contactIds: [contactId] });
    const limited = { limited: [clientId] };
    expect(await listed()).toEqual([theirs, whole]);
    expect(await listed(limited)).toEqual([theirs]);
    expect((await asked(`/portal/v1/documents/${whole}`, limited)).status).toBe(404);
    expect((await asked(`/portal/v1/documents/${whole}/download`, limited)).status).toBe(404);
    expect((await asked(`/portal/v1/documents/${theirs}/download`, limited)).status).toBe(200);
  });

  test('sees what they sent themself, however far it has come', async () => {
    const { id } = await anExpected(firm.admin.call, clientId);
    expect((await asked(`/portal/v1/documents/${id}`, { id: firm.admin.id })).body).toMatchObject({
      status: 'expected',
      isTheirs: true,
      can: { download: false },
    });
  });

  test('keeps what they sent themself though the firm took it in, and sees nothing that took its place', async () => {
    const [first, second] = [anotherPdf(), Buffer.concat([anotherPdf(), Buffer.from('% marked by the firm')])];
    const id = await aDocument(firm, clientId, first);
    const said = { size: second.length, sha256: sha256Of(second) };
    const { body: brought } = await firm.admin.call('POST', `/v1/documents/${id}/versions`, { body: said });
    await comes(firm.memory, brought.id, second);
    await onVersion(firm.memory, documents.key(brought.id).pk);
    const sender = { id: firm.admin.id };
    const size = async () => (await asked(`/portal/v1/documents/${id}`, sender)).body.size;
    const link = async () => (await asked(`/portal/v1/documents/${id}/download`, sender)).body.url;
    const [own, ownLink] = [await size(), await link()];
    expect(own).toBe(first.length);
    await change(id, { visibility: 'client' });
    expect(await size()).toBe(second.length);
    expect(await link()).not.toBe(ownLink);
  });

  test('no longer sees what the firm took back', async () => {
    const id = await aShared();
    await change(id, { visibility: 'firm' });
    expect(await listed()).toEqual([]);
  });
});

describe('a document that is renamed', () => {
  test('keeps its type: another ending would be a lie', async () => {
    const id = await aDocument(firm, clientId);
    expect((await change(id, { name: 'January.pdf', tags: ['bank'] })).body).toMatchObject({
      name: 'January.pdf',
      tags: ['bank'],
    });
    expect((await change(id, { name: 'January.png' })).status).toBe(400);
    expect((await change(id, { sha256: '0'.repeat(64) })).status).toBe(400);
  });
});
