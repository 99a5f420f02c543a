import * as z from 'zod';
import { Id } from '../../shared/ids.ts';

/** A version of a document other than its first: the file of the document record that brought it. */
export const Version = z.object({
  n: z.int(),
  documentId: Id('document'),
  key: z.string(),
  versionId: z.string(),
  size: z.int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type Version = z.output<typeof Version>;
