import * as z from 'zod';
import { broken, forbidden } from '../../shared/errors.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, leads, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { jobs } from '../jobs/store.ts';
import { changed } from './changing.ts';
import { describe, DocumentPatch, letThrough, NewDocument, turnAway } from './document.ts';
import { downloadRoute } from './download-route.ts';
import { expected, prepare } from './expecting.ts';
import type { Filed } from './routing.ts';
import { InFolder } from './in-folder-query.ts';
import { keepsLonger, type RetentionClass } from './retention.ts';
import { documents, documentsIn, documentsOfClient, documentsOfJob, heldDocuments, loadDocument } from './store.ts';
import { uploadRoutes } from './upload-routes.ts';
import { DocumentView, Expected, mayDecide, view } from './view.ts';

const on = routesOf<Filed>();
const OfClient = z.object({ clientId: Id('client') });
const OfJob = z.object({ jobId: Id('job') });
const ById = z.object({ documentId: Id('document') });

const Reason = z.strictObject({ reason: z.string().trim().min(3).max(500) });

const howToUpload =
  'Answers with the one request that brings the file: its key, size, type and SHA-256 are signed, it works once and for ten minutes. Send the headers as they are. More than 100 MB comes in parts: `sha256` is then the SHA-256 of the parts’ own, a hyphen and their number. Who began to send this file is given that document again; what is here already is refused. The file is looked at before anyone can read it.';

async function ofJob(jobId: string, { records }: Loading<Filed>) {
  const job = await records.get(jobs, jobId);
  if (job.clientId === undefined) throw broken('This work belongs to no client; a document does');
  return { clientId: job.clientId, jobId, privateTo: job.privateTo };
}

/** As of a folder: what has to be kept less long may go sooner. */
function checkKept(
  { retention: before = 'none' }: { retention?: RetentionClass | undefined },
  { retention: after = before }: { retention?: RetentionClass | undefined },
  caller: Caller,
): void {
  if (keepsLonger(before, after) && !mayDecide(caller))
    throw forbidden('Only who leads may say that papers are kept less long', { field: 'retention' });
}

const aList = { method: 'GET', allow: everyone, query: Paging, response: List(DocumentView) } as const;

const viewAll = ({ items, ...page }: Awaited<ReturnType<typeof documentsOfClient>>, caller: Caller) => ({
  ...page,
  items: items.map((one) => view(one, caller)),
});

export const documentRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/documents',
    summary: 'Upload a file to a client’s documents',
    description: howToUpload,
    allow: staff,
    params: OfClient,
    body: NewDocument,
    status: 201,
    response: Expected,
    load: async ({ params, body }, from) => prepare(body, { clientId: params.clientId }, from),
    decide: expected,
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/documents',
    summary: 'Upload a file to a job',
    description: howToUpload,
    allow: staff,
    params: OfJob,
    body: NewDocument,
    status: 201,
    response: Expected,
    load: async ({ params, body }, from) => prepare(body, await ofJob(params.jobId, from), from),
    decide: expected,
  }),
  on.reads({
    ...aList,
    query: InFolder,
    path: '/v1/clients/{clientId}/documents',
    summary: 'The documents of a client, newest first, or those in one folder, by name',
    description: '`folder` is the id of a folder, or `none` for those that lie in no folder.',
    params: OfClient,
    load: ({ params: { clientId }, query: { folder, ...page } }, { records }) =>
      folder === undefined
        ? documentsOfClient(records, clientId, page)
        : documentsIn(records, { clientId, folderId: folder === 'none' ? undefined : folder }, page),
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    ...aList,
    path: '/v1/jobs/{jobId}/documents',
    summary: 'The documents of a job, newest first',
    params: OfJob,
    load: ({ params, query }, { records }) => documentsOfJob(records, params.jobId, query),
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    ...aList,
    path: '/v1/documents/held',
    summary: 'The files of all clients that wait for someone to decide on them, who waits longest first',
    description: 'Each is let through with `release` or turned away with `reject`.',
    load: ({ query }, { records }) => heldDocuments(records, query),
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/documents/{documentId}',
    summary: 'A document: what it is and how far it has come',
    allow: everyone,
    params: ById,
    response: DocumentView,
    load: ({ params }, { records }) => records.get(documents, params.documentId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/documents/{documentId}',
    summary: 'Rename or tag a document, or show it to the client',
    description: 'The ending of its name stays what the file is.',
    allow: staff,
    params: ById,
    body: DocumentPatch,
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide({ loaded, body, caller }) {
      checkKept(loaded.document, body, caller);
      return changed('document.changed', loaded, describe(loaded.document, body), caller);
    },
  }),
  ...uploadRoutes,
  downloadRoute,
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/release',
    summary: 'Let a file through that was held back',
    description: 'Such as one with a password, into which no scanner can look. The reason stands in its history.',
    allow: leads,
    params: ById,
    body: Reason,
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide: ({ loaded, body, caller, now }) =>
      changed('document.let-through', loaded, letThrough(loaded.document, body.reason, caller.id, now), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/reject',
    summary: 'Turn a file away that was held back',
    description: 'Whoever sent it reads the reason.',
    allow: leads,
    params: ById,
    body: Reason,
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide: ({ loaded, body, caller, now }) =>
      changed('document.rejected', loaded, turnAway(loaded.document, body.reason, now), caller),
  }),
];
