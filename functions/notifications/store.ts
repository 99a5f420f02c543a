import { notFound } from '../../shared/errors.ts';
import type { Entity, Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { ContactLink } from '../clients/contact.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import type { Recipient } from './client-mail.ts';
import { type Mail, mails } from './mail.ts';
import { mailsAmong } from './of-several.ts';

type Page = { limit: number; cursor?: string | undefined };
type Place = { clientId: string; contactId: string };

/** Whoever this id means now. */
async function presentOf<T extends object>(records: Records, entity: Entity<T, string>, id: string) {
  const found = await records.present(entity, id);
  if (!found) throw notFound(entity.name, id);
  return found;
}

type Merging = { id: string; mergedFrom?: readonly { id: string }[] | undefined };

/** A link that has not followed its client or person yet still stands under the id of who was merged. */
async function linkUnder(
  records: Records,
  client: Merging,
  contact: Merging,
): Promise<Stored<ContactLink> | undefined> {
  const ids = ({ id, mergedFrom = [] }: Merging) => [id, ...mergedFrom.map((one) => one.id)];
  const places = ids(client).flatMap((clientId) => ids(contact).map((contactId) => ({ clientId, contactId })));
  const links = await Promise.all(places.map((place) => records.find(contactLinks, place)));
  return links.find((link) => link?.status === 'linked') ?? links[0];
}

/** What decides about a mail to this contact of this client. */
export async function loadRecipient(records: Records, place: Place): Promise<Recipient> {
  const [firm, client, contact, link] = await Promise.all([
    records.get(firms, 'firm'),
    presentOf(records, clients, place.clientId),
    presentOf(records, contacts, place.contactId),
    records.find(contactLinks, place),
  ]);
  const isMerged = (client.mergedFrom ?? contact.mergedFrom) !== undefined;
  return { firm, client, contact, link: isMerged ? await linkUnder(records, client, contact) : link };
}

/** A mail to a contact; the firm's mail to its own people is nobody's to read here. */
export async function mailOf(records: Records, id: string): Promise<Stored<Mail>> {
  const mail = await records.get(mails, id);
  if (mail.contactId === undefined) throw notFound('mail', id);
  return mail;
}

export async function loadMail(records: Records, id: string) {
  const tail = await records.tail(mails.key(id).pk);
  return { mail: await mailOf(records, id), tail };
}

/** To whom a mail was written, as they are now. */
export const recipientOf = (records: Records, { contactId, clientIds }: Mail): Promise<Recipient> =>
  loadRecipient(records, { clientId: clientIds![0]!, contactId: contactId! });

export async function mailsOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const query = { index: 'byClient', pk: clients.key(clientId).pk, range: { prefix: 'MAIL#' }, limit } as const;
  const [{ items, next }] = await Promise.all([
    records.page({ ...query, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return { items: await mailsAmong(records, items), ...(next !== undefined && { next }) };
}

export async function mailsIn(records: Records, status: Mail['status'], { limit, cursor }: Page) {
  const query = { index: 'byStatus', pk: 'MAIL', range: { prefix: `${status}#` }, limit, newestFirst: true } as const;
  const { items, next } = await records.page(query, cursor);
  return { items: items.map(mails.read), ...(next !== undefined && { next }) };
}

type Sweep = { clientId?: string | undefined; after: string | undefined; upTo: string };

/** The next held mail in the order in which they were written, of one client or of all; the index may lag. */
export async function nextHeld(records: Records, { clientId, after, upTo }: Sweep): Promise<Stored<Mail> | undefined> {
  const place = clientId === undefined ? 'held#' : 'MAIL#';
  const where =
    clientId === undefined
      ? ({ index: 'byStatus', pk: 'MAIL', limit: 1 } as const)
      : ({ index: 'byClient', pk: clients.key(clientId).pk, limit: 50 } as const);
  const range = { from: after === undefined ? place : `${place}${after}~`, to: `${place}${upTo}` };
  let cursor: string | undefined;
  do {
    const page = await records.page({ ...where, range }, cursor);
    const held = (await mailsAmong(records, page.items)).find(({ status }) => status === 'held');
    if (held) return held;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}
