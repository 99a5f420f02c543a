import * as z from 'zod';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { jobs } from '../jobs/store.ts';
import { threadEvent } from './events.ts';
import { loadChange, loadNew, loadWithUnread, loadWriting } from './loading.ts';
import { mailsOf } from './mail.ts';
import { MessageInput, MessageView } from './message.ts';
import { markRead, readMark, withUnread } from './read-mark.ts';
import { messagesOf, type OfThread, pageOfClient, threads, threadsIn, threadsOfJob, written } from './store.ts';
import { begin, change, close, NewThread, reopen, type Thread, ThreadPatch, ThreadState } from './thread.ts';
import { messageView, ThreadView, view, viewAll } from './view.ts';

const on = routesOf<{ table: Table }>();
const ById = z.object({ threadId: Id('thread') });
const OfClient = z.object({ clientId: Id('client') });

type EventType = Parameters<typeof threadEvent>[0];
type More = Parameters<typeof threadEvent>[3];

/** One change of the conversation itself, and how it is then. */
function changed(
  { thread, tail, unread }: OfThread & { unread: number },
  type: EventType,
  after: Thread,
  caller: Caller,
  more?: More,
) {
  const write = threads.replace(thread, after);
  return {
    write: [threadEvent(type, tail, [write], more)],
    answer: view(write.after as Stored<Thread>, unread, caller),
  };
}

export const threadRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/threads',
    summary: 'Begin a conversation with people of a client; they get it as mail',
    allow: staff,
    params: OfClient,
    body: NewThread,
    status: 201,
    response: ThreadView,
    load: ({ params, body }, { records, newId }) => loadNew(records, params.clientId, body, newId),
    decide({ loaded: { client, provided, recipients, id, messageId }, body, caller, now, newId }) {
      const { subject, contactIds, jobId, assignedTo } = body;
      const memberIds = assignedTo === undefined ? [] : [assignedTo];
      const making = { id, clientId: client.id, by: caller.id, now };
      const begun = begin({ subject, contactIds, memberIds, jobId, assignedTo }, making);
      const said = { ...body, id: messageId, by: caller.id, at: now, name: caller.name };
      const also = [readMark({ memberId: caller.id, threadId: id }, 1)];
      const { decided, thread, message } = written({ begun }, said, { provided, also });
      const mails = mailsOf({ thread, message, sender: caller }, recipients, { newId, now });
      return { write: [decided, ...mails], answer: view(thread, 0, caller), location: `/v1/threads/${id}` };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/threads',
    summary: 'Conversations with a client, where something was said last first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(ThreadView),
    async load({ params: { clientId }, query }, { records }) {
      const [found] = await Promise.all([pageOfClient(records, clientId, query), records.get(clients, clientId)]);
      return withUnread(records, found);
    },
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/threads',
    summary: 'Conversations about a job, where something was said last first',
    allow: everyone,
    params: z.object({ jobId: Id('job') }),
    query: Paging,
    response: List(ThreadView),
    async load({ params: { jobId }, query }, { records }) {
      const [found] = await Promise.all([threadsOfJob(records, jobId, query), records.get(jobs, jobId)]);
      return withUnread(records, found);
    },
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/threads',
    summary: 'The firm’s inbox: conversations that wait for us, who has waited longest first; or in another state',
    description: '`assignedTo`: those that one person is to answer.',
    allow: everyone,
    query: z.strictObject({
      state: ThreadState.default('waits-for-us'),
      assignedTo: Id('member').optional(),
      ...paging,
    }),
    response: List(ThreadView),
    load: async ({ query }, { records }) => withUnread(records, await threadsIn(records, query)),
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/threads/{threadId}',
    summary: 'A conversation',
    allow: everyone,
    params: ById,
    response: ThreadView,
    async load({ params }, { records }) {
      return withUnread(records, { items: [await records.get(threads, params.threadId)] });
    },
    answer: ({ loaded, caller }) => viewAll(loaded, caller).items[0]!,
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/threads/{threadId}',
    summary: 'Change what a conversation is called, who takes part in it, or who is to answer',
    allow: staff,
    params: ById,
    body: ThreadPatch,
    response: ThreadView,
    load: ({ params, body }, { records }) => loadChange(records, params.threadId, body),
    subject: ({ thread }) => thread,
    decide({ loaded, body, caller }) {
      const { provided } = loaded;
      return changed(loaded, 'thread.changed', change(loaded.thread, body), caller, { provided });
    },
  }),
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
      return found;
    },
    answer: ({ loaded }) => ({ ...loaded, items: loaded.items.map(messageView) }),
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
    decide({ loaded: { provided, recipients, messageId, ...before }, body, caller, now, newId }) {
      const said = { ...body, id: messageId, by: caller.id, at: now, name: caller.name };
      const mark = { memberId: caller.id, threadId: before.thread.id };
      const also = [readMark(mark, before.thread.messages + 1)];
      const { decided, thread, message } = written(before, said, { provided, also });
      const mails = mailsOf({ thread, message, sender: caller }, recipients, { newId, now });
      return { write: [decided, ...mails], answer: messageView(message) };
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
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/close',
    summary: 'Close a conversation: it needs no answer. Whoever writes in it opens it again',
    allow: staff,
    params: ById,
    response: ThreadView,
    load: ({ params }, { records }) => loadWithUnread(records, params.threadId),
    subject: ({ thread }) => thread,
    decide: ({ loaded, caller, now }) => changed(loaded, 'thread.closed', close(loaded.thread, now), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/reopen',
    summary: 'Open a closed conversation again',
    allow: staff,
    params: ById,
    response: ThreadView,
    load: ({ params }, { records }) => loadWithUnread(records, params.threadId),
    subject: ({ thread }) => thread,
    decide: ({ loaded, caller, now }) => changed(loaded, 'thread.reopened', reopen(loaded.thread, now), caller),
  }),
];
