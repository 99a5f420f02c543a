import { broken } from '../../shared/errors.ts';
import { instant } from '../../shared/clock.ts';
import { checkNotHeld } from '../clients/legal-hold.ts';
import type { Client } from '../clients/client.ts';
import { type Document, onItsWay } from './document.ts';
import { keptUntil, longest } from './retention.ts';
import { classOf, type Shelf } from './shelf.ts';

const dayLong = 24 * 3600_000;
/** Days for which someone may change their mind. */
export const inTrash = 120;
/** Days until what is held is looked at again. */
const heldFor = 30;

const later = (at: string, days: number) => instant(Date.parse(at) + days * dayLong);

/** Until when a document has to be kept: by its own class or its folders’, from the day on which its newest file came. */
export const retainedUntil = (document: Document, shelf: Shelf): string | undefined =>
  keptUntil(
    longest([document.retention, classOf(shelf, document.folderId)]),
    document.current?.addedAt ?? document.addedAt,
  );

type Why = { by: string; reason?: string | undefined; now: string };

/** The client and the folders among which a document lies. */
export type Place = { client: Pick<Client, 'name' | 'legalHold'>; shelf: Shelf };

/** How long it has to be kept goes with it: its folder may be gone before the trash is emptied. */
export function throwAway(document: Document, { client, shelf }: Place, { by, reason, now }: Why): Document {
  const { name, status, erasedAt, trashed, versionOf, sealed } = document;
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (versionOf !== undefined) throw broken('This is a version of another document; throw that one away');
  if (trashed) throw broken(`${name} lies in the trash already`);
  if (onItsWay.includes(status)) throw broken(`${name} is still on its way; throw it away when it has come`);
  if (sealed) throw broken(`${name} is sealed: it stays as it was signed off`);
  checkNotHeld(document, client);
  const kept = longest([document.retention, classOf(shelf, document.folderId)]);
  const trash = { by, at: now, ...(reason !== undefined && { reason }), purgeAt: later(now, inTrash) };
  return { ...document, ...(kept !== 'none' && { retention: kept }), trashed: trash };
}

/** It comes back to where it was; where its folder is gone, to no folder, where only its own word decides who sees it. */
export function restore(document: Document, shelf: Shelf): Document {
  const { trashed, ...rest } = document;
  if (document.erasedAt !== undefined) throw broken('This file was erased');
  if (!trashed) throw broken(`${document.name} does not lie in the trash`);
  if (rest.folderId === undefined || shelf.has(rest.folderId)) return rest;
  const { folderId: _, ...loose } = rest;
  // Nobody said of the top that clients may see it there.
  return { ...loose, visibility: 'firm' };
}

/**
 * When what lies in the trash may be looked at again, and why not now; undefined where nothing keeps it. A hold comes
 * first: it has no end that is known.
 */
export function whyKept(
  document: Document,
  { client, shelf }: { client: Client | undefined; shelf: Shelf },
  now: string,
): { until: string; why: string } | undefined {
  if (document.legalHold || client?.legalHold) return { until: later(now, heldFor), why: 'a legal hold' };
  const until = retainedUntil(document, shelf);
  if (until === undefined || until <= now.slice(0, 10)) return undefined;
  return { until: `${until}T00:00:00.000Z`, why: `it is kept until ${until}` };
}

/** What its client's erasure may not take yet: in nobody's list, until it may. */
export const keepInTrash = (document: Document, { by, now }: Why, purgeAt: string): Document => ({
  ...document,
  trashed: { at: now, by, ...document.trashed, purgeAt },
});
