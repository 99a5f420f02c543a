import { digestOf } from '../../../functions/organizers/write-back.ts';
import type { Call } from '../call.ts';
import { aPdf, saidOf } from '../documents.ts';
import { questionnaireContent, keyOfQuestionnaire, someOrganizer } from '../organizers.ts';
import type { Place } from '../place.ts';
import { writesMail } from '../requests.ts';
import type { KnownCalls } from './known.ts';

const one = (place: Place) => `/v1/organizers/${place.organizerId}`;
async function writes(call: Call, place: Place) {
  await writesMail(call, place.colleagueId);
  return call('GET', one(place));
}

async function aDraftInItsPlace(call: Call, place: Place) {
  await writes(call, place);
  const body = someOrganizer(place.questionnaireId, place.contactId);
  const reply = await call('POST', `/v1/clients/${place.clientId}/organizers`, { body });
  place.organizerId = reply.body.id;
  return reply;
}
async function aSubmitted(call: Call, place: Place) {
  await writes(call, place);
  return call('POST', `${one(place)}/submit`);
}
const changed = ({ clientId }: Place) => questionnaireContent({ key: keyOfQuestionnaire(clientId), name: 'Longer' });

/** Of the preview of what the place's organizer would write. */
const ofThePhone = digestOf([{ question: 'phone', text: 'Your phone', target: 'client.phone', after: '303-555-0177' }]);

/** How questionnaires and organizers are called. */
export const organizerCalls: KnownCalls = {
  'GET /v1/questionnaires': {},
  'POST /v1/questionnaires': { sent: { body: { from: 'library', key: 'new-client-intake' } } },
  'GET /v1/questionnaires/library': {},
  'GET /v1/questionnaires/{questionnaireId}': {},
  'PATCH /v1/questionnaires/{questionnaireId}': { sent: (place) => ({ body: { content: changed(place) } }) },
  'POST /v1/questionnaires/{questionnaireId}/release': {
    sent: { body: { note: 'Longer' } },
    first: (call, place) =>
      call('PATCH', `/v1/questionnaires/${place.questionnaireId}`, { body: { content: changed(place) } }),
  },
  'GET /v1/questionnaires/{questionnaireId}/versions': {},
  'GET /v1/questionnaires/{questionnaireId}/versions/{n}': {},
  'POST /v1/questionnaires/{questionnaireId}/withdraw': {},
  'POST /v1/questionnaires/{questionnaireId}/restore': {
    first: (call, { questionnaireId }) => call('POST', `/v1/questionnaires/${questionnaireId}/withdraw`),
  },
  'POST /v1/clients/{clientId}/organizers': {
    sent: ({ questionnaireId, contactId }) => ({ body: someOrganizer(questionnaireId, contactId) }),
  },
  'GET /v1/clients/{clientId}/organizers': {},
  'GET /v1/jobs/{jobId}/organizers': {},
  'GET /v1/organizers': {},
  'GET /v1/organizers/{organizerId}': {},
  'PATCH /v1/organizers/{organizerId}': { sent: { body: { title: 'Taxes 2025' } } },
  'POST /v1/organizers/{organizerId}/send': { first: aDraftInItsPlace },
  'POST /v1/organizers/{organizerId}/nudge': { first: writes },
  'POST /v1/organizers/{organizerId}/cancel': { sent: { body: {} } },
  'POST /v1/organizers/{organizerId}/answers': {
    sent: { body: { answers: [{ question: 'children', value: '2', seen: 0 }] } },
  },
  'POST /v1/organizers/{organizerId}/review': { sent: { body: { questions: ['phone'] } } },
  'POST /v1/organizers/{organizerId}/submit': {},
  'POST /v1/organizers/{organizerId}/return': { sent: { body: { note: 'The year is missing' } }, first: aSubmitted },
  'GET /v1/organizers/{organizerId}/write-back': {},
  'POST /v1/organizers/{organizerId}/accept': { sent: { body: { digest: ofThePhone } }, first: aSubmitted },
  'POST /v1/organizers/{organizerId}/questions/{question}/documents': {
    sent: { body: saidOf('w2.pdf', aPdf()) },
  },
};
