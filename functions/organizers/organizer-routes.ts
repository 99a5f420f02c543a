import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { markingAll, remindedKey } from '../chasing/marks.ts';
import { jobs } from '../jobs/store.ts';
import { checkNamed } from '../requests/changing.ts';
import { remindedByHand } from '../requests/held.ts';
import { mailsTo } from '../requests/mail.ts';
import { SendOn } from '../requests/request.ts';
import { changeOrganizer } from './changing.ts';
import { answered, ById, load, read } from './loading.ts';
import { fieldsOfOrganizer, loadOrganizerMail } from './mail.ts';
import { loadNew, make } from './making.ts';
import { cancel, change, isOpen, NewOrganizer, OrganizerPatch, OrganizerStatus } from './organizer.ts';
import { dispatched } from './sending.ts';
import { organizersIn, organizersOfClient, organizersOfJob } from './store.ts';
import { line, OrganizerLine, OrganizerView, view } from './view.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });

export const organizerRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/organizers',
    summary: 'Ask a client the questions of a questionnaire',
    description:
      'A draft, unless it says when to `send`: now (within the firm’s hours for mail, else when they begin), or on a date. With `startsFrom`, the answers of an earlier one are shown beside the questions.',
    allow: staff,
    params: OfClient,
    body: NewOrganizer,
    status: 201,
    response: OrganizerView,
    load: ({ params, body }, { records, newId }) => loadNew(records, params.clientId, body, newId),
    decide: ({ loaded, body, caller, now, newId }) => make(loaded, body, { caller, now, newId }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/organizers',
    summary: 'Organizers of a client: what goes on first, then what is over, each newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(OrganizerLine),
    load: ({ params, query }, { records }) => organizersOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/organizers',
    summary: 'Organizers that belong to a job, newest first',
    allow: everyone,
    params: z.object({ jobId: Id('job') }),
    query: Paging,
    response: List(OrganizerLine),
    async load({ params, query }, { records }) {
      const [found] = await Promise.all([
        organizersOfJob(records, params.jobId, query),
        records.get(jobs, params.jobId),
      ]);
      return found;
    },
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/organizers',
    summary: 'Organizers of all clients in one state, by the day on which they are due',
    allow: everyone,
    query: z.strictObject({ status: OrganizerStatus.default('submitted'), ...paging }),
    response: List(OrganizerLine),
    load: ({ query }, { records }) => organizersIn(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/organizers/{organizerId}',
    summary: 'An organizer with its questions, what was answered, and what was answered last time',
    allow: everyone,
    params: ById,
    response: OrganizerView,
    load: ({ params }, { records }) => read(records, params.organizerId),
    answer: ({ loaded: { whole, prior }, caller }) => view(whole, prior, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/organizers/{organizerId}',
    summary: 'Change an organizer: its title, its day, to whom it goes',
    description: 'What it asks stays as it is.',
    allow: staff,
    params: ById,
    body: OrganizerPatch,
    response: OrganizerView,
    async load({ params, body }, { records }) {
      const loaded = await load(records, params.organizerId);
      const { clientId, contactIds } = loaded.whole.organizer;
      return { ...loaded, provided: await checkNamed(records, clientId, body, contactIds) };
    },
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior, provided }, body, caller }) {
      const changes = { organizer: change(whole.organizer, body), more: { provided } };
      return answered(changeOrganizer(whole, 'organizer.changed', changes), prior, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/send',
    summary: 'Send an organizer to the people it is addressed to, now or on a date',
    allow: staff,
    params: ById,
    body: z.strictObject({ send: SendOn.default('now') }).prefault({}),
    response: OrganizerView,
    async load({ params }, { records }) {
      const loaded = await load(records, params.organizerId);
      return { ...loaded, mailing: await loadOrganizerMail(records, loaded.whole.organizer, 'organizer') };
    },
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior, mailing }, body, caller, now, newId }) {
      const { type, organizer, mails } = dispatched(whole.organizer, mailing, body.send, { now, newId });
      return answered(changeOrganizer(whole, type, { organizer }), prior, caller, mails);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/nudge',
    summary: 'Remind people of an organizer by hand, at once',
    allow: staff,
    params: ById,
    response: OrganizerView,
    async load({ params }, { records }) {
      const loaded = await load(records, params.organizerId);
      if (!isOpen(loaded.whole.organizer)) throw broken('Nothing of this organizer is open for the client');
      const [mailing, marks] = await Promise.all([
        loadOrganizerMail(records, loaded.whole.organizer, 'organizer-reminder'),
        records.items(loaded.whole.organizer.contactIds.map(remindedKey)),
      ]);
      return { ...loaded, mailing, marks };
    },
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior, mailing, marks }, caller, now, newId }) {
      const { organizer } = whole;
      const { mails, latest } = mailsTo(mailing, fieldsOfOrganizer(organizer), { newId, now });
      const changes = {
        organizer: remindedByHand(organizer, latest, mailing.firm, now),
        more: { also: markingAll(marks, organizer.contactIds, mailing.firm, now) },
      };
      return answered(changeOrganizer(whole, 'organizer.reminded', changes), prior, caller, mails);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/cancel',
    summary: 'Call an organizer off: the client does not see it any more',
    allow: staff,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500).optional() }).prefault({}),
    response: OrganizerView,
    load: ({ params }, { records }) => load(records, params.organizerId),
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior }, body: { reason }, caller, now }) {
      const organizer = cancel(whole.organizer, reason, { by: caller.id, now });
      return answered(changeOrganizer(whole, 'organizer.cancelled', { organizer }), prior, caller);
    },
  }),
];
