import type { KnownCalls } from './known.ts';

const one = '/v1/onboardings/{onboardingId}';
const skip = { body: { reason: 'They keep their papers with us already' } };

/** How onboardings are called. */
export const onboardingCalls: KnownCalls = {
  'POST /v1/clients/{clientId}/onboarding': {
    sent: { body: { before: 40 } },
    // A client has one: it is begun for one that has none.
    first(call, place) {
      place.clientId = place.otherClientId;
      return call('GET', `/v1/clients/${place.clientId}`);
    },
  },
  [`GET ${one}`]: {},
  'GET /v1/onboardings': {},
  'GET /v1/reports/onboarding': {},
  [`POST ${one}/steps/{step}/skip`]: { sent: skip },
  [`POST ${one}/steps/{step}/reopen`]: {
    first: (call, { onboardingId, step }) => call('POST', `/v1/onboardings/${onboardingId}/steps/${step}/skip`, skip),
  },
  [`POST ${one}/steps/{step}/touch`]: { sent: { body: { seconds: 30 } } },
};
