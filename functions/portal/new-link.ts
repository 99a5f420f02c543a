import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Decided } from '../../shared/events/types.ts';
import { again } from '../../shared/events/retry.ts';
import type { Records } from '../../shared/table/records.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { hashOfToken } from '../../shared/tokens.ts';
import { alikePk } from '../clients/alike.ts';
import { contacts } from '../clients/store.ts';
import { compose, fieldsOfPeople } from '../mail-templates/compose.ts';
import { type InLanguages, languagesOf, localeOf, wordsTo } from '../mail-templates/languages.ts';
import { holdingOf } from '../mail-templates/store.ts';
import { mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import { accessOf } from './admission.ts';
import { placeholders } from './minting.ts';
import { readLink } from './store.ts';

const key = 'new-link';

export type NewLink = {
  recipient: Recipient;
  holding: Awaited<ReturnType<typeof holdingOf>>;
  words: InLanguages;
};

/** What a mail with a new link needs, to a client of theirs that is among those given. */
export async function newLinkFor(records: Records, contactId: string, among: readonly string[]): Promise<NewLink> {
  const [holding, ...recipients] = await Promise.all([
    holdingOf(records, key),
    ...among.slice(0, 5).map((clientId) => loadRecipient(records, { clientId, contactId })),
  ]);
  const recipient = recipients.find(({ link }) => link?.notify) ?? recipients[0]!;
  return { holding, recipient, words: await languagesOf(records, key, holding, [recipient.contact]) };
}

/** The mail itself, to the address that is stored and to no other. */
export function writeNewLink(
  { recipient, holding, words }: NewLink,
  { id, now }: { id: string; now: string },
): Decided {
  const { firm, client, contact } = recipient;
  // It comes from the firm: whoever asked for it wrote to nobody.
  const sender = { name: firm.name, mail: firm.replyTo ?? '' };
  const fields = { ...fieldsOfPeople({ client, contact, sender, firm }), ...placeholders };
  const theirs = wordsTo(words, contact);
  const mail = compose(theirs, fields, { today: civilDateAt(now, firm.timeZone), ...localeOf(theirs) });
  const written =
    'missing' in mail
      ? shippedAnyway(holding, fields, civilDateAt(now, firm.timeZone))
      : { ...mail, ...localeOf(theirs) };
  return mailToContact(recipient, { ...written, from: firm.name }, { id, now, askedFor: true });
}

/** The firm's own words may ask for what is not known here; nobody is left without a link for that. */
function shippedAnyway({ shipped }: NewLink['holding'], fields: Parameters<typeof compose>[1], today: string) {
  const mail = compose(shipped!, fields, { today });
  if ('missing' in mail) throw new Error(`The shipped mail ${key} has a field that nothing fills`);
  return mail;
}

export type Asked = { token: string } | { mail: string };

const mostOfAnAddress = 3;

/** Whose link it was, or whose address it is. */
async function askedBy(table: Table, asked: Asked): Promise<string[]> {
  if ('token' in asked) {
    const found = await readLink(table, hashOfToken(asked.token));
    return found ? [found.link.contactId] : [];
  }
  const mail = asked.mail.toLowerCase();
  const pk = alikePk('contact', { why: 'mail', key: mail.slice(0, 120) });
  const { items } = await table.query({ pk, limit: mostOfAnAddress * 3 });
  const found = await systemRecords(table).getMany(
    contacts,
    items.map(({ sk }) => sk),
  );
  return found.filter((one) => one.mail?.toLowerCase() === mail).map(({ id }) => id);
}

/** How many mails with a new link someone gets in an hour, whoever asks for them. */
const perHour = 3;
const hour = 3600;

async function underLimit(table: Table, contactId: string, now: string): Promise<boolean> {
  const window = Math.floor(Date.parse(now) / 1000 / hour);
  const counter = { pk: `LIMIT#portal-link#${contactId}`, sk: String(window) };
  return (await again(() => table.count(counter, (window + 2) * hour))) <= perHour;
}

/** Who is sent a new link: those who may enter, have an address, and did not ask too often. */
export async function sendTo(table: Table, asked: Asked, now: string): Promise<NewLink[]> {
  const ids = [...new Set(await askedBy(table, asked))].slice(0, mostOfAnAddress);
  const found = await Promise.all(
    ids.map(async (id) => {
      const access = await accessOf(table, id);
      if (access?.contact.mail === undefined || !(await underLimit(table, access.contact.id, now))) return [];
      return [await newLinkFor(systemRecords(table), access.contact.id, access.caller.scope.only!)];
    }),
  );
  return found.flat();
}
