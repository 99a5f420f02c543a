import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eraseDocuments } from '../../../functions/documents/on-erased.ts';
import { eraseVersions } from '../../../functions/documents/erasing.ts';
import { takeIn } from '../../../functions/documents/intake.ts';
import { purgeTrash } from '../../../functions/documents/purge.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { anExpected, anotherPdf, aPdf, comes, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let on: ReturnType<typeof verbs>;
let clientId: string;
let quarantine: ReturnType<typeof fakeQuarantine>;
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), toFake: ['Date'] });
  firm = await aFirm();
  on = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
  quarantine = fakeQuarantine();
});
afterEach(() => vi.useRealTimers());

const later = (days: number) => vi.setSystemTime(Date.now() + days * 24 * 3600_000);
const at = (id: string, what: string, body?: object) => on.post(`/v1/documents/${id}/${what}`, body);
const because = { reason: 'Marchetti v. Obermoser' };

async function aFile(name = 'Will of Ann Lee.pdf', more: object = {}): Promise<string> {
  const bytes = anotherPdf();
  const { id } = await anExpected(firm.admin.call, clientId, { ...saidOf(name, bytes), ...more });
  await comes(firm.memory, id, bytes, quarantine);
  return id;
}
const stored = async (id: string) => documents.read((await firm.memory.get(documents.key(id)))!);
const listed = async (path = 'documents', query = {}): Promise<string[]> =>
  (await on.get(`/v1/clients/${clientId}/${path}`, { query })).body.items.map(({ id }: Answer) => id);

/** What the machinery does after the events of these documents, as often as it likes. */
async function reacted(): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const event of firm.memory
      .all()
      .filter(({ type }) => String(type).endsWith('.erased')) as unknown as Event[]) {
      await eraseVersions(firm.memory, event);
      await onErased(firm.memory, event);
      if (event.type !== 'document.erased') continue;
      const { key } = await stored(event.pk.slice('DOCUMENT#'.length));
      await takeIn({ table: firm.memory, quarantine, scan: eicarScan }, key);
    }
}
const verdict = async () => (await on.post('/v1/audit/verify', {})).body;

describe('a document that is thrown away', () => {
  test('is gone from every list and cannot be read, and comes back as it was', async () => {
    const { body: folder } = await on.post(`/v1/clients/${clientId}/folders`, { name: 'Tax' });
    const id = await aFile('Will.pdf', { folderId: folder.id });
    const before = await stored(id);
    const { body } = await at(id, 'trash', { reason: 'Sent twice' });
    expect(body).toMatchObject({
      trashed: { by: firm.admin.id, reason: 'Sent twice', purgeAt: '2026-06-30T10:00:00.000Z' },
      can: { download: false, trash: false, restore: true, replace: false },
    });
    expect([await listed(), await listed('documents', { folder: folder.id })]).toEqual([[], []]);
    expect(await listed('trash')).toEqual([id]);
    for (const [method, path] of [
      ['GET', 'download'],
      ['POST', 'trash'],
      ['POST', 'seal'],
    ] as const)
      expect((await firm.admin.call(method, `/v1/documents/${id}/${path}`)).status).toBe(422);
    expect((await on.patch(`/v1/documents/${id}`, { name: 'other.pdf' })).status).toBe(422);
    await at(id, 'restore');
    const { version, ...after } = await stored(id);
    expect({ ...after, version: before.version }).toEqual(before);
    expect(version).toBe(before.version + 2);
    expect([await listed(), await listed('trash')]).toEqual([[id], []]);
    expect((await at(id, 'restore')).status).toBe(422);
  });

  test('must have come', async () => {
    const { id } = await anExpected(firm.admin.call, clientId);
    expect((await at(id, 'trash')).body.detail).toContain('still on its way');
  });

  test('is erased after 120 days, its name and all its bytes, and not before', async () => {
    const id = await aFile();
    const version = await on.post(`/v1/documents/${id}/versions`, {
      size: aPdf('2').length,
      sha256: saidOf('x', aPdf('2')).sha256,
    });
    await comes(firm.memory, version.body.id, aPdf('2'), quarantine);
    expect(quarantine.vault.size).toBe(2);
    await at(id, 'trash', { reason: 'Ann Lee asked for it' });
    later(119);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 0, left: 0 });
    later(1);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 1, kept: 0, left: 0 });
    await reacted();
    expect(quarantine.vault.size).toBe(0);
    expect(JSON.stringify(firm.memory.all())).not.toContain('Ann Lee');
    expect(await listed('trash')).toEqual([]);
    expect((await at(id, 'restore')).status).toBe(422);
    expect(await verdict()).toMatchObject({ verdict: 'intact' });
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 0, left: 0 });
  });
});

