import { createHash } from 'node:crypto';
import { DomainError } from '../../shared/errors.ts';
import { type Document, expectUpload, type Minted, NewDocument } from '../documents/document.ts';
import type { InboundFile } from './inbound-mail.ts';
import type { Thread } from './thread.ts';

/** As many as a message has at most. */
const mostFiles = 10;

export type Taken = { document: Document; bytes: Uint8Array };
export type Attached = { taken: Taken[]; leftOut: string[] };

type Place = Pick<Thread, 'clientId' | 'contactIds' | 'jobId'> & {
  addedBy: string;
  visibility: Document['visibility'];
};

/** A name as one may be called here. Its end says what the file is, so that is kept. */
export function nameOf(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}/\\]+/gu, '_').trim();
  const letters = Array.from(plain);
  return letters.length <= 200 ? plain : `${letters.slice(0, 180).join('')}${letters.slice(-20).join('')}`;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function expectedOf({ name: said, type, bytes }: InboundFile, place: Place, minted: Minted, now: string): Document {
  const { contactIds, ...where } = place;
  const name = nameOf(said);
  const asked = NewDocument.parse({
    name,
    type,
    size: bytes.length,
    sha256: sha256Of(bytes),
    visibility: place.visibility,
    contactIds: [...contactIds],
  });
  return expectUpload({ ...asked, ...where }, minted, now);
}

/** What a mail brought, as files that may come; what cannot be taken is named. */
export function attach(files: readonly InboundFile[], place: Place, mint: () => Minted, now: string): Attached {
  const taken: Taken[] = [];
  const leftOut: string[] = [];
  for (const file of files) {
    if (taken.length === mostFiles || file.bytes.length === 0) {
      leftOut.push(nameOf(file.name));
      continue;
    }
    try {
      taken.push({ document: expectedOf(file, place, mint(), now), bytes: file.bytes });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      leftOut.push(nameOf(file.name));
    }
  }
  return { taken, leftOut: leftOut.slice(0, 20) };
}
