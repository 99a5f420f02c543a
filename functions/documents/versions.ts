import { broken } from '../../shared/errors.ts';
import type { Document } from './document.ts';

/** A document as it is read: with the file of its newest version. */
export function asRead<T extends Document>(document: T): T {
  if (!document.current) return document;
  const { key, versionId, size, sha256 } = document.current;
  return { ...document, key, versionId, size, sha256 };
}

export const newestOf = ({ current }: Pick<Document, 'current'>): number => current?.n ?? 1;

/** Of what is final, or gone, there is no other version. */
export function checkReplaceable({ name, status, erasedAt, trashed, sealed, versionOf }: Document): void {
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (versionOf !== undefined) throw broken('This is a version of another document; replace that one');
  if (trashed) throw broken(`${name} lies in the trash; restore it first`);
  if (sealed) throw broken(`${name} is sealed: no other version takes its place`);
  if (status !== 'released') throw broken(`${name} has no file yet that another could replace; it is ${status}`);
}

export function seal(document: Document, by: string, now: string): Document {
  checkReplaceable(document);
  return { ...document, sealed: { by, at: now } };
}

/**
 * What was brought has been released, and is read from now on. The last that was released is the newest, whichever was
 * asked for first: a large file may be looked at longer than a small one.
 */
export function takeVersion(document: Document, brought: Document): { document: Document; brought: Document } {
  const n = newestOf(document) + 1;
  const { id: documentId, key, versionId, size, sha256, addedBy, addedAt } = brought;
  const current = { n, documentId, key, versionId: versionId!, size, sha256, addedBy, addedAt };
  return { document: { ...document, current }, brought: { ...brought, becameVersion: n } };
}

/** Whether what was brought still is to take the place of the file that is read. */
export const mayTake = (document: Document, brought: Document): boolean =>
  brought.status === 'released' &&
  brought.becameVersion === undefined &&
  brought.erasedAt === undefined &&
  document.erasedAt === undefined &&
  document.sealed === undefined;
