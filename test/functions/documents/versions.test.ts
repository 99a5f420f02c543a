import { beforeEach, describe, expect, test } from 'vitest';
import { onVersion } from '../../../functions/documents/on-version.ts';
import { documents } from '../../../functions/documents/store.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest, type Reply } from '../../support/call.ts';
import { aDocument, aPdf, comes, sha256Of } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let on: ReturnType<typeof verbs>;
let clientId: string;
let id: string;
beforeEach(async () => {
  firm = await aFirm();
  on = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
  id = await aDocument(firm, clientId, aPdf('First'));
});

const ask = (bytes: Uint8Array, more: object = {}): Promise<Reply> =>
  on.post(`/v1/documents/${id}/versions`, { size: bytes.length, sha256: sha256Of(bytes), ...more });
/** Another version as it comes, is looked at, and takes the place of the one before. */
async function replaced(bytes: Uint8Array): Promise<string> {
  const { status, body } = await ask(bytes);
  if (status !== 201) throw new Error(JSON.stringify(body));
  await comes(firm.memory, body.id, bytes);
  // However often the event comes.
  for (let n = 0; n < 2; n++) await onVersion(firm.memory, documents.key(body.id).pk);
  return body.id;
}
const read = async () => (await on.get(`/v1/documents/${id}`)).body;
const versions = async (): Promise<Answer[]> => (await on.get(`/v1/documents/${id}/versions`)).body.items;
const keyOf = async (documentId: string) => documents.read((await firm.memory.get(documents.key(documentId)))!).key;
const linkTo = async (version?: number): Promise<string> =>
  (await on.get(`/v1/documents/${id}/download`, version === undefined ? {} : { query: { version: `${version}` } })).body
    .url;

describe('another version of a document', () => {
  test('is read when it is released; until then the one before is', async () => {
    const bytes = aPdf('Second, and longer');
    const { body } = await ask(bytes);
    expect(body.upload).toMatchObject({ method: 'PUT' });
    expect((await read()).sha256).toBe(sha256Of(aPdf('First')));
    expect(await linkTo()).toContain(await keyOf(id));
    await comes(firm.memory, body.id, bytes);
    await onVersion(firm.memory, documents.key(body.id).pk);
    expect(await read()).toMatchObject({
      id,
      size: bytes.length,
      sha256: sha256Of(bytes),
      current: { n: 2, documentId: body.id, addedBy: firm.admin.id },
    });
    expect(await read()).not.toHaveProperty('current.key');
    expect(await linkTo()).toContain(await keyOf(body.id));
  });

  test('leaves the earlier ones to be downloaded, and is one document in every list', async () => {
    const [second, third] = [await replaced(aPdf('Second')), await replaced(aPdf('Third'))];
    expect((await versions()).map(({ n, documentId, isRead }) => [n, documentId, isRead])).toEqual([
      [3, third, true],
      [2, second, false],
      [1, id, false],
    ]);
    expect(await linkTo(1)).toContain(await keyOf(id));
    expect(await linkTo(2)).toContain(await keyOf(second));
    expect(await linkTo(3)).toContain(await keyOf(third));
    expect((await on.get(`/v1/documents/${id}/download`, { query: { version: '4' } })).status).toBe(404);
    const { body } = await on.get(`/v1/clients/${clientId}/documents`);
    expect(body.items.map((one: Answer) => one.id)).toEqual([id]);
    expect((await on.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('that is held back waits for a person, and what is turned away never is one', async () => {
    const locked = aPdf('Locked', '/Encrypt 5 0 R');
    const { body } = await ask(locked);
    await comes(firm.memory, body.id, locked);
    await onVersion(firm.memory, documents.key(body.id).pk);
    expect((await versions())[0]).toMatchObject({ documentId: body.id, status: 'held', can: { decide: true } });
    expect((await versions())[0]).not.toHaveProperty('n');
    await on.post(`/v1/documents/${body.id}/reject`, { reason: 'Nobody knows the password' });
    await onVersion(firm.memory, documents.key(body.id).pk);
    expect((await read()).current).toBeUndefined();
  });

  test('is of the same kind', async () => {
    expect((await ask(aPdf(), { type: 'image/png' })).status).toBe(400);
    const { body } = await ask(aPdf(), { name: 'photo.png', type: 'image/png' });
    expect(body.detail).toContain('another kind of file than statement.pdf');
    expect((await ask(aPdf(), { name: 'statement, signed.pdf', type: 'application/pdf' })).status).toBe(201);
  });

  test('comes to nothing that is sealed, not even when it was on its way', async () => {
    const { body } = await ask(aPdf('Late'));
    expect((await on.post(`/v1/documents/${id}/seal`)).body).toMatchObject({ can: { replace: false } });
    expect((await ask(aPdf('Later'))).body.detail).toContain('is sealed');
    await comes(firm.memory, body.id, aPdf('Late'));
    await onVersion(firm.memory, documents.key(body.id).pk);
    expect((await read()).current).toBeUndefined();
    expect((await on.post(`/v1/documents/${id}/seal`)).status).toBe(422);
  });

  test('is not replaced, moved, thrown away or held by itself', async () => {
    const second = await replaced(aPdf('Second'));
    const at = (what: string, body: object = {}) => on.post(`/v1/documents/${second}/${what}`, body);
    expect((await at('versions', { size: 1, sha256: '0'.repeat(64) })).status).toBe(422);
    expect((await at('trash')).status).toBe(422);
    expect((await at('hold', { reason: 'A quarrel' })).status).toBe(422);
    const move = { ids: [second], folderId: null };
    expect((await on.post(`/v1/clients/${clientId}/documents/move`, move)).status).toBe(404);
  });
});
