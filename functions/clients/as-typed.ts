export const shortest = 2;

/** As people type: no case, no accents. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Letters are counted whole: half of a surrogate pair can be kept in no key. */
const lettersOf = (word: string) => Array.from(word);
export const cut = (word: string, most: number): string => lettersOf(word).slice(0, most).join('');
const isWord = (word: string) => lettersOf(word).length >= shortest;

export const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(isWord);

/** What is written with or without dashes, such as a client's number, as one word. */
export const joined = (text: string): string[] => [plain(text).replace(/[^\p{L}\p{N}]+/gu, '')].filter(isWord);

export const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** A phone number is typed with its country, without it, or without its area. */
export const phoneWords = (digits: string): string[] =>
  [digits, digits.slice(-10), digits.slice(-7)].filter((word) => word.length > shortest);
