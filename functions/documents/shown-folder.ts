import { plain } from '../clients/as-typed.ts';
import { addFolder, type Folder, mostFolders } from './folder.ts';
import { type Shelf, shownOf, within } from './shelf.ts';

export type Shown = { folder: Folder; isNew: boolean };

/**
 * The folder of that name at the top, for what people of the client are to see: one that is there, or one to be added.
 * None where the firm has closed it, or there is no room for another.
 */
export function shownFolder(
  shelf: Shelf,
  name: string,
  made: Pick<Folder, 'id' | 'clientId' | 'createdAt'>,
): Shown | undefined {
  const there = within(shelf, undefined).find((one) => plain(one.name) === plain(name));
  if (there) return shownOf(shelf, there.id) === 'firm' ? undefined : { folder: there, isNew: false };
  if (shelf.size >= mostFolders) return undefined;
  return { folder: addFolder(shelf, { name, visibility: 'client-can-view' }, made), isNew: true };
}
