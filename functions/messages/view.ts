import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Files, filesWith, MessageFile } from './files.ts';
import { Message } from './message.ts';
import { Thread } from './thread.ts';

export const ThreadView = Thread.extend({
  /** How many messages whoever asks has not read. */
  unread: z.int(),
  version: z.int(),
  can: z.object({ write: z.boolean(), edit: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
}).meta({ id: 'Thread' });

/** A conversation with how far everybody in it has read. */
export const WholeThread = ThreadView.extend({
  /** By person, of the team or of the client: up to which message. */
  readUpTo: z.record(z.string(), z.int()),
}).meta({ id: 'WholeThread' });

export const MessageView = Message.omit({ threadId: true, clientId: true, documentIds: true })
  .extend({ files: z.array(MessageFile), version: z.int() })
  .meta({ id: 'Message' });

export function view(thread: Stored<Thread>, unread: number, { role }: Caller) {
  const may = role !== 'guest' && thread.erasedAt === undefined;
  const isClosed = thread.state === 'closed';
  return { ...thread, unread, can: { write: may, edit: may, close: may && !isClosed, reopen: may && isClosed } };
}

export function messageView(stored: Stored<Message>, files: Files, caller: Caller): z.input<typeof MessageView> {
  const { threadId: _, clientId: _client, documentIds: _files, ...message } = stored;
  return { ...message, files: filesWith(stored, files, caller) };
}

type Listed = { items: readonly Stored<Thread>[]; unread: ReadonlyMap<string, number>; next?: string };

export const viewAll = ({ items, unread, next }: Listed, caller: Caller) => ({
  items: items.map((thread) => view(thread, unread.get(thread.id) ?? 0, caller)),
  ...(next !== undefined && { next }),
});
