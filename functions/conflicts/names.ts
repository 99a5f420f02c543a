import { doubleMetaphone } from 'double-metaphone';

/** What says what kind of company it is, or what someone has passed, and not who they are. */
const suffixes = new Set(
  (
    'llc llp lllp lp pllc pc pa inc incorporated corp corporation co company ltd limited plc pty gmbh mbh ag kg ohg ug ev ' +
    'sa sas sarl srl bv nv ab oy aps kk jr sr ii iii esq cpa md dds phd dr mr mrs ms'
  ).split(' '),
);
const joiners = new Set(['and', 'the', 'of', 'und', 'et', 'dba', 'fka', 'aka']);

/** Letters that are not taken apart into a letter and its accent. */
const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

const bare = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');

/** As names are compared: no case, no accents. Upper case first, so that what has two lower cases has one. */
const plain = (text: string): string =>
  bare(bare(text).toUpperCase().toLowerCase()).replace(/[ßøæœłđðþıς]/g, (letter) => letters[letter]!);

const cut = (text: string, most: number) => Array.from(text).slice(0, most).join('');

export type Words = {
  /** Those that tell who it is, in order of the alphabet, each once. */
  words: readonly string[];
  /** Single letters: initials. */
  initials: readonly string[];
};

/** The words of a name, without what it is called besides: suffixes, “and”, initials. Never without any. */
export function wordsOf(name: string): Words {
  const all = plain(name)
    .replace(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => cut(word, 40));
  const isLetter = (word: string) => Array.from(word).length === 1;
  const telling = all.filter((word) => !isLetter(word) && !suffixes.has(word) && !joiners.has(word));
  const initials = all.filter(isLetter);
  const rest = all.filter((word) => !isLetter(word));
  const spelt = initials.length > 0 ? [initials.join('')] : [plain(name).trim() || name];
  const longest = rest.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 1);
  const words = telling.length > 0 ? telling : longest.length > 0 ? longest : spelt;
  return { words: [...new Set(words)].toSorted(), initials };
}

/** Two names with one key are the same name. */
export const keyOf = (name: string): string => cut(wordsOf(name).words.join(' '), 200);

/** How a word sounds, one way or two; what is no Latin word sounds like itself. */
export function soundsOf(word: string): string[] {
  const codes = /^[a-z]{3,}$/.test(word) ? doubleMetaphone(word).filter((code) => code !== '') : [];
  return codes.length > 0 ? [...new Set(codes)] : [word];
}

const soundAlike = (a: string, b: string) => a === b || soundsOf(a).some((code) => soundsOf(b).includes(code));

export const reasons = ['same-name', 'contains', 'initials', 'sounds-alike', 'rare-word'] as const;
export type Reason = (typeof reasons)[number];

const isIn = (some: readonly string[], all: readonly string[]) => some.every((word) => all.includes(word));

/** “J. Whitaker” and “Jonathan Whitaker”. */
function fitsInitials(short: Words, long: Words): boolean {
  const rest = long.words.filter((word) => !short.words.includes(word));
  return (
    short.initials.length > 0 &&
    rest.length > 0 &&
    isIn(short.words, long.words) &&
    rest.every((word) => short.initials.some((initial) => word.startsWith(initial)))
  );
}

/** Each word of either name has one in the other that sounds like it. */
const soundsLike = (a: Words, b: Words) =>
  a.words.length === b.words.length &&
  a.words.every((one) => b.words.some((other) => soundAlike(one, other))) &&
  b.words.every((one) => a.words.some((other) => soundAlike(one, other)));

/** Why a name that is looked for may be the one that stands in the records. `isRare` tells which words few have. */
export function compare(searched: string, found: string, isRare: (word: string) => boolean): Reason | undefined {
  const [a, b] = [wordsOf(searched), wordsOf(found)];
  if (keyOf(searched) === keyOf(found)) return 'same-name';
  const contains = isIn(a.words, b.words) || (b.words.length > 1 && isIn(b.words, a.words));
  if (fitsInitials(a, b) || fitsInitials(b, a)) return 'initials';
  if (contains) return 'contains';
  if (soundsLike(a, b)) return 'sounds-alike';
  return a.words.some((word) => word.length > 3 && b.words.includes(word) && isRare(word)) ? 'rare-word' : undefined;
}
