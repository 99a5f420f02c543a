import type { Decided } from '../../shared/events/types.ts';
import { type Document, onItsWay, reject } from '../documents/document.ts';
import { documentEvent } from '../documents/events.ts';
import { counting } from '../documents/in-folder.ts';
import { documents, type LoadedDocument } from '../documents/store.ts';
import { type Place, throwAway } from '../documents/trash.ts';

/** What came with a held reply is the client’s as well, and added by whose reply it is. */
export const shown = (files: readonly LoadedDocument[], contactId: string): Decided[] =>
  files
    .filter(({ document }) => document.erasedAt === undefined)
    .map(({ document, tail }) => {
      const after = { ...document, visibility: 'client' as const, addedBy: contactId };
      return documentEvent('document.changed', tail, [documents.replace(document, after)]);
    });

const reason = 'The reply by mail that brought it was thrown away';

type By = { by: string; now: string };

const isGone = ({ erasedAt, trashed, versionOf }: Document): boolean =>
  erasedAt !== undefined || trashed !== undefined || versionOf !== undefined;

/** In the trash, also where it was on its way; where it is already gone, or something keeps it, as it is. */
export function discarded(document: Document, place: Place, { by, now }: By): Document {
  const { legalHold, sealed, status } = document;
  if (isGone(document) || legalHold || sealed || place.client.legalHold) return document;
  const come = onItsWay.includes(status) ? reject(document, { code: 'discarded', says: reason }, now) : document;
  return throwAway(come, place, { by, reason, now });
}

/** What came with a held reply goes with it. */
export function thrownAway(files: readonly LoadedDocument[], place: Place, how: By): Decided[] {
  const changes = files
    .map(({ document, tail }) => ({ before: document, after: discarded(document, place, how), tail }))
    .filter(({ before, after }) => before !== after);
  // Several may lie in one folder: it is counted once.
  const also = counting(changes);
  return changes.map(({ before, after, tail }, i) =>
    documentEvent('document.trashed', tail, [documents.replace(before, after)], i === 0 ? { also } : {}),
  );
}
