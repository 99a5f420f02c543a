import * as z from 'zod';
import { broken, DomainError } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { LegalHold } from '../clients/legal-hold.ts';
import { fileTypeOf } from './file-types.ts';
import { checkParts, Parts } from './in-parts.ts';
import { keyOf, type Minted } from './key.ts';
import { RetentionClass } from './retention.ts';
import { Trashed } from './trashed.ts';
import { Version } from './version.ts';

/** What S3 copies in one go, and takes as one file. */
export const mostBytes = 5 * 1024 ** 3;

/**
 * `expected`: the file may come. `arrived`: it lies in quarantine and is looked at. `checking`: nothing was found, it is on
 * its way into the vault. `held`: a person decides. Only what is `released` can be read.
 */
export const statuses = ['expected', 'arrived', 'checking', 'released', 'held', 'rejected'] as const;
export const Status = z.enum(statuses);
export type Status = z.output<typeof Status>;
/** Where something of ours has to happen next. */
export const onItsWay: readonly Status[] = ['expected', 'arrived', 'checking'];

export const Visibility = z.enum(['firm', 'client']);

/** Why a file was held or turned away: for pages by its code, for people by its sentence. */
export const Why = z.object({ code: z.string(), says: z.string() }).meta({ id: 'DocumentWhy' });
export type Why = z.output<typeof Why>;

const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // It goes into a header of the download.
  .regex(/^[^\p{Cc}/\\]+$/u, 'has no slashes and no line breaks');
/** Of a file in parts it is that of their checksums, and says how many there are. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}(-\d{1,3})?$/, 'is 64 hexadecimal digits');
const Size = z.int().min(1);

const Contacts = z.array(Id('contact')).max(20);
const Tags = z.array(z.string().trim().min(1).max(40)).max(20);

/** The item of a request that it answers, or the question of an organizer. */
const About = z.union([
  z.object({ requestId: z.string().max(40), itemId: z.string().max(40) }),
  z.object({ organizerId: z.string().max(40), question: z.string().max(60) }),
]);

export const Document = z.object({
  id: Id('document'),
  clientId: Id('client'),
  jobId: Id('job').optional(),
  about: About.optional(),
  /** It came with a mail: whoever sent it knows that they did. */
  byMail: z.literal(true).optional(),
  /** The mail service could not say that the mail is clean: a person lets it through. */
  unscanned: z.literal(true).optional(),
  /** It is the signed file of that letter. */
  letterId: Id('letter').optional(),
  name: Name,
  type: z.string(),
  size: Size,
  sha256: Sha256,
  visibility: Visibility,
  /** Whom of the client it is for; who has limited access sees nothing else. */
  contactIds: Contacts.optional(),
  tags: Tags.optional(),
  /** The folder of its client that it lies in. */
  folderId: Id('folder').optional(),
  retention: RetentionClass.optional(),
  legalHold: LegalHold.optional(),
  /** It is final: no other version takes its place. */
  sealed: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
  trashed: Trashed.optional(),
  /** It is another version of that document, and stands in none of the lists of documents. */
  versionOf: Id('document').optional(),
  /** Which version of that document it became. */
  becameVersion: z.int().optional(),
  /** The version that is read now, where another came after its own file, which is the first. */
  current: Version.optional(),
  /** A member of the firm or a contact. */
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  /** Of a job that someone keeps for themself. */
  privateTo: z.string().optional(),
  status: Status,
  statusAt: z.iso.datetime(),
  why: Why.optional(),
  /** Who let it through although it was held, and why. */
  letThrough: z.object({ by: z.string(), reason: z.string() }).optional(),
  /** Where it lies, first in quarantine, then in the vault: made by the server, unguessable, nothing of its name. */
  key: z.string(),
  /** What was looked at: the file is copied only as it was then. */
  etag: z.string().optional(),
  /** The version in the vault. */
  versionId: z.string().optional(),
  /** Its client was erased: name, words and bytes are gone. */
  erasedAt: z.iso.datetime().optional(),
});
export type Document = z.output<typeof Document>;

