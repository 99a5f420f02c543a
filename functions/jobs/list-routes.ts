import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { WallTime } from '../../shared/dates/zone.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { firmOf, datingOf } from './acting.ts';
import { Priority, Status } from './job.ts';
import { JobLine, lineOf } from './job-view.ts';
import { labelToSet } from './labels/store.ts';
import { listJobs, listReviews, listWork, namesOf } from './lists.ts';
import { LineStatus } from './schedule.ts';

const on = routesOf();

/** A task in a list, with the job and the client that it is of. */
export const WorkLine = z
  .object({
    taskId: z.string(),
    jobId: z.string(),
    title: z.string(),
    jobTitle: z.string(),
    jobStatus: Status,
    client: z.object({ id: z.string(), name: z.string() }).optional(),
    status: LineStatus,
    assigneeId: z.string().optional(),
    due: CivilDate.optional(),
    at: WallTime.optional(),
    priority: Priority.optional(),
    minutes: z.int().optional(),
    isReview: z.boolean(),
    isUpNext: z.boolean(),
    isOverdue: z.boolean(),
  })
  .meta({ id: 'WorkLine' });

/** A job in a list, with the client that it is for. */
export const ListedJob = JobLine.extend({
  client: z.object({ id: z.string(), name: z.string() }).optional(),
}).meta({ id: 'ListedJob' });

const WorkQuery = z
  .strictObject({
    assigneeId: Id('member').optional(),
    unassigned: z.literal('true').optional(),
    from: CivilDate.optional(),
    until: CivilDate.optional(),
    ...paging,
  })
  .refine(({ assigneeId, unassigned }) => assigneeId === undefined || unassigned === undefined, {
    path: ['unassigned'],
    message: 'Someone’s, or nobody’s; not both',
  })
  .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], message: 'Lies before from' });

async function withClients(records: Records, page: { items: Item[]; next?: string }) {
  const [names, firm] = await Promise.all([namesOf(records, page.items), firmOf(records)]);
  return { page, names, firm };
}

type Loaded = Awaited<ReturnType<typeof withClients>>;

function lines({ page: { items, next }, names, firm }: Loaded, now: string) {
  const { today } = datingOf(firm, now);
  const line = ({ clientId, who, review, due, ...row }: Item) => ({
    ...row,
    ...(typeof clientId === 'string' && { client: { id: clientId, name: names.get(clientId) ?? '' } }),
    ...(who !== undefined && { assigneeId: who }),
    ...(due !== undefined && { due }),
    isReview: review === true,
    isOverdue: typeof due === 'string' && due < today,
  });
  return { items: items.map(line) as unknown as z.input<typeof WorkLine>[], ...(next !== undefined && { next }) };
}

export const jobListRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/work',
    summary: 'What is to be done, by its day: of the firm, of one person, or of nobody yet',
    description: 'A change is listed a moment later. What has no day comes last.',
    allow: everyone,
    query: WorkQuery,
    response: List(WorkLine),
    load: async ({ query: { unassigned, ...query } }, { records }) =>
      withClients(records, await listWork(records, { ...query, unassigned: unassigned !== undefined })),
    answer: ({ loaded, now }) => lines(loaded, now),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/work/reviews',
    summary: 'Reviews that can be done now, the first due first',
    allow: everyone,
    query: Paging,
    response: List(WorkLine),
    load: async ({ query }, { records }) => withClients(records, await listReviews(records, query)),
    answer: ({ loaded, now }) => lines(loaded, now),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs',
    summary: 'Jobs by state and day; of one lead, or of one client with the newest first',
    allow: everyone,
    query: z.strictObject({
      status: Status.optional(),
      /** One of the firm's labels; it says the state too. */
      labelId: Id('statusLabel').optional(),
      leadId: Id('member').optional(),
      clientId: Id('client').optional(),
      /** Tasks that someone noted down, which are not listed otherwise. */
      quick: z.literal('true').optional(),
      ...paging,
    }),
    response: List(ListedJob),
    async load({ query }, { records }) {
      const [label] = await Promise.all([
        labelToSet(records, query),
        query.clientId === undefined ? undefined : records.get(clients, query.clientId),
      ]);
      const status = query.status ?? label?.status;
      const page = await listJobs(records, { ...query, status, quick: query.quick !== undefined });
      return { page, names: await namesOf(records, page.items) };
    },
    answer: ({ loaded: { page, names }, caller }) => ({
      ...page,
      items: page.items.map((job) => ({
        ...lineOf(job, caller),
        ...(job.clientId !== undefined && { client: { id: job.clientId, name: names.get(job.clientId) ?? '' } }),
      })),
    }),
  }),
];
