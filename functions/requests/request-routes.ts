import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { markingAll, remindedKey } from '../chasing/marks.ts';
import { jobs } from '../jobs/store.ts';
import { mails } from '../notifications/mail.ts';
import { answered, ById, checkNamed, dispatched, itemsAfter, loadNew, make } from './changing.ts';
import { fieldsOfRequest, loadMailingByHand, mailsTo } from './mail.ts';
import { cancel, change } from './handling.ts';
import { remindedByHand } from './held.ts';
import { isOpenRequest, NewRequest, RequestPatch, SendOn } from './request.ts';
import {
  changeRequest,
  clientNames,
  loadRequest,
  readRequest,
  requests,
  requestsIn,
  requestsOfClient,
  requestsOfJob,
} from './store.ts';
import { line, mailOf, RequestLine, RequestMail, RequestView, view } from './view.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });

export const requestRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/requests',
    summary: 'Ask a client for files, answers or a word of confirmation',
    description:
      'A draft, unless it says when to `send`: now (within the firm’s hours for mail, else when they begin), or on a date.',
    allow: staff,
    params: OfClient,
    body: NewRequest,
    status: 201,
    response: RequestView,
    load: ({ params, body }, { records, newId }) => loadNew(records, params.clientId, body, newId),
    decide: ({ loaded, body, caller, now, newId }) => make(loaded, body, { caller, now, newId }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/requests',
    summary: 'What a client is asked for: what goes on first, then what is over, each newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(RequestLine),
    load: ({ params, query }, { records }) => requestsOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/requests',
    summary: 'What the client is asked for in a job, newest first',
    allow: everyone,
    params: z.object({ jobId: Id('job') }),
    query: Paging,
    response: List(RequestLine),
    async load({ params, query }, { records }) {
      const [found] = await Promise.all([requestsOfJob(records, params.jobId, query), records.get(jobs, params.jobId)]);
      return found;
    },
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/requests',
    summary: 'What all clients owe the firm, oldest first; or requests in another state',
    allow: everyone,
    query: z.strictObject({
      state: z.enum(['open', 'draft', 'scheduled', 'submitted', 'completed', 'cancelled']).default('open'),
      ...paging,
    }),
    response: List(RequestLine),
    async load({ query }, { records }) {
      const page = await requestsIn(records, query);
      return { page, names: await clientNames(records, page.items) };
    },
    answer: ({ loaded: { page, names }, caller }) => ({
      ...page,
      items: page.items.map((one) => {
        const clientName = names.get(one.clientId);
        return { ...line(one, caller), ...(clientName !== undefined && { clientName }) };
      }),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/requests/{requestId}',
    summary: 'A request with all that is asked for',
    allow: everyone,
    params: ById,
    response: RequestView,
    load: ({ params }, { records }) => readRequest(records, params.requestId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/requests/{requestId}',
    summary: 'Change a request; what is asked only until it is sent',
    description: '`items` replaces all of them.',
    allow: staff,
    params: ById,
    body: RequestPatch,
    response: RequestView,
    async load({ params, body }, { records }) {
      const whole = await loadRequest(records, params.requestId);
      const { clientId, contactIds } = whole.request;
      return { whole, provided: await checkNamed(records, clientId, body, contactIds) };
    },
    subject: ({ whole }) => whole.request,
    decide({ loaded: { whole, provided }, body, caller, now, newId }) {
      const items = itemsAfter(whole, body, newId);
      const request = change(whole.request, body);
      const changes = { request, ...(items && { items }), more: { provided } };
      return answered(changeRequest(whole, 'request.changed', changes, now), caller);
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/requests/{requestId}/mails',
    summary: 'What has become of the latest mail about a request to each of its people',
    description: 'Sent, delivered, opened by its link, or come back.',
    allow: everyone,
    params: ById,
    response: z.object({ items: z.array(RequestMail) }),
    async load({ params }, { records }) {
      const { mails: latest = [] } = await records.get(requests, params.requestId);
      return records.getMany(
        mails,
        latest.map(({ mailId }) => mailId),
      );
    },
    answer: ({ loaded }) => ({ items: loaded.map(mailOf) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/requests/{requestId}/send',
    summary: 'Send a request to the people it is addressed to, now or on a date',
    allow: staff,
    params: ById,
    body: z.strictObject({ send: SendOn.default('now') }).prefault({}),
    response: RequestView,
    async load({ params }, { records }) {
      const whole = await loadRequest(records, params.requestId);
      return { whole, mailing: await loadMailingByHand(records, whole.request, 'request') };
    },
    subject: ({ whole }) => whole.request,
    decide({ loaded: { whole, mailing }, body, caller, now, newId }) {
      const { type, request, mails } = dispatched(whole.request, whole.items, mailing, body.send, { now, newId });
      return answered(changeRequest(whole, type, { request }, now), caller, mails);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/requests/{requestId}/cancel',
    summary: 'Call a request off: nobody is reminded of it any more',
    allow: staff,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500).optional() }).prefault({}),
    response: RequestView,
    load: ({ params }, { records }) => loadRequest(records, params.requestId),
    subject: ({ request }) => request,
    decide: ({ loaded, body, caller, now }) =>
      answered(
        changeRequest(loaded, 'request.cancelled', { request: cancel(loaded.request, body.reason, now) }, now),
        caller,
      ),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/requests/{requestId}/nudge',
    summary: 'Remind people of a request by hand, at once',
    allow: staff,
    params: ById,
    response: RequestView,
    async load({ params }, { records }) {
      const whole = await loadRequest(records, params.requestId);
      if (!isOpenRequest(whole.request)) throw broken('Nothing of this request is open for the client');
      const [mailing, marks] = await Promise.all([
        loadMailingByHand(records, whole.request, 'reminder-first'),
        records.items(whole.request.contactIds.map(remindedKey)),
      ]);
      return { whole, mailing, marks };
    },
    subject: ({ whole }) => whole.request,
    decide({ loaded: { whole, mailing, marks }, caller, now, newId }) {
      const { request, items } = whole;
      const { mails, latest } = mailsTo(mailing, fieldsOfRequest(request, items), { newId, now });
      const changes = {
        request: remindedByHand(request, latest, mailing.firm, now),
        more: { also: markingAll(marks, request.contactIds, mailing.firm, now) },
      };
      return answered(changeRequest(whole, 'request.reminded', changes, now), caller, mails);
    },
  }),
];
