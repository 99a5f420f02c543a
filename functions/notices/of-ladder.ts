import { type Head, isOwed } from '../chasing/chased.ts';
import type { Client } from '../clients/client.ts';
import { ladderNow } from '../requests/ladder.ts';
import type { Draft } from './draft.ts';

type Told = Pick<Client, 'name' | 'manager' | 'responsible'>;

export const tellsOfLadders = (type: string): boolean =>
  type === 'request.ladder-ended' || type === 'organizer.ladder-ended';

/** Who answers for the client hears that no reminder helped, of what is urgent its manager too; who sent it has the task to call. */
export function draftsOfLadder(head: Head, { name, responsible, manager }: Told): Draft[] {
  const { title, senderId, asked } = head;
  if (!isOwed(head)) return [];
  const isUrgent = ladderNow(asked) === 'urgent';
  const people = [responsible ?? manager, ...(isUrgent ? [manager] : [])];
  const then = isUrgent ? ', and whoever sent it is to call now' : '';
  const says = `${name} has not answered “${title}”: all reminders are out${then}`;
  return [...new Set(people)].flatMap((to) =>
    to === undefined || to === senderId ? [] : [{ to, kind: isUrgent ? 'at-risk' : 'from-client', says }],
  );
}
