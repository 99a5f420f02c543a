import * as z from 'zod';
import { contacts, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { NewDocument, NewFile } from '../documents/document.ts';
import { expected, expectedOnPortal, prepare } from '../documents/expecting.ts';
import type { Filed } from '../documents/routing.ts';
import { PortalExpected } from '../documents/portal-view.ts';
import { Expected } from '../documents/view.ts';
import { ByItem } from './changing.ts';
import { checkFile, isPutAway } from './files.ts';
import { checkUnderWay } from './item-routes.ts';
import { checkShown } from './portal-routes.ts';
import { loadItem } from './store.ts';

const on = routesOf<Filed>();

/** Sent on the client’s behalf. They see it, as whatever answers their request; from them comes the file alone. */
export const NewAnsweringFile = NewDocument.omit({ visibility: true, folderId: true, retention: true }).meta({
  id: 'NewAnsweringFile',
});

type Place = { params: z.output<typeof ByItem>; body: z.output<typeof NewAnsweringFile> };

async function loadUpload({ params, body }: Place, from: Loading<Filed>, isPortal: boolean) {
  const { whole, item } = await loadItem(from.records, params);
  const { request } = whole;
  if (isPortal) await checkShown(from.records, request);
  checkUnderWay(whole);
  const asked: NewDocument = { ...body, visibility: 'client' };
  const { clientId, jobId, id: requestId } = request;
  const about = { requestId, itemId: item.id };
  const ofItem = { isGone: isPutAway(item), check: () => checkFile(item, asked) };
  return prepare(asked, { clientId, ...(jobId !== undefined && { jobId }), about }, from, ofItem);
}

const description =
  'Answers with the one request that brings the file: its key, size, type and SHA-256 are signed. The item follows when the file has been looked at.';

export const requestUploadRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/requests/{requestId}/items/{itemId}/documents',
    summary: 'Upload a file for an item on the client’s behalf',
    description,
    allow: staff,
    params: ByItem,
    body: NewAnsweringFile,
    status: 201,
    response: Expected,
    load: (given, from) => loadUpload(given, from, false),
    decide: expected,
  }),
];

export const requestUploadPortalRoutes = [
  on.changes({
    method: 'POST',
    path: '/portal/v1/requests/{requestId}/items/{itemId}/documents',
    summary: 'Upload a file that you are asked for',
    description,
    allow: contacts,
    params: ByItem,
    body: NewFile,
    status: 201,
    response: PortalExpected,
    load: (given, from) => loadUpload(given, from, true),
    decide: expectedOnPortal,
  }),
];
