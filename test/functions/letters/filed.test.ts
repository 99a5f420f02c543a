import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eraseDocuments } from '../../../functions/documents/on-erased.ts';
import { Document } from '../../../functions/documents/document.ts';
import { mostFolders, type Folder } from '../../../functions/documents/folder.ts';
import { shownOf } from '../../../functions/documents/shelf.ts';
import { eraseLetters } from '../../../functions/letters/on-erased.ts';
import type { LetterVault } from '../../../functions/letters/files.ts';
import { folderFor, nameOf } from '../../../functions/letters/filing.ts';
import { render } from '../../../functions/letters/rendering.ts';
import { newId } from '../../../shared/ids.ts';
import { worked } from '../../support/batches.ts';
import { aClient, type Answer } from '../../support/call.ts';
import { sha256Of } from '../../support/documents.ts';
import { anAddress, aSentLetter, signed } from '../../support/letters.ts';
import { asContact, aContact } from '../../support/requests.ts';

type SentLetter = Awaited<ReturnType<typeof aSentLetter>>;

async function signedByBoth({ first, second, id, settled }: SentLetter): Promise<void> {
  expect((await signed(first, id)).status).toBe(200);
  await settled();
  expect((await signed(second, id)).body).toMatchObject({ status: 'signed' });
}

async function aSignedLetter(): Promise<SentLetter> {
  const letter = await aSentLetter();
  await signedByBoth(letter);
  await letter.settled();
  return letter;
}

const documentsOf = async ({ call }: Pick<SentLetter, 'call'>, clientId: string): Promise<Answer[]> =>
  (await call('GET', `/v1/clients/${clientId}/documents`)).body.items;

describe('the file that everyone has signed', () => {
  test('is among the documents of its client: in a folder that they see, sealed, and the same to the byte', async () => {
    const letter = await aSignedLetter();
    const { call, clientId, id, people, vault, first } = letter;
    const { signedFileSha256, signedDocumentId } = await letter.read();
    const [document, ...others] = await documentsOf(letter, clientId);
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      id: signedDocumentId,
      letterId: id,
      name: 'Engagement letter – Books, 2026-03-04.pdf',
      status: 'released',
      visibility: 'client',
      contactIds: [...people],
      retention: 'client-records',
      sha256: signedFileSha256,
      sealed: { by: 'system' },
      can: { download: true, replace: false, trash: false },
    });
    const folders = (await call('GET', `/v1/clients/${clientId}/folders`)).body.items;
    expect(folders).toMatchObject([{ id: document!.folderId, name: 'Letters', visibility: 'client-can-view' }]);
    const listed = await first('GET', `/portal/v1/clients/${clientId}/documents`, {
      query: { folder: document!.folderId },
    });
    expect(listed.body.items).toMatchObject([{ id: document!.id, can: { download: true } }]);
    const { url } = (await first('GET', `/portal/v1/documents/${document!.id}/download`)).body;
    const copy = vault.kept.get(new URL(url).pathname.slice(1))!;
    expect(sha256Of(copy)).toBe(signedFileSha256);
    expect(Buffer.from(copy).equals(vault.kept.get(`letters/${id}/signed.pdf`)!)).toBe(true);
    const known = await call('GET', `/v1/letters/verify/${sha256Of(copy)}`, { claims: null });
    expect(known.body).toMatchObject({ file: 'signed', status: 'signed' });
  });

  test('is there once, however often that is told and whoever is told at the same time', async () => {
    const letter = await aSentLetter();
    await signedByBoth(letter);
    const versions = new Map<string, Uint8Array>();
    const vault: LetterVault = {
      async put(key, bytes) {
        const versionId = `v${versions.size + 1}`;
        versions.set(`${key}?${versionId}`, bytes);
        return versionId;
      },
      read: async (key, versionId) => versions.get(`${key}?${versionId}`)!,
      destroy: async (key, versionId) => void versions.delete(`${key}?${versionId}`),
    };
    const told = () => render({ table: letter.firm.table, vault, site: anAddress }, letter.id);
    await told();
    await Promise.all([told(), told(), told()]);
    expect(await documentsOf(letter, letter.clientId)).toHaveLength(1);
    expect([...versions.keys()].filter((key) => key.startsWith('documents/'))).toHaveLength(1);
    const racing = await aSentLetter();
    await signedByBoth(racing);
    const tells = () => render({ table: racing.firm.table, vault, site: anAddress }, racing.id);
    await Promise.all([tells(), tells(), tells()]);
    expect(await documentsOf(racing, racing.clientId)).toHaveLength(1);
    expect([...versions.keys()].filter((key) => key.startsWith('documents/'))).toHaveLength(2);
  });

  test('is neither thrown away nor replaced, and read by nobody who may not see amounts', async () => {
    const letter = await aSignedLetter();
    const { call, clientId, firm } = letter;
    const [{ id }] = (await documentsOf(letter, clientId)) as [Answer];
    expect((await call('POST', `/v1/documents/${id}/trash`, { body: {} })).status).toBe(422);
    const another = { body: { size: 10, sha256: 'b'.repeat(64) } };
    expect((await call('POST', `/v1/documents/${id}/versions`, another)).status).toBe(422);
    const { call: member } = await firm.member('member');
    expect((await member('GET', `/v1/documents/${id}`)).body).toMatchObject({ can: { download: false } });
    const links = (by: typeof call) => by('POST', `/v1/clients/${clientId}/documents/links`, { body: { ids: [id] } });
    expect((await member('GET', `/v1/documents/${id}/download`)).status).toBe(403);
    expect((await links(member)).status).toBe(403);
    expect([(await call('GET', `/v1/documents/${id}/download`)).status, (await links(call)).status]).toEqual([
      200, 200,
    ]);
  });

  test('is seen with limited access by who signed it, and by no one else', async () => {
    const letter = await aSignedLetter();
    const { call, clientId, firm, people } = letter;
    const other = await aContact(call, clientId, { name: 'Carl', mail: 'carl@juniper.example' });
    const listed = async (contactId: string) =>
      (await asContact(firm, contactId, [clientId], [clientId])('GET', `/portal/v1/clients/${clientId}/documents`)).body
        .items.length;
    expect([await listed(people[0]), await listed(other)]).toEqual([1, 0]);
  });

  test('stays with the client that its own was found to be', async () => {
    const letter = await aSentLetter();
    const { call, clientId, firm } = letter;
    const { id: into } = await aClient(call, { name: 'Juniper Dental, P.C.' });
    await signedByBoth(letter);
    const merged = await call('POST', `/v1/clients/${into}/merge`, { body: { from: clientId } });
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
    await letter.settled();
    await worked(firm, merged.body.batchId);
    await letter.settled();
    const [document] = await documentsOf(letter, into);
    expect(document).toMatchObject({ clientId: into, sealed: { by: 'system' } });
    const folders = (await call('GET', `/v1/clients/${into}/folders`)).body.items;
    expect(folders).toMatchObject([{ id: document!.folderId, name: 'Letters' }]);
  });

  test('of an erased client is kept as long as its records have to be, though the letter is gone', async () => {
    const letter = await aSignedLetter();
    const { call, clientId, firm, vault, id } = letter;
    const [document] = (await documentsOf(letter, clientId)) as [Answer];
    await call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
    await call('POST', `/v1/clients/${clientId}/erase`);
    const erased = firm.memory.all().find(({ type }) => type === 'client.erased')!;
    await eraseLetters(firm.table, erased);
    await eraseDocuments(firm.table, erased);
    await letter.settled();
    const kept = firm.memory.all().find(({ pk, sk }) => pk === `DOCUMENT#${document.id}` && sk === 'DOCUMENT')!;
    expect(kept.trashed).toMatchObject({ purgeAt: '2031-03-04T00:00:00.000Z' });
    expect([...vault.kept.keys()]).toEqual([expect.stringContaining(`documents/${document.id}/`)]);
    expect(vault.kept.has(`letters/${id}/signed.pdf`)).toBe(false);
  });
});

