import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { admins, type Caller, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Client } from './client.ts';
import { checkNotHeld } from './legal-hold.ts';
import { ClientView, view as clientView } from './client-view.ts';
import { type Contact, ContactView, view as contactView } from './contact.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { eraseClient, eraseContact } from './erasure.ts';
import { clients, loadClient, loadContact, notesToErase, ownerKeyOf } from './store.ts';
import { clientsEver } from './ever.ts';

const on = routesOf<{ table: Table }>();

/** Every client whose they ever were, walls or not: what they wrote and signed for it is part of what is held. */
async function everyClientOf(table: Table, pk: string): Promise<Stored<Client>[]> {
  const records = systemRecords(table);
  return records.getMany(clients, await clientsEver(records, pk));
}

/** A wall hides which client it is, not that there is one. */
function checkNoneHeld(theirs: readonly Stored<Client>[], caller: Caller): void {
  const held = theirs.filter(({ legalHold }) => legalHold);
  checkNotHeld(...held.filter(({ id }) => mayRead(caller, [id])));
  if (held.length > 0) throw broken('A client of theirs that you do not see is under a legal hold');
}

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
    description:
      'Removes names, addresses, numbers and the content of the person’s history. Not while a client whose they are or were is under a legal hold. It cannot be taken back.',
    allow: admins,
    params: z.object({ contactId: Id('contact') }),
    response: ContactView,
    async load({ params }, { records, table }) {
      const loaded = await loadContact(records, params.contactId);
      const { pk } = loaded.tail;
      const [key, theirs] = await Promise.all([ownerKeyOf(records, pk), everyClientOf(table, pk)]);
      return { ...loaded, key, theirs };
    },
    subject: ({ contact }) => contact,
    decide({ loaded, now, caller }) {
      checkNoneHeld(loaded.theirs, caller);
      const decided = eraseContact(loaded, now);
      // Nobody puts one of them under a hold meanwhile.
      const unheld = loaded.theirs.map(({ id, version }) => ({ check: clients.key(id), if: { is: { version } } }));
      return {
        write: [{ ...decided, provided: [...(decided.provided ?? []), ...unheld] }],
        answer: contactView(decided.records[0]!.after as Stored<Contact>, caller),
      };
    },
  }),
];
