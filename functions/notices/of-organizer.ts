import type { Organizer } from '../organizers/organizer.ts';
import type { Draft } from './draft.ts';

export const tellsOfOrganizers = (type: string): boolean => type === 'organizer.submitted';

/** Whoever sent an organizer hears that its answers are there, to be looked at. */
export function draftsOfOrganizer({ senderId, title, status, erasedAt }: Organizer, clientName: string): Draft[] {
  if (status !== 'submitted' || erasedAt !== undefined) return [];
  return [{ to: senderId, kind: 'watched', says: `${clientName} answered “${title}”: it waits to be looked at` }];
}