describe('a document that has to be kept', () => {
  test('by its class or its folder’s stays in the trash until its time is over', async () => {
    const { body: folder } = await on.post(`/v1/clients/${clientId}/folders`, {
      name: 'P',
      retention: 'payroll-records',
    });
    const own = await aFile('a.pdf', { retention: 'payroll-records' });
    const filed = await aFile('b.pdf', { folderId: folder.id });
    for (const id of [own, filed]) await at(id, 'trash');
    later(121);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 2, left: 0 });
    expect((await stored(own)).trashed!.purgeAt).toBe('2030-03-02T00:00:00.000Z');
    vi.setSystemTime(Date.parse('2030-03-01T23:00:00Z'));
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 0, left: 0 });
    later(1);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 2, kept: 0, left: 0 });
    expect(await verdict()).toMatchObject({ verdict: 'intact' });
  });

  test('by its folder’s is kept though the folder was removed meanwhile', async () => {
    const { body: folder } = await on.post(`/v1/clients/${clientId}/folders`, {
      name: 'P',
      retention: 'payroll-records',
    });
    const id = await aFile('b.pdf', { folderId: folder.id });
    await at(id, 'trash');
    const path = `/v1/clients/${clientId}/folders/${folder.id}`;
    expect((await firm.admin.call('DELETE', path)).status).toBe(204);
    later(121);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 1, left: 0 });
    await at(id, 'restore');
    expect(await stored(id)).toMatchObject({ retention: 'payroll-records' });
  });

  test('because it is sealed is not thrown away', async () => {
    const id = await aFile('1120-S.pdf');
    expect((await at(id, 'seal')).status).toBe(200);
    expect((await at(id, 'trash')).body.detail).toContain('is sealed');
  });

  test('is kept as long, whoever works on it, unless someone who leads says less', async () => {
    const id = await aFile('a.pdf', { retention: 'client-records' });
    const member = await firm.member('member');
    const less = { body: { retention: 'none' } };
    expect((await member.call('PATCH', `/v1/documents/${id}`, less)).status).toBe(403);
    const more = { body: { retention: 'tax-workpapers' } };
    expect((await member.call('PATCH', `/v1/documents/${id}`, more)).status).toBe(200);
    expect((await firm.admin.call('PATCH', `/v1/documents/${id}`, less)).status).toBe(200);
  });

  test('by a legal hold of its own cannot be thrown away, and says why', async () => {
    const id = await aFile('a.pdf');
    expect((await at(id, 'hold', because)).body.legalHold).toMatchObject({ by: firm.admin.id, ...because });
    const { status, body } = await at(id, 'trash');
    expect([status, body.detail]).toEqual([
      422,
      'a.pdf is under a legal hold since 2026-03-02: Marchetti v. Obermoser',
    ]);
    expect((await at(id, 'hold', because)).status).toBe(422);
    await at(id, 'lift-hold', { reason: 'Settled' });
    expect((await at(id, 'lift-hold', { reason: 'Settled' })).status).toBe(422);
    expect((await at(id, 'trash')).status).toBe(200);
  });

  test('by a legal hold of its client, too', async () => {
    const id = await aFile('a.pdf');
    await on.post(`/v1/clients/${clientId}/hold`, because);
    expect((await at(id, 'trash')).body.detail).toContain('is under a legal hold');
    await on.post(`/v1/clients/${clientId}/lift-hold`, { reason: 'Settled' });
    expect((await at(id, 'trash')).status).toBe(200);
  });

  test('by a hold that was set after it was thrown away is not erased until that is lifted', async () => {
    const [own, its] = [await aFile('a.pdf'), await aFile('b.pdf')];
    for (const id of [own, its]) await at(id, 'trash');
    await at(own, 'hold', because);
    await on.post(`/v1/clients/${clientId}/hold`, because);
    later(121);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 0, kept: 2, left: 0 });
    await on.post(`/v1/clients/${clientId}/lift-hold`, { reason: 'Settled' });
    later(31);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 1, kept: 1, left: 0 });
    expect((await stored(own)).erasedAt).toBeUndefined();
  });

  test('is held by who leads', async () => {
    const id = await aFile('a.pdf');
    const member = await firm.member('member');
    for (const path of [`/v1/documents/${id}/hold`, `/v1/clients/${clientId}/hold`])
      expect((await member.call('POST', path, { body: because })).status).toBe(403);
  });
});

