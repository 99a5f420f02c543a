import { entity, type Stored } from '../../shared/table/entity.ts';
import { readTail, type Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { contacts, loadContact } from '../clients/store.ts';
import { LinksRevoked, isOpen, PortalLink } from './link.ts';

const prefix = 'PORTAL-LINK#';

export const portalLinks = entity({
  name: 'portal link',
  schema: PortalLink,
  key: (id: string) => ({ pk: `${prefix}${id}`, sk: 'LINK' }),
  id: ({ id }) => id,
  indexes: ({ contactId, expiresAt, id }) => ({ byPersonPk: contactId, byPersonSk: `${prefix}${expiresAt}#${id}` }),
  clientIds: ({ clientIds }) => clientIds,
});

export const linksRevoked = entity({
  name: 'portal links revoked',
  schema: LinksRevoked,
  key: (contactId: string) => ({ pk: contacts.key(contactId).pk, sk: 'PORTAL' }),
  id: ({ contactId }) => contactId,
  clientIds: ({ clientIds }) => clientIds,
});

/** A link with its chain. Whoever has a token is asked nothing else, so no wall stands before it. */
export async function readLink(table: Table, id: string) {
  const tail = await readTail(table, portalLinks.key(id).pk);
  const item = await table.get(portalLinks.key(id), { strong: true });
  return item && { tail, link: portalLinks.read(item) };
}

/** A link of this contact, or of who was merged into them, to be changed. */
export async function loadLinkOf(records: Records, contactId: string, id: string) {
  const contact = await records.get(contacts, contactId);
  const tail = await records.tail(portalLinks.key(id).pk);
  const link = await records.find(portalLinks, id);
  return { tail, link: link && idsOf(contact).includes(link.contactId) ? link : undefined };
}

type Person = { id: string; mergedFrom?: readonly { id: string }[] | undefined };
export const idsOf = ({ id, mergedFrom = [] }: Person): string[] => [id, ...mergedFrom.map((one) => one.id)];

const most = 100;

/** The links that open a contact's page now, the last to expire first. A new one is listed a moment later. */
export async function liveLinks(records: Records, contactId: string, now: string): Promise<Stored<PortalLink>[]> {
  const contact = await records.get(contacts, contactId);
  const ids = idsOf(contact);
  const range = { from: `${prefix}${now}`, to: `${prefix}9` };
  const [marks, ...pages] = await Promise.all([
    records.getMany(linksRevoked, ids),
    ...ids.map((pk) => records.page({ index: 'byPerson', pk, range, limit: most, newestFirst: true })),
  ]);
  return pages.flatMap(({ items }) => items.map(portalLinks.read)).filter((link) => isOpen(link, marks, now));
}

/** The mark of a contact's revoked links with the contact and their chain. */
export async function loadRevoked(records: Records, contactId: string) {
  const { contact, tail } = await loadContact(records, contactId);
  return { contact, tail, mark: await records.find(linksRevoked, contact.id) };
}
