import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aDocument, anotherPdf } from '../../support/documents.ts';
import { statusesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let on: ReturnType<typeof verbs>;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  on = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
});

const place = () => `/v1/clients/${clientId}/folders`;
async function aFolder(name: string, more: object = {}): Promise<string> {
  const { status, body } = await on.post(place(), { name, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}
const change = (id: string, body: object) => on.patch(`${place()}/${id}`, body);
const move = (ids: string[], folderId: string | null, more: object = {}) =>
  on.post(`/v1/clients/${clientId}/documents/move`, { ids, folderId, ...more });
const inFolder = async (folder: string): Promise<string[]> =>
  (await on.get(`/v1/clients/${clientId}/documents`, { query: { folder } })).body.items.map(({ id }: Answer) => id);
const filed = (folderId: string, more: object = {}) => aDocument(firm, clientId, anotherPdf(), { folderId, ...more });
const verdict = async () => (await on.post('/v1/audit/verify', {})).body.verdict;

describe('the folders of a client', () => {
  test('are listed with the way to each, and what clients see of it where it lies', async () => {
    const tax = await aFolder('Tax', { visibility: 'client-can-view', retention: 'tax-workpapers' });
    await aFolder('Letters');
    await aFolder('2026', { parentId: tax });
    const { body } = await on.get(place());
    expect(body.items.map(({ path, shown, kept }: Answer) => [path.join('/'), shown, kept])).toEqual([
      ['Letters', 'firm', 'none'],
      ['Tax', 'client-can-view', 'tax-workpapers'],
      ['Tax/2026', 'client-can-view', 'tax-workpapers'],
    ]);
    expect(await verdict()).toBe('intact');
  });

  test('are renamed, moved and removed, and what others did meanwhile is not lost', async () => {
    const tax = await aFolder('Tax');
    const year = await aFolder('2026', { parentId: tax });
    const renamed = await change(year, { name: '2025', parentId: null });
    expect(renamed.body).toMatchObject({ name: '2025', path: ['2025'], version: 2 });
    const stale = await on.patch(`${place()}/${year}`, { name: 'x' }, { headers: { 'if-match': '"1"' } });
    expect(stale.status).toBe(412);
    expect((await on.remove(`${place()}/${year}`)).status).toBe(204);
    expect((await on.remove(`${place()}/${year}`)).status).toBe(404);
    expect((await change(tax, { parentId: year })).status).toBe(404);
  });

  test('never come to lie in each other, though both moves begin at once', async () => {
    const [one, other] = [await aFolder('One'), await aFolder('Other')];
    const both = await Promise.all([change(one, { parentId: other }), change(other, { parentId: one })]);
    expect(statusesOf(both)).toEqual([200, 422]);
  });

  test('are their client’s, and nobody’s who may not see it', async () => {
    const folder = await aFolder('Tax');
    const other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
    const id = await aDocument(firm, clientId);
    expect((await on.patch(`/v1/clients/${other}/folders/${folder}`, { name: 'x' })).status).toBe(404);
    expect((await on.post(`/v1/clients/${other}/documents/move`, { ids: [id], folderId: null })).status).toBe(404);
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    for (const path of [place(), `/v1/clients/${clientId}/trash`])
      expect((await walled.call('GET', path)).status).toBe(404);
  });

  test('are kept less long only where someone who leads says so', async () => {
    const tax = await aFolder('Tax', { retention: 'tax-workpapers' });
    const member = await firm.member('member');
    const shorten = (by: typeof member.call) => by('PATCH', `${place()}/${tax}`, { body: { retention: 'none' } });
    expect((await shorten(member.call)).status).toBe(403);
    expect((await shorten(firm.admin.call)).body.kept).toBe('none');
  });
});

describe('a folder that is to be removed', () => {
  test('says what is in it', async () => {
    const tax = await aFolder('Tax');
    await aFolder('2026', { parentId: tax });
    await filed(tax, { name: 'return.pdf' });
    const { status, body } = await on.remove(`${place()}/${tax}`);
    expect([status, body.detail]).toEqual([
      422,
      'Tax is not empty; in it are 1 folder and 1 document: 2026, return.pdf',
    ]);
  });

  test('is empty when its documents were moved or thrown away, and not while one comes', async () => {
    const tax = await aFolder('Tax');
    const [one, other] = [await filed(tax), await filed(tax)];
    await move([one], null);
    expect((await on.remove(`${place()}/${tax}`)).status).toBe(422);
    await on.post(`/v1/documents/${other}/trash`, {});
    const id = await aDocument(firm, clientId);
    const [moved, removed] = await Promise.all([move([id], tax), on.remove(`${place()}/${tax}`)]);
    // Whoever comes second finds what the first one did.
    expect([
      [200, 422],
      [404, 204],
    ]).toContainEqual([moved.status, removed.status]);
    expect(await verdict()).toBe('intact');
  });

  test('gives what was thrown away in it back to no folder, for the firm only', async () => {
    const tax = await aFolder('Tax', { visibility: 'client-can-view' });
    const id = await filed(tax);
    await on.post(`/v1/documents/${id}/trash`, {});
    expect((await on.remove(`${place()}/${tax}`)).status).toBe(204);
    const { body } = await on.post(`/v1/documents/${id}/restore`);
    expect(body).toMatchObject({ visibility: 'firm' });
    expect(body).not.toHaveProperty('folderId');
    expect(await inFolder('none')).toEqual([id]);
  });
});

describe('documents', () => {
  test('are listed by folder in the order of their names, and those in none apart', async () => {
    const tax = await aFolder('Tax');
    const b = await filed(tax, { name: 'Béta.pdf' });
    const a = await filed(tax, { name: 'alpha.pdf' });
    const loose = await aDocument(firm, clientId);
    expect(await inFolder(tax)).toEqual([a, b]);
    expect(await inFolder('none')).toEqual([loose]);
  });

  test('are as their folder where nobody says who sees them', async () => {
    const open = await aFolder('Open', { visibility: 'client-can-view' });
    const closed = await aFolder('Closed');
    const seen = async (id: string) => (await on.get(`/v1/documents/${id}`)).body.visibility;
    expect(await seen(await filed(open))).toBe('client');
    expect(await seen(await filed(closed))).toBe('firm');
    expect(await seen(await filed(open, { visibility: 'firm' }))).toBe('firm');
  });

  test('are moved together, up to 48, or none of them', async () => {
    const tax = await aFolder('Tax');
    const ids: string[] = [];
    for (let n = 0; n < 48; n++) ids.push(await aDocument(firm, clientId));
    const nowhere = `doc_${'0'.repeat(26)}`;
    expect((await move([...ids.slice(1), nowhere], tax)).status).toBe(404);
    expect(await inFolder(tax)).toEqual([]);
    const { status, body } = await move(ids, tax);
    expect([status, body.items?.length]).toEqual([200, 48]);
    expect(new Set(await inFolder(tax))).toEqual(new Set(ids));
    expect((await move([...ids, nowhere], tax)).status).toBe(400);
    const key = { headers: { 'idempotency-key': 'a-move-of-all' } };
    const back = `/v1/clients/${clientId}/documents/move`;
    expect((await on.post(back, { ids, folderId: null }, key)).status).toBe(200);
    expect(await verdict()).toBe('intact');
  });

  test('from too many folders are moved in several calls', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 40; n++) ids.push(await filed(await aFolder(`Folder ${n}`)));
    expect((await move(ids, null)).body.detail).toContain('too many folders');
    expect((await move(ids.slice(0, 20), null)).status).toBe(200);
  });

  test('that were hidden stay hidden where they are moved to, unless someone says so', async () => {
    const open = await aFolder('Open', { visibility: 'client-can-view' });
    const closed = await aFolder('Closed');
    const id = await filed(closed, { visibility: 'client' });
    expect((await move([id], open)).body.items[0]).toMatchObject({ folderId: open, visibility: 'firm' });
    expect((await move([id], open, { visibility: 'client' })).body.items[0].visibility).toBe('client');
    expect((await move([id], closed, { visibility: 'client' })).status).toBe(422);
  });
});

