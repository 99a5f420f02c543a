import * as z from 'zod';
import { forbidden } from '../../shared/errors.ts';
import { revisionPrefix } from '../../shared/events/changes.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { notErased } from './client.ts';
import { clientEvent } from './events.ts';
import { mayEdit, type Note, NoteInput, NoteRevision, NoteView, view, write as writeNote } from './note.ts';
import { clients, loadClient, notes, notesOf } from './store.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });
const ById = z.object({ clientId: Id('client'), noteId: Id('note') });

export const noteRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/notes',
    summary: 'Notes on a client, newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(NoteView),
    async load({ params: { clientId }, query: { limit, cursor } }, { records }) {
      const [list] = await Promise.all([notesOf(records, clientId, limit, cursor), records.get(clients, clientId)]);
      return list;
    },
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((note) => view(note, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/notes',
    summary: 'Write a note on a client',
    allow: staff,
    params: OfClient,
    body: NoteInput,
    status: 201,
    response: NoteView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadClient(records, params.clientId)),
      id: newId('note'),
    }),
    decide({ loaded: { client, tail, id }, body, caller, now }) {
      notErased(client);
      const write = notes.create(writeNote(body.text, client.id, caller.id, id, now));
      return {
        write: [clientEvent('client.note-added', tail, [write])],
        answer: view(write.after as Stored<Note>, caller),
        location: `/v1/clients/${client.id}/notes/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/notes/{noteId}',
    summary: 'A note, with the texts it had before',
    allow: everyone,
    params: ById,
    response: NoteView.extend({ revisions: z.array(NoteRevision) }),
    async load({ params: { clientId, noteId } }, { records }) {
      const { pk, sk } = notes.key({ clientId, id: noteId });
      const [note, old] = await Promise.all([
        records.get(notes, { clientId, id: noteId }),
        records.page({ pk, range: { prefix: revisionPrefix(sk) }, newestFirst: true }),
      ]);
      return { note, old: old.items };
    },
    answer: ({ loaded: { note, old }, caller }) => ({
      ...view(note, caller),
      revisions: old.map(({ version, fields }) => ({
        version: version as number,
        text: (fields as { text: string }).text,
      })),
    }),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/clients/{clientId}/notes/{noteId}',
    summary: 'Change a note; its old text is kept',
    allow: staff,
    params: ById,
    body: NoteInput,
    response: NoteView,
    async load({ params: { clientId, noteId } }, { records }) {
      const [note, { client, tail }] = await Promise.all([
        records.get(notes, { clientId, id: noteId }),
        loadClient(records, clientId),
      ]);
      return { note, client, tail };
    },
    subject: ({ note }) => note,
    decide({ loaded: { note, client, tail }, body, caller }) {
      notErased(client);
      if (!mayEdit(note, caller)) throw forbidden('A note is changed by who wrote it, or by a manager');
      const write = notes.replace(note, { ...note, text: body.text });
      return {
        write: [clientEvent('client.note-changed', tail, [write])],
        answer: view(write.after as Stored<Note>, caller),
      };
    },
  }),
];
