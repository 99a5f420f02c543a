import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id, type NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { shelfOf } from '../documents/folder-store.ts';
import { loadDocument, type LoadedDocument } from '../documents/store.ts';
import { threadEvent } from './events.ts';
import { type Files, filesOf, filesWith, MessageFile } from './files.ts';
import { shown, thrownAway } from './held-files.ts';
import { decide, HeldReply, heldReplies } from './held-reply.ts';
import { loadThread, type OfThread, threads, written } from './store.ts';
import type { Thread } from './thread.ts';

const on = routesOf();
const OfThreadId = z.object({ threadId: Id('thread') });
const ByReply = OfThreadId.extend({ replyId: Id('message') });

export const HeldReplyView = HeldReply.omit({ threadId: true, clientId: true, documentIds: true })
  .extend({ files: z.array(MessageFile), version: z.int() })
  .meta({ id: 'HeldReply' });

function view(stored: Stored<HeldReply>, files: Files, caller: Caller) {
  const { threadId: _, clientId: _client, documentIds: _files, ...reply } = stored;
  return { ...reply, files: filesWith(stored, files, caller) };
}

async function loadReply(records: Records, { threadId, replyId }: z.output<typeof ByReply>, newId: NewId) {
  const loaded = await loadThread(records, threadId);
  const reply = await records.get(heldReplies, { threadId, id: replyId });
  const files = await Promise.all((reply.documentIds ?? []).map((id) => loadDocument(records, id)));
  return { ...loaded, reply, files, messageId: newId('message') };
}

type Loaded = OfThread & { reply: Stored<HeldReply>; files: readonly LoadedDocument[] };

const oneLess = ({ heldReplies: count = 0, ...thread }: Thread): Thread =>
  count > 1 ? { ...thread, heldReplies: count - 1 } : thread;

const answerOf = ({ files }: Loaded, after: Stored<HeldReply>, caller: Caller) =>
  view(after, { byId: new Map(files.map(({ document }) => [document.id, document])), shelf: new Map() }, caller);

const why =
  'It came by the address of this person, and from another address, or the mail service has doubts about it, or a machine may have written it, or they take no part in the conversation any more. Nobody of the client sees it before it is accepted.';

export const heldReplyRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/threads/{threadId}/replies',
    summary: 'Replies by mail that were held, and what was decided on them, newest first',
    description: why,
    allow: everyone,
    params: OfThreadId,
    query: Paging,
    response: List(HeldReplyView),
    async load({ params: { threadId }, query: { limit, cursor } }, { records }) {
      const query = { pk: threads.key(threadId).pk, range: { prefix: 'REPLY#' }, newestFirst: true, limit };
      const [page] = await Promise.all([records.page(query, cursor), records.get(threads, threadId)]);
      const items = page.items.map((item) => heldReplies.read(item));
      return { ...page, items, files: await filesOf(records, items) };
    },
    answer: ({ loaded: { items, files, next }, caller }) => ({
      items: items.map((one) => view(one, files, caller)),
      ...(next !== undefined && { next }),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/replies/{replyId}/accept',
    summary: 'Take a held reply for what the person wrote: it becomes a message of theirs',
    allow: staff,
    params: ByReply,
    response: HeldReplyView,
    load: ({ params }, { records, newId }) => loadReply(records, params, newId),
    subject: ({ reply }) => reply,
    decide({ loaded, caller, now }) {
      const { thread, tail, reply, files, messageId } = loaded;
      const { text, documentIds, leftOut, contactId } = reply;
      const write = heldReplies.replace(reply, decide(reply, 'accepted', caller.id, now));
      const said = { text, documentIds, leftOut, id: messageId, by: contactId, at: now };
      // It is decided whose words these are, not to whom the conversation is addressed.
      const turn = (after: Thread) => ({ ...oneLess(after), contactIds: thread.contactIds });
      const how = { type: 'thread.reply-accepted' as const, with: [write], turn };
      const { decided } = written({ thread, tail }, said, {}, how);
      return {
        write: [decided, ...shown(files, contactId)],
        answer: answerOf(loaded, write.after as Stored<HeldReply>, caller),
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/threads/{threadId}/replies/{replyId}/discard',
    summary: 'Throw a held reply away; that it came stays, its files go to the trash',
    allow: staff,
    params: ByReply,
    response: HeldReplyView,
    async load({ params }, { records, newId }) {
      const loaded = await loadReply(records, params, newId);
      const { clientId } = loaded.thread;
      const [client, shelf] = await Promise.all([records.get(clients, clientId), shelfOf(records, clientId)]);
      return { ...loaded, client, shelf };
    },
    subject: ({ reply }) => reply,
    decide({ loaded, caller, now }) {
      const { thread, tail, reply, files } = loaded;
      const write = heldReplies.replace(reply, decide(reply, 'discarded', caller.id, now));
      const records = [threads.replace(thread, oneLess(thread)), write];
      return {
        write: [
          threadEvent('thread.reply-discarded', tail, records),
          ...thrownAway(files, loaded, { by: caller.id, now }),
        ],
        answer: answerOf(loaded, write.after as Stored<HeldReply>, caller),
      };
    },
  }),
];
