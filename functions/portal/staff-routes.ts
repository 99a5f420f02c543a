import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { broken, forbidden, notFound } from '../../shared/errors.ts';
import { has } from '../../shared/http/rights.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { Table } from '../../shared/table/table.ts';
import { newToken } from '../../shared/tokens.ts';
import type { Contact } from '../clients/contact.ts';
import { contacts } from '../clients/store.ts';
import { MailView, view as viewMail } from '../notifications/client-mail.ts';
import type { Mail } from '../notifications/mail.ts';
import { accessOf } from './admission.ts';
import { portalEvent } from './events.ts';
import { CopiedLink, LinkId, pathOf, PortalLinkView, revoked } from './link.ts';
import { mint } from './minting.ts';
import { newLinkFor, writeNewLink } from './new-link.ts';
import { linksRevoked, liveLinks, loadLinkOf, loadRevoked, portalLinks } from './store.ts';

const on = routesOf<{ table: Table }>();
const OfContact = z.object({ contactId: Id('contact') });

/** A link that opens nothing helps nobody: say so before one is made. */
function mayEnter(access: Awaited<ReturnType<typeof accessOf>>, contact: Stored<Contact>) {
  if (access) return access;
  const why = contact.erasedAt ? 'Who was erased has no page' : 'Switch the portal on in their part in a client first';
  throw broken(why, { field: 'contactId' });
}

export const portalLinkRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/contacts/{contactId}/portal-links',
    summary: 'The links that open a person’s page now, the last to expire first',
    description: 'Never the links themselves. A new one is listed a moment later.',
    allow: everyone,
    params: OfContact,
    response: z.object({ items: z.array(PortalLinkView) }),
    load: ({ params }, { records }) => liveLinks(records, params.contactId, instant()),
    answer: ({ loaded }) => ({ items: loaded }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/contacts/{contactId}/portal-links',
    summary: 'Mail a person a link to their page',
    description: 'To their stored address; held until the firm has gone live, as any mail to a client.',
    allow: staff,
    params: OfContact,
    status: 201,
    response: MailView,
    async load({ params }, { records, table, newId }) {
      const contact = await records.get(contacts, params.contactId);
      const { caller } = mayEnter(await accessOf(table, contact.id), contact);
      const reader = await records.reader();
      const theirs = caller.scope.only!.filter((clientId) => mayRead(reader, [clientId]));
      if (theirs.length === 0) throw broken('None of their clients that you see has the portal switched on for them');
      return { ...(await newLinkFor(records, contact.id, theirs)), id: newId('mail') };
    },
    decide({ loaded: { id, ...one }, caller, now }) {
      const decided = writeNewLink(one, { id, now });
      return {
        write: [decided],
        answer: viewMail(decided.records[0]!.after as Stored<Mail>, caller),
        location: `/v1/mails/${id}`,
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/contacts/{contactId}/portal-links/copy',
    summary: 'Make a link to a person’s page and be told it, to hand it over yourself',
    description:
      'For a firm whose mail does not leave yet. Whoever has the link sees what the person sees, so that it is told once, to who may see what the work costs, and who made it stands in the record. Nobody signs by it.',
    allow: staff,
    sensitive: true,
    params: OfContact,
    response: CopiedLink,
    async load({ params }, { records, table }) {
      const contact = await records.get(contacts, params.contactId);
      const access = mayEnter(await accessOf(table, contact.id), contact);
      return { contact, reader: await records.reader(), access, token: newToken() };
    },
    decide({ loaded: { contact, access, reader, token }, caller, now }) {
      // Letters are on the page, with their fees.
      if (!has(caller, 'amounts'))
        throw forbidden('Their page shows what the work costs, which you do not see; have the link mailed to them');
      // The page shows all of the person's clients: a wall before one of them is a wall before the link.
      if (!access.caller.scope.only!.every((clientId) => mayRead(reader, [clientId])))
        throw broken('Their page shows clients that you do not see; have the link mailed to them instead');
      const { link, decided } = mint(token, contact, now);
      return { write: [decided], answer: { id: link.id, path: pathOf(token), expiresAt: link.expiresAt } };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/contacts/{contactId}/portal-links/{linkId}',
    summary: 'Revoke one link; who came by it has to leave',
    allow: staff,
    params: OfContact.extend({ linkId: LinkId }),
    status: 204,
    async load({ params: { contactId, linkId } }, { records }) {
      const { link, tail } = await loadLinkOf(records, contactId, linkId);
      if (!link) throw notFound('link', linkId);
      return { link, tail };
    },
    decide: ({ loaded: { link, tail }, now }) => ({
      write: [portalEvent('portal-link.revoked', tail, [portalLinks.replace(link, revoked(link, now))])],
      answer: undefined,
    }),
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/contacts/{contactId}/portal-links',
    summary: 'Revoke every link of a person; whoever came by one has to leave',
    description: 'Their address stays: they can have a new link sent, unless the portal is switched off for them.',
    allow: staff,
    params: OfContact,
    status: 204,
    load: ({ params }, { records }) => loadRevoked(records, params.contactId),
    decide({ loaded: { contact, tail, mark }, now }) {
      const after = { contactId: contact.id, clientIds: contact.clientIds, before: now };
      const write = mark ? linksRevoked.replace(mark, after) : linksRevoked.create(after);
      return { write: [portalEvent('contact.portal-links-revoked', tail, [write])], answer: undefined };
    },
  }),
];
