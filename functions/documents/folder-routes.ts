import * as z from 'zod';
import { forbidden } from '../../shared/errors.ts';
import { type Caller, everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { documentEvent } from './events.ts';
import { addFolder, changeFolder, type Folder, FolderPatch, NewFolder, removeFolder } from './folder.ts';
import { folderIn, folders, loadShelf, shelfOf } from './folder-store.ts';
import { FolderView, folderView, shelfView } from './folder-view.ts';
import { countIn } from './in-folder.ts';
import { keepsLonger } from './retention.ts';
import { classOf, type Shelf } from './shelf.ts';
import { documentsIn } from './store.ts';
import { mayDecide } from './view.ts';

const on = routesOf<{ table: Table }>();
const OfClient = z.object({ clientId: Id('client') });
const ById = OfClient.extend({ folderId: Id('folder') });

/** What has to be kept less long may go sooner: that is for who leads. */
function checkKept(shelf: Shelf, after: Folder, caller: Caller): void {
  const changed: Shelf = new Map([...shelf, [after.id, after]]);
  if (keepsLonger(classOf(shelf, after.id), classOf(changed, after.id)) && !mayDecide(caller))
    throw forbidden('Only who leads may say that papers are kept less long');
}

export const folderRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/folders',
    summary: 'The folders of a client’s documents: all of them, each behind the one that it lies in',
    allow: everyone,
    params: OfClient,
    response: z.object({ items: z.array(FolderView) }),
    async load({ params }, { records }) {
      const [shelf] = await Promise.all([shelfOf(records, params.clientId), records.get(clients, params.clientId)]);
      return shelf;
    },
    answer: ({ loaded, caller }) => ({ items: shelfView(loaded, caller) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/folders',
    summary: 'Add a folder to a client’s documents',
    description: 'A folder in another is as open to the client as that one, or narrower.',
    allow: staff,
    params: OfClient,
    body: NewFolder,
    status: 201,
    response: FolderView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadShelf(records, params.clientId)),
      id: newId('folder'),
    }),
    decide({ loaded: { client, tail, shelf, id }, body, caller, now }) {
      notErased(client);
      if (body.parentId !== undefined) folderIn(shelf, body.parentId);
      const write = folders.create(addFolder(shelf, body, { id, clientId: client.id, createdAt: now }));
      return {
        write: [documentEvent('folder.added', tail, [write])],
        answer: folderView(write.after as Stored<Folder>, shelf, caller),
        location: `/v1/clients/${client.id}/folders/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/folders/{folderId}',
    summary: 'A folder of a client’s documents',
    allow: everyone,
    params: ById,
    response: FolderView,
    async load({ params }, { records }) {
      const [shelf] = await Promise.all([shelfOf(records, params.clientId), records.get(clients, params.clientId)]);
      return { shelf, folder: folderIn(shelf, params.folderId) };
    },
    answer: ({ loaded: { shelf, folder }, caller }) => folderView(folder, shelf, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/clients/{clientId}/folders/{folderId}',
    summary: 'Rename a folder, move it, or open or close it to the client',
    description:
      'A folder that is moved shows people of the client nothing that they did not see before; whoever wants that says `visibility`. What is in it has to be kept as long as before.',
    allow: staff,
    params: ById,
    body: FolderPatch,
    response: FolderView,
    load: async ({ params }, { records }) => {
      const loaded = await loadShelf(records, params.clientId);
      return { ...loaded, folder: folderIn(loaded.shelf, params.folderId) };
    },
    subject: ({ folder }) => folder,
    decide({ loaded: { client, tail, shelf, folder }, body, caller }) {
      notErased(client);
      if (typeof body.parentId === 'string') folderIn(shelf, body.parentId);
      const after = changeFolder(shelf, folder, body);
      checkKept(shelf, after, caller);
      const write = folders.replace(folder, after);
      return {
        write: [documentEvent('folder.changed', tail, [write])],
        answer: folderView(write.after as Stored<Folder>, shelf, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/clients/{clientId}/folders/{folderId}',
    summary: 'Remove a folder that is empty',
    description: 'What lies in the trash does not count: restored, it comes back to no folder.',
    allow: staff,
    params: ById,
    status: 204,
    async load({ params }, { records, table }) {
      const loaded = await loadShelf(records, params.clientId);
      const folder = folderIn(loaded.shelf, params.folderId);
      const [counted, { items }] = await Promise.all([
        countIn(table, folder.id),
        documentsIn(records, { clientId: folder.clientId, folderId: folder.id }, { limit: 5 }),
      ]);
      return { ...loaded, folder, counted, names: items.map(({ name }) => name) };
    },
    subject: ({ folder }) => folder,
    decide({ loaded: { client, tail, shelf, folder, counted, names } }) {
      notErased(client);
      const write = folders.replace(folder, removeFolder(shelf, folder, { count: counted.count, names }));
      const provided = [counted.unless];
      return { write: [documentEvent('folder.removed', tail, [write], { provided })], answer: undefined };
    },
  }),
];
