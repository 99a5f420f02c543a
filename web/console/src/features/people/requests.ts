import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ContactPatch, ContactView } from '../../../../../functions/clients/contact.ts';
import type { ClientView } from '../../../../../functions/clients/client-view.ts';
import { type Page, patch, read } from '../../lib/http.ts';

export type Person = z.output<typeof ContactView>;
export type PersonChange = z.input<typeof ContactPatch>;
export type Client = z.output<typeof ClientView>;

export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people', 'list'],
  queryFn: ({ pageParam }) => read<Page<Person>>('/v1/contacts', { limit: 100, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

export const personQuery = (id: string) =>
  queryOptions({ queryKey: ['people', id], queryFn: () => read<Person>(`/v1/contacts/${id}`) });

/** The same key as the client's own page has: what one has read, the other shows at once. */
export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['clients', id], queryFn: () => read<Client>(`/v1/clients/${id}`) });

export function usePersonChange(person: Person) {
  const queries = useQueryClient();
  const { queryKey } = personQuery(person.id);
  return useMutation({
    mutationFn: (change: PersonChange) => patch<Person>(`/v1/contacts/${person.id}`, change, person.version),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed);
      for (const id of changed.clientIds) void queries.invalidateQueries({ queryKey: ['clients', id, 'people'] });
    },
    onError: () => void queries.invalidateQueries({ queryKey }),
  });
}
