import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { IndexKeys, Query } from '../../shared/table/table.ts';
import { clients, sorted } from '../clients/store.ts';
import { jobs } from '../jobs/store.ts';
import { Document, onItsWay } from './document.ts';

const partition = (documentId: string) => `DOCUMENT#${documentId}`;
const listed = 'DOCUMENT';

const purged = 'DOCUMENT-PURGE';
const waiting = 'DOCUMENT-HELD';

type Kind = 'DOCUMENT' | 'DOCUMENT-VERSION' | 'DOCUMENT-TRASH' | 'DOCUMENT-ERASED';

/** In which list of its client it stands. Each begins alike, so that whatever follows a client finds all of them. */
function kindOf({ erasedAt, versionOf, trashed }: Document): Kind {
  if (erasedAt !== undefined) return 'DOCUMENT-ERASED';
  if (versionOf !== undefined) return 'DOCUMENT-VERSION';
  return trashed ? 'DOCUMENT-TRASH' : 'DOCUMENT';
}

/** Whether it stands where documents are looked for. */
export const isShelved = (document: Document): boolean => kindOf(document) === 'DOCUMENT';

const folderPk = (clientId: string, folderId = 'none') => `${clients.key(clientId).pk}#FOLDER#${folderId}`;
const trashPk = (clientId: string) => `${clients.key(clientId).pk}#TRASH`;

function ofClient(document: Document): IndexKeys {
  const { id, clientId, jobId } = document;
  return {
    byClientPk: clients.key(clientId).pk,
    byClientSk: `${kindOf(document)}#${id}`,
    ...(jobId !== undefined && isShelved(document) && { byJobPk: `JOB#${jobId}`, byJobSk: `DOCUMENT#${id}` }),
  };
}

/** In a folder by name; in the trash by when it came there; a version beside the others of its document. */
function placeOf(document: Document): IndexKeys {
  const { id, clientId, folderId, name, trashed, versionOf } = document;
  switch (kindOf(document)) {
    case 'DOCUMENT':
      return { byStatusPk: folderPk(clientId, folderId), byStatusSk: `${sorted(name)}#${id}` };
    case 'DOCUMENT-TRASH':
      return { byStatusPk: trashPk(clientId), byStatusSk: `${trashed!.at}#${id}` };
    case 'DOCUMENT-VERSION':
      return { byStatusPk: partition(versionOf!), byStatusSk: `VERSION#${id}` };
    case 'DOCUMENT-ERASED':
      return {};
  }
}

function nextOf({ id, status, statusAt, trashed, erasedAt }: Document): IndexKeys {
  if (erasedAt !== undefined) return {};
  if (trashed) return { byNextPk: purged, byNextSk: `${trashed.purgeAt}#${id}` };
  return onItsWay.includes(status) ? { byNextPk: listed, byNextSk: `${statusAt}#${id}` } : {};
}

/** What waits for a person stands in one list of all clients, versions too. */
const heldOf = ({ id, status, statusAt, trashed, erasedAt }: Document): IndexKeys =>
  status === 'held' && !trashed && erasedAt === undefined ? { byDuePk: waiting, byDueSk: `${statusAt}#${id}` } : {};

export const documents = entity({
  name: 'document',
  schema: Document,
  key: (id: string) => ({ pk: partition(id), sk: 'DOCUMENT' }),
  id: ({ id }) => id,
  indexes: (document) => ({ ...ofClient(document), ...placeOf(document), ...nextOf(document), ...heldOf(document) }),
  clientIds: ({ clientId }) => [clientId],
});

/** Documents that should have gone on by then. */
export const standingStill = (before: string): Omit<Query, 'from'> => ({
  index: 'byNext',
  pk: listed,
  range: { below: before },
  limit: 50,
});

/** What has lain in the trash for its time. */
export const dueToBePurged = (now: string): Omit<Query, 'from'> => ({
  index: 'byNext',
  pk: purged,
  range: { below: `${now}~` },
  limit: 50,
});

/** A document with the tail of its chain, read first, ready to be changed. */
export async function loadDocument(records: Records, id: string) {
  const tail = await records.tail(partition(id));
  return { document: await records.get(documents, id), tail };
}
export type LoadedDocument = Awaited<ReturnType<typeof loadDocument>>;

type Page = { limit: number; cursor?: string | undefined };

async function pageOf(records: Records, query: Omit<Query, 'from'>, cursor: string | undefined) {
  const { items, next } = await records.page(query, cursor);
  const found: Stored<Document>[] = items.map(documents.read);
  return { items: found, ...(next !== undefined && { next }) };
}

const newest = { range: { prefix: 'DOCUMENT#' }, newestFirst: true } as const;

/** The documents of a client, newest first. */
export async function documentsOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const [page] = await Promise.all([
    pageOf(records, { ...newest, index: 'byClient', pk: clients.key(clientId).pk, limit }, cursor),
    records.get(clients, clientId),
  ]);
  return page;
}

/** The documents of a job, newest first. */
export async function documentsOfJob(records: Records, jobId: string, { limit, cursor }: Page) {
  const [page] = await Promise.all([
    pageOf(records, { ...newest, index: 'byJob', pk: `JOB#${jobId}`, limit }, cursor),
    records.get(jobs, jobId),
  ]);
  return page;
}

/** The documents in a folder of a client, or in none, by name. */
export async function documentsIn(
  records: Records,
  { clientId, folderId }: { clientId: string; folderId: string | undefined },
  { limit, cursor }: Page,
) {
  const [page] = await Promise.all([
    pageOf(records, { index: 'byStatus', pk: folderPk(clientId, folderId), limit }, cursor),
    records.get(clients, clientId),
  ]);
  return page;
}

/** What of a client lies in the trash, the last thrown away first. */
export async function trashOf(records: Records, clientId: string, { limit, cursor }: Page) {
  const query = { index: 'byStatus', pk: trashPk(clientId), newestFirst: true, limit } as const;
  const [page] = await Promise.all([pageOf(records, query, cursor), records.get(clients, clientId)]);
  return page;
}

/** Of all clients, what someone is to decide on: what waits longest comes first. */
export const heldDocuments = (records: Records, { limit, cursor }: Page) =>
  pageOf(records, { index: 'byDue', pk: waiting, limit }, cursor);

/** The documents that brought other versions of a document, or are to, as they were asked for. */
export const broughtVersions = async (records: Records, documentId: string): Promise<Stored<Document>[]> =>
  (await pageOf(records, { index: 'byStatus', pk: partition(documentId), range: { prefix: 'VERSION#' } }, undefined))
    .items;
