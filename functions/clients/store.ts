import { ownerKeys } from '../../shared/sensitive/keys.ts';
import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Client } from './client.ts';
import { Contact, ContactLink } from './contact.ts';
import { CustomField } from './custom-field.ts';
import { Group, ownersOf } from './group.ts';
import { handOver, holders } from './holders.ts';
import { isErased, Note, notesAtOnce } from './note.ts';

const partition = (clientId: string) => `CLIENT#${clientId}`;
/** Lists are in the order in which people look names up. A sort key has 1024 bytes, and a decomposed name may be long. */
export const sorted = (name: string) =>
  Array.from(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()).slice(0, 100).join('');

/** Where a client stands in a list. */
export const placeOf = ({ lifecycle, name, id }: Pick<Client, 'lifecycle' | 'name' | 'id'>): string =>
  `${lifecycle}#${sorted(name)}#${id}`;

export const clients = entity({
  name: 'client',
  schema: Client,
  key: (id: string) => ({ pk: partition(id), sk: 'CLIENT' }),
  id: (client) => client.id,
  indexes: (client) => {
    const place = placeOf(client);
    return {
      byStatusPk: 'CLIENT',
      byStatusSk: place,
      ...(client.responsible && { byPersonPk: client.responsible, byPersonSk: `CLIENT#${place}` }),
    };
  },
  unique: ({ number }) =>
    number === undefined
      ? []
      : [
          {
            key: `client-number#${number.toLowerCase()}`,
            field: 'number',
            says: `Number ${number} belongs to another client`,
          },
        ],
  clientIds: (client) => [client.id],
  holders,
  handOver,
});

export const contacts = entity({
  name: 'contact',
  schema: Contact,
  key: (id: string) => ({ pk: `CONTACT#${id}`, sk: 'CONTACT' }),
  id: (contact) => contact.id,
  indexes: ({ erasedAt, name, id }) =>
    erasedAt === undefined ? { byStatusPk: 'CONTACT', byStatusSk: `${sorted(name)}#${id}` } : {},
  clientIds: (contact) => contact.clientIds,
});

export const contactLinks = entity({
  name: 'contact link',
  schema: ContactLink,
  key: ({ clientId, contactId }: { clientId: string; contactId: string }) => ({
    pk: partition(clientId),
    sk: `CONTACT#${contactId}`,
  }),
  id: ({ clientId, contactId }) => ({ clientId, contactId }),
  clientIds: (link) => [link.clientId],
});

export const groups = entity({
  name: 'group',
  schema: Group,
  key: (id: string) => ({ pk: `GROUP#${id}`, sk: 'GROUP' }),
  id: (group) => group.id,
  indexes: ({ status, name, id }) =>
    status === 'active' ? { byStatusPk: 'GROUP', byStatusSk: `${sorted(name)}#${id}` } : {},
  clientIds: ownersOf,
});

/** The fields that the firm gave its clients have one chain: they are few, and read together. */
const customFieldsPk = 'CUSTOM-FIELDS';
export const customFields = entity({
  name: 'custom field',
  schema: CustomField,
  key: (id: string) => ({ pk: customFieldsPk, sk: `FIELD#${id}` }),
  id: (field) => field.id,
  unique: ({ key, status }) =>
    status === 'active'
      ? [{ key: `custom-field#${key}`, field: 'key', says: `There is a custom field ${key} already` }]
      : [],
});

export const notes = entity({
  name: 'note',
  schema: Note,
  key: ({ clientId, id }: { clientId: string; id: string }) => ({ pk: partition(clientId), sk: `NOTE#${id}` }),
  id: ({ clientId, id }) => ({ clientId, id }),
  clientIds: (note) => [note.clientId],
});

type Page = { lifecycle?: Client['lifecycle'] | undefined; responsible?: string | undefined; limit: number };

/** Clients by state and name; of one responsible person, or of all. */
export async function pageOfClients(records: Records, { lifecycle, responsible, limit }: Page, cursor?: string) {
  const state = lifecycle ? `${lifecycle}#` : '';
  const { items, next } = await records.page(
    responsible
      ? { index: 'byPerson', pk: responsible, range: { prefix: `CLIENT#${state}` }, limit }
      : { index: 'byStatus', pk: 'CLIENT', ...(state && { range: { prefix: state } }), limit },
    cursor,
  );
  return { items: items.map(clients.read), ...(next !== undefined && { next }) };
}

