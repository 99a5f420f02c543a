import { createHash } from 'node:crypto';
import { DomainError } from '../../shared/errors.ts';
import { type Document, expectUpload, NewDocument } from '../documents/document.ts';
import { endingOf } from '../documents/file-types.ts';
import type { Minted } from '../documents/key.ts';
import { beginningOf } from './beginning.ts';
import type { InboundFile } from './inbound-mail.ts';
import type { Thread } from './thread.ts';

export type Taken = { document: Document; bytes: Uint8Array };
export type Attached = { taken: Taken[]; leftOut: string[] };

type Place = Pick<Thread, 'clientId' | 'contactIds' | 'jobId'> & Pick<Document, 'addedBy' | 'visibility' | 'unscanned'>;

const mostName = 200;

/** A name as one may be called here. Its end says what the file is, so that is kept, and put there where it is missing. */
export function nameOf(said: string, type = ''): string {
  const plain =
    said
      .toWellFormed()
      .replaceAll(/[\p{Cc}/\\]+/gu, '_')
      .trim() || 'Attachment';
  const ending = /\.[^.]+$/.test(plain) ? undefined : endingOf(type);
  const name = ending === undefined ? plain : `${plain}.${ending}`;
  if (name.length <= mostName) return name;
  const end = Array.from(name).slice(-20).join('');
  return `${beginningOf(name, mostName - end.length)}${end}`;
}

/** A type that is too long to be one says nothing. */
const typeOf = (said: string): string => (said.length <= 200 ? said : '');

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function expectedOf({ name, type, bytes }: InboundFile, place: Place, minted: Minted, now: string): Document {
  const { contactIds, ...where } = place;
  const asked = NewDocument.parse({
    name: nameOf(name, type),
    type: typeOf(type),
    size: bytes.length,
    sha256: sha256Of(bytes),
    visibility: place.visibility,
    contactIds: [...contactIds],
  });
  return expectUpload({ ...asked, ...where, byMail: true }, minted, now);
}

/** What a mail brought, as files that may come; what cannot be taken is named. */
export function attach(files: readonly InboundFile[], place: Place, mint: () => Minted, now: string): Attached {
  const taken: Taken[] = [];
  const leftOut: string[] = [];
  for (const file of files) {
    if (file.bytes.length === 0) {
      leftOut.push(nameOf(file.name, file.type));
      continue;
    }
    try {
      taken.push({ document: expectedOf(file, place, mint(), now), bytes: file.bytes });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      leftOut.push(nameOf(file.name, file.type));
    }
  }
  return { taken, leftOut };
}
