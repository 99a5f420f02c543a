import type { Caller } from '../../shared/http/route.ts';
import { mergedInto, type Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Contact, ContactLink } from '../clients/contact.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import type { LinksRevoked } from './link.ts';
import { idsOf, linksRevoked } from './store.ts';

/** A contact as they may enter: who they are now, what they see, and what was revoked of theirs. */
export type Access = { contact: Stored<Contact>; caller: Caller; marks: readonly LinksRevoked[] };

type Part = Pick<ContactLink, 'access' | 'portal' | 'status' | 'clientId'>;

/** What someone sees of the clients that are still there, by their parts in them. */
export function scopeOf(parts: readonly Part[]): Pick<Caller, 'scope' | 'limited'> {
  const seen = parts.filter(({ status, portal }) => status === 'linked' && portal);
  const full = new Set(seen.filter(({ access }) => access === 'full').map(({ clientId }) => clientId));
  const only = [...new Set(seen.map(({ clientId }) => clientId))];
  return { scope: { only }, limited: only.filter((id) => !full.has(id)) };
}

/** The person that this id means now, strongly read; nobody where they were erased. */
async function personOf(table: Table, contactId: string): Promise<Stored<Contact> | undefined> {
  const contact = await systemRecords(table).present(contacts, contactId);
  return contact?.erasedAt === undefined ? contact : undefined;
}

/** Their parts in their clients, also those that stand under ids that either was merged from. */
async function partsOf(table: Table, contact: Contact): Promise<Part[]> {
  const keys = contact.clientIds.map((id) => clients.key(id));
  const pairs = contact.clientIds.flatMap((clientId) =>
    idsOf(contact).map((contactId) => contactLinks.key({ clientId, contactId })),
  );
  const items = await table.getMany([...keys, ...pairs], { strong: true });
  const found = items.filter(({ entity }) => entity === clients.name).map(clients.read);
  const parts = items.filter(({ entity }) => entity === contactLinks.name).map(contactLinks.read);
  const there = await Promise.all(
    found.map(async (client) => ({
      id: client.id,
      now: mergedInto(client) === undefined ? client : await systemRecords(table).present(clients, client.id),
    })),
  );
  return parts.flatMap((part) => {
    const client = there.find(({ id }) => id === part.clientId)?.now;
    if (!client || client.erasedAt) return [];
    // Until a merge has moved everything, some of it stands under the old id.
    return [part, ...(client.id === part.clientId ? [] : [{ ...part, clientId: client.id }])];
  });
}

/** What a contact may enter now; nothing where no client of theirs has the portal switched on for them. */
export async function accessOf(table: Table, contactId: string): Promise<Access | undefined> {
  const contact = await personOf(table, contactId);
  if (!contact) return undefined;
  const ids = [...new Set([contactId, ...idsOf(contact)])];
  const [parts, marks] = await Promise.all([
    partsOf(table, contact),
    table.getMany(ids.map(linksRevoked.key), { strong: true }),
  ]);
  const seen = scopeOf(parts);
  if (seen.scope.only!.length === 0) return undefined;
  const caller: Caller = { id: contact.id, name: contact.name, role: 'contact', rights: {}, ...seen };
  return { contact, caller, marks: marks.map(linksRevoked.read) };
}
