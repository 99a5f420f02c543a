import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { JobView } from '../../../../functions/jobs/job-view.ts';
import type { ListedJob, WorkLine as Line } from '../../../../functions/jobs/list-routes.ts';
import { type Page, patch, post, read } from './http.ts';

export type Job = z.output<typeof JobView>;
export type Task = Job['tasks'][number];
export type JobLine = z.output<typeof ListedJob>;
export type WorkLine = z.output<typeof Line>;
export type Status = Job['status'];

export const jobQuery = (id: string) =>
  queryOptions({ queryKey: ['jobs', id], queryFn: () => read<Job>(`/v1/jobs/${id}`) });

type Filter = { status?: Status | undefined; leadId?: string | undefined; clientId?: string | undefined };

export const jobsQuery = (filter: Filter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'list', filter, limit],
    queryFn: ({ pageParam }) => read<Page<JobLine>>('/v1/jobs', { ...filter, limit, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** What a change of a job makes out of date elsewhere; the lists follow a moment later than the record. */
export function forgetWork(queries: QueryClient, jobId: string): void {
  void queries.invalidateQueries({ queryKey: ['jobs', jobId, 'history'] });
  void queries.invalidateQueries({ queryKey: ['jobs', jobId, 'slips'] });
  void queries.invalidateQueries({ queryKey: ['jobs', jobId, 'workflow'] });
  setTimeout(() => {
    void queries.invalidateQueries({ queryKey: ['work'] });
    // What goes on by itself has been woken by then.
    void queries.invalidateQueries({ queryKey: ['jobs', jobId, 'workflow'] });
    void queries.invalidateQueries({ queryKey: ['jobs', 'list'] });
  }, 600);
}

/** One change of a job: where, with what, and how the job looks until the answer is there. */
export type Act = {
  path: string;
  body?: unknown;
  method?: 'POST' | 'PATCH';
  version?: number;
  shows?: (job: Job) => Job;
};

const send = (jobId: string, { path, body, method = 'POST', version }: Act): Promise<Job> => {
  const at = `/v1/jobs/${jobId}${path}`;
  return method === 'PATCH' ? patch<Job>(at, body, version) : post<Job>(at, body, { version });
};

/** Shown at once, taken back where it is refused; every change answers the whole job. */
export function useJobAct(jobId: string) {
  const queries = useQueryClient();
  const { queryKey } = jobQuery(jobId);
  return useMutation({
    mutationFn: (act: Act) => send(jobId, act),
    onMutate: async ({ shows }) => {
      await queries.cancelQueries({ queryKey, exact: true });
      const before = queries.getQueryData(queryKey);
      if (before && shows) queries.setQueryData(queryKey, shows(before));
      return { before };
    },
    onError: (_, __, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      void queries.invalidateQueries({ queryKey, exact: true });
    },
    onSuccess: (job) => {
      queries.setQueryData(queryKey, job);
      forgetWork(queries, jobId);
    },
  });
}

/** The job with one task as it will be. */
export const withTask =
  (taskId: string, change: Partial<Task>) =>
  (job: Job): Job => ({ ...job, tasks: job.tasks.map((one) => (one.id === taskId ? { ...one, ...change } : one)) });
