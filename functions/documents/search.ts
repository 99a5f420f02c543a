import type { ReadModel } from '../../shared/events/project.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { cut, shortest, wordsOf } from '../clients/as-typed.ts';
import { termsOf } from '../clients/search.ts';
import type { Document } from './document.ts';
import { documents, isShelved } from './store.ts';

/** Words of a document that can be found; each stands in two places. */
const mostWords = 10;
const longest = 40;

/** Where a word stands: among those of one client, or of all. Documents are many: their words stand apart from people’s. */
const partitionOf = (word: string, clientId = 'all') => `DOCUMENT-WORDS#${clientId}#${cut(word, shortest)}`;

/** The words of its name first: those that are one too many are left out at the end. */
const wordsIn = ({ name, tags = [] }: Pick<Document, 'name' | 'tags'>): string[] =>
  [...new Set([name, ...tags].flatMap(wordsOf).map((word) => cut(word, longest)))].slice(0, mostWords);

export const documentWordModels: readonly ReadModel[] = [
  {
    of: documents.name,
    rows(item): Item[] {
      const document = documents.read(item);
      const { id, clientId, privateTo } = document;
      if (!isShelved(document) || document.status === 'rejected' || document.status === 'expected') return [];
      const words = wordsIn(document);
      const row = { entity: 'document word', id, clientIds: [clientId], words, ...(privateTo && { privateTo }) };
      return words.flatMap((word) =>
        ['all', clientId].map((of) => ({ pk: partitionOf(word, of), sk: `${word}#${id}`, ...row })),
      );
    },
  },
];

const matches = (terms: readonly string[], words: readonly string[]) =>
  terms.every((term) => words.some((word) => word.startsWith(term)));

type Row = { id: string; words: readonly string[] };
type Wanted = { q: string; clientId?: string | undefined; limit: number };

/**
 * Documents whose names and tags have words that begin as those typed, of one client or of all that the caller may see.
 * At most three pages of candidates, then what was found: the cost is the same at any number of documents.
 */
export async function findDocuments(records: Records, { q, clientId, limit }: Wanted): Promise<Stored<Document>[]> {
  const terms = termsOf(q);
  const driver = terms.toSorted((a, b) => b.length - a.length)[0];
  if (driver === undefined) return [];
  const ids = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < 3; page++) {
    const query = { pk: partitionOf(driver, clientId), range: { prefix: driver }, limit: 50 };
    const found = await records.page(query, cursor);
    for (const { id, words } of found.items as unknown as Row[]) if (matches(terms, words)) ids.add(id);
    cursor = found.next;
    if (cursor === undefined || ids.size >= limit) break;
  }
  // Rows lag behind: only the record says whether it still is there, and whose.
  const found = await records.getMany(documents, [...ids].slice(0, limit));
  return found.filter((one) => isShelved(one) && (clientId === undefined || one.clientId === clientId));
}
