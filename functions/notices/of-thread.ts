import type { Event } from '../../shared/events/chain.ts';
import { partitionOfNotes } from '../messages/note.ts';
import { threads } from '../messages/store.ts';
import { isOfClient, type Thread } from '../messages/thread.ts';
import { changedOf, changeOf, type Draft } from './draft.ts';
import { named } from './saying.ts';

const places = [partitionOfNotes(''), threads.key('').pk];

/** The conversation that something happened in: notes about it stand in a partition of their own. */
export const threadOf = ({ pk }: Pick<Event, 'pk'>): string =>
  pk.slice(places.find((place) => pk.startsWith(place))?.length ?? 0);

const told = ['thread.started', 'thread.written', 'thread.changed', 'thread.note-added', 'thread.reply-held'];
export const tellsOfThreads = (type: string): boolean => told.includes(type);

/** Who is named in what was written, of the team. */
const mentionedIn = (event: Event, prefix: string): string[] =>
  changedOf(event, prefix).flatMap(([, { mentions }]) => (mentions?.[1] as string[] | undefined) ?? []);

/** What a conversation tells its people: that the client wrote, that they are named, that it is theirs to answer. */
export function draftsOfThread(event: Event, thread: Thread, clientName: string, who = 'Someone'): Draft[] {
  const subject = named(thread.subject);
  const about = `${subject} with ${clientName}`;
  const mentioned = [...mentionedIn(event, 'MESSAGE#'), ...mentionedIn(event, 'NOTE#')];
  const assigned = changeOf(event, 'THREAD', 'assignedTo')?.[1];
  const wroteToUs = isOfClient(event.actor) && event.type !== 'thread.changed';
  const isHeld = event.type === 'thread.reply-held';
  const hear = wroteToUs || isHeld ? thread.memberIds.filter((id) => !mentioned.includes(id)) : [];
  const unsure = `A reply in ${about} may not be from them: decide whether it is`;
  return [
    ...mentioned.map((to): Draft => ({ to, kind: 'mentioned', says: `${who} named you in ${about}` })),
    ...hear.map((to): Draft => ({
      to,
      kind: 'watched',
      says: isHeld ? unsure : `${clientName} wrote in ${subject}`,
    })),
    ...(assigned === thread.assignedTo && thread.assignedTo !== undefined && !wroteToUs && !isHeld
      ? [{ to: thread.assignedTo, kind: 'assigned' as const, says: `${who} gave you ${about} to answer` }]
      : []),
  ];
}
