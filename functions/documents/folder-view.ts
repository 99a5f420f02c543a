import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Folder } from './folder.ts';
import { RetentionClass } from './retention.ts';
import { classOf, FolderVisibility, pathOf, type Shelf, shownOf } from './shelf.ts';

export const FolderView = Folder.omit({ status: true })
  .extend({
    /** How open it is where it lies: the narrowest of its own word and those of the folders around it. */
    shown: FolderVisibility,
    /** What it has to be kept as, by itself or the folders around it. */
    kept: RetentionClass,
    /** The names on the way to it, its own last. */
    path: z.array(z.string()),
    version: z.int(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'Folder' });
export type FolderView = z.output<typeof FolderView>;

export function folderView(folder: Stored<Folder>, shelf: Shelf, { role }: Pick<Caller, 'role'>): FolderView {
  const { status: _, ...told } = folder;
  const around: Shelf = new Map([...shelf, [folder.id, folder]]);
  return {
    ...told,
    shown: shownOf(around, folder.id),
    kept: classOf(around, folder.id),
    path: pathOf(around, folder.id),
    can: { edit: role !== 'guest' },
  };
}

/** All of them, each behind the one that it lies in. */
export const shelfView = (shelf: ReadonlyMap<string, Stored<Folder>>, caller: Pick<Caller, 'role'>): FolderView[] =>
  [...shelf.values()]
    .map((one) => folderView(one, shelf, caller))
    .toSorted((a, b) => a.path.join('\n').localeCompare(b.path.join('\n'), 'en'));
