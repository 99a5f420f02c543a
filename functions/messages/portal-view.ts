import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { type Files, filesWith, MessageFile } from './files.ts';
import { Message } from './message.ts';
import { unreadOf } from './read-mark.ts';
import { pageOfClient } from './store.ts';
import { isOfClient, Thread } from './thread.ts';

/** A conversation as the client sees it: nothing of who in the firm takes part in it or is to answer. */
export const PortalThread = Thread.pick({ id: true, clientId: true, subject: true, messages: true, lastAt: true })
  .extend({
    waitsForYou: z.boolean(),
    isClosed: z.boolean(),
    /** How many messages they have not read. */
    unread: z.int(),
    version: z.int(),
  })
  .meta({ id: 'PortalThread' });

export const PortalMessage = Message.pick({ id: true, number: true, text: true, at: true, leftOut: true })
  .extend({
    from: z.enum(['firm', 'you', 'another of you']),
    /** Who of the firm wrote it. */
    name: z.string().optional(),
    files: z.array(MessageFile),
  })
  .meta({ id: 'PortalMessage' });

/** A conversation with the last of what was said in it, in the order in which it was. */
export const PortalConversation = PortalThread.extend({
  said: z.array(PortalMessage),
  /** Where the messages before these go on. */
  earlier: z.string().optional(),
}).meta({ id: 'PortalConversation' });

/** A limited contact sees what is addressed to them. */
export const isShownTo = ({ id, limited = [] }: Caller, thread: Thread): boolean =>
  thread.erasedAt === undefined && (!limited.includes(thread.clientId) || thread.contactIds.includes(id));

export const portalThread = (thread: Stored<Thread>, unread: number): z.input<typeof PortalThread> => {
  const { id, clientId, subject, messages, lastAt, state, version } = thread;
  return {
    id,
    clientId,
    subject,
    messages,
    lastAt,
    waitsForYou: state === 'waits-for-them',
    isClosed: state === 'closed',
    unread,
    version,
  };
};

export const portalMessage = (message: Message, caller: Caller, files: Files): z.input<typeof PortalMessage> => {
  const { id, number, text, at, by, name, leftOut } = message;
  return {
    id,
    number,
    text,
    at,
    from: isOfClient(by) ? (by === caller.id ? 'you' : 'another of you') : 'firm',
    ...(name !== undefined && { name }),
    files: filesWith(message, files, caller),
    ...(leftOut && { leftOut }),
  };
};

const mostClients = 50;
const mostOfClient = 50;

export type WithUnread = { items: readonly Stored<Thread>[]; unread: ReadonlyMap<string, number> };

/** The newest conversations that this contact sees, over all their clients, as many as asked for. */
export async function threadsFor(records: Records, caller: Caller, most = mostOfClient): Promise<WithUnread> {
  const clientIds = (caller.scope.only ?? []).slice(0, mostClients);
  const pages = await Promise.all(clientIds.map((id) => pageOfClient(records, id, { limit: mostOfClient })));
  const found = pages.flatMap(({ items }) => items).filter((thread) => isShownTo(caller, thread));
  const items = found.toSorted((a, b) => (a.lastAt > b.lastAt ? -1 : 1)).slice(0, most);
  return { items, unread: await unreadOf(records, caller.id, items) };
}

export const portalThreads = ({ items, unread }: WithUnread) =>
  items.map((thread) => portalThread(thread, unread.get(thread.id) ?? 0));
