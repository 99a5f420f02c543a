import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ClientContactView } from '../../../../../functions/clients/contact.ts';
import { read } from '../../lib/http.ts';

export type ClientContact = z.output<typeof ClientContactView>;

/** The same key as the client’s own page has. */
export const peopleQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'people'],
    queryFn: async () => (await read<{ items: ClientContact[] }>(`/v1/clients/${clientId}/contacts`)).items,
    enabled: clientId !== '',
  });
