import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Message } from './message.ts';
import { Thread } from './thread.ts';

export const ThreadView = Thread.extend({
  /** How many messages whoever asks has not read. */
  unread: z.int(),
  version: z.int(),
  can: z.object({ write: z.boolean(), edit: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
}).meta({ id: 'Thread' });

export function view(thread: Stored<Thread>, unread: number, { role }: Caller) {
  const may = role !== 'guest' && thread.erasedAt === undefined;
  const isClosed = thread.state === 'closed';
  return { ...thread, unread, can: { write: may, edit: may, close: may && !isClosed, reopen: may && isClosed } };
}

export const messageView = ({ threadId: _, clientId: _client, ...message }: Stored<Message>) => message;

type Listed = { items: readonly Stored<Thread>[]; unread: ReadonlyMap<string, number>; next?: string };

export const viewAll = ({ items, unread, next }: Listed, caller: Caller) => ({
  items: items.map((thread) => view(thread, unread.get(thread.id) ?? 0, caller)),
  ...(next !== undefined && { next }),
});
