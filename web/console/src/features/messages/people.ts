import { queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ClientContactView } from '../../../../../functions/clients/contact.ts';
import { read } from '../../lib/http.ts';
import { useMemberName } from '../../lib/me.ts';

export type ClientContact = z.output<typeof ClientContactView>;

/** The same key as the client’s own page has. */
export const peopleQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'people'],
    queryFn: async () => (await read<{ items: ClientContact[] }>(`/v1/clients/${clientId}/contacts`)).items,
    enabled: clientId !== '',
  });

/** What anyone is called, of the team or of the client. */
export function usePersonName(clientId: string): (id: string) => string {
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const memberName = useMemberName();
  return (id) => (id.startsWith('con_') ? (people.find((one) => one.id === id)?.name ?? '…') : memberName(id));
}
