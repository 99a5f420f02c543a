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

/** Who can be asked for something: they get mail, and have a page to answer on. */
export const askableOf = (people: readonly ClientContact[]): ClientContact[] =>
  people.filter(({ mail, link }) => mail !== undefined && link.portal);

const mostNamed = 3;

/** Why others of them are not among those who can be asked. */
export function whyNotAsked(people: readonly ClientContact[]): string | undefined {
  const without = people.filter(({ mail, link }) => mail !== undefined && !link.portal).map(({ name }) => name);
  const more = without.length > mostNamed ? ` and ${without.length - mostNamed} more` : '';
  if (without.length > 0)
    return `Not here, without access to the portal: ${without.slice(0, mostNamed).join(', ')}${more}. Switch it on with a person, on the tab People`;
  if (askableOf(people).length === 0) return 'Nobody of this client has a mail address: enter one, on the tab People';
  return undefined;
}

/** Who can sign for the client: they may, and have a page to sign on. */
export const signersOf = (people: readonly ClientContact[]): ClientContact[] =>
  people.filter(({ link }) => link.sign && link.portal);
