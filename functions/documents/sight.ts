import { notFound } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Document } from './document.ts';
import { type Shelf, shownOf } from './shelf.ts';

type Contact = Pick<Caller, 'id' | 'limited'>;

const isAddressed = ({ contactIds, addedBy }: Document, id: string): boolean =>
  addedBy === id || (contactIds?.includes(id) ?? false);

/** Whether people of the client see it where it lies: the document and its folder both say so. */
export const isShown = ({ visibility, folderId }: Pick<Document, 'visibility' | 'folderId'>, shelf: Shelf): boolean =>
  visibility === 'client' && shownOf(shelf, folderId) !== 'firm';

/** What they sent themself, though it lies where only the firm looks now: their own file, and none that took its place. */
const isOwnOnly = (document: Document, { id }: Contact, shelf: Shelf): boolean =>
  document.addedBy === id && !isShown(document, shelf);

/** The document as its contact reads it. */
export function asTheyRead<T extends Document>(document: T, who: Contact, shelf: Shelf): T {
  if (!document.current || !isOwnOnly(document, who, shelf)) return document;
  const { current: _, ...own } = document;
  return own as T;
}

/**
 * What a contact sees of their clients’ documents: what the firm shows to clients and has released, and what they sent
 * themself, however far it has come. With limited access, only what is addressed to them.
 */
export function mayContactSee(document: Document, { id, limited = [] }: Contact, shelf: Shelf): boolean {
  const { privateTo, erasedAt, trashed, versionOf } = document;
  if (privateTo !== undefined || erasedAt !== undefined || trashed || versionOf !== undefined) return false;
  if (document.addedBy === id) return true;
  if (document.status !== 'released' || !isShown(document, shelf)) return false;
  return !limited.includes(document.clientId) || isAddressed(document, id);
}

/** The document as they read it. What they may not see is not there. */
export function seen<T extends Document>(document: T, who: Contact, shelf: Shelf): T {
  if (!mayContactSee(document, who, shelf)) throw notFound('document', document.id);
  return asTheyRead(document, who, shelf);
}

/** A folder’s name may tell of what is in it: with limited access, someone sees none. */
export const maySeeFolder = (shelf: Shelf, { clientId, id }: { clientId: string; id: string }, who: Contact): boolean =>
  shownOf(shelf, id) !== 'firm' && !who.limited?.includes(clientId);

export const mayAddTo = (shelf: Shelf, folder: { clientId: string; id: string }, who: Contact): boolean =>
  maySeeFolder(shelf, folder, who) && shownOf(shelf, folder.id) === 'client-can-add';
