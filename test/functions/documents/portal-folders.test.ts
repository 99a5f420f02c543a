import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { documents } from '../../../functions/documents/store.ts';
import type { FirmUnderTest, Answer } from '../../support/call.ts';
import { aClient } from '../../support/call.ts';
import { now } from '../../../shared/clock.ts';
import { at } from '../../support/at.ts';
import { aDocument, anotherPdf, aPdf, comes, saidOf } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';
import { aFirmWithAPage, type Browser } from '../../support/portal.ts';

let firm: FirmUnderTest;
let on: ReturnType<typeof verbs>;
let clientId: string;
let contactId: string;
let page: Browser;
beforeEach(async () => {
  const office = await aFirmWithAPage();
  ({ firm, clientId, contactId } = office);
  on = verbs(firm.admin.call);
  page = await office.portal.opened(contactId);
});
afterEach(() => vi.useRealTimers());

const aFolder = async (name: string, more: object = {}): Promise<string> =>
  (await on.post(`/v1/clients/${clientId}/folders`, { name, ...more })).body.id;
const filed = (folderId: string, more: object = {}) => aDocument(firm, clientId, anotherPdf(), { folderId, ...more });
const list = async (folder?: string): Promise<string[] | number> => {
  const query = folder === undefined ? {} : { query: { folder } };
  const { status, body } = await page.call('GET', `/portal/v1/clients/${clientId}/documents`, query);
  return status === 200 ? body.items.map(({ id }: Answer) => id) : status;
};
const folders = async (): Promise<Answer[]> =>
  (await page.call('GET', `/portal/v1/clients/${clientId}/folders`)).body.items;
const send = (folder: string, of = clientId) =>
  page.call('POST', `/portal/v1/clients/${of}/folders/${folder}/documents`, { body: saidOf('mine.pdf', aPdf()) });
const withAccess = (access: string) =>
  on.put(`/v1/clients/${clientId}/contacts/${contactId}`, { portal: true, access });

describe('a contact who sends more than anyone has', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await aFolder('Tax', { visibility: 'client-can-add' });
    at('2026-03-04T17:00:00Z');
  });
  const began = (files: number, bytes: number) =>
    firm.memory.write([
      {
        put: { pk: `LIMIT#portal-uploads#${contactId}`, sk: String(Math.floor(now() / 86_400_000)), files, bytes },
        if: 'always',
      },
    ]);

  test('is told so, and when they can send the rest', async () => {
    for (const [files, bytes] of [
      [300, 0],
      [0, 50 * 1024 ** 3],
    ] as const) {
      await began(files, bytes);
      expect(await send(folder)).toMatchObject({
        status: 429,
        headers: { 'retry-after': expect.stringMatching(/^(?:25200|2519\d)$/) },
        body: { retryAfter: expect.any(Number), detail: expect.stringContaining('tomorrow') },
      });
      expect(await on.get(`/v1/clients/${clientId}/documents`)).toMatchObject({ body: { items: [] } });
    }
    at('2026-03-05T00:00:01Z');
    expect((await send(folder)).status).toBe(201);
  });

  test('counts each file once, also where they ask again how to send it', async () => {
    await began(299, 0);
    for (const status of [201, 200]) expect((await send(folder)).status).toBe(status);
    const other = { body: saidOf('other.pdf', anotherPdf()) };
    const path = `/portal/v1/clients/${clientId}/folders/${folder}/documents`;
    expect((await page.call('POST', path, other)).status).toBe(429);
  });

  test('holds back nobody of the team', async () => {
    await began(300, 0);
    expect((await on.post(`/v1/clients/${clientId}/documents`, saidOf('mine.pdf', aPdf()))).status).toBe(201);
  });
});

