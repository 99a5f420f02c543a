import type { Decided } from '../../shared/events/types.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import type { Message } from './message.ts';
import type { Thread } from './thread.ts';

/** To whom a message of the firm goes by mail, as they are now. */
export const recipientsOf = (
  records: Records,
  { clientId, contactIds }: Pick<Thread, 'clientId' | 'contactIds'>,
): Promise<Recipient[]> => Promise.all(contactIds.map((contactId) => loadRecipient(records, { clientId, contactId })));

/** Delivery puts addresses in where a mail says so: what people wrote must not. */
const asTyped = (text: string): string => text.replaceAll('{link', '{ link');

type Said = { thread: Pick<Thread, 'subject'>; message: Pick<Message, 'text'>; sender: { id: string; name: string } };

/** What the firm said, as mail to each person that it is addressed to. */
export function mailsOf(
  { thread, message, sender }: Said,
  recipients: readonly Recipient[],
  { newId, now }: { newId: NewId; now: string },
): Decided[] {
  const text = `${asTyped(message.text)}\n\nRead and answer it on your page, open until {link.expiresOn}:\n{link}`;
  return recipients.map((recipient) =>
    mailToContact(
      recipient,
      { subject: asTyped(thread.subject), text, from: `${sender.name}, ${recipient.firm.name}`, writtenBy: sender.id },
      { id: newId('mail'), now },
    ),
  );
}
