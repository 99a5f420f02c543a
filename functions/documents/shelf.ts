import * as z from 'zod';
import type { Folder } from './folder.ts';
import { longest, type RetentionClass } from './retention.ts';

/** From the narrowest to the most open. */
const openness = ['firm', 'client-can-view', 'client-can-add'] as const;
export const FolderVisibility = z.enum(openness).meta({ id: 'FolderVisibility' });
export type FolderVisibility = z.output<typeof FolderVisibility>;

/** The folders of one client, by id. */
export type Shelf = ReadonlyMap<string, Folder>;

export const narrower = (one: FolderVisibility, other: FolderVisibility): FolderVisibility =>
  openness.indexOf(one) < openness.indexOf(other) ? one : other;

/** A folder and those around it, itself first. */
export function wayOut(shelf: Shelf, id: string | undefined): Folder[] {
  const way: Folder[] = [];
  for (let at = id; at !== undefined;) {
    const folder = shelf.get(at);
    // Of what was removed meanwhile nothing is around any more.
    if (!folder || way.includes(folder)) break;
    way.push(folder);
    at = folder.parentId;
  }
  return way;
}

/**
 * How open a folder is: as its narrowest one on the way to it. Whoever narrows a folder so narrows all in it at once,
 * without touching them; and opens it again by saying so of that one. What lies in no folder is as open as itself.
 */
export function shownOf(shelf: Shelf, id: string | undefined): FolderVisibility {
  if (id === undefined) return 'client-can-add';
  const way = wayOut(shelf, id);
  return way.length === 0 ? 'firm' : way.map(({ visibility }) => visibility).reduce(narrower);
}

/** How long what is in it has to be kept: as the folders around it say, the longest of them. */
export const classOf = (shelf: Shelf, id: string | undefined): RetentionClass =>
  longest(wayOut(shelf, id).map(({ retention }) => retention));

export const depthOf = (shelf: Shelf, id: string | undefined): number => wayOut(shelf, id).length;

/** Whether a folder is that one, or lies somewhere in it. */
export const isWithin = (shelf: Shelf, id: string, around: string): boolean =>
  wayOut(shelf, id).some((one) => one.id === around);

/** The folders that lie in a folder, or in none. */
export const within = (shelf: Shelf, parentId: string | undefined): Folder[] =>
  [...shelf.values()].filter((one) => one.parentId === parentId);

/** The steps to a folder, the outermost first. */
export const pathOf = (shelf: Shelf, id: string | undefined): string[] =>
  wayOut(shelf, id)
    .map(({ name }) => name)
    .toReversed();
