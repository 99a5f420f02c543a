import type { Decided } from '../../shared/events/types.ts';
import type { Loading } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Filed } from '../documents/routing.ts';
import { documentRead, type Read, type Reader, readingOf, readOnce, sittingOf } from '../documents/sitting.ts';
import { documents, type LoadedDocument } from '../documents/store.ts';
import { letterEvent } from './events.ts';
import { fileOf } from './files.ts';
import type { Letter } from './letter.ts';
import type { SignedOff } from './sign-off.ts';
import { letters, type LoadedLetter } from './store.ts';

/** The team downloads a letter; whoever signs looks at it on their page. */
type Reading = 'letter.downloaded' | 'letter.viewed';

export const readingOfLetter = ({ id }: Pick<Letter, 'id'>, type: Reading): Read => ({ pk: letters.key(id).pk, type });

/** The link to its file, where there is one, and until when the caller sits with it. */
export async function loadReading(letter: Letter, type: Reading, { records, table, uploads }: Loading<Filed>) {
  const { id = 'system' } = await records.reader();
  const file = fileOf(letter);
  const [until, link] = await Promise.all([
    sittingOf(table, readingOfLetter(letter, type), id),
    file && uploads.linkFor(file),
  ]);
  return { until, link };
}

export const letterRead = (type: Reading, { letter, tail }: LoadedLetter, reader: Reader): Decided[] =>
  readOnce(readingOfLetter(letter, type), reader, (also) =>
    letterEvent(type, tail, [], { about: [letters.key(letter.id).sk], clientIds: [letter.clientId], also }),
  );

async function findDocument(records: Records, id: string): Promise<LoadedDocument | undefined> {
  const tail = await records.tail(documents.key(id).pk);
  const document = await records.find(documents, id);
  return document && { document, tail };
}

/** The same of what is signed off by it. What was erased is nowhere to be read. */
export async function loadSignedOff(signedOff: SignedOff, { records, table, uploads }: Loading<Filed>) {
  const { id = 'system' } = await records.reader();
  const [of, until, link] = await Promise.all([
    findDocument(records, signedOff.id),
    sittingOf(table, readingOf(signedOff.id, 'document.viewed'), id),
    uploads.linkFor(signedOff),
  ]);
  return of && of.document.erasedAt === undefined ? { of, until, link } : undefined;
}

type ToSignOff = { of: LoadedDocument; until: number | undefined };

export const signedOffRead = ({ of, until }: ToSignOff, reader: Omit<Reader, 'until'>): Decided[] =>
  documentRead('document.viewed', of, { ...reader, until });
