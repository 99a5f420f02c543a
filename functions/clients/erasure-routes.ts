import * as z from 'zod';
import { admins, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Client } from './client.ts';
import { checkNotHeld } from './legal-hold.ts';
import { ClientView, view as clientView } from './client-view.ts';
import { type Contact, ContactView, view as contactView } from './contact.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { eraseClient, eraseContact } from './erasure.ts';
import { loadClient, loadContact, notesToErase, ownerKeyOf } from './store.ts';

const on = routesOf();

export const erasureRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/erase',
    summary: 'Erase the personal data of an archived client',
    description:
      'Destroys the client’s key and removes everything that is said of it, its notes and the content of its history. That something happened, when and by whom, stays and still verifies. Answers kept for repeated Idempotency-Keys go within a day; backups forget after 35 days. What is under a legal hold cannot be erased; documents that have to be kept are erased when their time is over. It cannot be taken back.',
    allow: admins,
    params: z.object({ clientId: Id('client') }),
    response: ClientView,
    async load({ params }, { records }) {
      const loaded = await loadClient(records, params.clientId);
      const { pk } = loaded.tail;
      const [key, written] = await Promise.all([ownerKeyOf(records, pk), notesToErase(records, params.clientId)]);
      return { ...loaded, key, written };
    },
    subject: ({ client }) => client,
    decide({ loaded, now, caller }) {
      checkNotHeld(loaded.client);
      const decided = eraseClient(loaded, now);
      return { write: [decided], answer: clientView(decided.records[0]!.after as Stored<Client>, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/contacts/{contactId}/erase',
    summary: 'Erase the personal data of a person',
    description: 'Removes names, addresses, numbers and the content of the person’s history. It cannot be taken back.',
    allow: admins,
    params: z.object({ contactId: Id('contact') }),
    response: ContactView,
    async load({ params }, { records }) {
      const loaded = await loadContact(records, params.contactId);
      return { ...loaded, key: await ownerKeyOf(records, loaded.tail.pk) };
    },
    subject: ({ contact }) => contact,
    decide({ loaded, now, caller }) {
      const decided = eraseContact(loaded, now);
      return { write: [decided], answer: contactView(decided.records[0]!.after as Stored<Contact>, caller) };
    },
  }),
];
