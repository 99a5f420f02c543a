import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from './client.ts';
import {
  ClientContactView,
  type Contact,
  type ContactLink,
  ContactPatch,
  ContactView,
  link,
  LinkInput,
  linkOf,
  meet,
  NewContact,
  unlink,
  update,
  view,
} from './contact.ts';
import { clientEvent } from './events.ts';
import { listPeople, type PlaceInList } from './people.ts';
import { clients, contactLinks, contacts, contactsOf, linksOf, loadClient, loadContact, partsOf } from './store.ts';

const on = routesOf<PlaceInList>();
const OfClient = z.object({ clientId: Id('client') });
const InClient = z.object({ clientId: Id('client'), contactId: Id('contact') });
const ById = z.object({ contactId: Id('contact') });

const linkView = (
  contact: Stored<Contact>,
  { version, main = false, ...part }: Stored<ContactLink>,
  caller: Caller,
) => ({
  ...view(contact, caller),
  link: { ...part, main, version },
});

/** A client has one main contact: whoever was it until now no longer is. */
const mainNoMore = (links: readonly Stored<ContactLink>[], contactId: string) =>
  links
    .filter((link) => link.main && link.contactId !== contactId)
    .map((link) => contactLinks.replace(link, { ...link, main: false }));

/** The others' links, where one of them may have to give way. */
const othersOf = (records: Records, clientId: string, { main }: { main?: boolean | undefined }) =>
  main ? linksOf(records, clientId, true) : Promise.resolve([]);

export const contactRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/contacts',
    summary: 'The people of a client',
    allow: everyone,
    params: OfClient,
    response: z.object({ items: z.array(ClientContactView) }),
    async load({ params }, { records }) {
      const [people] = await Promise.all([contactsOf(records, params.clientId), records.get(clients, params.clientId)]);
      return people;
    },
    answer: ({ loaded, caller }) => ({
      items: loaded.map(({ contact, link: part }) => linkView(contact, part, caller)),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/contacts',
    summary: 'Add a person to a client',
    allow: staff,
    params: OfClient,
    body: NewContact,
    status: 201,
    response: ClientContactView,
    load: async ({ params, body }, { records, newId }) => ({
      ...(await loadClient(records, params.clientId)),
      others: await othersOf(records, params.clientId, body),
      id: newId('contact'),
    }),
    decide({ loaded: { client, tail, others, id }, body, caller, now }) {
      notErased(client);
      const person = contacts.create(meet(body, client.id, id, now));
      const linked = contactLinks.create(linkOf(body, client.id, id));
      return {
        write: [
          clientEvent('contact.added', start(person.item.pk), [person]),
          clientEvent('client.contact-linked', tail, [linked, ...mainNoMore(others, id)]),
        ],
        answer: linkView(person.after as Stored<Contact>, linked.after as Stored<ContactLink>, caller),
        location: `/v1/contacts/${id}`,
      };
    },
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/clients/{clientId}/contacts/{contactId}',
    summary: 'Make a person a contact of this client too, or change their part in it',
    description:
      'Of who is a contact of it already, what is left out stays as it is; `part: null` takes away what they are to the client.',
    allow: staff,
    params: InClient,
    body: LinkInput,
    response: ClientContactView,
    async load({ params: { clientId, contactId }, body }, { records }) {
      const [client, person, part] = await Promise.all([
        loadClient(records, clientId),
        loadContact(records, contactId),
        records.find(contactLinks, { clientId, contactId }),
      ]);
      return { ...client, person, part, others: await othersOf(records, clientId, body) };
    },
    decide({ loaded: { client, tail, person, part, others }, body, caller }) {
      notErased(client);
      const after = linkOf(body, client.id, person.contact.id, part);
      const linked = part ? contactLinks.replace(part, after) : contactLinks.create(after);
      const contact = link(person.contact, client.id);
      const isNew = contact !== person.contact;
      const joined = contacts.replace(person.contact, contact);
      return {
        write: [
          clientEvent('client.contact-linked', tail, [linked, ...mainNoMore(others, person.contact.id)]),
          ...(isNew ? [clientEvent('contact.linked', person.tail, [joined])] : []),
        ],
        answer: linkView(
          isNew ? (joined.after as Stored<Contact>) : person.contact,
          linked.after as Stored<ContactLink>,
          caller,
        ),
        etag: linked.after.version,
      };
    },
    subject: ({ part }) => part ?? { version: 0 },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/clients/{clientId}/contacts/{contactId}',
    summary: 'A person is no longer a contact of this client',
    allow: staff,
    params: InClient,
    status: 204,
    async load({ params: { clientId, contactId } }, { records }) {
      const [{ client }, person, part] = await Promise.all([
        loadClient(records, clientId),
        loadContact(records, contactId),
        records.find(contactLinks, { clientId, contactId }),
      ]);
      const parts = await partsOf(records, client, person.contact);
      const tails = await Promise.all(
        [...new Set(parts.map((one) => one.clientId))].map((id) => records.tail(clients.key(id).pk)),
      );
      const first = part ?? parts[0];
      if (!first) throw notFound('contact link', `${clientId}/${contactId}`);
      return { person, part: first, parts: parts.filter(({ status }) => status === 'linked'), tails };
    },
    subject: ({ part }) => part,
    decide({ loaded: { person, parts, tails } }) {
      if (parts.length === 0) return { write: [], answer: undefined };
      const removed = parts.map((part) => contactLinks.replace(part, { ...part, main: false, status: 'removed' }));
      const contact = parts.reduce<Contact>((one, { clientId }) => unlink(one, clientId), person.contact);
      return {
        write: [
          ...tails.flatMap((tail) => {
            const ofClient = removed.filter(({ item }) => item.pk === tail.pk);
            return ofClient.length > 0 ? [clientEvent('client.contact-removed', tail, ofClient)] : [];
          }),
          clientEvent('contact.unlinked', person.tail, [contacts.replace(person.contact, contact)]),
        ],
        answer: undefined,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/contacts',
    summary: 'People, by name',
    description:
      'Who may see chosen clients only is given the people of 25 of them in a page. A change is listed a moment later.',
    allow: everyone,
    query: Paging,
    response: List(ContactView),
    load: ({ query: { limit, cursor } }, { records, cursors }) => listPeople(records, cursors, limit, cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((contact) => view(contact, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/contacts/{contactId}',
    summary: 'A person',
    allow: everyone,
    params: ById,
    response: ContactView,
    load: ({ params }, { records }) => records.get(contacts, params.contactId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/contacts/{contactId}',
    summary: 'Change a person',
    allow: staff,
    params: ById,
    body: ContactPatch,
    response: ContactView,
    load: ({ params }, { records }) => loadContact(records, params.contactId),
    subject: ({ contact }) => contact,
    decide({ loaded: { contact, tail }, body, caller }) {
      const write = contacts.replace(contact, update(contact, body));
      return {
        write: [clientEvent('contact.updated', tail, [write])],
        answer: view(write.after as Stored<Contact>, caller),
      };
    },
  }),
];
