import type { Document } from './document.ts';
import type { Part } from './in-parts.ts';
import type { InParts } from './part-store.ts';
import type { Arrived, PartUploads } from './part-uploads.ts';

const isThere = ({ number, size, sha256 }: Part, arrived: readonly Arrived[]): boolean =>
  arrived.some((one) => one.number === number && one.size === size && one.sha256 === sha256);

/** The numbers of those that have come as they were said to be. Where the upload is over, all have. */
export function comeOf({ parts }: InParts, arrived: readonly Arrived[] | undefined): number[] {
  const come = arrived ? parts.filter((part) => isThere(part, arrived)) : parts;
  return come.map(({ number }) => number);
}

/** Makes one object of the parts if all are there, and answers those that are not. It may be asked again, by several. */
export async function completeUpload(uploads: PartUploads, document: Document, inParts: InParts): Promise<number[]> {
  const arrived = await uploads.arrived(document, inParts.uploadId);
  if (!arrived) return [];
  const come = new Set(comeOf(inParts, arrived));
  const missing = inParts.parts.flatMap(({ number }) => (come.has(number) ? [] : [number]));
  if (missing.length === 0) await uploads.complete(document, inParts, arrived);
  return missing;
}
