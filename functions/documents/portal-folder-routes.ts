import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { type Caller, contacts, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { clients } from '../clients/store.ts';
import { NewFile } from './document.ts';
import { expectedOnPortal, prepare } from './expecting.ts';
import { shelfOf } from './folder-store.ts';
import { shelfView } from './folder-view.ts';
import { PortalExpected } from './portal-view.ts';
import type { Filed } from './routing.ts';
import { mayAddTo, maySeeFolder } from './sight.ts';

const on = routesOf<Filed>();
const OfClient = z.object({ clientId: Id('client') });

export const PortalFolder = z
  .object({
    id: Id('folder'),
    name: z.string(),
    parentId: Id('folder').optional(),
    can: z.object({ add: z.boolean() }),
  })
  .meta({ id: 'PortalFolder' });

type Given = { params: { clientId: string; folderId: string }; body: NewFile };

async function loadAdding({ params: { clientId, folderId }, body }: Given, from: Loading<Filed>) {
  const caller = (await from.records.reader()) as Caller;
  const shelf = await shelfOf(from.records, clientId);
  if (!shelf.has(folderId) || !mayAddTo(shelf, { clientId, id: folderId }, caller)) throw notFound('folder', folderId);
  return prepare({ ...body, visibility: 'client', folderId }, { clientId }, from);
}

export const portalFolderRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/clients/{clientId}/folders',
    summary: 'The folders that the firm shares with a client',
    description: 'Each stands behind the one that it lies in. With limited access, someone sees none.',
    allow: contacts,
    params: OfClient,
    response: z.object({ items: z.array(PortalFolder) }),
    async load({ params }, { records }) {
      const [shelf] = await Promise.all([shelfOf(records, params.clientId), records.get(clients, params.clientId)]);
      return shelf;
    },
    answer: ({ loaded: shelf, caller }) => ({
      items: shelfView(shelf, { role: 'guest' })
        .filter((folder) => maySeeFolder(shelf, folder, caller))
        .map(({ id, name, parentId, clientId }) => ({
          id,
          name,
          ...(parentId !== undefined && { parentId }),
          can: { add: mayAddTo(shelf, { clientId, id }, caller) },
        })),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/clients/{clientId}/folders/{folderId}/documents',
    summary: 'Upload a file into a folder that takes files from the client',
    description:
      'Answers with the one request that brings the file: its key, size, type and SHA-256 are signed. It is looked at before anyone can read it.',
    allow: contacts,
    params: OfClient.extend({ folderId: Id('folder') }),
    body: NewFile,
    status: 201,
    response: PortalExpected,
    load: loadAdding,
    decide: expectedOnPortal,
  }),
];
