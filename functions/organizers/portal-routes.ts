import { notFound } from '../../shared/errors.ts';
import { type Caller, contacts, routesOf } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { AnswersInput, placeOf, questionsOf, save } from './answering.ts';
import { changeOrganizer } from './changing.ts';
import { ById } from './loading.ts';
import { begun, checkOpen, type Organizer, submit } from './organizer.ts';
import { isShownTo, PortalOrganizer, portalView } from './portal-view.ts';
import { priorAnswers } from './prior.ts';
import { loadOrganizer, organizers, readOrganizer, type Whole } from './store.ts';
import { missingOf } from './view.ts';

const on = routesOf();

/** What someone may not see is not there. */
export async function checkShown(records: Records, organizer: Organizer): Promise<Caller> {
  const caller = (await records.reader()) as Caller;
  if (!isShownTo(caller, organizer)) throw notFound(organizers.name, organizer.id);
  return caller;
}

async function seen<W extends Whole>(records: Records, whole: W) {
  const caller = await checkShown(records, whole.organizer);
  return { whole, prior: await priorAnswers(records, whole.organizer, caller) };
}

export const organizerPortalRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/organizers/{organizerId}',
    summary: 'An organizer: what you are asked, what you have answered, and what you answered last time',
    allow: contacts,
    params: ById,
    response: PortalOrganizer,
    load: async ({ params }, { records }) => seen(records, await readOrganizer(records, params.organizerId)),
    answer: ({ loaded: { whole, prior } }) => portalView(whole, prior),
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/organizers/{organizerId}/answers',
    summary: 'Answer questions; what you answer is kept at once',
    description:
      'Each answer says which version of it it goes on from. Where that is not the one that is there, it is not kept, and stands in `moved`; the others are.',
    allow: contacts,
    params: ById,
    body: AnswersInput,
    response: PortalOrganizer,
    load: async ({ params }, { records }) => seen(records, await loadOrganizer(records, params.organizerId)),
    decide({ loaded: { whole, prior }, body, caller, now }) {
      checkOpen(whole.organizer);
      const place = placeOf(whole, caller.id, now);
      const { changed, moved } = save(questionsOf(whole), whole.answers, body.answers, place);
      const change =
        changed.length > 0 ? { organizer: begun(whole.organizer, { by: caller.id, now }), answers: changed } : {};
      const { decided, whole: after } = changeOrganizer(whole, 'organizer.answered', change);
      return { write: changed.length > 0 ? [decided] : [], answer: portalView(after, prior, moved) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/organizers/{organizerId}/submit',
    summary: 'Send what you have answered; it can be read only from then on',
    description: 'Refused while something is missing, each question named in `missing`.',
    allow: contacts,
    params: ById,
    response: PortalOrganizer,
    load: async ({ params }, { records }) => seen(records, await loadOrganizer(records, params.organizerId)),
    decide({ loaded: { whole, prior }, caller, now }) {
      const organizer = submit(whole.organizer, missingOf(whole), { by: caller.id, now });
      const { decided, whole: after } = changeOrganizer(whole, 'organizer.submitted', { organizer });
      return { write: [decided], answer: portalView(after, prior) };
    },
  }),
];