describe('a contact', () => {
  test('sees the folders that are open where they lie, and what is shown in them', async () => {
    const open = await aFolder('Tax', { visibility: 'client-can-view' });
    const closed = await aFolder('Workpapers', { parentId: open, visibility: 'firm' });
    const seen = await filed(open);
    const hidden = await filed(open, { visibility: 'firm' });
    const locked = await filed(closed, { visibility: 'client' });
    expect(await folders()).toEqual([{ id: open, name: 'Tax', can: { add: false } }]);
    expect([await list(open), await list(), await list('none'), await list(closed)]).toEqual([[seen], [seen], [], 404]);
    for (const id of [hidden, locked])
      for (const end of ['', '/download'])
        expect((await page.call('GET', `/portal/v1/documents/${id}${end}`)).status).toBe(404);
    expect((await page.call('GET', `/portal/v1/documents/${seen}/download`)).status).toBe(200);
  });

  test('no longer sees what came into a closed folder, was closed with its folder, or was thrown away', async () => {
    const open = await aFolder('Tax', { visibility: 'client-can-view' });
    const closed = await aFolder('Workpapers');
    const [moved, thrown, left] = [await filed(open), await filed(open), await filed(open)];
    const move = { ids: [moved], folderId: closed };
    await on.post(`/v1/clients/${clientId}/documents/move`, move);
    await on.post(`/v1/documents/${thrown}/trash`, {});
    expect(await list()).toEqual([left]);
    expect((await page.call('GET', `/portal/v1/documents/${thrown}/download`)).status).toBe(404);
    await on.patch(`/v1/clients/${clientId}/folders/${open}`, { visibility: 'firm' });
    expect([await list(), await folders()]).toEqual([[], []]);
  });

  test('adds a file where the folder takes files, and nowhere else', async () => {
    const adding = await aFolder('From you', { visibility: 'client-can-add' });
    const viewing = await aFolder('Tax', { visibility: 'client-can-view' });
    const { status, body } = await send(adding);
    expect([status, Object.keys(body).toSorted()]).toEqual([201, ['id', 'name', 'size', 'status', 'type', 'upload']]);
    await comes(firm.memory, body.id, aPdf());
    expect(await list(adding)).toEqual([body.id]);
    expect((await on.get(`/v1/documents/${body.id}`)).body).toMatchObject({
      addedBy: contactId,
      visibility: 'client',
      folderId: adding,
      status: 'released',
    });
    expect((await send(viewing)).status).toBe(404);
    const other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
    expect((await send(adding, other)).status).toBe(404);
    const path = `/portal/v1/clients/${clientId}/folders/${adding}/documents`;
    const more = { ...saidOf('a.pdf', aPdf()), visibility: 'firm' };
    expect((await page.call('POST', path, { body: more })).status).toBe(400);
  });

  test('with limited access sees no folder, adds to none, and finds only what is addressed to them', async () => {
    const adding = await aFolder('From you', { visibility: 'client-can-add' });
    await filed(adding);
    const theirs = await filed(adding, { contactIds: [contactId] });
    expect((await withAccess('limited')).status).toBe(200);
    expect([await folders(), await list(), await list(adding), (await send(adding)).status]).toEqual([
      [],
      [theirs],
      404,
      404,
    ]);
  });
});

describe('links to several files', () => {
  const links = (ids: string[], of = clientId) =>
    page.call('POST', `/portal/v1/clients/${of}/documents/links`, { body: { ids } });
  const told = (id: string) =>
    firm.memory.all().filter(({ pk, type }) => pk === documents.key(id).pk && type === 'document.downloaded');

  test('come to a contact for what they see, by the folders that they see, and are told of once a sitting', async () => {
    const open = await aFolder('Tax', { visibility: 'client-can-add' });
    const [shared, own] = [await filed(open), (await send(open)).body.id];
    await comes(firm.memory, own, aPdf());
    const closed = await aFolder('Workpapers');
    await on.post(`/v1/clients/${clientId}/documents/move`, { ids: [own], folderId: closed });
    for (let n = 0; n < 2; n++) {
      const { status, body } = await links([shared, own]);
      expect(status).toBe(200);
      expect(body.items.map(({ path }: Answer) => path)).toEqual(['Tax/statement.pdf', 'mine.pdf']);
    }
    expect(told(shared)).toMatchObject([{ actor: contactId }]);
  });

  test('come for nothing else: not for one that is hidden, thrown away or another client’s', async () => {
    const open = await aFolder('Tax', { visibility: 'client-can-view' });
    const seen = await filed(open);
    const other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
    const hidden = await filed(open, { visibility: 'firm' });
    const thrown = await filed(open);
    await on.post(`/v1/documents/${thrown}/trash`, {});
    const theirs = await aDocument(firm, other, anotherPdf(), { visibility: 'client' });
    for (const id of [hidden, thrown, theirs]) expect((await links([seen, id])).status).toBe(404);
    expect((await links([theirs], other)).status).toBe(404);
    expect(told(seen)).toEqual([]);
    await withAccess('limited');
    expect((await links([seen])).status).toBe(404);
    const addressed = await filed(open, { contactIds: [contactId] });
    // A folder’s name may tell of what else is in it.
    expect((await links([addressed])).body.items).toMatchObject([{ id: addressed, path: 'statement.pdf' }]);
  });
});
