import { broken } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import { oneLine } from '../mail-templates/compose.ts';
import { addressOf, lacksPage, mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import { beginningOf } from './beginning.ts';
import type { Message } from './message.ts';
import type { Thread } from './thread.ts';

/** To whom a message of the firm goes by mail, as they are now. */
export const recipientsOf = (
  records: Records,
  { clientId, contactIds }: Pick<Thread, 'clientId' | 'contactIds'>,
): Promise<Recipient[]> => Promise.all(contactIds.map((contactId) => loadRecipient(records, { clientId, contactId })));

/**
 * Said before anything is written: nobody is to wait for an answer to what cannot reach them. Words reach whoever has no
 * access to the portal by mail, files do not.
 */
export function checkReached(recipients: readonly Recipient[], documentIds: readonly string[]): void {
  for (const recipient of recipients) addressOf(recipient);
  if (documentIds.length > 0 && recipients.some(lacksPage))
    throw broken(
      'Files are on the portal, and not everyone here has access to it; switch that on in their part, or send the words alone',
      { field: 'documentIds' },
    );
}

/** Delivery puts addresses in where a mail says so: what people wrote must not. */
const asTyped = (text: string): string => text.replaceAll('{link', '{ link');

/** As much as a mail holds. */
const mostText = 90_000;

type Told = Pick<Message, 'by' | 'name' | 'text'> & { files: readonly string[] };

/** Where there is more than the mail says. */
type More = { files: string; rest: string };
const onThePage: More = { files: 'Files', rest: 'The rest is on your page.' };
const byAsking: More = { files: 'Files, which you can ask us for', rest: 'There is more: ask us for it.' };

function textOf(said: readonly Told[], more: More): string {
  const isOfSeveral = new Set(said.map(({ by }) => by)).size > 1;
  const blocks = said.map(({ name, text, files }) => {
    const lines = [...(isOfSeveral && name !== undefined ? [`${name}:`] : []), asTyped(text)];
    return [...lines, ...(files.length > 0 ? [`${more.files}: ${files.map(asTyped).join(', ')}`] : [])].join('\n');
  });
  const whole = blocks.join('\n\n');
  return whole.length <= mostText ? whole : `${beginningOf(whole, mostText)} …\n\n${more.rest}`;
}

/** A link leads nobody to a page that refuses them: they answer by mail, whether that comes here or to who wrote. */
function howToAnswer(hasPage: boolean, canReply: boolean): string {
  if (!hasPage) return 'Reply to this mail to answer.';
  const how = canReply ? 'Reply to this mail, or read and answer it on your page' : 'Read and answer it on your page';
  return `${how}, open until {link.expiresOn}:\n{link}`;
}

type Telling = { id: string; now: string; canReply: boolean };

/** What the firm wrote, as one mail to one person, in the name of who wrote last. */
export function mailOf(
  thread: Pick<Thread, 'id' | 'subject'>,
  said: readonly Told[],
  recipient: Recipient,
  { id, now, canReply }: Telling,
): Decided {
  const last = said.at(-1)!;
  const hasPage = !lacksPage(recipient);
  const name = last.name === undefined ? recipient.firm.name : `${last.name}, ${recipient.firm.name}`;
  return mailToContact(
    recipient,
    {
      subject: oneLine(asTyped(thread.subject)),
      text: `${textOf(said, hasPage ? onThePage : byAsking)}\n\n${howToAnswer(hasPage, canReply)}`,
      from: name,
      writtenBy: last.by,
      threadId: thread.id,
    },
    { id, now },
  );
}