describe('a tree of folders', () => {
  const grow = (template: string) => on.post(`${place()}/grow`, { template });

  test('is given to a client once, and again does nothing', async () => {
    await aFolder('tax returns');
    const first = await grow('accounting');
    expect(first.body.added).toBe(6);
    const again = await grow('accounting');
    expect([again.status, again.body.added, again.body.items.length]).toEqual([200, 0, 7]);
    expect(await verdict()).toBe('intact');
  });

  test('may be the firm’s own, instead of a shipped one or beside it', async () => {
    const tree = { name: 'Estates', folders: [{ path: ['Will'], visibility: 'firm' }] };
    for (const key of ['law', 'own-estates'])
      expect((await on.put(`/v1/folder-templates/${key}`, tree)).body).toMatchObject({ own: true, version: 1 });
    expect((await grow('law')).body.items.map(({ name }: Answer) => name)).toEqual(['Will']);
    expect((await on.put('/v1/folder-templates/estates', tree)).status).toBe(400);
    for (const key of ['law', 'own-estates']) expect((await on.remove(`/v1/folder-templates/${key}`)).status).toBe(204);
    const { body } = await on.get('/v1/folder-templates');
    expect(body.items.map(({ key, own, folders }: Answer) => [key, own, folders.length])).toEqual([
      ['accounting', false, 7],
      ['law', false, 8],
    ]);
    expect((await grow('own-estates')).status).toBe(404);
  });
});
