import { createHash } from 'node:crypto';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import { readSecret } from '../../shared/table/secret.ts';
import type { Item, Key, Table, Write } from '../../shared/table/table.ts';
import type { Contact } from '../clients/contact.ts';
import { contactLinks, contacts, everLinkedTo } from '../clients/store.ts';
import type { Document } from '../documents/document.ts';
import { documents } from '../documents/store.ts';
import { sha256Of } from './attachments.ts';
import { type Addressed, type Piece, piecesOf, receive } from './inbound.ts';
import { type InboundMail, readMail } from './inbound-mail.ts';
import { type Claim, claimIn, isProven } from './reply-address.ts';
import { readUpTo } from './read-mark.ts';
import { loadThread, threads } from './store.ts';

/** Brings the bytes of a file to where uploads come, as a browser would. */
export type Bring = (document: Document, bytes: Uint8Array) => Promise<void>;
type Receiving = { table: Table; repliesAt: string; bring: Bring };

/** What became of a mail. */
export type Outcome = 'said' | 'held' | 'again' | 'automatic' | 'to nobody' | 'empty';

const keptFor = 90 * 86_400;
/** By the address too: one mail may be for several conversations. Of a mail in pieces, one for each. */
function keyOf({ key }: InboundMail, { threadId, proof }: Claim, piece: number): Key {
  const hash = createHash('sha256').update(`${key} ${threadId} ${proof}`).digest('hex');
  return { pk: `INBOUND#${hash}`, sk: piece === 0 ? 'INBOUND' : `INBOUND#${piece}` };
}

/** Bookkeeping: that a mail was taken, and which files it brought. It comes with the message, so there is one of both. */
const taken = (key: Key, documentIds: readonly string[], now: string): Write => ({
  put: {
    ...key,
    entity: 'inbound mail',
    documentIds: [...documentIds],
    ttl: Math.floor(Date.parse(now) / 1000) + keptFor,
  },
  if: 'absent',
});

/** Who is or was a person of this client. */
async function peopleEver(records: Records, clientId: string) {
  const links = await everLinkedTo(records, clientId);
  return records.getMany(
    contacts,
    links.map(({ contactId }) => contactId),
  );
}

/** The conversation and the person of a proven address, also where it is not addressed to them any more; nobody, where none is. */
async function addressedBy(records: Records, secret: Uint8Array, claim: Claim): Promise<Addressed | undefined> {
  if (!(await records.find(threads, claim.threadId))) return undefined;
  const { thread, tail } = await loadThread(records, claim.threadId);
  if (thread.erasedAt !== undefined) return undefined;
  const isTheirs = ({ id, mergedFrom = [] }: Contact) =>
    [id, ...mergedFrom.map((one) => one.id)].some((one) => isProven(secret, claim, one));
  const takingPart = (await records.getMany(contacts, thread.contactIds)).find(isTheirs);
  const contact = takingPart ?? (await peopleEver(records, thread.clientId)).find(isTheirs);
  if (!contact || contact.erasedAt !== undefined) return undefined;
  const [link, marks] = await Promise.all([
    records.find(contactLinks, { clientId: thread.clientId, contactId: contact.id }),
    readUpTo(records, thread.id, [contact.id]),
  ]);
  return { thread, tail, contact, link, takesPart: takingPart !== undefined, hasRead: marks[contact.id] ?? 0 };
}

/** Files of which nobody knows whether they came are brought again: whoever comes second finds them there. */
async function bringFiles({ table, bring }: Receiving, piece: Piece, documentIds: readonly string[]) {
  const bytes = new Map(piece.files.map((file) => [sha256Of(file.bytes), file.bytes]));
  for (const document of await systemRecords(table).getMany(documents, documentIds)) {
    const found = bytes.get(document.sha256);
    if (document.status === 'expected' && found) await bring(document, found);
  }
}

type Whole = { mail: InboundMail; claim: Claim; secret: Uint8Array };

async function takePiece(
  receiving: Receiving,
  { mail, claim, secret }: Whole,
  piece: Piece,
  number: number,
): Promise<Outcome> {
  const { table } = receiving;
  const key = keyOf(mail, claim, number);
  return again(async () => {
    const before: Item | undefined = await table.get(key, { strong: true });
    if (before) {
      await bringFiles(receiving, piece, before.documentIds as string[]);
      return 'again';
    }
    const now = instant();
    const to = await addressedBy(systemRecords(table), secret, claim);
    if (!to) return 'to nobody';
    const received = receive({ mail, piece }, to, { newId, now, also: (ids) => [taken(key, ids, now)] });
    const ids: string[] = [];
    const isHeld = received.decided[0]!.type === 'thread.reply-held';
    const author: Author = {
      actor: isHeld ? 'system' : to.contact.id,
      at: now,
      requestId: `inbound-${mail.key.slice(0, 24)}`,
      eventIds: (index) => (ids[index] ??= newId('event')),
    };
    await write(table, received.decided, author);
    for (const { document, bytes } of received.taken) await receiving.bring(document, bytes);
    return isHeld ? 'held' : 'said';
  });
}

/** All of it, one message after the other: whoever comes again goes on where the last one stopped. */
async function take(receiving: Receiving, mail: InboundMail, claim: Claim): Promise<Outcome> {
  const whole = { mail, claim, secret: await readSecret(receiving.table, 'REPLY') };
  let outcome: Outcome | undefined;
  for (const [number, piece] of piecesOf(mail).entries()) {
    const one = await takePiece(receiving, whole, piece, number);
    if (outcome === undefined || outcome === 'again') outcome = one;
  }
  return outcome ?? 'empty';
}

/** A mail as it came in: into the conversation whose address it bears, once, if a person wrote it. */
export async function receiveMail(receiving: Receiving, raw: Uint8Array): Promise<Outcome> {
  const mail = await readMail(raw);
  if (mail.isAutomatic) return 'automatic';
  const claim = mail.to.map((address) => claimIn(address, receiving.repliesAt)).find((one) => one !== undefined);
  return claim ? take(receiving, mail, claim) : 'to nobody';
}
