import { type Head, isOwed } from '../chasing/chased.ts';
import type { Client } from '../clients/client.ts';
import { ladderNow } from '../requests/ladder.ts';
import type { Draft } from './draft.ts';

export const tellsOfLadders = (type: string): boolean =>
  type === 'request.ladder-ended' || type === 'organizer.ladder-ended';

/** Of what is urgent and did not come, the client’s manager hears too; whoever sent it has the task to call. */
export function draftsOfLadder(head: Head, client: Pick<Client, 'name' | 'manager' | 'responsible'>): Draft[] {
  const { title, senderId, asked } = head;
  const to = client.manager ?? client.responsible;
  if (ladderNow(asked) !== 'urgent' || !isOwed(head) || to === undefined || to === senderId) return [];
  return [{ to, kind: 'at-risk', says: `“${title}” did not come from ${client.name}: whoever sent it is to call now` }];
}
