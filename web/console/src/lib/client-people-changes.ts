import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ContactPatch, LinkInput, NewContact } from '../../../../functions/clients/contact.ts';
import { type ClientContact, peopleQuery } from './client-people.ts';
import { patch, post, put, remove } from './http.ts';

export type Part = z.input<typeof LinkInput>;

/** Whom to call first: who was chosen for it, else who sees everything, else who may sign. */
export function byWeight(people: readonly ClientContact[]): ClientContact[] {
  const weight = ({ link }: ClientContact) =>
    (link.main ? 4 : 0) + (link.access === 'full' ? 2 : 0) + (link.sign ? 1 : 0);
  return people.toSorted((a, b) => weight(b) - weight(a));
}

export const mainContact = (people: readonly ClientContact[]): ClientContact | undefined => byWeight(people)[0];

export function usePeopleChanges(clientId: string) {
  const queries = useQueryClient();
  const { queryKey } = peopleQuery(clientId);
  const path = `/v1/clients/${clientId}/contacts`;
  const onSettled = () => {
    void queries.invalidateQueries({ queryKey: ['clients', clientId, 'history'] });
    return queries.invalidateQueries({ queryKey });
  };
  return {
    add: useMutation({
      mutationFn: (person: z.input<typeof NewContact>) => post<ClientContact>(path, person),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ person, to }: { person: ClientContact; to: z.input<typeof ContactPatch> }) =>
        patch<ClientContact>(`/v1/contacts/${person.id}`, to, person.version),
      onSettled,
    }),
    link: useMutation({
      mutationFn: ({ contactId, part, version }: { contactId: string; part: Part; version?: number }) =>
        put<ClientContact>(`${path}/${contactId}`, part, version),
      // A switch moves at once, and back if it may not.
      onMutate: ({ contactId, part: { part: _, ...may } }) => {
        const before = queries.getQueryData(queryKey);
        queries.setQueryData(queryKey, (people) =>
          people?.map((one) => (one.id === contactId ? { ...one, link: { ...one.link, ...may } } : one)),
        );
        return { before };
      },
      onError: (_, __, kept) => queries.setQueryData(queryKey, kept?.before),
      onSettled,
    }),
    unlink: useMutation({
      mutationFn: ({ id, link }: ClientContact) => remove(`${path}/${id}`, link.version),
      onSettled,
    }),
  };
}