export const NewDocument = z
  .strictObject({
    name: Name,
    /** As the browser says it; may be left out. */
    type: z.string().max(200).default(''),
    size: Size,
    sha256: Sha256,
    /** Of more than 100 MB. */
    parts: Parts.optional(),
    /** Where it is not said, as the folder: one that is open to the client shows it to them. */
    visibility: Visibility.optional(),
    contactIds: Contacts.optional(),
    tags: Tags.optional(),
    folderId: Id('folder').optional(),
    retention: RetentionClass.optional(),
  })
  .meta({ id: 'NewDocument' });
export type NewDocument = z.output<typeof NewDocument>;

/** A file that someone sends to a place which says all the rest: whose it is, who sees it, where it lies. */
export const NewFile = NewDocument.pick({ name: true, type: true, size: true, sha256: true, parts: true }).meta({
  id: 'NewFile',
});
export type NewFile = z.output<typeof NewFile>;

/** What may be said anew of a file; the file itself never changes. */
export const DocumentPatch = z
  .strictObject({ name: Name, visibility: Visibility, contactIds: Contacts, tags: Tags, retention: RetentionClass })
  .partial()
  .meta({ id: 'DocumentPatch' });
export type DocumentPatch = z.output<typeof DocumentPatch>;

/** Another name is of the same type, or the file would lie about itself. */
export function describe(document: Document, patch: DocumentPatch): Document {
  if (document.erasedAt !== undefined) throw broken('This file was erased');
  if (document.trashed) throw broken(`${document.name} lies in the trash; restore it first`);
  if (patch.name !== undefined) fileTypeOf(patch.name, document.type);
  const said = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...document, ...(Object.fromEntries(said) as DocumentPatch) } as Document;
}

export function checkSize(size: number): void {
  if (size > mostBytes) throw new DomainError('too-large', 'A file has 5 GB at most', { limit: mostBytes });
}

type Asked = NewDocument &
  Pick<Document, 'clientId' | 'addedBy'> &
  Partial<Pick<Document, 'jobId' | 'about' | 'byMail' | 'unscanned' | 'privateTo' | 'versionOf'>>;

/** A file that may come: what is said of it now is all that will be taken. */
export function expectUpload({ type: said, parts, ...asked }: Asked, minted: Minted, now: string): Document {
  const { type } = fileTypeOf(asked.name, said);
  checkSize(asked.size);
  checkParts(asked, parts);
  const { visibility = 'firm' } = asked;
  const made = { id: minted.id, type, visibility, addedAt: now, key: keyOf(minted) };
  return { ...asked, ...made, status: 'expected', statusAt: now };
}

const become = (document: Document, status: Status, now: string, more: Partial<Document> = {}): Document => {
  const { why: _, ...rest } = document;
  return { ...rest, status, statusAt: now, ...more };
};

export const arrive = (document: Document, etag: string, now: string) => become(document, 'arrived', now, { etag });
export const pass = (document: Document, now: string) => become(document, 'checking', now);
export const hold = (document: Document, why: Why, now: string) => become(document, 'held', now, { why });
export const reject = (document: Document, why: Why, now: string) => become(document, 'rejected', now, { why });
export const release = (document: Document, versionId: string, now: string) =>
  become(document, 'released', now, { versionId });

function checkHeld({ status, name, erasedAt }: Document): void {
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (status !== 'held') throw broken(`${name} is not held back; it is ${status}`);
}

/** A person lets a held file through, and says why. */
export function letThrough(document: Document, reason: string, by: string, now: string): Document {
  checkHeld(document);
  return become(document, 'checking', now, { letThrough: { by, reason } });
}

export function turnAway(document: Document, reason: string, now: string): Document {
  checkHeld(document);
  return reject(document, { code: 'by-hand', says: reason }, now);
}

/** Nothing is read before it is released. */
export function checkReadable({ status, name, erasedAt, trashed }: Document): void {
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (trashed) throw broken(`${name} lies in the trash; restore it to read it`);
  if (status !== 'released') throw broken(`${name} cannot be read: it is ${status}`);
}

/** What says nothing of whose it was. The ending of its name says of what kind it was. */
export function blank(document: Document, now: string): Document {
  const { why: _, letThrough: _by, tags: _tags, contactIds: _whom, folderId: _where, ...about } = document;
  const { trashed: _trash, legalHold: _hold, current: _file, ...rest } = about;
  return { ...rest, name: document.name.replace(/^.*(?=\.)/, 'Erased'), sha256: '0'.repeat(64), erasedAt: now };
}
