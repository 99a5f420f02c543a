import type { Records } from '../../shared/table/records.ts';
import { inUse } from '../letter-templates/letter-template.ts';
import { holdingOf } from '../letter-templates/store.ts';
import type { LetterWords } from './letter-template.ts';

/** The words that a letter of this key begins with: the firm's own, else the shipped ones; none where there are none, or no more. */
export async function findWords(records: Records, key: string): Promise<LetterWords | undefined> {
  return inUse(await holdingOf(records, key));
}
