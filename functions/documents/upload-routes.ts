import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import { type CallerRole, contacts, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { completeUpload } from './completing.ts';
import { Document } from './document.ts';
import { documentEvent } from './events.ts';
import { cancel, checkBegun, checkExpected, howToGoOn, inPartsOf } from './going-on.ts';
import { mostAtOnce } from './in-parts.ts';
import { HowToUpload, SignedPart } from './instructions.ts';
import type { Filed } from './routing.ts';
import { documents, loadDocument } from './store.ts';

const on = routesOf<Filed>();
const ById = z.object({ documentId: Id('document') });
const Numbers = z.strictObject({ numbers: z.array(z.int().min(1)).min(1).max(mostAtOnce) });
const HowFar = Document.pick({ id: true, status: true }).meta({ id: 'DocumentUpload' });

const howFar = ({ id, status }: Document) => ({ id, status });

type Site = { base: '/v1' | '/portal/v1'; allow: readonly CallerRole[] };

async function loadBegun(documentId: string, { records }: Loading<Filed>) {
  const document = await records.get(documents, documentId);
  await checkBegun(records, document);
  return document;
}

async function loadExpected(documentId: string, from: Loading<Filed>) {
  const document = await loadBegun(documentId, from);
  checkExpected(document);
  return document;
}

async function signedParts(documentId: string, numbers: readonly number[], from: Loading<Filed>) {
  const document = await loadExpected(documentId, from);
  const inParts = await inPartsOf(from, document);
  if (!inParts) throw broken(`${document.name} comes in one piece`);
  const wanted = new Set(numbers);
  const parts = inParts.parts.filter(({ number }) => wanted.has(number));
  if (parts.length < wanted.size)
    throw invalid({ path: 'body.numbers', message: `${document.name} has ${inParts.parts.length} parts` });
  return from.uploads.parts.sign(document, inParts.uploadId, parts);
}

/** Whoever tells it a second time is told the same. */
async function completed(documentId: string, from: Loading<Filed>): Promise<Document> {
  const document = await loadBegun(documentId, from);
  const inParts = document.status === 'expected' ? await inPartsOf(from, document) : undefined;
  if (document.erasedAt !== undefined || !inParts) return document;
  const missing = await completeUpload(from.uploads.parts, document, inParts);
  if (missing.length > 0) throw broken(`Of ${document.name} there are parts that have not come`, { missing });
  return document;
}

/** How a file is brought that was said to come, for both sites alike. A contact goes on with what they began. */
const uploadsOf = ({ base, allow }: Site) => [
  on.reads({
    method: 'POST',
    path: `${base}/documents/{documentId}/upload`,
    summary: 'Ask again how to upload a file that has not come yet',
    description: 'For an upload that was interrupted, or begun too late. Of a file in parts, it says which have come.',
    allow,
    params: ById,
    response: HowToUpload,
    load: async ({ params }, from) => howToGoOn(from, await loadExpected(params.documentId, from)),
    answer: ({ loaded }) => loaded,
  }),
  on.reads({
    method: 'POST',
    path: `${base}/documents/{documentId}/parts`,
    summary: 'Ask for the requests that bring parts of a file',
    description: `At most ${mostAtOnce} at once. The length and the SHA-256 of each part are signed; each request works for ten minutes.`,
    allow,
    params: ById,
    body: Numbers,
    response: z.object({ parts: z.array(SignedPart) }),
    load: ({ params, body }, from) => signedParts(params.documentId, body.numbers, from),
    answer: ({ loaded }) => ({ parts: loaded }),
  }),
  on.reads({
    method: 'POST',
    path: `${base}/documents/{documentId}/complete`,
    summary: 'Say that all parts of a file have come',
    description: 'They become one file, which is then looked at. Where some are missing, `missing` names them.',
    allow,
    params: ById,
    response: HowFar,
    load: ({ params }, from) => completed(params.documentId, from),
    answer: ({ loaded }) => howFar(loaded),
  }),
  on.changes({
    method: 'POST',
    path: `${base}/documents/{documentId}/cancel`,
    summary: 'Give up the upload of a file that has not come yet',
    allow,
    params: ById,
    response: HowFar,
    async load({ params }, { records }) {
      const loaded = await loadDocument(records, params.documentId);
      await checkBegun(records, loaded.document);
      return loaded;
    },
    decide({ loaded: { document, tail }, now }) {
      const after = cancel(document, now);
      const write = documents.replace(document, after);
      return { write: [documentEvent('document.rejected', tail, [write])], answer: howFar(after) };
    },
  }),
];

export const uploadRoutes = uploadsOf({ base: '/v1', allow: staff });
export const portalUploadRoutes = uploadsOf({ base: '/portal/v1', allow: contacts });
