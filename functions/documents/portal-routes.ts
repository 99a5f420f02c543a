import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { type Caller, contacts, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { checkReadable, type Document } from './document.ts';
import { loadReading, Reading, reading } from './download-route.ts';
import { PortalDocument, portalView } from './portal-view.ts';
import type { Filed } from './routing.ts';
import { mayContactSee } from './sight.ts';
import { documents, documentsOfClient } from './store.ts';
import { DownloadLink } from './instructions.ts';
import { portalUploadRoutes } from './upload-routes.ts';

const on = routesOf<Filed>();
const ById = z.object({ documentId: Id('document') });

/** What they may not see is not there. */
function seen<T extends Document>(document: T, caller: Caller): T {
  if (!mayContactSee(document, caller)) throw notFound('document', document.id);
  return document;
}

const viewFor = (caller: Caller) => (document: Stored<Document>) => portalView(document, caller);

export const portalDocumentRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/clients/{clientId}/documents',
    summary: 'What the firm shares with a client, and what they sent, newest first',
    description: 'A page may be short, even empty, while `next` is given.',
    allow: contacts,
    params: z.object({ clientId: Id('client') }),
    query: Paging,
    response: List(PortalDocument),
    load: ({ params, query }, { records }) => documentsOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({
      ...loaded,
      items: loaded.items.filter((one) => mayContactSee(one, caller)).map(viewFor(caller)),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/documents/{documentId}',
    summary: 'A document: what it is and how far it has come',
    allow: contacts,
    params: ById,
    response: PortalDocument,
    load: ({ params }, { records }) => records.get(documents, params.documentId),
    answer: ({ loaded, caller }) => portalView(seen(loaded, caller), caller),
  }),
  on.changes({
    method: 'GET',
    path: '/portal/v1/documents/{documentId}/download',
    summary: 'A link to a document’s file, for two minutes',
    description: 'The firm sees who downloaded or viewed it, once in half an hour.',
    allow: contacts,
    params: ById,
    query: Reading,
    response: DownloadLink,
    load: ({ params, query }, from) => loadReading(params.documentId, query.to, from),
    decide({ loaded, query, caller, now }) {
      checkReadable(seen(loaded.document, caller));
      return reading(loaded, query.to, caller, now);
    },
  }),
  ...portalUploadRoutes,
];
