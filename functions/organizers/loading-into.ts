import type { Tail } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import type { CustomField } from '../clients/custom-field.ts';
import { clientEvent } from '../clients/events.ts';
import { clients, contacts, listCustomFields, loadClient, loadContact } from '../clients/store.ts';
import type { Into } from './into.ts';
import type { Organizer } from './organizer.ts';
import type { Whole } from './store.ts';

type Person = { contact: Stored<Contact>; tail: Tail };

/** The records that answers are written into, to be changed. */
export type IntoRecords = {
  client: Stored<Client>;
  tail: Tail;
  fields: readonly CustomField[];
  person: Person | undefined;
};

/** Who of the client said it: who sent it in, or, where someone of the firm did, the only one who was asked. */
function answeredBy({ submitted, contactIds }: Organizer): string | undefined {
  if (submitted?.by.startsWith('con_')) return submitted.by;
  return contactIds.length === 1 ? contactIds[0] : undefined;
}

async function loadPerson(records: Records, organizer: Organizer, client: Client): Promise<Person | undefined> {
  const id = answeredBy(organizer);
  const known = id === undefined ? undefined : await records.present(contacts, id);
  if (!known || known.erasedAt !== undefined || !known.clientIds.includes(client.id)) return undefined;
  return loadContact(records, known.id);
}

/** The client with the fields that the firm gave it; and who answered, where something is written of them. */
export async function loadInto(
  records: Records,
  { organizer, sections }: Pick<Whole, 'organizer' | 'sections'>,
): Promise<IntoRecords> {
  const { client, tail } = await loadClient(records, organizer.clientId);
  const isAboutPerson = sections.some(({ questions }) =>
    questions.some(({ writes }) => writes?.startsWith('contact.') ?? false),
  );
  const [fields, person] = await Promise.all([
    listCustomFields(records),
    isAboutPerson ? loadPerson(records, organizer, client) : undefined,
  ]);
  return { client, tail, fields, person };
}

export const intoOf = ({ client, fields, person }: IntoRecords, making: Into['making']): Into => ({
  client,
  person: person?.contact,
  fields,
  making,
});

/** The events of what was written. */
export function writtenInto({ client, tail, person }: IntoRecords, after: Into): Decided[] {
  const of = person && after.person && contacts.replace(person.contact, after.person);
  const write = clients.replace(client, after.client);
  return [
    ...(write.unchanged ? [] : [clientEvent('client.updated', tail, [write])]),
    ...(of && !of.unchanged ? [clientEvent('contact.updated', person.tail, [of])] : []),
  ];
}
