import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { threadEvent } from './events.ts';
import { checkMentions } from './mentioned.ts';
import { partitionOfNotes, type ThreadNote, ThreadNoteInput, threadNotes, ThreadNoteView } from './note.ts';
import { threads } from './store.ts';
import { notErased } from './thread.ts';

const on = routesOf();
const OfThread = z.object({ threadId: Id('thread') });

const view = ({ threadId: _, clientId: _client, ...note }: Stored<ThreadNote>) => note;

export const threadNoteRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/threads/{threadId}/notes',
    summary: 'What the team noted about a conversation, newest first',
    description: 'For the team only: clients never see it.',
    allow: everyone,
    params: OfThread,
    query: Paging,
    response: List(ThreadNoteView),
    async load({ params: { threadId }, query: { limit, cursor } }, { records }) {
      const query = { pk: partitionOfNotes(threadId), range: { prefix: 'NOTE#' }, newestFirst: true, limit };
      const [page] = await Promise.all([records.page(query, cursor), records.get(threads, threadId)]);
      return page;
    },
    answer: ({ loaded }) => ({ ...loaded, items: loaded.items.map((item) => view(threadNotes.read(item))) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/notes',
    summary: 'Note something about a conversation, for the team only; who is named is told',
    allow: staff,
    params: OfThread,
    body: ThreadNoteInput,
    response: ThreadNoteView,
    async load({ params, body }, { records, newId }) {
      const tail = await records.tail(partitionOfNotes(params.threadId));
      const thread = await records.get(threads, params.threadId);
      const provided = await checkMentions(records, body.mentions, thread.clientId);
      return { tail, thread, provided, id: newId('threadNote') };
    },
    decide({ loaded: { tail, thread, provided, id }, body: { text, mentions }, caller, now }) {
      notErased(thread);
      const write = threadNotes.create({
        id,
        threadId: thread.id,
        clientId: thread.clientId,
        by: caller.id,
        text,
        at: now,
        ...(mentions.length > 0 && { mentions }),
      });
      return {
        write: [threadEvent('thread.note-added', tail, [write], { provided })],
        answer: view(write.after as Stored<ThreadNote>),
      };
    },
  }),
];
