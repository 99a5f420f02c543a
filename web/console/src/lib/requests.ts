import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewRequest as New } from '../../../../functions/requests/request.ts';
import type {
  RequestItemView,
  RequestLine as Line,
  RequestMail as MailFate,
  RequestView,
} from '../../../../functions/requests/view.ts';
import { untilChecked } from './file-came.ts';
import { type Page, patch, post, read } from './http.ts';

export type Request = z.output<typeof RequestView>;
export type RequestLine = z.output<typeof Line>;
export type RequestMail = z.output<typeof MailFate>;
export type RequestItem = z.output<typeof RequestItemView>;
export type RequestStatus = Request['status'];
export type NewRequest = z.input<typeof New>;

/** Looked at again as long as a file that came for it is being checked. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', id],
    queryFn: () => read<Request>(`/v1/requests/${id}`),
    refetchInterval: ({ state: { data } }) => untilChecked(data?.asked.flatMap(({ files = [] }) => files)),
  });

/** What has become of the latest mail to each of its people; looked at again, for mail servers take their time. */
export const requestMailsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['requests', id, 'mails', version],
    queryFn: async () => (await read<{ items: RequestMail[] }>(`/v1/requests/${id}/mails`)).items,
    refetchInterval: 60_000,
  });

type Of = { clientId: string } | { jobId: string } | { state: 'open' | 'draft' | 'scheduled' | 'submitted' };

function placeOf(of: Of): { path: string; state?: string } {
  if ('clientId' in of) return { path: `/v1/clients/${of.clientId}/requests` };
  return 'jobId' in of ? { path: `/v1/jobs/${of.jobId}/requests` } : { path: '/v1/requests', ...of };
}

/** Of one client, those that go on first; of a job, newest first; or of all clients in one state, by the day they are due. */
export const requestsQuery = (of: Of) =>
  infiniteQueryOptions({
    queryKey: ['requests', 'list', of],
    queryFn: ({ pageParam }) => {
      const { path, ...query } = placeOf(of);
      return read<Page<RequestLine>>(path, { ...query, limit: 50, cursor: pageParam });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** The lists follow a moment later than the request itself. */
function forgetRequests(queries: QueryClient): void {
  setTimeout(() => {
    void queries.invalidateQueries({ queryKey: ['requests', 'list'] });
    void queries.invalidateQueries({ queryKey: ['mails', 'list'] });
  }, 600);
}

function useChanged() {
  const queries = useQueryClient();
  return (request: Request) => {
    queries.setQueryData(requestQuery(request.id).queryKey, request);
    forgetRequests(queries);
  };
}

export const useNewRequest = (clientId: string) =>
  useMutation({
    mutationFn: (asked: NewRequest) => post<Request>(`/v1/clients/${clientId}/requests`, asked),
    onSuccess: useChanged(),
  });

/** One change of a request or of one of its items: where, and with what. */
export type RequestAct = { path: string; body?: unknown; method?: 'POST' | 'PATCH'; version?: number };

/** Every change answers the whole request. */
export function useRequestAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, method = 'POST', version }: RequestAct) => {
      const at = `/v1/requests/${id}${path}`;
      return method === 'PATCH' ? patch<Request>(at, body, version) : post<Request>(at, body, { version });
    },
    onSuccess: useChanged(),
    onError: () => void queries.invalidateQueries({ queryKey: requestQuery(id).queryKey, exact: true }),
  });
}
