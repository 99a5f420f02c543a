import { civilDateAt } from '../../shared/dates/zone.ts';
import { broken } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Member } from '../firm/member.ts';
import { members } from '../firm/store.ts';
import { compose, fieldsOfPeople, whyStopped } from '../mail-templates/compose.ts';
import { languagesOf, localeOf, type Spoken, wordsTo } from '../mail-templates/languages.ts';
import { holdingOf } from '../mail-templates/store.ts';
import { checkPage, mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import { placeholders } from '../portal/minting.ts';
import type { Letter } from './letter.ts';

/** Everything that a mail about a letter is made of. */
export type Mailing = {
  sender: Stored<Member> | undefined;
  recipient: Recipient;
  words: Spoken;
};

type Place = { clientId: string; contactId: string; senderId: string };

/** The mails about letters, by the keys of their words. */
type MailKey = 'letter-to-sign' | 'document-to-sign-off' | 'letter-signed';

/** By which whoever signs next is told. */
export const toSignKey = ({ kind }: Pick<Letter, 'kind'>): MailKey =>
  kind === 'sign-off' ? 'document-to-sign-off' : 'letter-to-sign';

export async function loadMailing(
  records: Records,
  { clientId, contactId, senderId }: Place,
  key: MailKey,
): Promise<Mailing> {
  const [holding, sender, recipient] = await Promise.all([
    holdingOf(records, key),
    records.find(members, senderId),
    loadRecipient(records, { clientId, contactId }),
  ]);
  const { contact } = recipient;
  const words = wordsTo(await languagesOf(records, key, holding, [contact]), contact);
  return { sender, recipient, words };
}

/** The mail to one of those who sign, or the reason why none goes. */
export function mailOfLetter(
  { sender, recipient, words }: Mailing,
  { title, dueOn }: Pick<Letter, 'title' | 'dueOn'>,
  { id, now }: { id: string; now: string },
): Decided {
  if (sender?.status !== 'active') throw broken('Nobody is there in whose name the letter could be sent');
  checkPage(recipient);
  const { client, contact, firm } = recipient;
  const fields = {
    ...placeholders,
    'letter.title': title,
    'letter.dueOn': { on: dueOn },
    ...fieldsOfPeople({ client, contact, sender, firm }),
  };
  const locale = localeOf(words);
  const mail = compose(words, fields, { today: civilDateAt(now, firm.timeZone), ...locale });
  if ('missing' in mail) throw broken(`“${words.name}”: ${whyStopped(mail.missing)}`);
  return mailToContact(
    recipient,
    { ...mail, ...locale, from: `${sender.name}, ${firm.name}`, writtenBy: sender.id },
    { id, now },
  );
}
