import { broken } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { contactLinks, contacts } from '../clients/store.ts';
import { sendingOf, type Firm } from '../firm/firm.ts';
import { mailWaitsUntil } from '../firm/mail-hours.ts';
import type { Member } from '../firm/member.ts';
import { members } from '../firm/store.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { compose, fieldsOfPeople, whyStopped } from '../mail-templates/compose.ts';
import { type InLanguages, languagesOf, localeOf, type Spoken, wordsTo } from '../mail-templates/languages.ts';
import { holdingOf } from '../mail-templates/store.ts';
import { checkPage, lacksPage, mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import type { Fields } from '../templates/pattern-value.ts';
import { isOpen, type Item } from './item.ts';
import type { Request } from './request.ts';

/** The mails about requests, by the keys of their words. */
export type MailKey = 'request' | 'reminder-first' | 'reminder-after-date' | 'reminder-last' | 'sent-back';

/** Everything that a mail about a request is made of. */
export type Mailing = {
  firm: Stored<Firm>;
  sender: Stored<Member> | undefined;
  recipients: readonly Recipient[];
  words: InLanguages;
};

type About = Pick<Request, 'clientId' | 'contactIds' | 'senderId'>;

/** Who is to get it and in whose name, with the words as the firm has them. */
export async function loadMailing(records: Records, about: About, key: string): Promise<Mailing> {
  const { clientId, contactIds, senderId } = about;
  const places = contactIds.map((contactId) => ({ clientId, contactId }));
  const [holding, sender, ...recipients] = await Promise.all([
    holdingOf(records, key),
    records.find(members, senderId),
    ...places.map((place) => loadRecipient(records, place)),
  ]);
  const firm = recipients[0]?.firm;
  if (!firm) throw broken('It is addressed to nobody: choose to whom it goes', { field: 'contactIds' });
  const readers = recipients.map(({ contact }) => contact);
  return { firm, sender, recipients, words: await languagesOf(records, key, holding, readers) };
}

/** Why these cannot be asked: they answer on the clients’ page, and it does not open for them. */
const noPage = (names: readonly string[]): string =>
  names.length === 1
    ? `${names[0]} has no access to the portal; switch it on with the person, or choose somebody else`
    : `${names.join(', ')} have no access to the portal; switch it on with each of them, or choose others`;

/** The same for someone who sends it themself: they read by name who could not open it. */
export async function loadMailingByHand(records: Records, about: About, key: string): Promise<Mailing> {
  const mailing = await loadMailing(records, about, key);
  const without = mailing.recipients.filter(lacksPage).map(({ contact }) => contact.name);
  if (without.length > 0) throw broken(noPage(without), { field: 'contactIds' });
  return mailing;
}

/** Delivery puts the address in, when it makes the link. */
export const linkFields: Fields = { link: '{link}', 'link.expiresOn': '{link.expiresOn}' };

export const usualWhy = 'With that we can go on without asking you twice.';
const usualConsequence = 'Until it is here our work has to wait.';

const spanish: Readonly<Record<string, string>> = {
  [usualWhy]: 'Así podemos seguir sin preguntarle dos veces.',
  [usualConsequence]: 'Hasta que llegue, nuestro trabajo tiene que esperar.',
};

/** What is said where nobody said anything else, in the reader’s language too. */
export const inTheirs = (fields: Fields, { locale }: Spoken): Fields =>
  locale !== 'es'
    ? fields
    : Object.fromEntries(
        Object.entries(fields).map(([path, value]) => [
          path,
          typeof value === 'string' && Object.hasOwn(spanish, value) ? spanish[value] : value,
        ]),
      );

/** What a mail says of a request, of the items that are still open. */
export function fieldsOfRequest(request: Request, items: readonly Item[], more: Fields = {}): Fields {
  const open = items.filter(isOpen);
  const [first] = open;
  const due = { on: request.dueOn };
  return {
    ...linkFields,
    'request.title': request.title,
    'request.dueOn': due,
    'request.why': request.why ?? usualWhy,
    'request.consequence': request.consequence ?? usualConsequence,
    'job.publicTitle': request.title,
    items: open.map(({ title, dueOn }) => ({ title, dueOn: { on: dueOn ?? request.dueOn } })),
    ...(first && { 'item.title': first.title }),
    ...more,
  };
}

/** What an item is called in the mail that sends it back, and why it is. */
export const fieldsOfReturned = ({ title, returned }: Item): Fields => ({
  'item.title': title,
  'item.reason': returned?.reason,
  'item.hint': returned?.hint,
});

type Latest = NonNullable<Request['mails']>;

/** The request with what was mailed last to some of its people. */
export const withMails = <T extends Pick<Request, 'mails' | 'contactIds'>>(request: T, latest: Latest): T => {
  const mailed = new Set(latest.map(({ contactId }) => contactId));
  const others = (request.mails ?? []).filter(({ contactId }) => !mailed.has(contactId));
  // Who is no longer among its people is let go.
  const still = others.filter(({ contactId }) => request.contactIds.includes(contactId));
  return { ...request, mails: [...still, ...latest] };
};

/** The mails to each of them, or the reason why none goes. */
export function mailsTo(
  mailing: Mailing,
  fields: Fields,
  { newId, now }: { newId: NewId; now: string },
): { mails: Decided[]; latest: Latest } {
  const { sender, recipients, words, firm } = mailing;
  if (sender?.status !== 'active')
    throw broken('Nobody is there in whose name it could be sent: choose another sender', { field: 'senderId' });
  for (const recipient of recipients) checkPage(recipient);
  const today = civilDateAt(now, firm.timeZone);
  const all = recipients.map((recipient) => {
    const { client, contact } = recipient;
    const theirs = wordsTo(words, contact);
    const said = { ...inTheirs(fields, theirs), ...fieldsOfPeople({ client, contact, sender, firm }) };
    const mail = compose(theirs, said, { today, ...localeOf(theirs) });
    if ('missing' in mail) throw broken(`“${theirs.name}”: ${whyStopped(mail.missing)}`);
    const written = { ...mail, ...localeOf(theirs), from: `${sender.name}, ${firm.name}`, writtenBy: sender.id };
    const mailId = newId('mail');
    return { decided: mailToContact(recipient, written, { id: mailId, now }), contactId: contact.id, mailId };
  });
  return {
    mails: all.map(({ decided }) => decided),
    latest: all.map(({ contactId, mailId }) => ({ contactId, mailId })),
  };
}

/** When mail may next leave; nothing where it may now. */
export const waitsUntil = (firm: Firm, now: string): string | undefined => mailWaitsUntil(sendingOf(firm), now);

/** Why someone cannot be asked, of each of these: no person of this client, or one chosen anew who could not answer. */
export async function whyNotAsked(
  records: Records,
  clientId: string,
  contactIds: readonly string[],
  had: readonly string[],
): Promise<(string | undefined)[]> {
  const links = await Promise.all(contactIds.map((contactId) => records.find(contactLinks, { clientId, contactId })));
  const people = await records.getMany(contacts, contactIds);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return contactIds.map((id, i) => {
    const [link, name] = [links[i], names.get(id)];
    if (link?.status !== 'linked' || name === undefined) return 'No person of this client has this id';
    return link.portal || had.includes(id) ? undefined : noPage([name]);
  });
}
