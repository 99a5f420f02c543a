import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients, loadClient } from '../clients/store.ts';
import { Folder } from './folder.ts';

type FolderId = Pick<Folder, 'clientId' | 'id'>;

/**
 * The folders of a client stand in its partition and its chain: all of them are read at once, and no two moves at the
 * same time can put two folders into each other.
 */
export const folders = entity({
  name: 'folder',
  schema: Folder,
  key: ({ clientId, id }: FolderId) => ({ pk: clients.key(clientId).pk, sk: `FOLDER#${id}` }),
  id: ({ clientId, id }) => ({ clientId, id }),
  clientIds: ({ clientId }) => [clientId],
});

export type StoredShelf = ReadonlyMap<string, Stored<Folder>>;

/** Every folder of a client, strongly read: two hundred at most, and those that were removed. */
export async function shelfOf(records: Records, clientId: string): Promise<StoredShelf> {
  const found: Stored<Folder>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page(
      { pk: clients.key(clientId).pk, range: { prefix: 'FOLDER#' }, strong: true },
      cursor,
    );
    found.push(...page.items.map(folders.read));
    cursor = page.next;
  } while (cursor !== undefined);
  return new Map(found.filter(({ status }) => status === 'active').map((one) => [one.id, one]));
}

/** The folders of a client with its chain, ready to be changed. */
export async function loadShelf(records: Records, clientId: string) {
  const { client, tail } = await loadClient(records, clientId);
  return { client, tail, shelf: await shelfOf(records, client.id) };
}

export function folderIn(shelf: StoredShelf, id: string): Stored<Folder> {
  const folder = shelf.get(id);
  if (!folder) throw notFound(folders.name, id);
  return folder;
}
