import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { List, type Paging } from '../../shared/http/lists.ts';
import { type Caller, contacts, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkReadable, type Document } from './document.ts';
import { loadReading, Reading, reading } from './download-route.ts';
import { PortalDocument, portalView } from './portal-view.ts';
import type { Filed } from './routing.ts';
import { shelfOf } from './folder-store.ts';
import { InFolder } from './in-folder-query.ts';
import type { Shelf } from './shelf.ts';
import { portalLinksRoute } from './links-route.ts';
import { asTheyRead, mayContactSee, maySeeFolder, seen } from './sight.ts';
import { documents, documentsIn, documentsOfClient, loadDocument } from './store.ts';
import { DownloadLink } from './instructions.ts';
import { asRead } from './versions.ts';
import { portalUploadRoutes } from './upload-routes.ts';

const on = routesOf<Filed>();
const ById = z.object({ documentId: Id('document') });

/** The folders that decide who sees a document; of one that lies in none, none do. */
const around = async (records: Records, { clientId, folderId }: Document): Promise<Shelf> =>
  folderId === undefined ? new Map() : shelfOf(records, clientId);

type Listing = { clientId: string; folder?: string | undefined; page: z.output<typeof Paging> };

/** A page of a client’s documents with the folders that decide who sees them. */
async function listFor(records: Records, { clientId, folder, page }: Listing) {
  const caller = (await records.reader()) as Caller;
  const shelf = await shelfOf(records, clientId);
  if (folder === undefined) return { ...(await documentsOfClient(records, clientId, page)), shelf };
  const isNone = folder === 'none';
  if (!isNone && !(shelf.has(folder) && maySeeFolder(shelf, { clientId, id: folder }, caller)))
    throw notFound('folder', folder);
  const place = { clientId, folderId: isNone ? undefined : folder };
  return { ...(await documentsIn(records, place, page)), shelf };
}

export const portalDocumentRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/clients/{clientId}/documents',
    summary: 'What the firm shares with a client, and what they sent, newest first',
    description:
      'Those in a folder, or with `none` in no folder, come by name. A page may be short, even empty, while `next` is given.',
    allow: contacts,
    params: z.object({ clientId: Id('client') }),
    query: InFolder,
    response: List(PortalDocument),
    load: ({ params, query: { folder, ...page } }, { records }) =>
      listFor(records, { clientId: params.clientId, folder, page }),
    answer: ({ loaded: { shelf, ...page }, caller }) => ({
      ...page,
      items: page.items
        .filter((one) => mayContactSee(one, caller, shelf))
        .map((one) => portalView(asTheyRead(one, caller, shelf), caller)),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/documents/{documentId}',
    summary: 'A document: what it is and how far it has come',
    allow: contacts,
    params: ById,
    response: PortalDocument,
    async load({ params }, { records }) {
      const document = await records.get(documents, params.documentId);
      return { document, shelf: await around(records, document) };
    },
    answer: ({ loaded: { document, shelf }, caller }) => portalView(seen(document, caller, shelf), caller),
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
    async load({ params, query }, from) {
      const loaded = await loadDocument(from.records, params.documentId);
      const caller = (await from.records.reader()) as Caller;
      const shelf = await around(from.records, loaded.document);
      const file = asRead(asTheyRead(loaded.document, caller, shelf));
      return loadReading({ ...loaded, shelf }, file, query.to, from);
    },
    decide({ loaded, query, caller, now }) {
      checkReadable(seen(loaded.document, caller, loaded.shelf));
      return reading(loaded, query.to, caller, now);
    },
  }),
  portalLinksRoute,
  ...portalUploadRoutes,
];
