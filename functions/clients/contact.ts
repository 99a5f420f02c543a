import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { FormerNames, Phone } from './address.ts';
import { nullable, put } from './put.ts';

const Mail = z.email().max(254);

const isLanguage = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** A language tag (BCP 47), as it is written canonically. */
const Language = z
  .string()
  .max(35)
  .refine(isLanguage, 'A language, as in en, es-MX or zh-Hant')
  .overwrite((tag) => (isLanguage(tag) ? Intl.getCanonicalLocales(tag)[0]! : tag));

/** Mail to this address came back for good, or was called unwanted there. */
const Unreachable = z.object({
  address: Mail,
  why: z.enum(['bounced', 'complained']),
  /** As the other side's mail server said it. */
  says: z.string().max(500).optional(),
  at: z.iso.datetime(),
});

export const Contact = z.object({
  id: Id('contact'),
  name: z.string().trim().min(1).max(120),
  formerNames: FormerNames.optional(),
  /** The address and the number of first resort; others stand beside them. */
  mail: Mail.optional(),
  phone: Phone.optional(),
  otherMails: z.array(Mail).max(5).optional(),
  otherPhones: z.array(Phone).max(5).optional(),
  language: Language.optional(),
  title: z.string().trim().min(1).max(120).optional(),
  unreachable: Unreachable.optional(),
  /** The clients this person is a contact of; at least one, unless erased. */
  clientIds: z.array(Id('client')).max(50),
  createdAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
  /** The person that this one was found to be; every read goes there. */
  mergedInto: Id('contact').optional(),
  mergedFrom: z
    .array(z.object({ id: Id('contact'), name: z.string(), at: z.iso.datetime() }))
    .max(20)
    .optional(),
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
  /** What this person is to the client: spouse, controller. */
  part: z.string().trim().min(1).max(60).optional(),
  /** Whom to call first; at most one of a client's people. */
  main: z.boolean().optional(),
  status: z.enum(['linked', 'removed']),
});
export type ContactLink = z.output<typeof ContactLink>;

const of = Contact.shape;
/** Null takes the value away, and so does an empty list. */
const optional = {
  formerNames: of.formerNames,
  mail: of.mail,
  phone: of.phone,
  otherMails: of.otherMails,
  otherPhones: of.otherPhones,
  language: of.language,
  title: of.title,
};
const linked = ContactLink.omit({ clientId: true, contactId: true, status: true }).shape;
/** What someone new to a client may do, as far as nothing else is said. */
const usual = { access: 'full', portal: false, notify: true, sign: false, main: false } as const;
const part = {
  access: linked.access.default(usual.access),
  portal: linked.portal.default(usual.portal),
  notify: linked.notify.default(usual.notify),
  sign: linked.sign.default(usual.sign),
  part: linked.part,
  main: z.boolean().default(usual.main),
};

/** What is left out stays, of who is a contact already; null takes away what they are to the client. */
export const LinkInput = z
  .strictObject({ ...z.object(linked).partial().shape, part: linked.part.nullable() })
  .meta({ id: 'ContactLinkInput' });
export const NewContact = z.strictObject({ name: of.name, ...optional, ...part }).meta({ id: 'NewContact' });

export const ContactPatch = z
  .strictObject({ name: of.name.optional(), ...nullable(optional) })
  .meta({ id: 'ContactPatch' });

export const ContactView = Contact.extend({
  formerNames: of.formerNames.unwrap(),
  otherMails: of.otherMails.unwrap(),
  otherPhones: of.otherPhones.unwrap(),
  version: z.int(),
  can: z.object({ edit: z.boolean(), erase: z.boolean() }),
}).meta({ id: 'Contact' });

export const ClientContactView = ContactView.extend({
  link: ContactLink.pick({ access: true, portal: true, notify: true, sign: true, part: true }).extend({
    main: z.boolean(),
    version: z.int(),
  }),
}).meta({ id: 'ClientContact' });

export const meet = (
  { access: _, portal: _p, notify: _n, sign: _s, part: _part, main: _m, name, ...more }: z.output<typeof NewContact>,
  clientId: string,
  id: string,
  now: string,
): Contact => put({ id, name, clientIds: [clientId], createdAt: now } as Contact, more);

/** A person's part in a client. Who was removed from it comes back as someone new. */
export function linkOf(
  { access, portal, notify, sign, part: is, main }: z.output<typeof LinkInput>,
  clientId: string,
  contactId: string,
  before?: Stored<ContactLink>,
): ContactLink {
  const { part: _, ...rest } = before ?? {};
  const had = before?.status === 'linked' ? before : { ...rest, ...usual };
  const link: ContactLink = { ...had, clientId, contactId, status: 'linked' };
  return put(link, { access, portal, notify, sign, main, part: is });
}

const notErased = (contact: Contact) => {
  if (contact.erasedAt) throw broken('This contact was erased; nothing of it can be changed');
};

export function update(contact: Contact, patch: z.output<typeof ContactPatch>): Contact {
  notErased(contact);
  // Whoever enters the address again, or another, says that it works.
  const { unreachable: _, ...rest } = contact;
  return put(patch.mail === undefined ? contact : rest, patch);
}

type Failed = Omit<NonNullable<Contact['unreachable']>, 'address'>;

/** The same person with the address at which mail failed marked; one that they have no more says nothing of them. */
export const failedAt = (contact: Contact, address: string, failed: Failed): Contact =>
  contact.mail?.toLowerCase() === address.toLowerCase() && contact.erasedAt === undefined
    ? { ...contact, unreachable: { address: contact.mail, ...failed } }
    : contact;

/** Whether no mail is sent to them until someone enters an address anew. */
export const isUnreachable = ({ mail, unreachable }: Contact): boolean =>
  unreachable !== undefined && unreachable.address === mail;

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
  formerNames: [],
  otherMails: [],
  otherPhones: [],
  ...contact,
  clientIds: contact.clientIds.filter((id) => mayRead(caller, [id])),
  can: { edit: caller.role !== 'guest' && !contact.erasedAt, erase: caller.role === 'admin' && !contact.erasedAt },
});
