import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ClientView } from '../../../../../functions/clients/client-view.ts';
import type { NewJob } from '../../../../../functions/jobs/job-input.ts';
import type { Cell, SeasonLine as Season } from '../../../../../functions/jobs/season-routes.ts';
import type { WorkflowView } from '../../../../../functions/jobs/workflow/view.ts';
import type { Moved } from '../../../../../functions/jobs/slip.ts';
import { type Page, post, read } from '../../lib/http.ts';
import { forgetWork, type Job, jobQuery, type WorkLine } from '../../lib/jobs.ts';

export type Client = z.output<typeof ClientView>;
export type SeasonLine = z.output<typeof Season>;
export type GridCell = z.output<typeof Cell>;
export type Slip = z.output<typeof Moved>;
export type Workflow = z.output<typeof WorkflowView>;

export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['clients', id], queryFn: () => read<Client>(`/v1/clients/${id}`) });

const patience = 2000;

/** How a job goes on by itself; looked at again as long as it is at work. */
export const workflowQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'workflow'],
    queryFn: () => read<Workflow>(`/v1/jobs/${jobId}/workflow`),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'starting' || data?.state === 'working' ? patience : false,
  });

/** How the dates of a job moved, the latest first. */
export const slipsQuery = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: ['jobs', jobId, 'slips'],
    queryFn: ({ pageParam }) => read<Page<Slip>>(`/v1/jobs/${jobId}/slips`, { limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

const mostPages = 5;

/** A list as a whole, as far as a page can show it. */
async function whole<T>(path: string, query: Record<string, string | number | undefined>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const part: Page<T> = await read(path, { ...query, limit: 100, cursor });
    items.push(...part.items);
    cursor = part.next;
    if (cursor === undefined) break;
  }
  return items;
}

export const dueQuery = (from: string, until: string, assigneeId: string | undefined) =>
  queryOptions({
    queryKey: ['work', 'due', from, until, assigneeId],
    queryFn: () => whole<WorkLine>('/v1/work', { from, until, assigneeId }),
  });

export const gridQuery = (templateId: string, year: string) =>
  queryOptions({
    queryKey: ['jobs', 'list', 'grid', templateId, year],
    queryFn: () => whole<GridCell>('/v1/jobs/grid', { templateId, year }),
    enabled: templateId !== '',
  });

export const seasonQuery = (templateId: string, period: string) =>
  queryOptions({
    queryKey: ['jobs', 'list', 'season', templateId, period],
    queryFn: () => whole<SeasonLine>('/v1/jobs/season', { templateId, period }),
    enabled: templateId !== '' && period !== '',
  });

export function useNewJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (job: z.input<typeof NewJob>) => post<Job>('/v1/jobs', job),
    onSuccess: (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      forgetWork(queries, job.id);
    },
  });
}
