import type { Records } from '../../shared/table/records.ts';
import type { LetterWords } from './letter-template.ts';
import { shippedLetters } from './shipped.ts';

/** The words that a letter of this key begins with; none where there are none. */
export async function findWords(_records: Records, key: string): Promise<LetterWords | undefined> {
  return shippedLetters.find((one) => one.key === key);
}
