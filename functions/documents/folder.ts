import * as z from 'zod';
import { broken, DomainError } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { plain } from '../clients/as-typed.ts';
import { keepsLonger, longest, RetentionClass } from './retention.ts';
import { classOf, depthOf, FolderVisibility, isWithin, narrower, type Shelf, shownOf, within } from './shelf.ts';

export const FolderName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  // It is a step of a path in a ZIP.
  .regex(/^[^\p{Cc}/\\]+$/u, 'has no slashes and no line breaks')
  .refine((name) => !/^\.+$/.test(name), 'is more than dots');

export const Folder = z.object({
  id: Id('folder'),
  clientId: Id('client'),
  name: FolderName,
  parentId: Id('folder').optional(),
  /** As it was said of this one; what clients see is never more open than the folders around it. */
  visibility: FolderVisibility,
  retention: RetentionClass.optional(),
  status: z.enum(['active', 'removed']),
  createdAt: z.iso.datetime(),
});
export type Folder = z.output<typeof Folder>;

export const NewFolder = z
  .strictObject({
    name: FolderName,
    parentId: Id('folder').optional(),
    /** As open as the folder around it where it is not said; at the top, for the firm only. */
    visibility: FolderVisibility.optional(),
    retention: RetentionClass.optional(),
  })
  .meta({ id: 'NewFolder' });
export type NewFolder = z.output<typeof NewFolder>;

export const FolderPatch = z
  .strictObject({
    name: FolderName,
    /** `null` takes it out of every other folder. */
    parentId: Id('folder').nullable(),
    visibility: FolderVisibility,
    retention: RetentionClass,
  })
  .partial()
  .meta({ id: 'FolderPatch' });
export type FolderPatch = z.output<typeof FolderPatch>;

/** All of a client's are read at once, in one page of the table. */
export const mostFolders = 200;
export const mostDeep = 8;

function checkName(shelf: Shelf, { id, name, parentId }: Pick<Folder, 'id' | 'name' | 'parentId'>): void {
  const same = within(shelf, parentId).find((one) => one.id !== id && plain(one.name) === plain(name));
  if (same) throw new DomainError('conflict', `There is a folder ${same.name} there already`, { field: 'name' });
}

/** A folder in a narrower one would only seem open: nobody of the client could come to it. */
function checkNarrower(shelf: Shelf, { visibility, parentId }: Pick<Folder, 'visibility' | 'parentId'>): void {
  const around = shownOf(shelf, parentId);
  if (narrower(visibility, around) === visibility) return;
  const { name } = shelf.get(parentId!)!;
  throw broken(`${name} is ${around}; a folder in it may only be as open or narrower`, { field: 'visibility' });
}

function checkDepth(depth: number): void {
  if (depth > mostDeep) throw broken(`Folders lie ${mostDeep} deep at most`, { field: 'parentId' });
}

export function addFolder(shelf: Shelf, input: NewFolder, made: Pick<Folder, 'id' | 'clientId' | 'createdAt'>): Folder {
  if (shelf.size >= mostFolders) throw broken(`A client has ${mostFolders} folders at most`);
  const { parentId } = input;
  const visibility = input.visibility ?? (parentId === undefined ? 'firm' : shownOf(shelf, parentId));
  const folder: Folder = { ...input, ...made, visibility, status: 'active' };
  checkName(shelf, folder);
  checkNarrower(shelf, folder);
  checkDepth(depthOf(shelf, parentId) + 1);
  return folder;
}

const heightOf = (shelf: Shelf, id: string): number =>
  1 + Math.max(0, ...within(shelf, id).map((one) => heightOf(shelf, one.id)));

/**
 * The folder at its new place. What was hidden from the client stays hidden, and what had to be kept stays so: neither
 * follows from a move. Whoever wants it otherwise says it.
 */
function moved(shelf: Shelf, folder: Folder, parentId: string | undefined): Folder {
  if (parentId !== undefined && isWithin(shelf, parentId, folder.id))
    throw broken(`${folder.name} cannot lie in itself`, { field: 'parentId' });
  checkDepth(depthOf(shelf, parentId) + heightOf(shelf, folder.id));
  const { parentId: _, ...rest } = folder;
  const kept = classOf(shelf, folder.id);
  const there = longest([folder.retention, classOf(shelf, parentId)]);
  return {
    ...rest,
    ...(parentId !== undefined && { parentId }),
    visibility: narrower(shownOf(shelf, folder.id), shownOf(shelf, parentId)),
    ...(keepsLonger(kept, there) && { retention: kept }),
  };
}

export function changeFolder(shelf: Shelf, folder: Folder, { parentId, ...said }: FolderPatch): Folder {
  const to = parentId === undefined ? folder.parentId : (parentId ?? undefined);
  const placed = to === folder.parentId ? folder : moved(shelf, folder, to);
  const after = { ...placed, ...Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) };
  checkName(shelf, after);
  if (said.visibility !== undefined) checkNarrower(shelf, after);
  return after;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Only an empty folder goes; otherwise it says what is in it. `documents`: how many, and the names of the first. */
export function removeFolder(shelf: Shelf, folder: Folder, documents: { count: number; names: string[] }): Folder {
  const folders = within(shelf, folder.id).map(({ name }) => name);
  if (folders.length > 0 || documents.count > 0) {
    const parts = [
      ...(folders.length > 0 ? [counted(folders.length, 'folder')] : []),
      ...(documents.count > 0 ? [counted(documents.count, 'document')] : []),
    ];
    const names = [...folders, ...documents.names];
    const told = names.length > 0 ? `: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}` : '';
    throw broken(`${folder.name} is not empty; in it are ${parts.join(' and ')}${told}`, {
      folders,
      documents: documents.count,
    });
  }
  return { ...folder, status: 'removed' };
}
