import type * as z from 'zod';
import type { FolderTemplateInput } from '../../../../../functions/documents/folder-template.ts';

export type TreeInput = z.input<typeof FolderTemplateInput>;
type Whole = z.output<typeof FolderTemplateInput>;

/** A folder of a tree as it is typed: where it lies stands before its name. */
export type Row = {
  /** Of the row, not of the folder: it has no other name until one is typed. */
  key: string;
  path: string;
  visibility: Whole['folders'][number]['visibility'];
  retention: string;
};

export const freshRow = (): Row => ({ key: crypto.randomUUID(), path: '', visibility: 'firm', retention: 'none' });

export const rowsOf = ({ folders }: Pick<Whole, 'folders'>): Row[] =>
  folders.map(({ path, visibility, retention = 'none' }) => ({
    // The same row, whoever else changes the tree.
    key: path.join('/'),
    path: path.join(' / '),
    visibility,
    retention,
  }));

const isIn = (path: readonly string[], way: readonly string[]): boolean =>
  path.length === way.length + 1 && way.every((name, i) => name.toLowerCase() === path[i]!.toLowerCase());

/** Each folder right behind the one that it lies in, however the list has them. */
export function asTree(folders: Whole['folders'], way: readonly string[] = []): Whole['folders'] {
  return folders.filter(({ path }) => isIn(path, way)).flatMap((one) => [one, ...asTree(folders, one.path)]);
}

/** A name holds no slash, so that it parts the names on the way. */
export const foldersOf = (rows: readonly Row[]): TreeInput['folders'] =>
  rows.map(({ path, visibility, retention }) => ({
    path: path.split('/').map((name) => name.trim()),
    visibility,
    ...(retention !== 'none' && {
      retention: retention as Exclude<TreeInput['folders'][number]['retention'], undefined>,
    }),
  }));

/** What is wrong with a row, whichever part of it the API names. */
export function faultOf(errors: Readonly<Record<string, string>>, at: number): string | undefined {
  const found = Object.entries(errors).find(([path]) => path.startsWith(`folders.${at}.`));
  return found?.[1];
}
