import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { type Caller, contacts, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { isShownTo, PortalMessage, portalMessage, PortalThread, portalThread, threadsFor } from './portal-view.ts';
import { loadThread, messagesOf, threads, written } from './store.ts';
import { begin, Thread } from './thread.ts';
import { Message } from './message.ts';

const on = routesOf();
const ById = z.object({ threadId: Id('thread') });
const text = Message.shape.text;

/** What someone may not see is not there. */
async function checkShown(records: Records, thread: Thread): Promise<void> {
  const caller = (await records.reader()) as Caller;
  if (!isShownTo(caller, thread)) throw notFound(threads.name, thread.id);
}

export const messagePortalRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/threads',
    summary: 'Your conversations with the firm, the newest first',
    allow: contacts,
    response: z.object({ items: z.array(PortalThread) }),
    load: async (_, { records }) => threadsFor(records, (await records.reader()) as Caller),
    answer: ({ loaded }) => ({ items: loaded.map(portalThread) }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/threads/{threadId}',
    summary: 'A conversation',
    allow: contacts,
    params: ById,
    response: PortalThread,
    async load({ params }, { records }) {
      const thread = await records.get(threads, params.threadId);
      await checkShown(records, thread);
      return thread;
    },
    answer: ({ loaded }) => portalThread(loaded),
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
      await checkShown(records, await records.get(threads, threadId));
      return messagesOf(records, threadId, query);
    },
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => portalMessage(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/threads/{threadId}/messages',
    summary: 'Write to the firm',
    description: 'A conversation that was closed goes on.',
    allow: contacts,
    params: ById,
    body: z.strictObject({ text }),
    response: PortalMessage,
    async load({ params }, { records, newId }) {
      const loaded = await loadThread(records, params.threadId);
      await checkShown(records, loaded.thread);
      return { ...loaded, id: newId('message') };
    },
    decide({ loaded: { id, ...before }, body, caller, now }) {
      const { decided, message } = written(before, { ...body, id, by: caller.id, at: now });
      return { write: [decided], answer: portalMessage(message, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/threads',
    summary: 'Begin a conversation with the firm',
    allow: contacts,
    body: z.strictObject({ clientId: Id('client'), subject: Thread.shape.subject, text }),
    status: 201,
    response: PortalThread,
    async load({ body }, { records, newId }) {
      const client = await records.get(clients, body.clientId);
      notErased(client);
      return { client, id: newId('thread'), messageId: newId('message') };
    },
    decide({ loaded: { client, id, messageId }, body: { subject, text: says }, caller, now }) {
      const answers = client.responsible ?? client.manager;
      const memberIds = answers === undefined ? [] : [answers];
      const making = { id, clientId: client.id, by: caller.id, now };
      const begun = begin({ subject, contactIds: [caller.id], memberIds, assignedTo: answers }, making);
      const { decided, thread } = written({ begun }, { text: says, id: messageId, by: caller.id, at: now });
      return { write: [decided], answer: portalThread(thread), location: `/portal/v1/threads/${id}` };
    },
  }),
];
