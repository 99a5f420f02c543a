import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { addressed, filesOf } from './files.ts';
import { loadWriting } from './loading.ts';
import { MessageInput } from './message.ts';
import { markRead, readMark } from './read-mark.ts';
import { messagesOf, threads, written } from './store.ts';
import { MessageView, messageView } from './view.ts';

const on = routesOf<{ table: Table }>();
const ById = z.object({ threadId: Id('thread') });

export const messageRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/threads/{threadId}/messages',
    summary: 'What was said in a conversation, the last first',
    allow: everyone,
    params: ById,
    query: Paging,
    response: List(MessageView),
    async load({ params: { threadId }, query }, { records }) {
      const [found] = await Promise.all([messagesOf(records, threadId, query), records.get(threads, threadId)]);
      return { ...found, files: await filesOf(records, found.items) };
    },
    answer: ({ loaded: { items, files, next }, caller }) => ({
      items: items.map((one) => messageView(one, files, caller)),
      ...(next !== undefined && { next }),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/messages',
    summary: 'Write to the client in a conversation; those addressed get it as mail, who is named is told',
    description: 'One that was closed goes on.',
    allow: staff,
    params: ById,
    body: MessageInput,
    response: MessageView,
    load: ({ params, body }, { records, newId }) => loadWriting(records, params.threadId, body, newId),
    decide({ loaded: { provided, files, toAddress, messageId, ...before }, body, caller, now }) {
      const said = { ...body, id: messageId, by: caller.id, at: now, name: caller.name };
      const mark = { memberId: caller.id, threadId: before.thread.id };
      const also = [readMark(mark, before.thread.messages + 1)];
      const { decided, message } = written(before, said, { provided, also });
      const shown = addressed(toAddress, before.thread.contactIds);
      const answer = messageView(message, files, caller);
      return { write: [decided, ...shown], answer };
    },
  }),
  on.reads({
    method: 'POST',
    path: '/v1/threads/{threadId}/read',
    summary: 'Mark a conversation as read by you, up to a message',
    allow: everyone,
    params: ById,
    body: z.strictObject({ upTo: z.int().min(0).max(999_999) }),
    status: 204,
    async load({ params: { threadId }, body }, { records, table }) {
      const [{ messages }, { id }] = await Promise.all([records.get(threads, threadId), records.reader()]);
      await markRead(table, { memberId: id!, threadId }, Math.min(body.upTo, messages));
    },
    answer: () => undefined,
  }),
];
