import type { Call } from '../call.ts';
import { aPdf, sha256Of } from '../documents.ts';
import type { Place } from '../place.ts';
import type { KnownCalls } from './known.ts';

const because = { body: { reason: 'Marchetti v. Obermoser' } };
/** What comes before, by the same person. */
const after =
  (what: string, sent = {}) =>
  (call: Call, { documentId }: Place) =>
    call('POST', `/v1/documents/${documentId}/${what}`, sent);
const ids = ({ documentId }: Place) => [documentId];
const another = aPdf('Another');

/** How a client’s shelf of documents is called: folders, trash, versions, holds. */
export const shelfCalls: KnownCalls = {
  'GET /v1/clients/{clientId}/folders': {},
  'POST /v1/clients/{clientId}/folders': { sent: { body: { name: 'Tax returns' } } },
  'GET /v1/clients/{clientId}/folders/{folderId}': {},
  'PATCH /v1/clients/{clientId}/folders/{folderId}': { sent: { body: { name: 'Correspondence' } } },
  'DELETE /v1/clients/{clientId}/folders/{folderId}': {},
  'POST /v1/clients/{clientId}/folders/grow': { sent: { body: { template: 'accounting' } } },
  'GET /v1/folder-templates': {},
  'PUT /v1/folder-templates/{treeKey}': {
    sent: { body: { name: 'Trusts', folders: [{ path: ['Deed'], visibility: 'firm' }] } },
  },
  'DELETE /v1/folder-templates/{treeKey}': {},
  'POST /v1/clients/{clientId}/documents/move': {
    sent: (place) => ({ body: { ids: ids(place), folderId: place.folderId } }),
  },
  'GET /v1/clients/{clientId}/trash': {},
  'POST /v1/documents/{documentId}/trash': { sent: { body: { reason: 'Sent twice' } } },
  'POST /v1/documents/{documentId}/restore': { first: after('trash') },
  'POST /v1/documents/{documentId}/hold': { sent: because },
  'POST /v1/documents/{documentId}/lift-hold': { sent: because, first: after('hold', because) },
  'POST /v1/documents/{documentId}/seal': {},
  'POST /v1/documents/{documentId}/versions': { sent: { body: { size: another.length, sha256: sha256Of(another) } } },
  'GET /v1/documents/{documentId}/versions': {},
  'GET /v1/documents': { sent: { query: { q: 'statement' } } },
  'POST /v1/clients/{clientId}/documents/links': { sent: (place) => ({ body: { ids: ids(place) } }) },
  'POST /v1/clients/{clientId}/hold': { sent: because },
  'POST /v1/clients/{clientId}/lift-hold': {
    sent: because,
    first: (call, { clientId }) => call('POST', `/v1/clients/${clientId}/hold`, because),
  },
};
