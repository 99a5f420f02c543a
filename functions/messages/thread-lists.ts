import * as z from 'zod';
import { List, paging, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { clients } from '../clients/store.ts';
import { jobs } from '../jobs/store.ts';
import { withUnread } from './read-mark.ts';
import { pageOfClient, threadsIn, threadsOfJob } from './store.ts';
import { ThreadState } from './thread.ts';
import { ThreadView, viewAll } from './view.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });

export const threadListRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/threads',
    summary: 'Conversations with a client, where something was said last first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(ThreadView),
    async load({ params: { clientId }, query }, { records }) {
      const [found] = await Promise.all([pageOfClient(records, clientId, query), records.get(clients, clientId)]);
      return withUnread(records, found);
    },
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/threads',
    summary: 'Conversations about a job, where something was said last first',
    allow: everyone,
    params: z.object({ jobId: Id('job') }),
    query: Paging,
    response: List(ThreadView),
    async load({ params: { jobId }, query }, { records }) {
      const [found] = await Promise.all([threadsOfJob(records, jobId, query), records.get(jobs, jobId)]);
      return withUnread(records, found);
    },
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/threads',
    summary: 'The firm’s inbox: conversations that wait for us, who has waited longest first; or in another state',
    description: '`assignedTo`: those that one person is to answer.',
    allow: everyone,
    query: z.strictObject({
      state: ThreadState.default('waits-for-us'),
      assignedTo: Id('member').optional(),
      ...paging,
    }),
    response: List(ThreadView),
    load: async ({ query }, { records }) => withUnread(records, await threadsIn(records, query)),
    answer: ({ loaded, caller }) => viewAll(loaded, caller),
  }),
];
