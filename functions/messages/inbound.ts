import type { Decided } from '../../shared/events/types.ts';
import { start } from '../../shared/events/chain.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/table.ts';
import type { Contact, ContactLink } from '../clients/contact.ts';
import { documentEvent } from '../documents/events.ts';
import { mint } from '../documents/routing.ts';
import { documents } from '../documents/store.ts';
import { attach, type Taken } from './attachments.ts';
import { threadEvent } from './events.ts';
import { type HeldReply, heldReplies } from './held-reply.ts';
import type { InboundMail } from './inbound-mail.ts';
import { readMark } from './read-mark.ts';
import { type OfThread, threads, written } from './store.ts';
import { waitsForUs } from './thread.ts';

const mostText = 20_000;

/** Whose reply it would be, in which conversation. */
export type Addressed = OfThread & { contact: Stored<Contact>; link: Stored<ContactLink> | undefined };

/** Why it is not surely what this person wrote; nothing where it is. */
export function doubtAbout(
  mail: InboundMail,
  { contact, link }: Pick<Addressed, 'contact' | 'link'>,
): string | undefined {
  const own = [contact.mail, ...(contact.otherMails ?? [])].map((one) => one?.toLowerCase());
  if (!own.includes(mail.from)) return 'It came from an address that is not known to be theirs';
  if (link?.status !== 'linked') return 'This person is not a contact of this client any more';
  return mail.suspicion;
}

export type Received = { decided: Decided[]; taken: readonly Taken[] };
type Circumstances = { newId: NewId; now: string; also: (documentIds: readonly string[]) => readonly Write[] };

/** A mail as what someone said, or as what a person looks at first; nothing where it says nothing. */
export function receive(mail: InboundMail, to: Addressed, { newId, now, also }: Circumstances): Received | undefined {
  const { thread, tail, contact } = to;
  const why = doubtAbout(mail, to);
  const visibility = why === undefined ? ('client' as const) : ('firm' as const);
  const { clientId, contactIds, jobId } = thread;
  const place = { clientId, contactIds, addedBy: contact.id, visibility, ...(jobId !== undefined && { jobId }) };
  const { taken, leftOut } = attach(mail.files, place, () => mint(newId), now);
  const text = mail.text.slice(0, mostText) || (mail.files.length > 0 ? 'See the attached files.' : '');
  if (text === '') return undefined;
  const documentIds = taken.map(({ document }) => document.id);
  const files = taken.map(({ document }) => {
    const write = documents.create(document);
    return documentEvent('document.expected', start(write.item.pk), [write]);
  });
  const said = { id: newId('message'), text, documentIds, leftOut, at: now };
  const bookkeeping = { also: also(documentIds) };
  if (why === undefined) {
    // Whoever answers has read what they answer.
    const read = readMark({ memberId: contact.id, threadId: thread.id }, thread.messages + 1);
    const also = [...bookkeeping.also, read];
    const { decided } = written({ thread, tail }, { ...said, by: contact.id }, { also });
    return { decided: [decided, ...files], taken };
  }
  const reply: HeldReply = {
    ...said,
    threadId: thread.id,
    clientId,
    contactId: contact.id,
    from: mail.from.slice(0, 320) || 'nobody',
    why,
  };
  const records = [threads.replace(thread, waitsForUs(thread, now)), heldReplies.create(reply)];
  return { decided: [threadEvent('thread.reply-held', tail, records, bookkeeping), ...files], taken };
}
