import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { HistoryEntry, present, withoutHidden } from './history.ts';
import { chainOf, dayOf, timelineOf, timelineOfJob } from './store.ts';
import { Verdict, verifySome, type Verifying } from './verify.ts';

const on = routesOf<Verifying>();

export const auditRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/timeline',
    summary: 'Everything that happened to a client and its people, newest first',
    allow: everyone,
    params: z.object({ clientId: Id('client') }),
    query: Paging,
    response: List(HistoryEntry),
    load: ({ params, query }, { records }) => timelineOf(records, params.clientId, query),
    answer: ({ loaded, caller }) => present(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/timeline',
    summary: 'Everything that happened in a job, newest first',
    allow: everyone,
    params: z.object({ jobId: Id('job') }),
    query: Paging,
    response: List(HistoryEntry),
    load: ({ params, query }, { records }) => timelineOfJob(records, params.jobId, query),
    answer: ({ loaded, caller }) => present(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/audit/records/{recordId}',
    summary: 'The history of one record: a client, an engagement, a person, a team member, a team, or `firm`',
    allow: leads,
    params: z.object({
      recordId: z.union([
        Id('client'),
        Id('engagement'),
        Id('job'),
        Id('contact'),
        Id('member'),
        Id('team'),
        z.literal('firm'),
      ]),
    }),
    query: Paging,
    response: List(HistoryEntry),
    load: ({ params, query }, { records }) => chainOf(records, params.recordId, query),
    answer: ({ loaded, caller }) => present(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/audit/days/{date}',
    summary: 'What happened on one day of the firm’s calendar, oldest first',
    allow: leads,
    params: z.object({ date: CivilDate }),
    query: z.strictObject(paging),
    response: List(HistoryEntry),
    load: ({ params, query }, { records, cursors }) => dayOf(records, cursors, params.date, query),
    answer: ({ loaded, caller }) => present(loaded, caller),
  }),
  on.reads({
    method: 'POST',
    path: '/v1/audit/verify',
    summary: 'Recompute the chains of events and compare them with the records and the seals',
    description:
      'Works for some seconds and answers how far it came: call again with `cursor` until there is no `next`. It names the first event altered, removed or added behind the application’s back. What was cut off the end of a chain is found once it has been sealed.',
    allow: leads,
    limit: { per: 'person', times: 600, seconds: 3600 },
    body: z.strictObject({ clientId: Id('client').optional(), cursor: z.string().max(4096).optional() }).default({}),
    response: Verdict,
    load: ({ body }, from) => verifySome(from, body),
    answer: ({ loaded, caller }) => ({
      ...withoutHidden(loaded, caller),
      ...(loaded.next !== undefined && { next: loaded.next }),
    }),
  }),
];
