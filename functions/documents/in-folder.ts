import type { Check } from '../../shared/events/types.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import type { Document } from './document.ts';
import type { Folder } from './folder.ts';
import { folders } from './folder-store.ts';
import { isShelved } from './store.ts';

/**
 * How many documents lie in a folder. An index follows a moment later, and whether a folder is empty is decided: so they
 * are counted, in the transactions that bring them and take them away.
 */
const countKey = (folderId: string): Key => ({ pk: `IN-FOLDER#${folderId}`, sk: 'COUNT' });

const folderOf = (document: Document | undefined): string | undefined =>
  document && isShelved(document) ? document.folderId : undefined;

type Change = { before?: Document; after: Document };

/** What these changes do to the counts: one write for each folder. */
export function counting(changes: readonly Change[]): Write[] {
  const sums = new Map<string, number>();
  const count = (id: string | undefined, by: number) => id !== undefined && sums.set(id, (sums.get(id) ?? 0) + by);
  for (const { before, after } of changes) {
    count(folderOf(before), -1);
    count(folderOf(after), 1);
  }
  return [...sums]
    .filter(([, by]) => by !== 0)
    .map(([id, by]) => ({ update: countKey(id), add: { count: by }, set: { entity: 'in folder' }, if: 'always' }));
}

/** What is put into a folder is put into one that is still there. */
export const stillThere = (folder: Stored<Folder> | undefined): Check[] =>
  folder ? [{ check: folders.key(folder), if: { is: { version: folder.version } } }] : [];

/** How many lie in it, with what makes sure that none comes meanwhile. */
export async function countIn(table: Table, folderId: string): Promise<{ count: number; unless: Check }> {
  const check = countKey(folderId);
  const found = await table.get(check, { strong: true });
  const count = (found?.count as number | undefined) ?? 0;
  return { count, unless: { check, if: found ? { is: { count } } : 'absent' } };
}
