import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Line } from '../templates/texts.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { onboardingEvent } from './events.ts';
import { Before, begin, type Onboarding, Portion, reopen, skip, Step, touch } from './onboarding.ts';
import { changeOnboarding, loadOnboarding, onboardingIdOf, onboardings, onboardingsOf } from './store.ts';
import { OnboardingView, view } from './view.ts';

const on = routesOf();
const ById = z.object({ onboardingId: Id('onboarding') });
const OfStep = ById.extend({ step: Step });
const one = '/v1/onboardings/{onboardingId}' as const;

async function loadToBegin(records: Records, clientId: string) {
  const tail = await records.tail(onboardings.key(onboardingIdOf(clientId)).pk);
  const client = await records.get(clients, clientId);
  return { tail, client, known: await onboardingsOf(records, client) };
}

/** What is over with its client is read only. */
async function loadToChange(records: Records, id: string) {
  const loaded = await loadOnboarding(records, id);
  if (loaded.onboarding.erasedAt !== undefined) throw broken('The client of this onboarding was erased');
  return loaded;
}

export const onboardingRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/onboarding',
    summary: 'Begin the onboarding of a client, and its clock',
    description:
      'A client has one. `before`: the seconds for which the form for the client was before the caller until now; they count. Its steps follow from what happens to the client: a conflict search and its decision, services, a letter, an organizer, a request, a series.',
    allow: staff,
    params: z.object({ clientId: Id('client') }),
    body: z.strictObject({ before: Before.default(0) }).prefault({}),
    status: 201,
    response: OnboardingView,
    load: ({ params }, { records }) => loadToBegin(records, params.clientId),
    decide({ loaded: { tail, client, known }, body, caller, now }) {
      notErased(client);
      const id = onboardingIdOf(client.id);
      if (known[0] || tail.seq > 0)
        throw broken(`The onboarding of ${client.name} began already`, { onboardingId: known[0]?.id ?? id });
      const write = onboardings.create(begin({ id, clientId: client.id, ...body }, { by: caller.id, now }));
      return {
        write: [onboardingEvent('onboarding.begun', tail, [write])],
        answer: view(write.after as Stored<Onboarding>, caller),
        location: `/v1/onboardings/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: one,
    summary: 'An onboarding, step by step: how far it is, and how long it took',
    allow: everyone,
    params: ById,
    response: OnboardingView,
    load: ({ params }, { records }) => records.get(onboardings, params.onboardingId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'POST',
    path: `${one}/steps/{step}/skip`,
    summary: 'Leave a step of an onboarding out, with the reason',
    allow: staff,
    params: OfStep,
    body: z.strictObject({ reason: Line(500) }),
    response: OnboardingView,
    load: ({ params }, { records }) => loadToChange(records, params.onboardingId),
    subject: ({ onboarding }) => onboarding,
    decide({ loaded, params, body, caller, now }) {
      const after = skip(loaded.onboarding, params.step, body.reason, { by: caller.id, now });
      const { decided, onboarding } = changeOnboarding(loaded, 'onboarding.step-skipped', after);
      return { write: [decided], answer: view(onboarding, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: `${one}/steps/{step}/reopen`,
    summary: 'Take up a step of an onboarding that was left out',
    allow: staff,
    params: OfStep,
    response: OnboardingView,
    load: ({ params }, { records }) => loadToChange(records, params.onboardingId),
    subject: ({ onboarding }) => onboarding,
    decide({ loaded, params, caller }) {
      const after = reopen(loaded.onboarding, params.step);
      const { decided, onboarding } = changeOnboarding(loaded, 'onboarding.step-reopened', after);
      return { write: [decided], answer: view(onboarding, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: `${one}/steps/{step}/touch`,
    summary: 'Note for how long a step of an onboarding was before the caller',
    description:
      'In portions of at most two minutes, as it goes. No moment of a person counts twice: never more than has passed since their last portion.',
    allow: staff,
    limit: { per: 'person', times: 300, seconds: 3600 },
    params: OfStep,
    body: z.strictObject({ seconds: Portion }),
    response: OnboardingView,
    load: ({ params }, { records }) => loadToChange(records, params.onboardingId),
    decide({ loaded, params, body, caller, now }) {
      const after = touch(loaded.onboarding, params.step, body.seconds, { by: caller.id, now });
      const { decided, onboarding } = changeOnboarding(loaded, 'onboarding.touched', after);
      return { write: [decided], answer: view(onboarding, caller) };
    },
  }),
];
