import type * as z from 'zod';
import type { PortalFolder } from '../../../../functions/documents/portal-folder-routes.ts';
import type { PortalDocument } from '../../../../functions/documents/portal-view.ts';
import { call } from './http.ts';

export type Folder = z.output<typeof PortalFolder>;
export type Document = z.output<typeof PortalDocument>;
export type Page = { items: Document[]; next?: string };

export const readFolders = async (clientId: string): Promise<Folder[]> =>
  (await call<{ items: Folder[] }>('GET', `clients/${clientId}/folders`)).items;

/** A page may be empty while there are more. */
const mostPages = 20;

/** The next documents of a folder, of none, or where there are no folders of all. */
export async function readDocuments(clientId: string, folder: string | undefined, from?: string): Promise<Page> {
  const items: Document[] = [];
  let next = from;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ ...(folder && { folder }), ...(next && { cursor: next }) }).toString();
    const found = await call<Page>('GET', `clients/${clientId}/documents${query && `?${query}`}`);
    items.push(...found.items);
    next = found.next;
    if (next === undefined || items.length > 0) break;
  }
  return { items, ...(next !== undefined && { next }) };
}

/** What can be kept of all in a folder and the folders in it, or of all of a client. */
export async function readAll(
  clientId: string,
  folders: readonly Folder[],
  folderId: string | undefined,
): Promise<string[]> {
  const inside = new Set([folderId]);
  // Each stands behind the one that it lies in.
  if (folderId !== undefined) for (const { id, parentId } of folders) if (inside.has(parentId)) inside.add(id);
  const ids: string[] = [];
  for (const place of inside) {
    let next: string | undefined;
    do {
      const page = await readDocuments(clientId, place, next);
      ids.push(...page.items.filter(({ can }) => can.download).map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
  }
  return ids;
}

/** The file comes as an attachment, so that the page stays. */
export async function download(id: string): Promise<void> {
  const { url } = await call<{ url: string }>('GET', `documents/${id}/download`);
  window.location.assign(url);
}
