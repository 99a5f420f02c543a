import * as z from 'zod';
import { contacts, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { NewFile } from '../documents/document.ts';
import { expected, expectedOnPortal, prepare } from '../documents/expecting.ts';
import { PortalExpected } from '../documents/portal-view.ts';
import type { Filed } from '../documents/routing.ts';
import { Expected } from '../documents/view.ts';
import { ById, checkShown } from './portal-routes.ts';
import { threads } from './store.ts';
import { notErased, type Thread } from './thread.ts';

const on = routesOf<Filed>();
const OfClient = z.object({ clientId: Id('client') });

type Place = Pick<Thread, 'clientId' | 'contactIds' | 'jobId'>;

const loadFile = (body: NewFile, place: Place, from: Loading<Filed>) => {
  const { clientId, jobId, contactIds } = place;
  // Whoever sends it: both sides see what goes with a message.
  const asked = { ...body, visibility: 'client' as const, contactIds: [...contactIds] };
  // What goes with one message may go with another.
  return prepare(asked, { clientId, ...(jobId !== undefined && { jobId }) }, from, { isGone: () => true });
};

async function loadFileIn(threadId: string, body: NewFile, from: Loading<Filed>, isPortal: boolean) {
  const thread = await from.records.get(threads, threadId);
  if (isPortal) await checkShown(from.records, thread);
  notErased(thread);
  return loadFile(body, thread, from);
}

const description = 'Answers with the one request that brings the file. Name its id with what you write.';
const toGo = 'Upload a file that goes with what you are about to write';
const toBegin = 'Upload a file that goes with a conversation that you are about to begin';
const aFile = { method: 'POST', description, body: NewFile, status: 201 } as const;

export const messageFileRoutes = [
  on.changes({
    ...aFile,
    path: '/v1/threads/{threadId}/documents',
    summary: toGo,
    allow: staff,
    params: ById,
    response: Expected,
    load: ({ params, body }, from) => loadFileIn(params.threadId, body, from, false),
    decide: expected,
  }),
  on.changes({
    ...aFile,
    path: '/v1/clients/{clientId}/messages/documents',
    summary: toBegin,
    allow: staff,
    params: OfClient,
    response: Expected,
    load: ({ params, body }, from) => loadFile(body, { ...params, contactIds: [] }, from),
    decide: expected,
  }),
];

export const messageFilePortalRoutes = [
  on.changes({
    ...aFile,
    path: '/portal/v1/threads/{threadId}/documents',
    summary: toGo,
    allow: contacts,
    params: ById,
    response: PortalExpected,
    load: ({ params, body }, from) => loadFileIn(params.threadId, body, from, true),
    decide: expectedOnPortal,
  }),
  on.changes({
    ...aFile,
    path: '/portal/v1/clients/{clientId}/messages/documents',
    summary: toBegin,
    allow: contacts,
    params: OfClient,
    response: PortalExpected,
    async load({ params, body }, from) {
      const { id } = await from.records.reader();
      return loadFile(body, { ...params, contactIds: [id!] }, from);
    },
    decide: expectedOnPortal,
  }),
];
