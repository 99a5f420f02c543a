import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { List, paging, Paging } from '../../shared/http/lists.ts';
import { type Caller, contacts, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { filesOf } from './files.ts';
import {
  isShownTo,
  PortalConversation,
  PortalMessage,
  portalMessage,
  PortalThread,
  portalThread,
  portalThreads,
  threadsFor,
} from './portal-view.ts';
import { markRead, unreadOf } from './read-mark.ts';
import { messagesOf, threads } from './store.ts';
import type { Thread } from './thread.ts';

const on = routesOf<{ table: Table }>();
export const ById = z.object({ threadId: Id('thread') });

/** What someone may not see is not there. */
export async function checkShown(records: Records, thread: Thread): Promise<void> {
  const caller = (await records.reader()) as Caller;
  if (!isShownTo(caller, thread)) throw notFound(threads.name, thread.id);
}

async function shown(records: Records, threadId: string) {
  const thread = await records.get(threads, threadId);
  await checkShown(records, thread);
  return thread;
}

/** As many messages as a conversation opens with, and goes back by. */
const atOnce = 30;

async function loadSaid(records: Records, threadId: string, page: z.output<typeof Paging>) {
  const { items, next } = await messagesOf(records, threadId, page);
  return { items, next, files: await filesOf(records, items) };
}

export const messagePortalRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/threads',
    summary: 'Your conversations with the firm, the newest first',
    allow: contacts,
    response: z.object({ items: z.array(PortalThread) }),
    load: async (_, { records }) => threadsFor(records, (await records.reader()) as Caller),
    answer: ({ loaded }) => ({ items: portalThreads(loaded) }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/threads/{threadId}',
    summary: 'A conversation, with the last of what was said in it, or what was said before that',
    allow: contacts,
    params: ById,
    query: z.strictObject({ cursor: paging.cursor }),
    response: PortalConversation,
    async load({ params: { threadId }, query: { cursor } }, { records }) {
      const { id } = (await records.reader()) as Caller;
      const thread = await shown(records, threadId);
      const [said, unread] = await Promise.all([
        loadSaid(records, threadId, { limit: atOnce, cursor }),
        unreadOf(records, id, [thread]),
      ]);
      return { thread, ...said, unread: unread.get(threadId) ?? 0 };
    },
    answer: ({ loaded: { thread, items, files, next, unread }, caller }) => ({
      ...portalThread(thread, unread),
      said: items.map((one) => portalMessage(one, caller, files)).toReversed(),
      ...(next !== undefined && { earlier: next }),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/threads/{threadId}/messages',
    summary: 'What was said in a conversation, the last first',
    allow: contacts,
    params: ById,
    query: Paging,
    response: List(PortalMessage),
    async load({ params: { threadId }, query }, { records }) {
      await shown(records, threadId);
      return loadSaid(records, threadId, query);
    },
    answer: ({ loaded: { items, next, files }, caller }) => ({
      items: items.map((one) => portalMessage(one, caller, files)),
      ...(next !== undefined && { next }),
    }),
  }),
  on.reads({
    method: 'POST',
    path: '/portal/v1/threads/{threadId}/read',
    summary: 'Mark a conversation as read by you, up to a message',
    description: 'What was read on the page is not mailed any more.',
    allow: contacts,
    params: ById,
    body: z.strictObject({ upTo: z.int().min(0).max(999_999) }),
    status: 204,
    async load({ params: { threadId }, body }, { records, table }) {
      const [thread, { id }] = await Promise.all([shown(records, threadId), records.reader()]);
      await markRead(table, { memberId: id!, threadId }, Math.min(body.upTo, thread.messages));
    },
    answer: () => undefined,
  }),
];
