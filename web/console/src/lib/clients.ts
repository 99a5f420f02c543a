import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewClient } from '../../../../functions/clients/client.ts';
import type { Client } from './client.ts';
import { post, read } from './http.ts';

export type { Client };

export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['clients', id], queryFn: () => read<Client>(`/v1/clients/${id}`) });

/** What a change of a client makes out of date elsewhere; the lists follow a moment later than the record. */
export function forgetClient(queries: QueryClient, ...ids: string[]): void {
  for (const id of ids) void queries.invalidateQueries({ queryKey: ['clients', id, 'history'] });
  setTimeout(() => void queries.invalidateQueries({ queryKey: ['clients', 'list'] }), 600);
}

export function useNewClient() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (client: z.input<typeof NewClient>) => post<Client>('/v1/clients', client),
    onSuccess: (client) => {
      queries.setQueryData(clientQuery(client.id).queryKey, client);
      forgetClient(queries, client.id);
    },
  });
}
