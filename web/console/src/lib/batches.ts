import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type * as z from 'zod';
import type { BatchView, RowView } from '../../../../functions/batches/batch.ts';
import { type Page, post, read } from './http.ts';

export type Batch = z.output<typeof BatchView>;
export type BatchRow = z.output<typeof RowView>;

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['batches', id],
    queryFn: () => read<Batch>(`/v1/batches/${id}`),
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'running' ? false : 1_500),
  });

export const batchRowsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['batches', id, 'results'],
    queryFn: ({ pageParam }) => read<Page<BatchRow>>(`/v1/batches/${id}/results`, { limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** What came of the last items is read once more when the work has ended. */
export function useWhenEnded(batch: Batch | undefined, then: () => unknown): void {
  const status = batch?.status;
  const act = useEffectEvent(then);
  useEffect(() => {
    if (status !== undefined && status !== 'running') act();
  }, [status]);
}

export function useCancel(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => post<Batch>(`/v1/batches/${id}/cancel`),
    onSuccess: (batch) => queries.setQueryData(batchQuery(id).queryKey, batch),
  });
}

/** `42 of 75: Juniper Street Dental`. */
export function sayProgress({ done, total, current }: Batch): string {
  const count = total === undefined ? String(done) : `${done} of ${total}`;
  return current === undefined ? count : `${count}: ${current}`;
}

const place = 'firmament-batches';
const listeners = new Set<() => void>();
let watched: readonly string[] = JSON.parse(localStorage.getItem(place) ?? '[]') as string[];

function keep(ids: readonly string[]): void {
  watched = ids;
  localStorage.setItem(place, JSON.stringify(ids));
  for (const listener of listeners) listener();
}

/** Shown in the corner of every page until it is put away: long work goes on when its page is left. */
export const watchBatch = (id: string): void => keep([...watched.filter((one) => one !== id), id].slice(-5));
export const forgetBatch = (id: string): void => keep(watched.filter((one) => one !== id));

export const useWatched = (): readonly string[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watched,
  );
