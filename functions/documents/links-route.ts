import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { type Caller, type CallerRole, contacts, everyone, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { checkReadable, type Document } from './document.ts';
import { shelfOf } from './folder-store.ts';
import { DownloadLink } from './instructions.ts';
import { loadDocuments } from './move-route.ts';
import { mostMoved } from './moving.ts';
import { checkMayOpen } from './opening.ts';
import type { Filed } from './routing.ts';
import { pathOf, type Shelf } from './shelf.ts';
import { maySeeFolder, seen } from './sight.ts';
import { documentRead, readingOf, sittingOf } from './sitting.ts';
import type { LoadedDocument } from './store.ts';
import { asRead } from './versions.ts';

/** As it is to stand in a ZIP: by its folders. Where two have the same name, all but the first are numbered. */
export function pathsOf(wanted: readonly { path: readonly string[]; name: string }[]): string[] {
  const taken = new Set<string>();
  return wanted.map(({ path, name }) => {
    const numbered = (n: number) => (n === 1 ? name : name.replace(/(?=\.[^.]*$)|$/, ` (${n})`));
    const at = (n: number) => [...path, numbered(n)].join('/');
    let n = 1;
    while (taken.has(at(n).toLowerCase())) n++;
    taken.add(at(n).toLowerCase());
    return at(n);
  });
}

const Link = DownloadLink.extend({ id: Id('document'), path: z.string(), size: z.int(), at: z.iso.datetime() }).meta({
  id: 'DocumentLink',
});
const DocumentIds = z.strictObject({ ids: z.array(Id('document')).min(1).max(mostMoved) }).meta({ id: 'DocumentIds' });

type Site = {
  base: '/v1' | '/portal/v1';
  allow: readonly CallerRole[];
  /** The document as its reader has it; throws for what they may not open. */
  toRead: <T extends Document>(document: T, caller: Caller, shelf: Shelf) => T;
  /** The folders on the way to it, as far as its reader sees them. */
  pathTo: (document: Document, caller: Caller, shelf: Shelf) => string[];
};

type Given = { params: { clientId: string }; body: { ids: string[] } };

async function loadLinks({ params, body }: Given, { records, table, uploads }: Loading<Filed>, { toRead }: Site) {
  const [found, shelf] = await Promise.all([
    loadDocuments(records, params.clientId, body.ids),
    shelfOf(records, params.clientId),
  ]);
  const caller = (await records.reader()) as Caller;
  const loaded = found.map(({ document, tail }): LoadedDocument => ({
    document: toRead(document, caller, shelf),
    tail,
  }));
  const [links, until] = await Promise.all([
    Promise.all(loaded.map(({ document }) => uploads.linkFor(asRead(document)))),
    Promise.all(
      loaded.map(({ document }) => sittingOf(table, readingOf(document.id, 'document.downloaded'), caller.id)),
    ),
  ]);
  return { loaded, shelf, links, until };
}

const linksOf = (site: Site) =>
  routesOf<Filed>().changes({
    method: 'POST',
    path: `${site.base}/clients/{clientId}/documents/links`,
    summary: 'Links to several files of a client, for two minutes, each with its place among the folders',
    description:
      'For a ZIP that the browser writes: no byte of a file passes the API. Each is told of as a download, once in half an hour.',
    allow: site.allow,
    params: z.object({ clientId: Id('client') }),
    body: DocumentIds,
    response: z.object({ items: z.array(Link) }),
    // Who has the same answer again has links that are over.
    sensitive: true,
    load: (given, from) => loadLinks(given, from, site),
    decide({ loaded: { loaded, shelf, links, until }, caller, now }) {
      for (const { document } of loaded) checkReadable(document);
      if (loaded.some(({ document }) => document.versionOf !== undefined))
        throw broken('A version of a document is downloaded by itself');
      const paths = pathsOf(
        loaded.map(({ document }) => ({ name: document.name, path: site.pathTo(document, caller, shelf) })),
      );
      return {
        write: loaded.flatMap((one, i) =>
          documentRead('document.downloaded', one, { id: caller.id, now, until: until[i] }),
        ),
        answer: {
          items: loaded.map(({ document }, i) => ({
            ...links[i]!,
            id: document.id,
            path: paths[i]!,
            size: asRead(document).size,
            at: document.current?.addedAt ?? document.addedAt,
          })),
        },
      };
    },
  });

export const linksRoute = linksOf({
  base: '/v1',
  allow: everyone,
  toRead(document, caller) {
    checkMayOpen(document, caller);
    return document;
  },
  pathTo: ({ folderId }, _, shelf) => pathOf(shelf, folderId),
});

export const portalLinksRoute = linksOf({
  base: '/portal/v1',
  allow: contacts,
  toRead: seen,
  // What they sent themself may lie where they do not look, and a folder’s name may tell of what is in it.
  pathTo: ({ clientId, folderId }, caller, shelf) =>
    folderId !== undefined && maySeeFolder(shelf, { clientId, id: folderId }, caller) ? pathOf(shelf, folderId) : [],
});