describe('the erasure of a client', () => {
  const archive = () => on.patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
  const erase = () => on.post(`/v1/clients/${clientId}/erase`);
  async function erased(): Promise<void> {
    expect((await erase()).status).toBe(200);
    const told = firm.memory.all().find(({ type, pk }) => type === 'client.erased' && pk === `CLIENT#${clientId}`)!;
    for (let n = 0; n < 2; n++) await eraseDocuments(firm.memory, told);
    await reacted();
  }

  test('waits until its legal hold is lifted', async () => {
    await archive();
    await on.post(`/v1/clients/${clientId}/hold`, because);
    expect((await erase()).body.detail).toContain('is under a legal hold');
    await on.post(`/v1/clients/${clientId}/lift-hold`, { reason: 'Settled' });
    expect((await erase()).status).toBe(200);
  });

  test('takes its files, in the trash or not, and the names of its folders', async () => {
    await on.post(`/v1/clients/${clientId}/folders`, { name: 'Divorce of Ann Lee' });
    const [one, other] = [await aFile(), await aFile()];
    await at(other, 'trash');
    await archive();
    await erased();
    for (const id of [one, other]) expect((await stored(id)).erasedAt).toBeDefined();
    expect(quarantine.vault.size).toBe(0);
    expect(JSON.stringify(firm.memory.all())).not.toContain('Ann Lee');
    expect(await verdict()).toMatchObject({ verdict: 'intact' });
  });

  test('leaves what must be kept to its time: in no list, and erased when that is over', async () => {
    const [kept, held, gone] = [
      await aFile('a.pdf', { retention: 'payroll-records' }),
      await aFile('b.pdf'),
      await aFile('c.pdf'),
    ];
    await at(held, 'hold', because);
    await archive();
    await erased();
    expect((await stored(gone)).erasedAt).toBeDefined();
    for (const id of [kept, held])
      expect(await stored(id)).toMatchObject({ trashed: { by: firm.admin.id }, name: expect.stringContaining('pdf') });
    expect(await listed()).toEqual([]);
    expect((await at(kept, 'restore')).status).toBe(422);
    expect(quarantine.vault.size).toBe(2);
    vi.setSystemTime(Date.parse('2030-03-03T00:00:00Z'));
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 1, kept: 1, left: 0 });
    await at(held, 'lift-hold', { reason: 'Settled' });
    later(31);
    expect(await purgeTrash(firm.memory)).toEqual({ erased: 1, kept: 0, left: 0 });
    await reacted();
    expect(quarantine.vault.size).toBe(0);
    expect(await verdict()).toMatchObject({ verdict: 'intact' });
  });
});
