import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { start, type Tail } from '../../shared/events/chain.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { Client } from '../clients/client.ts';
import { type Contact, type ContactLink, isUnreachable } from '../clients/contact.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import type { Firm } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import { Mail, mailEvent, mails } from './mail.ts';

/** Everything that decides whether, when and where a mail to a contact goes. */
export type Recipient = {
  firm: Stored<Firm>;
  client: Stored<Client>;
  contact: Stored<Contact>;
  link: Stored<ContactLink> | undefined;
};

export const NewClientMail = z
  .strictObject({ contactId: Id('contact'), subject: z.string().trim().min(1).max(200), text: Mail.shape.text })
  .meta({ id: 'NewClientMail' });

export const MailView = Mail.extend({
  version: z.int(),
  can: z.object({ release: z.boolean(), discard: z.boolean() }),
}).meta({ id: 'Mail' });

export const MailLine = MailView.omit({ text: true }).meta({ id: 'MailLine' });

/** Someone who is not to be notified any more, or cannot be, gets nothing that the firm sends by itself. */
export const isReached = ({ client, contact, link }: Recipient): boolean =>
  link?.status === 'linked' &&
  link.notify &&
  contact.mail !== undefined &&
  !isUnreachable(contact) &&
  !client.erasedAt &&
  !contact.erasedAt;

/** A link to the clients’ page would open nothing of this client for them. */
export const lacksPage = ({ link }: Pick<Recipient, 'link'>): boolean => link?.status === 'linked' && !link.portal;

/** Of what is done on that page, whoever cannot come to it gets no mail. */
export function checkPage(recipient: Recipient): void {
  if (lacksPage(recipient))
    throw broken('This person has no access to the portal; switch that on in their part, or choose somebody else', {
      field: 'contactIds',
    });
}

/** Where it goes, or why it cannot. Nothing said here names the person: it may stand in results that outlive an erasure. */
export function addressOf({ client, contact, link }: Recipient, askedFor = false): string {
  const refuse = (message: string) => broken(message, { field: 'contactId' });
  if (client.erasedAt || contact.erasedAt) throw refuse('Who was erased gets no mail any more');
  if (link?.status !== 'linked') throw refuse('This person is not a contact of this client; link them first');
  if (!link.notify && !askedFor)
    throw refuse('This person is not to be notified about this client; switch that on in their part first');
  if (contact.mail === undefined) throw refuse('This person has no mail address; enter one first');
  if (!askedFor && isUnreachable(contact))
    throw refuse('Mail to this person came back; enter another address, or this one again once it works');
  return contact.mail;
}

const unmovedClient = ({ id, version }: Stored<Client>): Check => ({ check: clients.key(id), if: { is: { version } } });

/** Going live, stopping mail, erasing and switching a person off change one of these: then it is decided again. */
const unmoved = ({ firm, client, contact, link }: Recipient): Check[] => [
  { check: firms.key('firm'), if: { is: { version: firm.version } } },
  unmovedClient(client),
  { check: contacts.key(contact.id), if: { is: { version: contact.version } } },
  ...(link ? [{ check: contactLinks.key(link), if: { is: { version: link.version } } }] : []),
];

const isLive = (firm: Firm): boolean => firm.liveSince !== undefined;

type Written = Pick<Mail, 'subject' | 'text' | 'from' | 'writtenBy' | 'locale' | 'threadId'>;
type Sending = {
  id: string;
  now: string;
  /** By the contact, whatever reaches them otherwise. */
  askedFor?: boolean;
  /** Further clients of theirs that it speaks of: it stands with each of them. */
  others?: readonly Stored<Client>[];
};

/**
 * The one way of any mail to a contact: held until the firm is live, else on its way with the transaction that it is part
 * of. Throws where it cannot reach them.
 */
export function mailToContact(
  recipient: Recipient,
  written: Written,
  { id, now, askedFor = false, others = [] }: Sending,
): Decided {
  const { firm, client, contact } = recipient;
  const status = isLive(firm) ? 'queued' : 'held';
  const ids = { contactId: contact.id, clientIds: [client, ...others].map((one) => one.id) };
  const more = { status, queuedAt: now, ...(others.length > 0 && { passing: true }) } as const;
  const write = mails.create({ id, to: addressOf(recipient, askedFor), ...written, ...ids, ...more });
  const provided = [...unmoved(recipient), ...others.map(unmovedClient)];
  return mailEvent(`mail.${status}`, start(write.item.pk), [write], { provided });
}

type OfTail = { mail: Stored<Mail>; tail: Tail };

const notHeld = ({ status }: Mail) =>
  broken(`This mail is not held: it was ${status === 'discarded' ? 'discarded' : 'released'} already`);

/** A held mail goes to the address that its contact has now. */
export function release({ mail, tail }: OfTail, recipient: Recipient, now: string): Decided {
  if (mail.status !== 'held') throw notHeld(mail);
  if (!isLive(recipient.firm))
    throw broken('The firm has not gone live: nothing is sent to clients until an administrator lets mail out');
  const released = { ...mail, to: addressOf(recipient), status: 'queued' as const, releasedAt: now };
  return mailEvent('mail.released', tail, [mails.replace(mail, released)], { provided: unmoved(recipient) });
}

export function discard({ mail, tail }: OfTail, now: string): Decided {
  if (mail.status !== 'held') throw notHeld(mail);
  const discarded = { ...mail, status: 'discarded' as const, discardedAt: now };
  return mailEvent('mail.discarded', tail, [mails.replace(mail, discarded)]);
}

/** What was on its way when mail was stopped waits again. */
export const holdAgain = ({ mail, tail }: OfTail): Decided =>
  mailEvent('mail.held', tail, [mails.replace(mail, { ...mail, status: 'held' })]);

/** What is left of a mail: that there was one, when, and what became of it. */
export function erase({ mail, tail }: OfTail, now: string): Decided {
  const { to: _, from: _from, ...rest } = mail;
  const status = mail.status === 'sent' ? ('sent' as const) : ('discarded' as const);
  const blank = { ...rest, subject: 'Erased', text: 'Erased', status, erasedAt: now };
  return mailEvent('mail.erased', tail, [mails.erase(mail, blank)], { erases: tail.seq });
}

/** Of a mail over several clients, whoever may not see all of them is told of theirs, and not what it says. */
export const view = (mail: Stored<Mail>, caller: Caller) => {
  const may = mail.status === 'held' && caller.role !== 'guest';
  const { clientIds: all = [] } = mail;
  const clientIds = all.filter((id) => mayRead(caller, [id]));
  const isWhole = clientIds.length === all.length;
  const seen = isWhole ? {} : { clientIds, text: 'It speaks of clients whom you may not see, too.' };
  return { ...mail, ...seen, can: { release: may, discard: may } };
};
