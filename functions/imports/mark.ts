import * as z from 'zod';
import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Key } from '../../shared/table/table.ts';

/** What one system's file said last of a client, as hashes: field by field, and as a whole. */
const Base = z.object({ digest: z.string(), fields: z.record(z.string(), z.string()) });
export type Base = z.output<typeof Base>;

/**
 * By what a client or a person is known again when a file is imported once more. It holds hashes only and outlives an
 * erasure, so that who was erased does not come back with the next file.
 */
export const Mark = z.object({
  /** The partition of the client or contact. */
  of: z.string(),
  key: z.string(),
  /** By system; a person has none, the mark of their client has what was said of them. */
  bases: z.record(z.string(), Base),
  clientIds: z.array(z.string()),
});
export type Mark = z.output<typeof Mark>;

const prefix = 'IMPORT#';
const claimOf = (key: string) => `import#${key}`;

export const marks = entity({
  name: 'import mark',
  schema: Mark,
  key: ({ of, key }: Pick<Mark, 'of' | 'key'>) => ({ pk: of, sk: `${prefix}${key}` }),
  id: ({ of, key }) => ({ of, key }),
  // Without words: who loses the race for it looks again, and finds the one who won.
  unique: ({ key }) => [{ key: claimOf(key), field: 'body.file', says: '' }],
  clientIds: (mark) => mark.clientIds,
});

/** Where it stands who holds a key, or a number. */
export const holderOfMark = (key: string): Key => ({ pk: `UNIQUE#${claimOf(key)}`, sk: 'UNIQUE' });
export const holderOfNumber = (number: string): Key => ({
  pk: `UNIQUE#client-number#${number.toLowerCase()}`,
  sk: 'UNIQUE',
});

/** The marks of a client: how often it was imported, and as whom. */
export async function marksOf(records: Records, pk: string) {
  const { items } = await records.page({ pk, range: { prefix } });
  return items.map(marks.read);
}
