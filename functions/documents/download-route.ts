import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { everyone, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkReadable, type Document } from './document.ts';
import type { Filed } from './routing.ts';
import { checkMayOpen } from './opening.ts';
import { documentRead, readingOf, sittingOf } from './sitting.ts';
import { broughtVersions, loadDocument, type LoadedDocument } from './store.ts';
import { asRead, newestOf } from './versions.ts';
import { DownloadLink } from './instructions.ts';

const on = routesOf<Filed>();

/** Why someone asks for a file: to keep it, or to look at it in the page. */
export const Reading = z.strictObject({ to: z.enum(['download', 'view']).default('download') });

const told = { download: 'document.downloaded', view: 'document.viewed' } as const;

/** The document with the file of one of its versions; of the newest where none is named. */
async function fileOf(records: Records, document: Document, n = newestOf(document)): Promise<Document> {
  if (n === newestOf(document)) return asRead(document);
  if (n === 1) return document;
  const brought = (await broughtVersions(records, document.id)).find(({ becameVersion }) => becameVersion === n);
  if (!brought) throw notFound('version', String(n));
  const { key, versionId } = brought;
  return { ...document, key, versionId };
}

/** The link to one of its files, and until when the caller sits with the document. */
export async function loadReading<T extends LoadedDocument>(
  loaded: T,
  file: Document,
  to: keyof typeof told,
  { records, table, uploads }: Loading<Filed>,
) {
  const { id = 'system' } = await records.reader();
  const [until, link] = await Promise.all([
    sittingOf(table, readingOf(loaded.document.id, told[to]), id),
    uploads.linkFor(file),
  ]);
  return { ...loaded, until, link };
}

type Loaded = Awaited<ReturnType<typeof loadReading<LoadedDocument>>>;

export const reading = (
  { link, until, ...loaded }: Loaded,
  to: keyof typeof told,
  { id }: { id: string },
  now: string,
) => ({
  write: documentRead(told[to], loaded, { id, now, until }),
  answer: link,
});

export const downloadRoute = on.changes({
  method: 'GET',
  path: '/v1/documents/{documentId}/download',
  summary: 'A link to a document’s file, for two minutes',
  description:
    'The file comes as an attachment with its name. Who downloads or views it is told in its history, once in half an hour.',
  allow: everyone,
  params: z.object({ documentId: Id('document') }),
  query: Reading.extend({
    /** An earlier one than that which is read. */
    version: z.coerce.number().int().min(1).optional(),
  }),
  response: DownloadLink,
  async load({ params, query }, from) {
    const loaded = await loadDocument(from.records, params.documentId);
    return loadReading(loaded, await fileOf(from.records, loaded.document, query.version), query.to, from);
  },
  decide({ loaded, query, caller, now }) {
    checkReadable(loaded.document);
    checkMayOpen(loaded.document, caller);
    return reading(loaded, query.to, caller, now);
  },
});
