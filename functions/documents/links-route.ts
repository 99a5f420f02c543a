import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { checkReadable } from './document.ts';
import { shelfOf } from './folder-store.ts';
import { DownloadLink } from './instructions.ts';
import { loadDocuments } from './move-route.ts';
import { mostMoved } from './moving.ts';
import type { Filed } from './routing.ts';
import { pathOf } from './shelf.ts';
import { readOnce, sittingOf } from './sitting.ts';
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

export const linksRoute = routesOf<Filed & { table: Table }>().changes({
  method: 'POST',
  path: '/v1/clients/{clientId}/documents/links',
  summary: 'Links to several files of a client, for two minutes, each with its place among the folders',
  description:
    'For a ZIP that the browser writes: no byte of a file passes the API. Each is told of as a download, once in half an hour.',
  allow: everyone,
  params: z.object({ clientId: Id('client') }),
  body: z.strictObject({ ids: z.array(Id('document')).min(1).max(mostMoved) }).meta({ id: 'DocumentIds' }),
  response: z.object({ items: z.array(Link) }),
  // Who has the same answer again has links that are over.
  sensitive: true,
  async load({ params, body }, { records, table, uploads }) {
    const [loaded, shelf] = await Promise.all([
      loadDocuments(records, params.clientId, body.ids),
      shelfOf(records, params.clientId),
    ]);
    const { id = 'system' } = await records.reader();
    const links = await Promise.all(loaded.map(({ document }) => uploads.linkFor(asRead(document))));
    const until = await Promise.all(
      loaded.map(({ document }) => sittingOf(table, document.id, 'document.downloaded', id)),
    );
    return { loaded, shelf, links, until };
  },
  decide({ loaded: { loaded, shelf, links, until }, caller, now }) {
    for (const { document } of loaded) checkReadable(document);
    if (loaded.some(({ document }) => document.versionOf !== undefined))
      throw broken('A version of a document is downloaded by itself');
    const paths = pathsOf(loaded.map(({ document: { name, folderId } }) => ({ name, path: pathOf(shelf, folderId) })));
    return {
      write: loaded.flatMap((one, i) => readOnce('document.downloaded', one, { id: caller.id, now, until: until[i] })),
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
