import type { Call, Reply } from '../call.ts';
import { aDraftLetter } from '../letters.ts';
import type { Place } from '../place.ts';
import { writesMail } from '../requests.ts';
import type { KnownCalls } from './known.ts';

async function speaksFor(call: Call, { colleagueId }: Place): Promise<Reply> {
  await writesMail(call, colleagueId);
  return call('GET', '/v1/firm');
}

/** What is sent or changed is a letter that is not out. */
async function aDraftInItsPlace(call: Call, place: Place): Promise<Reply> {
  await writesMail(call, place.colleagueId);
  const reply = await aDraftLetter(call, place);
  place.letterId = reply.body.id;
  return reply;
}

/** How letters are called. */
export const letterCalls: KnownCalls = {
  'GET /v1/letter-templates': {},
  'GET /v1/letter-templates/{letterKey}': {},
  'PUT /v1/letter-templates/{letterKey}': {
    sent: { body: { name: 'Payroll', kind: 'engagement-letter', title: 'Payroll', text: 'We run it.' } },
  },
  'DELETE /v1/letter-templates/{letterKey}': {},
  'POST /v1/letter-templates/{letterKey}/preview': { sent: ({ engagementId }) => ({ body: { engagementId } }) },
  'POST /v1/clients/{clientId}/letters': {
    sent: ({ engagementId, contactId }) => ({
      body: { template: 'engagement-letter', engagementId, contactIds: [contactId], dueOn: '2030-12-31' },
    }),
  },
  'GET /v1/clients/{clientId}/letters': {},
  'GET /v1/letters': {},
  'GET /v1/letters/{letterId}': {},
  'PATCH /v1/letters/{letterId}': { sent: { body: { title: 'Our letter' } }, first: aDraftInItsPlace },
  'GET /v1/letters/{letterId}/preview': {},
  'POST /v1/letters/{letterId}/send': { first: aDraftInItsPlace },
  'POST /v1/letters/{letterId}/resend': { first: speaksFor },
  'POST /v1/letters/{letterId}/extend': { sent: { body: { dueOn: '2031-12-31' } } },
  'POST /v1/letters/{letterId}/void': { sent: { body: { reason: 'They left' } } },
  'GET /v1/letters/{letterId}/file': {},
  'GET /v1/letters/verify/{sha256}': {},
};
