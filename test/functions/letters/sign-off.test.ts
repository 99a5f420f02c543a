import { afterEach, describe, expect, test, vi } from 'vitest';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { letterPdf } from '../../../functions/letters/pdf.ts';
import { render } from '../../../functions/letters/rendering.ts';
import { documents } from '../../../functions/documents/store.ts';
import { aDocument, anotherPdf, sha256Of } from '../../support/documents.ts';
import type { Answer } from '../../support/call.ts';
import { aLetter, anAddress, asSigner, signed } from '../../support/letters.ts';
import { officeHours } from '../../support/requests.ts';

afterEach(() => void vi.useRealTimers());

/** A return that two people of a client are to sign off, sent to the first of them. */
async function aSignOff(more: object = {}, folder?: object) {
  const letter = await aLetter();
  const { firm, call, clientId, people } = letter;
  const bytes = anotherPdf();
  const made = folder && (await call('POST', `/v1/clients/${clientId}/folders`, { body: folder }));
  const documentId = await aDocument(firm, clientId, bytes, made ? { folderId: made.body.id } : {});
  const body = { template: 'sign-off', documentId, contactIds: people, dueOn: '2026-04-01', ...more };
  const drawn = await call('POST', `/v1/clients/${clientId}/letters`, { body });
  const id = drawn.body.id as string;
  const [first, second] = people.map((one) => asSigner(firm, one, clientId));
  async function settled() {
    for (let turn = 0; turn < 2; turn++) {
      await render({ table: firm.table, vault: letter.vault, site: anAddress }, id);
      await onLetter(firm.table, `LETTER#${id}`);
    }
  }
  const document = async () => documents.read((await firm.table.get(documents.key(documentId), { strong: true }))!);
  return {
    ...letter,
    documentId,
    drawn,
    id,
    first: first!,
    second: second!,
    sha256: sha256Of(bytes),
    settled,
    document,
  };
}

async function aSentSignOff(folder?: object) {
  const asked = await aSignOff({}, folder);
  const sent = await asked.call('POST', `/v1/letters/${asked.id}/send`);
  expect(sent.status).toBe(200);
  await asked.settled();
  return asked;
}

describe('the sign-off of a document', () => {
  test('names the document and its hash to who signs, with a way to read it, and not where it lies', async () => {
    const { first, id, documentId, sha256 } = await aSentSignOff();
    const { body } = await first('GET', `/portal/v1/letters/${id}`);
    expect(body).toMatchObject({
      title: 'Sign-off: statement.pdf',
      document: { id: documentId, name: 'statement.pdf', sha256, file: { url: expect.any(String) } },
    });
    expect(Object.keys(body.document).toSorted()).toEqual(['file', 'id', 'name', 'sha256']);
  });

  test('tells the firm who read letter and document, once a sitting', async () => {
    const { first, id, documentId, firm, people } = await aSentSignOff();
    const told = () =>
      firm.memory
        .all()
        .filter(({ type }) => /^(letter\.(opened|viewed)|document\.viewed)$/.test(String(type)))
        .map(({ pk, type, actor }) => [pk, type, actor]);
    const signer = people[0];
    for (let n = 0; n < 3; n++) await first('GET', `/portal/v1/letters/${id}`);
    const atFirst = [
      [`LETTER#${id}`, 'letter.opened', signer],
      [`DOCUMENT#${documentId}`, 'document.viewed', signer],
    ];
    expect(told()).toEqual(expect.arrayContaining(atFirst));
    expect(told()).toHaveLength(2);
    vi.setSystemTime(Date.now() + 31 * 60_000);
    for (let n = 0; n < 3; n++) await first('GET', `/portal/v1/letters/${id}`);
    expect(told()).toHaveLength(4);
    expect(told()).toEqual(expect.arrayContaining([[`LETTER#${id}`, 'letter.viewed', signer]]));
  });

  test('seals the document when everyone has signed, and not before', async () => {
    const { first, second, id, settled, document, firm } = await aSentSignOff();
    expect((await signed(first, id)).status).toBe(200);
    await settled();
    expect((await document()).sealed).toBeUndefined();
    expect((await signed(second, id)).body).toMatchObject({ status: 'signed' });
    await settled();
    const { sealed, version } = await document();
    expect(sealed).toBeDefined();
    await onLetter(firm.table, `LETTER#${id}`);
    expect((await document()).version).toBe(version);
  });

  test('lies beside the document when everyone has signed', async () => {
    const folder = { name: 'Tax returns', visibility: 'client-can-view' };
    const { first, second, id, settled, document, call, clientId } = await aSentSignOff(folder);
    for (const signer of [first, second]) {
      await signed(signer, id);
      await settled();
    }
    const { id: documentId, folderId } = await document();
    const { items } = (await call('GET', `/v1/clients/${clientId}/documents`, { query: { folder: folderId! } })).body;
    expect(items).toHaveLength(2);
    expect(items.find((one: Answer) => one.id !== documentId)).toMatchObject({
      letterId: id,
      name: 'Sign-off – statement.pdf, 2026-03-04.pdf',
      sealed: { by: 'system' },
    });
  });

  test('does not seal another version that came meanwhile', async () => {
    const { first, second, id, settled, document, firm, sha256 } = await aSentSignOff();
    const before = await document();
    const current = {
      n: 2,
      documentId: before.id,
      key: before.key,
      versionId: 'v2',
      size: 10,
      sha256: 'b'.repeat(64),
      addedBy: firm.admin.id,
      addedAt: officeHours,
    };
    const { item } = documents.replace(before, { ...before, current });
    await firm.memory.write([{ put: item, if: 'always' }]);
    const read = await first('GET', `/portal/v1/letters/${id}`);
    expect(read.body.document.sha256).toBe(sha256);
    await signed(first, id);
    await settled();
    await signed(second, id);
    await settled();
    expect((await document()).sealed).toBeUndefined();
  });

  test('is of a document of this client that can be read, and of no engagement', async () => {
    const { call, clientId, engagementId, documentId } = await aSignOff();
    const ask = (body: object) =>
      call('POST', `/v1/clients/${clientId}/letters`, { body: { template: 'sign-off', dueOn: '2026-04-01', ...body } });
    expect((await ask({})).status).toBe(400);
    expect((await ask({ documentId: `doc_${'0'.repeat(26)}` })).status).toBe(400);
    expect((await ask({ documentId, engagementId })).status).toBe(400);
    expect((await ask({ template: 'engagement-letter', documentId, engagementId })).status).toBe(400);
    await call('POST', `/v1/documents/${documentId}/trash`, { body: {} });
    expect((await ask({ documentId })).status).toBe(422);
  });

  test('is no agreement: no engagement begins with it', async () => {
    const { first, second, id, settled, call, engagementId } = await aSentSignOff();
    await signed(first, id);
    await settled();
    await signed(second, id);
    await settled();
    expect((await call('GET', `/v1/engagements/${engagementId}`)).body).toMatchObject({ letter: 'none' });
  });
});

test('the file of a sign-off is another for another document', async () => {
  const letter = { id: 'ltr_1', title: 'Sign-off', text: 'I agree.', sentAt: officeHours };
  const of = async (sha256: string) =>
    sha256Of(
      await letterPdf({
        ...letter,
        document: { id: 'doc_1', name: '1120-S.pdf', sha256, type: 'application/pdf', key: 'k', versionId: 'v' },
      }),
    );
  expect(await of('a'.repeat(64))).not.toBe(await of('b'.repeat(64)));
});
