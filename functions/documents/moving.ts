import * as z from 'zod';
import { broken, notFound } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { type Document, Visibility } from './document.ts';
import { keepsLonger, longest } from './retention.ts';
import { classOf, type Shelf, shownOf } from './shelf.ts';
import { isShown } from './sight.ts';

/** A transaction takes a hundred items: each document is two, beside the folder and the counts of both folders. */
export const mostMoved = 48;

export const Move = z
  .strictObject({
    ids: z.array(Id('document')).min(1).max(mostMoved),
    /** `null` for no folder. */
    folderId: Id('folder').nullable(),
    /** Who sees them from now on. Where it is not said, nobody of the client sees by the move what they did not before. */
    visibility: Visibility.optional(),
  })
  .meta({ id: 'DocumentMove' });
export type Move = z.output<typeof Move>;

/**
 * A document at its new place. What clients do not see where it lies they do not see where it comes to, and what has to
 * be kept by its folder has to be kept on: both follow it, unless someone says otherwise.
 */
export function moveTo(document: Document, { folderId, visibility: said }: Omit<Move, 'ids'>, shelf: Shelf): Document {
  const { name, erasedAt, trashed, versionOf } = document;
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (versionOf !== undefined) throw notFound('document', document.id);
  if (trashed) throw broken(`${name} lies in the trash; restore it first`);
  const to = folderId ?? undefined;
  if (said === 'client' && shownOf(shelf, to) === 'firm')
    throw broken(`${shelf.get(to!)!.name} is for the firm only; nobody else sees what is in it`, {
      field: 'visibility',
    });
  const { folderId: _, ...rest } = document;
  const kept = longest([document.retention, classOf(shelf, document.folderId)]);
  const there = longest([document.retention, classOf(shelf, to)]);
  return {
    ...rest,
    ...(to !== undefined && { folderId: to }),
    visibility: said ?? (isShown(document, shelf) ? document.visibility : 'firm'),
    ...(keepsLonger(kept, there) && { retention: kept }),
  };
}