const made = { id: newId('folder'), clientId: newId('client'), createdAt: '2026-03-04T17:00:00.000Z' };
const folder = (name: string, visibility: Folder['visibility'], more: Partial<Folder> = {}): Folder => ({
  ...made,
  id: newId('folder'),
  name,
  visibility,
  status: 'active',
  ...more,
});
const shelfOf = (...all: Folder[]) => new Map(all.map((one) => [one.id, one]));

describe('where a signed letter lies', () => {
  test('is a folder of its name, made where there is none, and none that the firm has closed', () => {
    expect(folderFor(new Map(), undefined, made)).toMatchObject({ folder: { name: 'Letters' }, isNew: true });
    const there = folder('LETTERS', 'client-can-add');
    expect(folderFor(shelfOf(there), undefined, made)).toEqual({ folder: there, isNew: false });
    expect(folderFor(shelfOf(folder('letters', 'firm')), undefined, made)).toBeUndefined();
    const full = Array.from({ length: mostFolders }, (_, n) => folder(`F${n}`, 'client-can-view'));
    expect(folderFor(shelfOf(...full), undefined, made)).toBeUndefined();
  });

  test('is beside what was signed off, where the client sees into that', () => {
    const open = folder('Returns', 'client-can-view');
    const around = folder('Workpapers', 'firm');
    const closed = folder('Drafts', 'client-can-view', { parentId: around.id });
    const shelf = shelfOf(open, around, closed);
    expect(folderFor(shelf, open.id, made)).toEqual({ folder: open, isNew: false });
    for (const beside of [closed.id, newId('folder')]) {
      const place = folderFor(shelf, beside, made)!;
      expect(place).toMatchObject({ folder: { name: 'Letters' }, isNew: true });
      expect(shownOf(shelfOf(place.folder), place.folder.id)).toBe('client-can-view');
    }
  });
});

test('whatever a letter is called, its file has a name that a document may have and that tells the day', () => {
  const title = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((one) => one.trim() !== '');
  fc.assert(
    fc.property(title, (one) => {
      const name = nameOf(one, '2026-03-04');
      expect(Document.shape.name.parse(name)).toBe(name);
      expect(name).toMatch(/, 2026-03-04\.pdf$/);
      expect(name).not.toMatch(/[\\/:*?"<>|]/);
    }),
  );
  expect(nameOf('Sign-off: Form 1120-S / 2026', '2027-01-31')).toBe('Sign-off – Form 1120-S – 2026, 2027-01-31.pdf');
});
