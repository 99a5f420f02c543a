import type { Decided } from '../../shared/events/types.ts';
import { start } from '../../shared/events/chain.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/table.ts';
import type { Contact, ContactLink } from '../clients/contact.ts';
import { documentEvent } from '../documents/events.ts';
import { mint } from '../documents/routing.ts';
import { documents } from '../documents/store.ts';
import { attach, nameOf, type Taken } from './attachments.ts';
import { beginningOf } from './beginning.ts';
import { threadEvent } from './events.ts';
import { type HeldReply, heldReplies } from './held-reply.ts';
import type { InboundFile, InboundMail } from './inbound-mail.ts';
import { readMark } from './read-mark.ts';
import { type OfThread, threads, written } from './store.ts';
import { waitsForUs } from './thread.ts';

/** As much as a message holds. */
const mostText = 20_000;
const mostFiles = 10;

/** Whose reply it would be, in which conversation. */
export type Addressed = OfThread & {
  contact: Stored<Contact>;
  link: Stored<ContactLink> | undefined;
  /** Whether it is still addressed to them. */
  takesPart: boolean;
  /** Up to which message they have read it. */
  hasRead: number;
};

/** What is said, with the files; what is too long for a message stands whole in a file beside the others. */
export function fitting({ text, files }: Pick<InboundMail, 'text' | 'files'>): { text: string; files: InboundFile[] } {
  if (text.length <= mostText)
    return { text: text || (files.length > 0 ? 'See the attached files.' : ''), files: [...files] };
  const whole = { name: 'The whole mail.txt', type: 'text/plain', bytes: new TextEncoder().encode(text) };
  const more = ` …\n\nThis mail is longer: all of it is in the file “${whole.name}”.`;
  return { text: `${beginningOf(text, mostText - more.length).trimEnd()}${more}`, files: [whole, ...files] };
}

/** What of a mail one message holds. */
export type Piece = Pick<InboundMail, 'text' | 'files'>;

/** All of a mail, in as many messages as its files need; none where it says nothing. */
export function piecesOf(mail: Piece): Piece[] {
  const { text, files } = fitting(mail);
  if (text === '') return [];
  const count = Math.max(1, Math.ceil(files.length / mostFiles));
  return Array.from({ length: count }, (_, i) => ({
    text: i === 0 ? text : `More files of the same mail (${i + 1} of ${count}).`,
    files: files.slice(i * mostFiles, (i + 1) * mostFiles),
  }));
}

/** Whoever answers has read what they answer; not what no mail has told them of yet. */
const readBy = ({ thread: { messages, mailing }, hasRead }: Addressed): number =>
  Math.max(hasRead, mailing ? mailing.from - 1 : messages + 1);

/** Why it is not surely what this person wrote; nothing where it is. */
export function doubtAbout(
  mail: InboundMail,
  { contact, link, takesPart }: Pick<Addressed, 'contact' | 'link' | 'takesPart'>,
): string | undefined {
  if (mail.scan === 'infected') return 'The mail service found a virus in it, so its files were not taken';
  const own = [contact.mail, ...(contact.otherMails ?? [])].map((one) => one?.toLowerCase());
  if (!own.includes(mail.from)) return 'It came from an address that is not known to be theirs';
  if (link?.status !== 'linked') return 'This person is not a contact of this client any more';
  if (!takesPart) return 'This person does not take part in this conversation any more';
  return mail.suspicion;
}

export type Received = { decided: Decided[]; taken: readonly Taken[] };
type Circumstances = { newId: NewId; now: string; also: (documentIds: readonly string[]) => readonly Write[] };

/** Of a mail in which a virus was found nothing is brought that its sender added; our own file of its words is none of that. */
function allowed({ files }: Piece, { scan, files: added }: InboundMail) {
  const isBarred = (file: InboundFile) => scan === 'infected' && added.includes(file);
  return {
    came: files.filter((file) => !isBarred(file)),
    barred: files.filter(isBarred).map(({ name, type }) => nameOf(name, type)),
  };
}

/** A piece of a mail as what someone said, or as what a person looks at first. */
export function receive(
  { mail, piece }: { mail: InboundMail; piece: Piece },
  to: Addressed,
  { newId, now, also }: Circumstances,
): Received {
  const { thread, tail, contact } = to;
  const why = doubtAbout(mail, to);
  const { came, barred } = allowed(piece, mail);
  const { clientId, contactIds, jobId } = thread;
  // Whoever added a file sees it: what may not be theirs is nobody’s before someone takes it for theirs.
  const whose =
    why === undefined
      ? { addedBy: contact.id, visibility: 'client' as const }
      : { addedBy: 'system', visibility: 'firm' as const };
  const place = {
    clientId,
    contactIds,
    ...whose,
    ...(jobId !== undefined && { jobId }),
    ...(mail.scan === 'unknown' && { unscanned: true as const }),
  };
  const { taken, leftOut } = attach(came, place, () => mint(newId), now);
  const documentIds = taken.map(({ document }) => document.id);
  const files = taken.map(({ document }) => {
    const write = documents.create(document);
    return documentEvent('document.expected', start(write.item.pk), [write]);
  });
  const said = { id: newId('message'), text: piece.text, documentIds, leftOut: [...barred, ...leftOut], at: now };
  const bookkeeping = { also: also(documentIds) };
  if (why === undefined) {
    const read = readMark({ memberId: contact.id, threadId: thread.id }, readBy(to));
    const also = [...bookkeeping.also, read];
    const { decided } = written({ thread, tail }, { ...said, by: contact.id }, { also });
    return { decided: [decided, ...files], taken };
  }
  const reply: HeldReply = {
    ...said,
    threadId: thread.id,
    clientId,
    contactId: contact.id,
    from: beginningOf(mail.from, 320) || 'nobody',
    why,
  };
  const records = [threads.replace(thread, waitsForUs(thread, now)), heldReplies.create(reply)];
  return { decided: [threadEvent('thread.reply-held', tail, records, bookkeeping), ...files], taken };
}
