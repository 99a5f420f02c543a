import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ClientContactView } from '../../../../functions/clients/contact.ts';
import { read } from './http.ts';

export type ClientContact = z.output<typeof ClientContactView>;

export const peopleQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'people'],
    queryFn: async () => (await read<{ items: ClientContact[] }>(`/v1/clients/${clientId}/contacts`)).items,
    enabled: clientId !== '',
  });

/** Who can sign for the client: they may, and have a page to sign on. */
export const signersOf = (people: readonly ClientContact[]): ClientContact[] =>
  people.filter(({ link }) => link.sign && link.portal);
