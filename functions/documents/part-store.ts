import * as z from 'zod';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import type { Document } from './document.ts';
import { isInParts, type Part, Parts, partsOf } from './in-parts.ts';
import { documents } from './store.ts';

const Kept = Parts.extend({ uploadId: z.string() });

/** A file in parts as it is brought together: the list was fixed when it was said what will come. */
export type InParts = { uploadId: string; partSize: number; parts: Part[] };

/** Behind the record, whose checksum is that of the list. */
export const partsKey = (documentId: string): Key => ({ pk: documents.key(documentId).pk, sk: '~PARTS' });

export const partsKept = (documentId: string, parts: Parts, uploadId: string): Write => ({
  put: { ...partsKey(documentId), entity: 'parts', ...parts, uploadId },
  if: 'absent',
});

export async function readParts(
  table: Table,
  document: Pick<Document, 'id' | 'sha256' | 'size'>,
): Promise<InParts | undefined> {
  if (!isInParts(document)) return undefined;
  const found = await table.get(partsKey(document.id), { strong: true });
  if (!found) return undefined;
  const { pk: _, sk: _sk, entity: _entity, ...kept } = found;
  const { uploadId, ...parts } = Kept.parse(kept);
  return { uploadId, partSize: parts.size, parts: partsOf(parts, document.size) };
}
