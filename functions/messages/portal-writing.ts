import * as z from 'zod';
import { contacts, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { checkFiles } from './files.ts';
import { Message } from './message.ts';
import { ById, checkShown } from './portal-routes.ts';
import { PortalMessage, portalMessage, PortalThread, portalThread } from './portal-view.ts';
import { readMark } from './read-mark.ts';
import { loadThread, written } from './store.ts';
import { begin, Thread } from './thread.ts';

const on = routesOf();
const said = { text: Message.shape.text, documentIds: Message.shape.documentIds.default([]) };

export const messageWritingRoutes = [
  on.changes({
    method: 'POST',
    path: '/portal/v1/threads/{threadId}/messages',
    summary: 'Write to the firm',
    description: 'A conversation that was closed goes on.',
    allow: contacts,
    params: ById,
    body: z.strictObject(said),
    response: PortalMessage,
    async load({ params, body }, { records, newId }) {
      const loaded = await loadThread(records, params.threadId);
      await checkShown(records, loaded.thread);
      const files = await checkFiles(records, loaded.thread.clientId, body.documentIds);
      return { ...loaded, files, id: newId('message') };
    },
    decide({ loaded: { id, files, ...before }, body, caller, now }) {
      const mark = { memberId: caller.id, threadId: before.thread.id };
      const also = [readMark(mark, before.thread.messages + 1)];
      const { decided, message } = written(before, { ...body, id, by: caller.id, at: now }, { also });
      return { write: [decided], answer: portalMessage(message, caller, files) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/threads',
    summary: 'Begin a conversation with the firm',
    allow: contacts,
    body: z.strictObject({ clientId: Id('client'), subject: Thread.shape.subject, ...said }),
    status: 201,
    response: PortalThread,
    async load({ body }, { records, newId }) {
      const client = await records.get(clients, body.clientId);
      notErased(client);
      await checkFiles(records, client.id, body.documentIds);
      return { client, id: newId('thread'), messageId: newId('message') };
    },
    decide({ loaded: { client, id, messageId }, body: { subject, text, documentIds }, caller, now }) {
      const answers = client.responsible ?? client.manager;
      const memberIds = answers === undefined ? [] : [answers];
      const making = { id, clientId: client.id, by: caller.id, now };
      const begun = begin({ subject, contactIds: [caller.id], memberIds, assignedTo: answers }, making);
      const also = [readMark({ memberId: caller.id, threadId: id }, 1)];
      const first = { text, documentIds, id: messageId, by: caller.id, at: now };
      const { decided, thread } = written({ begun }, first, { also });
      return { write: [decided], answer: portalThread(thread, 0), location: `/portal/v1/threads/${id}` };
    },
  }),
];
