import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { Packages } from './packages.ts';
import { SignedOff } from './sign-off.ts';

export const LetterKind = z.enum(['engagement-letter', 'fee-agreement', 'statement-of-work', 'proposal', 'sign-off']);

export const LetterStatus = z.enum(['draft', 'sent', 'partly-signed', 'signed', 'declined', 'expired', 'void']);
export type LetterStatus = z.output<typeof LetterStatus>;

/** Of a file, as people see it when they work it out themselves. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 as 64 digits and letters from a to f');

/** Of a record or a text, as the chain of events writes it. */
const Digest = z.string().regex(/^[\w-]{43}$/);

/** Someone who is to sign. In the order of the list: nobody hears of the letter before all before them have signed. */
export const Signer = z.object({
  contactId: Id('contact'),
  name: z.string().trim().min(1).max(200),
  /** When it was their turn. */
  sentAt: z.iso.datetime().optional(),
  openedAt: z.iso.datetime().optional(),
  signedAt: z.iso.datetime().optional(),
  /** Of the record of what they accepted, and how. */
  acceptance: Digest.optional(),
  /** When the mail that it is their turn was made, or why none could be. */
  mailedAt: z.iso.datetime().optional(),
  notMailed: z.string().optional(),
  /** How often they were mailed again by itself. */
  reminded: z.int().min(0).optional(),
});
export type Signer = z.output<typeof Signer>;

const Why = z.object({ reason: Text(1000), by: z.string(), at: z.iso.datetime() });

/** What a client is to agree to. From the day it is sent its text is fixed. */
export const Letter = z.object({
  id: Id('letter'),
  clientId: Id('client'),
  /** What it agrees; none where a document is signed off. */
  engagementId: Id('engagement').optional(),
  document: SignedOff.optional(),
  kind: LetterKind,
  title: z.string().trim().min(1).max(200),
  text: Text(60_000),
  /** What whoever signs chooses from, and what they chose. */
  packages: Packages.optional(),
  chosen: z.string().optional(),
  signers: z.array(Signer).max(10),
  dueOn: CivilDate,
  status: LetterStatus,
  sentAt: z.iso.datetime().optional(),
  /** In whose name the mails go. */
  senderId: Id('member').optional(),
  /** Of the text as it was sent. */
  textSha256: Digest.optional(),
  /** Of the file that the signers read; there is none until it is made. */
  fileSha256: Sha256.optional(),
  fileVersion: z.string().optional(),
  /** Of the file with the page that shows who signed how. */
  signedFileSha256: Sha256.optional(),
  signedFileVersion: z.string().optional(),
  /** As which it comes among the documents of its client. */
  signedDocumentId: Id('document').optional(),
  signedAt: z.iso.datetime().optional(),
  /** When those who signed were told that their copy is there. */
  copiesMailedAt: z.iso.datetime().optional(),
  declined: Why.optional(),
  voided: Why.optional(),
  expiredAt: z.iso.datetime().optional(),
  /** The work for which it was written: what waits there for the signature goes on with it. */
  jobId: Id('job').optional(),
  /** The task of that work that is done when everyone has signed. */
  taskId: Id('task').optional(),
  /** Why the step that drafted it did not send it. */
  notSent: z.string().max(500).optional(),
  createdAt: z.iso.datetime(),
  /** Its client was erased: words, names and files are gone. */
  erasedAt: z.iso.datetime().optional(),
  /** Someone who was to sign it was erased: their name is gone, and what the client agreed to is not. */
  partlyErasedAt: z.iso.datetime().optional(),
});
export type Letter = z.output<typeof Letter>;

/** The text names what the work costs, as packages do: they are for who may see amounts. */
export const costs = {
  rights: new Map([
    ['text', 'amounts'],
    ['packages', 'amounts'],
  ]),
};

export const isOut = ({ status }: Pick<Letter, 'status'>): boolean => status === 'sent' || status === 'partly-signed';

/** Whose turn it is; nobody's before the file is made, and nobody's once it is over. */
export const turnOf = (letter: Letter): Signer | undefined =>
  isOut(letter) && letter.fileSha256 !== undefined
    ? letter.signers.find(({ signedAt }) => signedAt === undefined)
    : undefined;

/** Everyone has signed and their copy is made, and they were not told yet. */
export const owesCopies = ({ status, signedFileSha256, copiesMailedAt, erasedAt }: Letter): boolean =>
  status === 'signed' && signedFileSha256 !== undefined && copiesMailedAt === undefined && erasedAt === undefined;

/** Whose turn it is and who was not mailed, nor could not be. */
export const isUntold = ({ mailedAt, notMailed }: Signer): boolean => mailedAt === undefined && notMailed === undefined;

/** What is hidden from someone who is to sign later is not there for them. Staff see it all. */
export const isShownTo = (letter: Letter, contactId: string): boolean =>
  letter.signers.some((signer) => signer.contactId === contactId && signer.sentAt !== undefined);

const erased = 'Erased';

/** The same letter without the name of one of its signers, nor what they said when they declined it. */
export function namelessly(letter: Letter, contactId: string, now: string): Letter {
  const { signers, declined } = letter;
  const isTheirs = declined?.by === contactId && declined.reason !== erased;
  const isNamed = signers.some((signer) => signer.contactId === contactId && signer.name !== erased);
  if (!isTheirs && !isNamed) return letter;
  return {
    ...letter,
    signers: signers.map((signer) => (signer.contactId === contactId ? { ...signer, name: erased } : signer)),
    ...(isTheirs && { declined: { ...declined, reason: erased } }),
    partlyErasedAt: now,
  };
}

/** What says nothing of whose it was; what was out is over. */
export function blank(letter: Letter, now: string): Letter {
  const { declined: _, voided: _voided, packages: _packages, chosen: _chosen, ...about } = letter;
  const { document: _document, notSent: _why, ...rest } = about;
  return {
    ...rest,
    ...(isOut(letter) && { status: 'void' as const }),
    title: erased,
    text: erased,
    signers: letter.signers.map((signer) => ({ ...signer, name: erased })),
    erasedAt: now,
  };
}
