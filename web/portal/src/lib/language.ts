import en from '../words/en.json' with { type: 'json' };
import es from '../words/es.json' with { type: 'json' };

export type Word = keyof typeof en;
type Words = Readonly<Record<Word, string>>;

/** Each language is one file beside these, with the same words; a new one needs a line here and nothing else. */
export const languages: Readonly<Record<string, Words>> = { en, es };

/** The first of these languages that the page speaks, by its part before the region. */
export function chosen(wanted: readonly (string | undefined)[]): string {
  const known = wanted
    .flatMap((tag) => tag?.split('-')[0]?.toLowerCase() ?? [])
    .find((tag) => Object.hasOwn(languages, tag));
  return known ?? 'en';
}

export type Speaking = {
  language: string;
  say: (word: Word, fields?: Readonly<Record<string, string>>) => string;
  /** “Fri, December 11”. */
  day: (date: string) => string;
  /** “Dec 11, 2026, 4:05 PM”, where the reader is. */
  moment: (instant: string) => string;
};

export function speaking(language: string): Speaking {
  const words = languages[language] ?? en;
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const precise = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    language,
    say: (word, fields = {}) => words[word].replaceAll(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? ''),
    day: (date) => format.format(new Date(`${date}T00:00:00Z`)),
    moment: (instant) => precise.format(new Date(instant)),
  };
}
