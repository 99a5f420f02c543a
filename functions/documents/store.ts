import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Query } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { jobs } from '../jobs/store.ts';
import { Document, onItsWay } from './document.ts';

const partition = (documentId: string) => `DOCUMENT#${documentId}`;
const listed = 'DOCUMENT';

export const documents = entity({
  name: 'document',
  schema: Document,
  key: (id: string) => ({ pk: partition(id), sk: 'DOCUMENT' }),
  id: ({ id }) => id,
  indexes: ({ id, clientId, jobId, status, statusAt, erasedAt }) => ({
    byClientPk: `CLIENT#${clientId}`,
    byClientSk: `DOCUMENT#${id}`,
    ...(jobId !== undefined && { byJobPk: `JOB#${jobId}`, byJobSk: `DOCUMENT#${id}` }),
    ...(erasedAt === undefined && onItsWay.includes(status) && { byNextPk: listed, byNextSk: `${statusAt}#${id}` }),
  }),
  clientIds: ({ clientId }) => [clientId],
});

/** Documents that should have gone on by then. */
export const standingStill = (before: string): Omit<Query, 'from'> => ({
  index: 'byNext',
  pk: listed,
  range: { below: before },
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
  const { items, next } = await records.page({ ...query, range: { prefix: 'DOCUMENT#' }, newestFirst: true }, cursor);
  const found: Stored<Document>[] = items.map(documents.read);
  return { items: found, ...(next !== undefined && { next }) };
}

/** The documents of a client, newest first. */
export async function documentsOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const [page] = await Promise.all([
    pageOf(records, { index: 'byClient', pk: `CLIENT#${clientId}`, limit }, cursor),
    records.get(clients, clientId),
  ]);
  return page;
}

/** The documents of a job, newest first. */
export async function documentsOfJob(records: Records, jobId: string, { limit, cursor }: Page) {
  const [page] = await Promise.all([
    pageOf(records, { index: 'byJob', pk: `JOB#${jobId}`, limit }, cursor),
    records.get(jobs, jobId),
  ]);
  return page;
}
