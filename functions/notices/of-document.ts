import type { Event } from '../../shared/events/chain.ts';
import type { Document } from '../documents/document.ts';
import { isOfClient } from '../messages/thread.ts';
import type { Draft } from './draft.ts';

const states: Readonly<Record<string, Document['status']>> = {
  'document.held': 'held',
  'document.rejected': 'rejected',
  'document.released': 'released',
};

export const tellsOfDocuments = (type: string): boolean => Object.hasOwn(states, type);

/** Nobody waits for what whoever sent it took back, or never sent. */
const isMissed = ({ why }: Document): boolean => why?.code !== 'cancelled' && why?.code !== 'never-came';

/** Someone of the client put it into a folder: of what was asked for, and of what was said, they are told otherwise. */
const isUnasked = ({ about, folderId, addedBy }: Document): boolean =>
  about === undefined && folderId !== undefined && isOfClient(addedBy);

/** Whether an event tells anyone anything of a document, as that is now. */
export function isNewsOf({ type }: Pick<Event, 'type'>, document: Document): boolean {
  const { status, erasedAt, trashed } = document;
  if (status !== states[type] || erasedAt !== undefined || trashed) return false;
  return status === 'released' ? isUnasked(document) : isMissed(document);
}

type Told = { clientName: string; people: readonly string[]; beginsSitting: boolean };

const does: Partial<Record<Document['status'], string>> = {
  held: 'waits for someone to let it through or turn it away',
  rejected: 'was turned away',
};

/** What a client sent unasked is told, and what cannot be read. What someone keeps for themself is told to them alone. */
export function draftsOfDocument(
  { status, name, why, privateTo }: Document,
  { clientName, people, beginsSitting }: Told,
): Draft[] {
  const hear = privateTo === undefined ? people : [privateTo];
  if (status !== 'released') {
    const says = `“${name}” of ${clientName} ${does[status]}${why ? `. ${why.says}` : ''}`;
    return hear.map((to) => ({ to, kind: 'held-file', says }));
  }
  if (!beginsSitting) return [];
  return hear.map((to) => ({ to, kind: 'from-client', says: `${clientName} put files into their folders` }));
}
