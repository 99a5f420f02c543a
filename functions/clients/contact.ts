import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';

export const Contact = z.object({
  id: Id('contact'),
  name: z.string().trim().min(1).max(120),
  mail: z.email().max(254).optional(),
  phone: z.string().trim().min(3).max(40).optional(),
  title: z.string().trim().min(1).max(120).optional(),
  /** The clients this person is a contact of; at least one, unless erased. */
  clientIds: z.array(Id('client')).max(50),
  createdAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
});
export type Contact = z.output<typeof Contact>;

/** One person's part in one client: what they see of it and what reaches them. */
export const ContactLink = z.object({
  clientId: Id('client'),
  contactId: Id('contact'),
  access: z.enum(['full', 'limited']),
  portal: z.boolean(),
  notify: z.boolean(),
  sign: z.boolean(),
  status: z.enum(['linked', 'removed']),
});
export type ContactLink = z.output<typeof ContactLink>;

const person = Contact.pick({ name: true, mail: true, phone: true, title: true }).shape;
const part = {
  access: ContactLink.shape.access.default('full'),
  portal: z.boolean().default(false),
  notify: z.boolean().default(true),
  sign: z.boolean().default(false),
};

export const LinkInput = z.strictObject(part).meta({ id: 'ContactLinkInput' });
export const NewContact = z.strictObject({ ...person, ...part }).meta({ id: 'NewContact' });

export const ContactPatch = z
  .strictObject({
    name: person.name.optional(),
    mail: person.mail.nullable(),
    phone: person.phone.nullable(),
    title: person.title.nullable(),
  })
  .meta({ id: 'ContactPatch' });

export const ContactView = Contact.extend({
  version: z.int(),
  can: z.object({ edit: z.boolean(), erase: z.boolean() }),
}).meta({ id: 'Contact' });

export const ClientContactView = ContactView.extend({
  link: ContactLink.pick({ access: true, portal: true, notify: true, sign: true }).extend({ version: z.int() }),
}).meta({ id: 'ClientContact' });

export const meet = (
  { name, mail, phone, title }: z.output<typeof NewContact>,
  clientId: string,
  id: string,
  now: string,
): Contact => ({
  id,
  name,
  ...(mail !== undefined && { mail }),
  ...(phone !== undefined && { phone }),
  ...(title !== undefined && { title }),
  clientIds: [clientId],
  createdAt: now,
});

const notErased = (contact: Contact) => {
  if (contact.erasedAt) throw broken('This contact was erased; nothing of it can be changed');
};

export function update(contact: Contact, { name, ...patch }: z.output<typeof ContactPatch>): Contact {
  notErased(contact);
  const changed: Contact = { ...contact, ...(name !== undefined && { name }) };
  for (const [field, value] of Object.entries(patch) as [keyof typeof patch, string | null | undefined][]) {
    if (value === null) delete changed[field];
    else if (value !== undefined) changed[field] = value;
  }
  return changed;
}

export function link(contact: Contact, clientId: string): Contact {
  notErased(contact);
  if (contact.clientIds.includes(clientId)) return contact;
  if (contact.clientIds.length >= 50) throw broken('A person can be a contact of at most 50 clients');
  return { ...contact, clientIds: [...contact.clientIds, clientId] };
}

/**
 * A person stays a contact of someone: who is nobody's contact any more could be found by nobody. Who was erased need
 * not be found.
 */
export function unlink(contact: Contact, clientId: string): Contact {
  const clientIds = contact.clientIds.filter((id) => id !== clientId);
  if (clientIds.length === 0 && !contact.erasedAt)
    throw broken(`${contact.name} is a contact of this client only; link them to another first, or erase them`);
  return { ...contact, clientIds };
}

/** Links to clients that the caller may not see are left out. */
export const view = (contact: Stored<Contact>, caller: Caller) => ({
  ...contact,
  clientIds: contact.clientIds.filter((id) => mayRead(caller, [id])),
  can: { edit: caller.role !== 'guest' && !contact.erasedAt, erase: caller.role === 'admin' && !contact.erasedAt },
});
