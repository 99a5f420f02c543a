import * as z from 'zod';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { clients } from '../clients/store.ts';
import { shelfOf } from './folder-store.ts';
import { pathOf, type Shelf } from './shelf.ts';
import { findDocuments } from './search.ts';
import { DocumentView, view } from './view.ts';

const Found = DocumentView.extend({
  clientName: z.string(),
  /** The folders on the way to it. */
  path: z.array(z.string()),
}).meta({ id: 'FoundDocument' });

export const documentSearchRoutes = [
  routesOf().reads({
    method: 'GET',
    path: '/v1/documents',
    summary: 'Search documents by name, of one client or of all',
    description:
      'Every word typed must begin a word of the name or of a tag. What lies in the trash, and earlier versions, are not found.',
    allow: everyone,
    query: z.strictObject({
      q: z.string().trim().min(2).max(100),
      clientId: Id('client').optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(Found) }),
    async load({ query }, { records }) {
      const found = await findDocuments(records, query);
      const of = [...new Set(found.map(({ clientId }) => clientId))];
      const inFolders = [...new Set(found.flatMap(({ clientId, folderId }) => (folderId ? [clientId] : [])))];
      const [known, shelves] = await Promise.all([
        records.getMany(clients, of),
        Promise.all(inFolders.map(async (id): Promise<[string, Shelf]> => [id, await shelfOf(records, id)])),
      ]);
      return {
        found,
        names: new Map(known.map(({ id, name }) => [id, name])),
        shelves: new Map(shelves),
      };
    },
    answer: ({ loaded: { found, names, shelves }, caller }) => ({
      items: found.map((document) => ({
        ...view(document, caller),
        clientName: names.get(document.clientId) ?? '',
        path: pathOf(shelves.get(document.clientId) ?? new Map(), document.folderId),
      })),
    }),
  }),
];
