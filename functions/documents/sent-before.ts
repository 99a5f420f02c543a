import { DomainError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Document } from './document.ts';
import { documents } from './store.ts';

type Sent = Pick<Document, 'clientId' | 'sha256'> & Partial<Pick<Document, 'jobId' | 'about' | 'versionOf'>>;

/** Where it stands which document was the last that brought this file to this place; from folder to folder it may be moved. */
export const sentKey = ({ clientId, jobId, about, versionOf, sha256 }: Sent): Key => ({
  pk: `SENT#${clientId}`,
  sk: `${about ? Object.values(about).join('.') : (versionOf ?? jobId ?? clientId)}#${sha256}`,
});

/** Two that say at once that they bring the same file: one of them goes on with the other’s document. */
export const noteSent = (document: Document, noted: string | undefined): Write => ({
  put: { ...sentKey(document), entity: 'sent', documentId: document.id },
  if: noted === undefined ? 'absent' : { is: { documentId: noted } },
});

/** Among what answers the same question a contact sees what others sent; elsewhere what they sent themself. */
const mayKnowOf = ({ role, id }: Caller, before: Document): boolean =>
  role !== 'contact' || before.about !== undefined || before.addedBy === id;

/** The document that brought this file there before, if the caller may know of it, and who is noted as it. */
export async function readSent({ records, table }: { records: Records; table: Table }, document: Document) {
  const found = await table.get(sentKey(document), { strong: true });
  const noted = found?.documentId as string | undefined;
  const before = noted === undefined ? undefined : await records.find(documents, noted);
  const caller = (await records.reader()) as Caller;
  return { noted, before: before && mayKnowOf(caller, before) ? before : undefined };
}

/** Whether a file that is at this place does not count any more, such as one that was sent back. */
export type IsGone = (documentId: string) => boolean;

const isSame = (one: Document, other: Document): boolean =>
  one.addedBy === other.addedBy && one.name === other.name && one.size === other.size;

/**
 * The document that is to be continued, if this person began to send this file and did not come to the end. What is here
 * already is not taken again.
 */
export function continued(before: Document | undefined, asked: Document, isGone: IsGone): boolean {
  if (!before || before.erasedAt !== undefined || before.trashed || before.status === 'rejected') return false;
  if (before.folderId !== asked.folderId || isGone(before.id)) return false;
  if (before.status === 'expected') return isSame(before, asked);
  throw new DomainError('conflict', `This file is here already: ${before.name}`, { documentId: before.id });
}
