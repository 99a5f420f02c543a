import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { leads, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { startBatch } from '../batches/store.ts';
import type { Client } from '../clients/client.ts';
import { ClientView, view as clientView } from '../clients/client-view.ts';
import { type Contact, ContactView, view as contactView } from '../clients/contact.ts';
import { everything, type Unwalled } from '../clients/everything.ts';
import { join, leave } from '../clients/group.ts';
import { openVault, type Sensitive } from '../clients/sensitive.ts';
import { clients, contacts, groups, loadClient, loadContact, loadGroup } from '../clients/store.ts';
import { wholeTeam } from '../firm/store.ts';
import { clientEvent } from '../clients/events.ts';
import { scopeOf } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import { mergeEvent } from './events.ts';
import { mergeClients } from './merge-client.ts';
import { mergeContacts } from './merge-contact.ts';
import { sameSight } from './sight.ts';

const on = routesOf<Sensitive & Unwalled>();

const Difference = z.object({ field: z.string(), kept: z.unknown(), other: z.unknown() }).meta({ id: 'Difference' });
const differences = z.array(Difference);
const batchId = Id('batch');

const OfClient = z.object({ clientId: Id('client') });
const OtherClient = z.strictObject({ from: Id('client') });
const OfContact = z.object({ contactId: Id('contact') });
const OtherContact = z.strictObject({ from: Id('contact') });

/** Both clients, as the caller may see them, and whether the same people may. */
async function loadClients(records: Records, into: string, from: string) {
  // One after the other: nothing is said of the second to who may not see the first.
  const one = await loadClient(records, into);
  const [other, team, { walls, unmoved }] = await Promise.all([
    loadClient(records, from),
    wholeTeam(records),
    wallsOf(records),
  ]);
  sameSight(
    team.map((member) => ({ name: member.name, scope: scopeOf(member, walls) })),
    into,
    from,
  );
  return { one, other, unmoved };
}

/** The group that the other one leaves; this one joins it, if it has taken it over. */
function leaveGroup({ group, tail }: Awaited<ReturnType<typeof loadGroup>>, one: Client, other: Client) {
  const left = leave(group, other.id);
  const after = one.groupId === group.id ? join(left, one.id) : left;
  return clientEvent('group.left', tail, [groups.replace(group, after)]);
}

/** Whose records name the other one without being its own: who pays for it, and for whom it pays. */
const othersOf = ({ billingClientId, paysFor = [], paysForGroups = [] }: Client): string[] => [
  ...(billingClientId === undefined ? [] : [clients.key(billingClientId).pk]),
  ...paysFor.map((id) => clients.key(id).pk),
  ...paysForGroups.map((id) => groups.key(id).pk),
];

/** A tax number that only the other one has goes over, sealed with the key of who keeps it. */
async function taxIdOf({ records, keys }: Loading<Sensitive>, one: Stored<Client>, other: Stored<Client>) {
  if (!other.taxId) return {};
  const [kept, left] = await Promise.all(
    [one, other].map(({ id }) => openVault(records, keys, clients.key(id).pk, id)),
  );
  const number = left!.sealer.open('taxId', other.taxId);
  if (!one.taxId) return { taxId: kept!.sealer.seal('taxId', number), write: kept!.write };
  if (kept!.sealer.open('taxId', one.taxId) !== number)
    throw broken('The two have different tax numbers; if they are one client, take the wrong number away first', {
      field: 'from',
    });
  return {};
}

/** Both people; who belongs to a client behind a wall is merged by someone who sees all of theirs. */
async function loadContacts(records: Records, into: string, from: string) {
  const one = await loadContact(records, into);
  const [other, reader] = await Promise.all([loadContact(records, from), records.reader()]);
  const all = [...one.contact.clientIds, ...other.contact.clientIds];
  if (all.some((id) => !mayRead(reader, [id])))
    throw broken('One of the two belongs to a client that you may not see; ask an administrator');
  return { one, other };
}

export const mergeRoutes = [
  on.reads({
    method: 'POST',
    path: '/v1/clients/{clientId}/merge/preview',
    summary: 'What would come of merging another client into this one',
    allow: leads,
    params: OfClient,
    body: OtherClient,
    response: z.object({ client: ClientView, differences }).meta({ id: 'ClientMergePreview' }),
    async load({ params, body }, from) {
      const { one, other } = await loadClients(from.records, params.clientId, body.from);
      const { taxId } = await taxIdOf(from, one.client, other.client);
      return { one, other, taxId };
    },
    answer({ loaded: { one, other, taxId }, caller, now }) {
      const { merged, differences: different } = mergeClients(one.client, other.client, now);
      return { client: clientView({ ...merged, ...(taxId && { taxId }) }, caller), differences: different };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/merge',
    summary: 'Merge another client into this one',
    description:
      'For a client that was entered twice. Reads of the other one go to this one at once; its records follow within a minute, by a batch. Where both say something, this one’s stays, and the history keeps the other. It cannot be taken back.',
    allow: leads,
    params: OfClient,
    body: OtherClient,
    response: z.object({ client: ClientView, differences, batchId }).meta({ id: 'ClientMerge' }),
    async load({ params, body }, from) {
      const { one, other, unmoved } = await loadClients(from.records, params.clientId, body.from);
      const resealed = await taxIdOf(from, one.client, other.client);
      const { groupId } = other.client;
      const group = groupId === undefined ? undefined : await loadGroup(everything(from), groupId);
      return { one, other, unmoved, group, ...resealed, batch: from.newId('batch') };
    },
    subject: ({ one }) => one.client,
    decide({ loaded: { one, other, unmoved, group, taxId, write = [], batch }, caller, now }) {
      const { merged, left, differences: different } = mergeClients(one.client, other.client, now);
      const kept = clients.replace(one.client, { ...merged, ...(taxId && { taxId }) });
      const gone = clients.replace(other.client, left);
      const ids = [one.client.id, other.client.id];
      const given = { from: other.client.id, into: one.client.id, others: othersOf(other.client) };
      const asked = { kind: 'merge-client', title: 'Merging two clients', startedBy: caller.id, given, clientIds: ids };
      return {
        write: [
          mergeEvent('client.merged', one.tail, [kept, ...write], { clientIds: ids, provided: [unmoved] }),
          mergeEvent('client.merged-away', other.tail, [gone], { clientIds: ids.toReversed() }),
          ...(group ? [leaveGroup(group, merged, other.client)] : []),
          startBatch(asked, batch, now),
        ],
        answer: {
          client: clientView(kept.after as Stored<Client>, caller),
          differences: different,
          batchId: batch,
        },
        etag: kept.after.version,
      };
    },
  }),
  on.reads({
    method: 'POST',
    path: '/v1/contacts/{contactId}/merge/preview',
    summary: 'What would come of merging another record of this person into this one',
    allow: leads,
    params: OfContact,
    body: OtherContact,
    response: z.object({ contact: ContactView, differences }).meta({ id: 'ContactMergePreview' }),
    load: ({ params, body }, { records }) => loadContacts(records, params.contactId, body.from),
    answer({ loaded: { one, other }, caller, now }) {
      const { merged, differences: different } = mergeContacts(one.contact, other.contact, now);
      return { contact: contactView(merged, caller), differences: different };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/contacts/{contactId}/merge',
    summary: 'Merge another record of this person into this one',
    description:
      'For a person who was entered twice. Reads of the other record go to this one at once; what mentions it follows within a minute, by a batch. It cannot be taken back.',
    allow: leads,
    params: OfContact,
    body: OtherContact,
    response: z.object({ contact: ContactView, differences, batchId }).meta({ id: 'ContactMerge' }),
    load: async ({ params, body }, { records, newId }) => ({
      ...(await loadContacts(records, params.contactId, body.from)),
      batch: newId('batch'),
    }),
    subject: ({ one }) => one.contact,
    decide({ loaded: { one, other, batch }, caller, now }) {
      const { merged, left, differences: different } = mergeContacts(one.contact, other.contact, now);
      const kept = contacts.replace(one.contact, merged);
      const { clientIds } = other.contact;
      const given = { from: other.contact.id, into: one.contact.id, clientIds };
      const asked = { kind: 'merge-contact', title: 'Merging two records of a person', startedBy: caller.id };
      return {
        write: [
          mergeEvent('contact.merged', one.tail, [kept]),
          mergeEvent('contact.merged-away', other.tail, [contacts.replace(other.contact, left)]),
          startBatch({ ...asked, given, clientIds: [...clientIds] }, batch, now),
        ],
        answer: {
          contact: contactView(kept.after as Stored<Contact>, caller),
          differences: different,
          batchId: batch,
        },
        etag: kept.after.version,
      };
    },
  }),
];
