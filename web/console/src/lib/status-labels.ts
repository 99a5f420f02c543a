import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewStatusLabel, StatusLabelView } from '../../../../functions/jobs/labels/label.ts';
import { post, read, remove } from './http.ts';

export type StatusLabel = z.output<typeof StatusLabelView>;

/** What the firm calls the states of its jobs; retired ones too, to be read where they are. */
export const statusLabelsQuery = queryOptions({
  queryKey: ['status-labels'],
  queryFn: async () => (await read<{ items: StatusLabel[] }>('/v1/status-labels')).items,
  staleTime: 60_000,
});

/** The words of a label; asked for only where a job has one. */
export function useStatusLabel(id: string | undefined): string | undefined {
  const { data } = useQuery({ ...statusLabelsQuery, enabled: id !== undefined });
  return data?.find((one) => one.id === id)?.label;
}

export function useStatusLabelChanges() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: statusLabelsQuery.queryKey });
  return {
    add: useMutation({
      mutationFn: (label: z.input<typeof NewStatusLabel>) => post<StatusLabel>('/v1/status-labels', label),
      onSettled,
    }),
    retire: useMutation({
      mutationFn: ({ id, version }: StatusLabel) => remove(`/v1/status-labels/${id}`, version),
      onSettled,
    }),
  };
}
