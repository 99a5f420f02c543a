import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { watchBatch } from './batches.ts';
import { post } from './http.ts';

/** Of what kind: whoever was entered twice is a client or a person. */
export type MergeKind = 'client' | 'contact';
export type Kept = { id: string; name: string; version: number };
export type Difference = { field: string; kept?: unknown; other?: unknown };

const pathOf = (kind: MergeKind, id: string) => `/v1/${kind}s/${id}/merge`;

/** Where the two say different things: what is kept stays, the history has the other. */
export const mergePreviewQuery = (kind: MergeKind, into: string, from: string) =>
  queryOptions({
    queryKey: ['merge', kind, into, from],
    queryFn: async () =>
      (await post<{ differences: Difference[] }>(`${pathOf(kind, into)}/preview`, { from })).differences,
    staleTime: 0,
    retry: false,
  });

export function useMerge(kind: MergeKind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ into, from }: { into: Kept; from: string }) =>
      post<{ batchId: string }>(pathOf(kind, into.id), { from }, { version: into.version }),
    onSuccess: ({ batchId }) => {
      watchBatch(batchId);
      // Whatever names one of the two may say something else now.
      void queries.invalidateQueries({
        predicate: ({ queryKey: [first] }) => !['me', 'batches', 'merge'].includes(String(first)),
      });
    },
  });
}
