import * as z from 'zod';
import { broken, invalid, notFound } from '../../shared/errors.ts';
import { plain } from '../clients/as-typed.ts';
import { addFolder, type Folder, FolderName, mostDeep } from './folder.ts';
import { RetentionClass } from './retention.ts';
import { FolderVisibility, narrower, type Shelf, shownOf, within } from './shelf.ts';
import { shippedTree } from './shipped-trees.ts';

/** A folder by the names on the way to it, its own last. */
export const Branch = z.strictObject({
  path: z.array(FolderName).min(1).max(mostDeep),
  visibility: FolderVisibility,
  retention: RetentionClass.optional(),
});
export type Branch = z.output<typeof Branch>;

/** One event tells of them all, and takes 32 KB. */
const mostBranches = 30;
export const mostOwn = 30;

const nameOf = (path: readonly string[]) => path.map(plain).join('\n');

export const FolderTemplateInput = z
  .strictObject({ name: z.string().trim().min(1).max(80), folders: z.array(Branch).min(1).max(mostBranches) })
  .meta({ id: 'FolderTemplateInput' });
export type FolderTemplateInput = z.output<typeof FolderTemplateInput>;

export const FolderTemplate = z.object({
  key: z.string(),
  name: z.string(),
  folders: z.array(Branch),
  status: z.enum(['own', 'reset']),
  by: z.string(),
  changedAt: z.iso.datetime(),
});
export type FolderTemplate = z.output<typeof FolderTemplate>;

/** The firm's own tree, else the shipped one of this key. */
export function treeOf(own: FolderTemplate | undefined, key: string): FolderTemplateInput {
  const tree = own?.status === 'own' ? own : shippedTree(key);
  if (!tree) throw notFound('folder template', key);
  return tree;
}

/** Each folder stands behind the one that it lies in, once, and is no more open than it. */
function checkTree({ folders }: FolderTemplateInput): void {
  const seen = new Map<string, Branch>();
  for (const [i, branch] of folders.entries()) {
    const path = `body.folders.${i}.path`;
    const around = branch.path.slice(0, -1);
    const parent = seen.get(nameOf(around));
    if (seen.has(nameOf(branch.path))) throw invalid({ path, message: 'This folder is in the list twice' });
    if (around.length > 0 && !parent) throw invalid({ path, message: `Put ${around.join(' / ')} into the list first` });
    if (parent && narrower(branch.visibility, parent.visibility) !== branch.visibility)
      throw invalid({ path: `body.folders.${i}.visibility`, message: `${around.join(' / ')} is narrower than that` });
    seen.set(nameOf(branch.path), branch);
  }
}

type Who = { by: string; now: string; others: number };

export function wordTree(key: string, input: FolderTemplateInput, { by, now, others }: Who): FolderTemplate {
  if (others >= mostOwn) throw broken(`A firm has at most ${mostOwn} trees of folders of its own; remove one first`);
  checkTree(input);
  return { key, ...input, status: 'own', by, changedAt: now };
}

type Making = { clientId: string; createdAt: string; newId: () => string };

/**
 * The folders of the tree that a client has not yet. What is there under a name is kept as it is; where it is narrower
 * than the tree, so is what comes into it.
 */
export function grow(shelf: Shelf, branches: readonly Branch[], { clientId, createdAt, newId }: Making): Folder[] {
  const grown = new Map(shelf);
  const added: Folder[] = [];
  const ids = new Map<string, string>();
  for (const { path, visibility, retention } of branches) {
    const parentId = ids.get(nameOf(path.slice(0, -1)));
    const name = path.at(-1)!;
    const there = within(grown, parentId).find((one) => plain(one.name) === plain(name));
    const input = {
      name,
      ...(parentId !== undefined && { parentId }),
      visibility: narrower(visibility, shownOf(grown, parentId)),
      ...(retention && { retention }),
    };
    const folder = there ?? addFolder(grown, input, { id: newId(), clientId, createdAt });
    if (!there) added.push(folder);
    grown.set(folder.id, folder);
    ids.set(nameOf(path), folder.id);
  }
  return added;
}