/**
 * A client with the tail of its chain, ready to be changed. The tail is read first: what changes after it takes the next
 * place in the chain, so no decision stands on a record older than that.
 */
export async function loadClient(records: Records, id: string) {
  const tail = await records.tail(clients.key(id).pk);
  return { client: await records.get(clients, id), tail };
}

export async function loadContact(records: Records, id: string) {
  const tail = await records.tail(contacts.key(id).pk);
  return { contact: await records.get(contacts, id), tail };
}

/** Who is or was a contact of a client. */
export async function everLinkedTo(records: Records, clientId: string, strong = false) {
  const { items } = await records.page({ pk: partition(clientId), range: { prefix: 'CONTACT#' }, strong });
  return items.map(contactLinks.read);
}

/** Who is a contact of a client. */
export const linksOf = async (records: Records, clientId: string, strong = false) =>
  (await everLinkedTo(records, clientId, strong)).filter((link) => link.status === 'linked');

/**
 * A person's links to a client, those under ids that either was merged from too: a merge moves them one by one, and
 * whoever unlinks meanwhile means all of them. Strongly read, each once.
 */
export async function partsOf(records: Records, client: Client, person: Contact) {
  const ids = ({ id, mergedFrom = [] }: Client | Contact) => [id, ...mergedFrom.map((one) => one.id)];
  const pairs = ids(client).flatMap((clientId) => ids(person).map((contactId) => ({ clientId, contactId })));
  const found = await Promise.all(pairs.map((pair) => records.find(contactLinks, pair)));
  const parts = found.filter((part) => part !== undefined);
  return [...new Map(parts.map((part) => [`${part.clientId}/${part.contactId}`, part])).values()];
}

/** The people of a client: their links in one query, themselves in one read. */
export async function contactsOf(records: Records, clientId: string) {
  const links = await linksOf(records, clientId);
  const ids = links.map((link) => link.contactId);
  const found = await records.getMany(contacts, ids);
  // A link may still name a record that was merged into the one that is read now.
  const people = new Map(found.flatMap((one) => [one, ...(one.mergedFrom ?? [])].map(({ id }) => [id, one] as const)));
  const told = new Set<string>();
  return links.flatMap((link) => {
    const contact = people.get(link.contactId);
    if (!contact || told.has(contact.id)) return [];
    told.add(contact.id);
    return [{ link, contact }];
  });
}

/** Notes of a client, newest first. */
export async function notesOf(records: Records, clientId: string, limit: number, cursor?: string) {
  const range = { prefix: 'NOTE#' };
  const { items, next } = await records.page({ pk: partition(clientId), range, limit, newestFirst: true }, cursor);
  return { items: items.map(notes.read), ...(next !== undefined && { next }) };
}

export const ownerKeyOf = (records: Records, pk: string) => records.find(ownerKeys, pk);

/** The next notes that an erasure has to blank, strongly read; those blanked already are passed over. */
export async function notesToErase(records: Records, clientId: string) {
  const found: Stored<Note>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk: partition(clientId), range: { prefix: 'NOTE#' }, strong: true }, cursor);
    found.push(...page.items.map(notes.read).filter((note) => !isErased(note)));
    cursor = page.next;
  } while (cursor !== undefined && found.length < notesAtOnce);
  return found.slice(0, notesAtOnce);
}

/** A group that was not removed, if the caller may see it. */
export async function findGroup(records: Records, id: string) {
  const group = await records.find(groups, id);
  return group?.status === 'active' ? group : undefined;
}

export async function getGroup(records: Records, id: string) {
  const group = await findGroup(records, id);
  if (!group) throw notFound('group', id);
  return group;
}

export async function loadGroup(records: Records, id: string) {
  const tail = await records.tail(groups.key(id).pk);
  return { group: await getGroup(records, id), tail };
}

export async function listGroups(records: Records, limit: number, cursor?: string) {
  const { items, next } = await records.page({ index: 'byStatus', pk: 'GROUP', limit }, cursor);
  return { items: items.map(groups.read), ...(next !== undefined && { next }) };
}

/** Every custom field, strongly: at most a hundred are in use, and those that were removed are few. */
export async function listCustomFields(records: Records) {
  const { items } = await records.page({ pk: customFieldsPk, range: { prefix: 'FIELD#' }, strong: true });
  return items.map(customFields.read);
}

export async function loadCustomFields(records: Records) {
  const tail = await records.tail(customFieldsPk);
  return { fields: await listCustomFields(records), tail };
}
