import { booksLetters } from './shipped-books.ts';
import { generalLetters } from './shipped-general.ts';
import { lawLetters } from './shipped-law.ts';
import type { ShippedLetter } from './shipped-parts.ts';
import { taxLetters } from './shipped-tax.ts';

/** What a firm begins with. None is legal advice: a firm has its own read by a lawyer. */
export const shippedLetters: readonly ShippedLetter[] = [
  ...generalLetters,
  ...taxLetters,
  ...booksLetters,
  ...lawLetters,
];

export const shippedLetter = (key: string): ShippedLetter | undefined =>
  shippedLetters.find((letter) => letter.key === key);
