import { broken, notFound } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { comeOf } from './completing.ts';
import { type Document, reject } from './document.ts';
import { isInParts } from './in-parts.ts';
import type { HowToUpload } from './instructions.ts';
import { readParts } from './part-store.ts';
import { rejected } from './reasons.ts';
import type { Filed } from './routing.ts';

/** A contact goes on with what they began themself; another’s is not there. */
export async function checkBegun(records: Records, { id, addedBy }: Document): Promise<void> {
  const caller = (await records.reader()) as Caller;
  if (caller.role === 'contact' && addedBy !== caller.id) throw notFound('document', id);
}

/** Only what has not come yet can still be sent. */
export function checkExpected({ status, name, erasedAt }: Document): void {
  if (status !== 'expected' || erasedAt !== undefined) throw broken(`${name} has come already; it is ${status}`);
}

/** The parts of a file that comes so; undefined for one that comes by one request. */
export async function inPartsOf({ table }: Pick<Filed, 'table'>, document: Document) {
  const inParts = await readParts(table, document);
  if (!inParts && isInParts(document)) throw new Error(`${document.id} has lost the list of its parts`);
  return inParts;
}

/** How to bring the rest of a file, or all of it again. */
export async function howToGoOn(from: Filed, document: Document): Promise<HowToUpload> {
  const inParts = await inPartsOf(from, document);
  if (!inParts) return from.uploads.instructionsFor(document);
  const arrived = comeOf(inParts, await from.uploads.parts.arrived(document, inParts.uploadId));
  return { partSize: inParts.partSize, count: inParts.parts.length, arrived };
}

/** Whoever was sending it does not want to any more. */
export function cancel(document: Document, now: string): Document {
  checkExpected(document);
  return reject(document, rejected('cancelled').why, now);
}
