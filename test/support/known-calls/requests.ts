import { aMessageFile, someThread } from '../messages.ts';
import { someRequest, writesMail } from '../requests.ts';
import { anotherPdf, saidInParts, saidOf } from '../documents.ts';
import type { Call, Reply } from '../call.ts';
import type { Place } from '../place.ts';
import type { KnownCalls } from './known.ts';
import { shelfCalls } from './shelf.ts';

/** What is decided on a file that was held is decided on that one. */
const onTheHeld = {
  sent: { body: { reason: 'Sent by the bank' } },
  async first(call: Call, place: Place): Promise<Reply> {
    place.documentId = place.heldDocumentId;
    return call('GET', `/v1/documents/${place.documentId}`);
  },
};
const itemOf = ({ requestId, itemId }: Pick<Place, 'requestId' | 'itemId'>) =>
  `/v1/requests/${requestId}/items/${itemId}`;
const someCells = { cells: [0, 1].map((row) => ({ row, ask: 0, text: 'Paint' })) };
const filledIn = (call: Call, place: Place) => call('POST', `${itemOf(place)}/cells`, { body: someCells });
async function anAnswer(call: Call, place: Place): Promise<Reply> {
  await filledIn(call, place);
  return call('POST', `${itemOf(place)}/answer`, { body: {} });
}
/** What is sent is another one than that which was sent. */
async function aDraftInItsPlace(call: Call, place: Place): Promise<Reply> {
  await writesMail(call, place.colleagueId);
  const reply = await call('POST', `/v1/clients/${place.clientId}/requests`, { body: someRequest(place.contactId) });
  place.requestId = reply.body.id;
  return reply;
}

/** A file that has not come yet, in the place of the one that has. */
async function aLateOne(call: Call, place: Place, said = saidOf('late.pdf', anotherPdf())): Promise<Reply> {
  const reply = await call('POST', `/v1/clients/${place.clientId}/documents`, { body: said });
  place.documentId = reply.body.id;
  return reply;
}

/** How what goes between the firm and its clients is called: requests, documents, conversations, links. */
export const requestCalls: KnownCalls = {
  'POST /v1/clients/{clientId}/documents': { sent: () => ({ body: saidOf('invoice.pdf', anotherPdf()) }) },
  'GET /v1/clients/{clientId}/documents': {},
  'POST /v1/jobs/{jobId}/documents': { sent: () => ({ body: saidOf('invoice.pdf', anotherPdf()) }) },
  'GET /v1/jobs/{jobId}/documents': {},
  'GET /v1/documents/held': {},
  'GET /v1/documents/{documentId}': {},
  'PATCH /v1/documents/{documentId}': { sent: { body: { name: 'January.pdf', visibility: 'client' } } },
  'POST /v1/documents/{documentId}/upload': { first: (call, place) => aLateOne(call, place) },
  'POST /v1/documents/{documentId}/parts': {
    sent: { body: { numbers: [1, 2] } },
    first: (call, place) => aLateOne(call, place, saidInParts('late.zip')),
  },
  'POST /v1/documents/{documentId}/complete': { first: (call, place) => aLateOne(call, place) },
  'POST /v1/documents/{documentId}/cancel': { first: (call, place) => aLateOne(call, place) },
  'GET /v1/documents/{documentId}/download': {},
  'POST /v1/documents/{documentId}/release': onTheHeld,
  'POST /v1/documents/{documentId}/reject': onTheHeld,
  ...shelfCalls,
  'POST /v1/clients/{clientId}/requests': { sent: ({ contactId }) => ({ body: someRequest(contactId) }) },
  'GET /v1/clients/{clientId}/requests': {},
  'GET /v1/jobs/{jobId}/requests': {},
  'GET /v1/requests': {},
  'GET /v1/requests/{requestId}': {},
  'GET /v1/requests/{requestId}/mails': {},
  'PATCH /v1/requests/{requestId}': { sent: { body: { title: 'April 2026 statements' } } },
  'POST /v1/requests/{requestId}/send': { sent: { body: {} }, first: aDraftInItsPlace },
  'POST /v1/requests/{requestId}/cancel': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/nudge': {},
  'POST /v1/chasing/preview': { sent: { body: {} } },
  'POST /v1/chasing/nudge': {
    sent: ({ requestId }) => ({ body: { ids: [requestId] } }),
    first: (call) => call('POST', '/v1/firm/go-live'),
  },
  'POST /v1/requests/{requestId}/items/{itemId}/accept': { sent: { body: {} }, first: anAnswer },
  'POST /v1/requests/{requestId}/items/{itemId}/return': { sent: { body: { reason: 'Too short' } }, first: anAnswer },
  'POST /v1/requests/{requestId}/items/{itemId}/waive': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/items/{itemId}/receive': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/items/{itemId}/reopen': {
    sent: { body: {} },
    first: (call, { requestId, itemId }) => call('POST', `/v1/requests/${requestId}/items/${itemId}/waive`),
  },
  'POST /v1/requests/{requestId}/items/{itemId}/answer': { sent: { body: {} }, first: filledIn },
  'POST /v1/requests/{requestId}/items/{itemId}/cells': { sent: { body: someCells } },
  'POST /v1/requests/{requestId}/items/{itemId}/documents': {
    sent: () => ({ body: saidOf('march.pdf', anotherPdf()) }),
    async first(call, place) {
      place.itemId = place.uploadItemId;
      return call('GET', `/v1/requests/${place.requestId}`);
    },
  },
  'POST /v1/requests/{requestId}/items/{itemId}/more-time': { sent: { body: { granted: true } } },
  'GET /v1/requests/{requestId}/items/{itemId}/answers.csv': {},
  'POST /v1/clients/{clientId}/threads': { sent: ({ contactId }) => ({ body: someThread(contactId) }) },
  'GET /v1/clients/{clientId}/threads': {},
  'GET /v1/jobs/{jobId}/threads': {},
  'GET /v1/threads': {},
  'GET /v1/threads/{threadId}': {},
  'PATCH /v1/threads/{threadId}': { sent: { body: { subject: 'Another question' } } },
  'GET /v1/threads/{threadId}/messages': {},
  'POST /v1/threads/{threadId}/messages': { sent: { body: { text: 'Of course' } } },
  'POST /v1/threads/{threadId}/documents': { sent: { body: aMessageFile } },
  'POST /v1/clients/{clientId}/messages/documents': { sent: { body: aMessageFile } },
  'POST /v1/threads/{threadId}/read': { sent: { body: { upTo: 1 } } },
  'POST /v1/threads/{threadId}/close': {},
  'POST /v1/threads/{threadId}/reopen': {
    first: (call, { threadId }) => call('POST', `/v1/threads/${threadId}/close`),
  },
  'GET /v1/threads/{threadId}/replies': {},
  'POST /v1/threads/{threadId}/replies/{replyId}/accept': {},
  'POST /v1/threads/{threadId}/replies/{replyId}/discard': {},
  'GET /v1/threads/{threadId}/notes': {},
  'POST /v1/threads/{threadId}/notes': { sent: { body: { text: 'Ask the partner first' } } },
  'GET /v1/contacts/{contactId}/portal-links': {},
  'POST /v1/contacts/{contactId}/portal-links': {},
  'POST /v1/contacts/{contactId}/portal-links/copy': {},
  'DELETE /v1/contacts/{contactId}/portal-links/{linkId}': {},
  'DELETE /v1/contacts/{contactId}/portal-links': {},
};
