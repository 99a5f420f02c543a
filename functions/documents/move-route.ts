import * as z from 'zod';
import { broken, notFound } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import type { Document } from './document.ts';
import { documentEvent } from './events.ts';
import { folderIn, shelfOf } from './folder-store.ts';
import { counting, stillThere } from './in-folder.ts';
import { Move, moveTo } from './moving.ts';
import { documents, type LoadedDocument } from './store.ts';
import { DocumentView, view } from './view.ts';

/** Documents of one client with the tails of their chains, in the order in which they are named. */
export async function loadDocuments(records: Records, clientId: string, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  const tails = await Promise.all(wanted.map((id) => records.tail(documents.key(id).pk)));
  const found = new Map((await records.getMany(documents, wanted)).map((one) => [one.id, one]));
  return wanted.map((id, i): LoadedDocument => {
    const document = found.get(id);
    if (document?.clientId !== clientId) throw notFound(documents.name, id);
    return { document, tail: tails[i]! };
  });
}

export const moveRoute = routesOf().changes({
  method: 'POST',
  path: '/v1/clients/{clientId}/documents/move',
  summary: 'Put documents into a folder, or out of every folder',
  description:
    'All of them or none. What people of the client did not see stays hidden from them unless `visibility` says otherwise, and what had to be kept because of its folder has to be kept on.',
  allow: staff,
  params: z.object({ clientId: Id('client') }),
  body: Move,
  response: z.object({ items: z.array(DocumentView) }),
  async load({ params, body }, { records }) {
    const client = await records.get(clients, params.clientId);
    const [shelf, loaded] = await Promise.all([
      shelfOf(records, client.id),
      loadDocuments(records, client.id, body.ids),
    ]);
    return { shelf, loaded };
  },
  decide({ loaded: { shelf, loaded }, body, caller }) {
    const folder = body.folderId === null ? undefined : folderIn(shelf, body.folderId);
    const moves = loaded.map(({ document, tail }) => ({
      before: document,
      tail,
      after: moveTo(document, body, shelf),
    }));
    const left = new Set(moves.map(({ before }) => before.folderId));
    const writes = 2 * moves.length + left.size + 3;
    if (writes > 100) throw broken('These lie in too many folders to be moved at once; move fewer');
    const also = counting(moves);
    const records = moves.map(({ before, after }) => documents.replace(before, after));
    const write = moves.map(({ tail }, i) =>
      documentEvent('document.moved', tail, [records[i]!], i === 0 ? { provided: stillThere(folder), also } : {}),
    );
    return { write, answer: { items: records.map(({ after }) => view(after as Stored<Document>, caller)) } };
  },
});
