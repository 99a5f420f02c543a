import { describe, expect, test } from 'vitest';
import { type Document, expectUpload } from '../../../functions/documents/document.ts';
import { documents } from '../../../functions/documents/store.ts';
import { discarded, thrownAway } from '../../../functions/messages/held-files.ts';
import { start } from '../../../shared/events/chain.ts';
import { newId } from '../../../shared/ids.ts';

const now = '2026-03-04T17:00:00.000Z';
const how = { by: newId('member'), now };
const client = { name: 'Juniper Street Dental' };
const place = { client, shelf: new Map() };
const legalHold = { by: how.by, at: now, reason: 'A quarrel' };

function aFile(more: Partial<Document> = {}): Document {
  const asked = { name: 'Account.pdf', type: '', size: 1, sha256: 'a'.repeat(64), clientId: newId('client') };
  const file = expectUpload({ ...asked, addedBy: 'system' }, { id: newId('document'), secret: 's' }, now);
  return { ...file, ...more };
}

describe('a file of a reply that is thrown away', () => {
  test('goes to the trash as it is, and is turned away first where it is still on its way', () => {
    for (const status of ['expected', 'arrived', 'checking', 'rejected'] as const)
      expect(discarded(aFile({ status }), place, how)).toMatchObject({ status: 'rejected', trashed: { by: how.by } });
    for (const status of ['held', 'released'] as const)
      expect(discarded(aFile({ status }), place, how)).toMatchObject({ status, trashed: { at: now } });
  });

  test('stays as it is where a legal hold keeps it, or it is gone already', () => {
    const gone = { by: how.by, at: now, purgeAt: now };
    for (const more of [{ legalHold }, { erasedAt: now }, { trashed: gone }, { versionOf: newId('document') }]) {
      const file = aFile(more);
      expect(discarded(file, place, how)).toBe(file);
    }
    const file = aFile();
    expect(discarded(file, { ...place, client: { ...client, legalHold } }, how)).toBe(file);
  });

  test('is counted out of its folder with the others that lie there, in one write', () => {
    const folderId = newId('folder');
    const files = [aFile({ folderId }), aFile({ folderId }), aFile({ folderId, legalHold })].map((one) => {
      const write = documents.create(one);
      return { document: documents.read(write.item), tail: start(write.item.pk) };
    });
    const decided = thrownAway(files, place, how);
    expect(decided).toHaveLength(2);
    expect(decided.flatMap(({ also = [] }) => also)).toMatchObject([{ add: { count: -2 } }]);
  });
});
