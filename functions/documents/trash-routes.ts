import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { changed } from './changing.ts';
import { shelfOf } from './folder-store.ts';
import { counting, stillThere } from './in-folder.ts';
import { loadDocument, trashOf } from './store.ts';
import { restore, throwAway } from './trash.ts';
import { DocumentView, view } from './view.ts';

const on = routesOf();
const ById = z.object({ documentId: Id('document') });

/** A document with its client and the folders among which it lies. */
async function loadPlaced(records: Records, documentId: string) {
  const loaded = await loadDocument(records, documentId);
  const { clientId } = loaded.document;
  const [client, shelf] = await Promise.all([records.get(clients, clientId), shelfOf(records, clientId)]);
  return { ...loaded, client, shelf };
}

export const trashRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/trash',
    summary: 'What of a client’s documents lies in the trash, the last thrown away first',
    allow: everyone,
    params: z.object({ clientId: Id('client') }),
    query: Paging,
    response: List(DocumentView),
    load: ({ params, query }, { records }) => trashOf(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => view(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/trash',
    summary: 'Throw a document away',
    description:
      'Nobody finds or reads it from then on. It can be restored for 120 days; then its bytes and its name are erased, unless a legal hold or its retention keeps it. What is under a legal hold cannot be thrown away.',
    allow: staff,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500).optional() }).prefault({}),
    response: DocumentView,
    load: ({ params }, { records }) => loadPlaced(records, params.documentId),
    subject: ({ document }) => document,
    decide({ loaded, body, caller, now }) {
      const { document } = loaded;
      const after = throwAway(document, loaded, { by: caller.id, reason: body.reason, now });
      return changed('document.trashed', loaded, after, caller, { also: counting([{ before: document, after }]) });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/restore',
    summary: 'Bring a document back from the trash',
    description: 'To its folder; where that is gone, to no folder, and for the firm only.',
    allow: staff,
    params: ById,
    response: DocumentView,
    load: ({ params }, { records }) => loadPlaced(records, params.documentId),
    subject: ({ document }) => document,
    decide({ loaded, caller }) {
      const { document, shelf, client } = loaded;
      // What is kept of an erased client is kept from everyone until it may go.
      notErased(client);
      const after = restore(document, shelf);
      const folder = after.folderId === undefined ? undefined : shelf.get(after.folderId);
      const also = [...counting([{ before: document, after }]), ...stillThere(folder)];
      return changed('document.restored', loaded, after, caller, { also });
    },
  }),
];
