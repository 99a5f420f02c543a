import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkReadable, type Document } from '../documents/document.ts';
import { documentEvent } from '../documents/events.ts';
import { documents, loadDocument } from '../documents/store.ts';
import { asRead, seal } from '../documents/versions.ts';

/** The document that is signed off, as it was when the letter was sent: that file and no other. */
export const SignedOff = z.object({
  id: Id('document'),
  name: z.string(),
  /** Of a file in parts that of their checksums. */
  sha256: z.string(),
  type: z.string(),
  /** Where it lies in the vault. */
  key: z.string(),
  versionId: z.string(),
});
export type SignedOff = z.output<typeof SignedOff>;

/** What a document is told by, to those who sign and to those who asked them: nothing of where it lies. */
export const SignedOffView = SignedOff.pick({ id: true, name: true, sha256: true });

export const viewSignedOff = ({ id, name, sha256 }: SignedOff): z.output<typeof SignedOffView> => ({
  id,
  name,
  sha256,
});

/** What is signed off has been looked at, and is no version of something else. */
export function toSignOff(document: Document): SignedOff {
  checkReadable(document);
  if (document.versionOf !== undefined) throw broken('This is a version of another document; ask for that one');
  if (document.privateTo !== undefined) throw broken('This document is not for the client to see');
  const { id, name, sha256, type, key, versionId } = asRead(document);
  return { id, name, sha256, type, key, versionId: versionId! };
}

/** A document of the client, by the id that someone named. */
export async function findSignedOff(records: Records, clientId: string, documentId: string): Promise<SignedOff> {
  const document = await records.find(documents, documentId);
  if (document?.clientId !== clientId)
    throw invalid({ path: 'body.documentId', message: 'No document of this client has this id' });
  return toSignOff(document);
}

/** The same document as it is now, for the letter that is sent. */
export const signedOffNow = async (records: Records, { id }: SignedOff): Promise<SignedOff> =>
  toSignOff(await records.get(documents, id));

/** What everyone has signed is final. Another version that came meanwhile is not what they signed, and stays open. */
export async function sealing(records: Records, of: SignedOff, by: string, now: string): Promise<Decided[]> {
  const { document, tail } = await loadDocument(records, of.id);
  const { status, trashed, erasedAt, sealed } = document;
  if (sealed || trashed || erasedAt !== undefined || status !== 'released') return [];
  if (asRead(document).sha256 !== of.sha256) return [];
  return [documentEvent('document.sealed', tail, [documents.replace(document, seal(document, by, now))])];
}
