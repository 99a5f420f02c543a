import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { DecideInput, Search } from '../../../../functions/conflicts/conflict.ts';
import type { ConflictView, ReportView } from '../../../../functions/conflicts/view.ts';
import { type Page, post, read } from './http.ts';

export type Conflict = z.output<typeof ConflictView>;
export type Report = z.output<typeof ReportView>;
export type Finding = Report['findings'][number];
export type Hit = Finding['hits'][number];
export type Verdict = { verdict: 'intact' | 'erased' | 'altered'; says: string };

export const conflictsQuery = infiniteQueryOptions({
  queryKey: ['conflicts', 'list'],
  queryFn: ({ pageParam }) => read<Page<Conflict>>('/v1/conflicts', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

/** Those for one client, newest first. */
export const conflictsOfQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['conflicts', 'of', clientId],
    queryFn: async () => (await read<Page<Conflict>>('/v1/conflicts', { clientId, limit: 10 })).items,
  });

export const reportQuery = (id: string) =>
  queryOptions({ queryKey: ['conflicts', id], queryFn: () => read<Report>(`/v1/conflicts/${id}`) });

export const useSearch = () =>
  useMutation({ mutationFn: (search: z.input<typeof Search>) => post<Conflict>('/v1/conflicts', search) });

export function useDecision({ id, version }: Conflict) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: z.input<typeof DecideInput>) =>
      post<Conflict>(`/v1/conflicts/${id}/decide`, decision, { version }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['conflicts'] }),
  });
}

export const useVerification = (id: string) =>
  useMutation({ mutationFn: () => read<Verdict>(`/v1/conflicts/${id}/verify`) });
