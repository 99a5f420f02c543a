import * as z from 'zod';
import { type Caller, everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { threadEvent } from './events.ts';
import { addressed } from './files.ts';
import { loadChange, loadNew, loadWithUnread } from './loading.ts';
import { readMark, readUpTo } from './read-mark.ts';
import { type OfThread, threads, written } from './store.ts';
import { begin, change, close, NewThread, reopen, type Thread, ThreadPatch } from './thread.ts';
import { ThreadView, view, WholeThread } from './view.ts';

const on = routesOf();
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
    decide({ loaded: { client, provided, toAddress, id, messageId }, body, caller, now }) {
      const { subject, contactIds, jobId, assignedTo } = body;
      const memberIds = assignedTo === undefined ? [] : [assignedTo];
      const making = { id, clientId: client.id, by: caller.id, now };
      const begun = begin({ subject, contactIds, memberIds, jobId, assignedTo }, making);
      const said = { ...body, id: messageId, by: caller.id, at: now, name: caller.name };
      const also = [readMark({ memberId: caller.id, threadId: id }, 1)];
      const { decided, thread } = written({ begun }, said, { provided, also });
      const shown = addressed(toAddress, contactIds);
      return { write: [decided, ...shown], answer: view(thread, 0, caller), location: `/v1/threads/${id}` };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/threads/{threadId}',
    summary: 'A conversation',
    allow: everyone,
    params: ById,
    response: WholeThread,
    async load({ params: { threadId } }, { records }) {
      const thread = await records.get(threads, threadId);
      const { id } = await records.reader();
      const people = [...new Set([id!, ...thread.memberIds, ...thread.contactIds])];
      return { thread, marks: await readUpTo(records, threadId, people) };
    },
    answer: ({ loaded: { thread, marks }, caller }) => ({
      ...view(thread, thread.messages - (marks[caller.id] ?? 0), caller),
      readUpTo: marks,
    }),
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
