import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { type Page, patch, post, read } from '../../lib/http.ts';
import { forgetWork, type Job, jobQuery, type WorkLine } from '../../lib/jobs.ts';

/** Someone’s, by their id, or nobody’s, or everyone’s. */
export type Whose = string;

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: Page<WorkLine>) => next,
  placeholderData: keepPreviousData,
};

export const workQuery = (whose: Whose) =>
  infiniteQueryOptions({
    queryKey: ['work', 'list', whose],
    queryFn: ({ pageParam }) =>
      read<Page<WorkLine>>('/v1/work', {
        ...(whose === 'nobody' ? { unassigned: true } : whose !== 'everyone' && { assigneeId: whose }),
        limit: 100,
        cursor: pageParam,
      }),
    ...pages,
  });

export const reviewsQuery = infiniteQueryOptions({
  queryKey: ['work', 'reviews'],
  queryFn: ({ pageParam }) => read<Page<WorkLine>>('/v1/work/reviews', { limit: 100, cursor: pageParam }),
  ...pages,
});

type Lists = InfiniteData<Page<WorkLine>>;

/** What is done leaves the list at once; where it is refused, it is there again. */
export function useTaskDone() {
  const queries = useQueryClient();
  const lists = { queryKey: ['work'] };
  return useMutation({
    mutationFn: ({ jobId, taskId }: WorkLine) => post<Job>(`/v1/jobs/${jobId}/tasks/${taskId}/complete`, {}),
    onMutate: async ({ taskId }) => {
      await queries.cancelQueries(lists);
      const before = queries.getQueriesData<Lists>(lists);
      queries.setQueriesData<Lists>(lists, (list) => {
        if (!list) return list;
        const without = list.pages.map((page) => ({
          ...page,
          items: page.items.filter((one) => one.taskId !== taskId),
        }));
        return { ...list, pages: without };
      });
      return { before };
    },
    onError: (_, __, kept) => {
      for (const [key, list] of kept?.before ?? []) queries.setQueryData(key, list);
    },
    onSuccess: (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      forgetWork(queries, job.id);
    },
  });
}

export function useReopen() {
  const queries = useQueryClient();
  return async ({ jobId, taskId }: Pick<WorkLine, 'jobId' | 'taskId'>) => {
    const job = await post<Job>(`/v1/jobs/${jobId}/tasks/${taskId}/reopen`);
    queries.setQueryData(jobQuery(jobId).queryKey, job);
    forgetWork(queries, jobId);
  };
}

/** The same change of many tasks, one after the other; what is refused is answered by name. */
export function useGiveTasks() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: readonly { line: WorkLine; to: string | null }[]) => {
      const refused: { line: WorkLine; why: unknown }[] = [];
      for (const { line, to } of wanted) {
        const path = `/v1/jobs/${line.jobId}/tasks/${line.taskId}`;
        await patch<Job>(path, { assigneeId: to })
          .then((job) => queries.setQueryData(jobQuery(job.id).queryKey, job))
          .catch((why: unknown) => refused.push({ line, why }));
      }
      return { refused, given: wanted.filter(({ line }) => !refused.some((one) => one.line === line)) };
    },
    onSuccess: (_, wanted) => {
      for (const jobId of new Set(wanted.map(({ line }) => line.jobId))) forgetWork(queries, jobId);
    },
  });
}
