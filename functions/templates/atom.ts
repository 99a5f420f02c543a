import type * as z from 'zod';
import { ClientKind } from '../clients/client.ts';

/** One question that a condition asks. What is in none of the known forms is a flag, named by its phrase. */
export type Atom =
  | { is: 'tag'; tag: string }
  | { is: 'service'; code: string }
  | { is: 'kind'; kind: z.output<typeof ClientKind> }
  | { is: 'first-year' }
  | { is: 'period'; period: string }
  | { is: 'done'; task: string }
  | { is: 'notes' }
  | { is: 'answer'; request: string; item: string; value: string }
  | { is: 'field'; field: string; value: string }
  | { is: 'over'; field: string; n: number; percent: boolean }
  | { is: 'flag'; phrase: string };

/** Says what is wrong with a condition, and where. */
export class ConditionError extends Error {
  override name = 'ConditionError';
}

type Found = Record<string, string>;
type Form = readonly [RegExp, (found: Found) => Atom];

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

const particular: readonly Form[] = [
  [/^tag (?<tag>.+)$/, ({ tag = '' }) => ({ is: 'tag', tag })],
  [/^service (?<code>.+)$/, ({ code = '' }) => ({ is: 'service', code })],
  [/^first year with us$/, () => ({ is: 'first-year' })],
  [new RegExp(`^period is (?<period>Q[1-4]|${months})$`), ({ period = '' }) => ({ is: 'period', period })],
  [/^(?<task>[a-z0-9-]+) done$/, ({ task = '' }) => ({ is: 'done', task })],
  [/^review has notes$/, () => ({ is: 'notes' })],
  [
    /^answer (?<request>[a-z0-9-]+)\.(?<item>[A-Za-z0-9]+) is (?<value>.+)$/,
    ({ request = '', item = '', value = '' }) => ({ is: 'answer', request, item, value }),
  ],
];

/** Begun like one of those, and not finished like it. */
const wrong: readonly (readonly [RegExp, string])[] = [
  [/^(?:tag|service)$/, 'names none'],
  [/^kind(?: |$)/, 'is no kind of client: write as in kind is individual'],
  [/^period(?: is)?(?: |$)/, 'is no quarter and no month: write period is Q4, or period is March'],
  [/^answer(?: |$)/, 'is no answer: write as in answer hours.newStarters is yes'],
];

const general: readonly Form[] = [
  [
    /^(?<field>.+) over (?<n>\d{1,12}(?:\.\d{1,4})?)(?<percent> ?%)?$/,
    ({ field = '', n, percent }) => ({ is: 'over', field, n: Number(n), percent: percent !== undefined }),
  ],
  [/^(?<field>.+) is (?<value>.+)$/, ({ field = '', value = '' }) => ({ is: 'field', field, value })],
];

function firstOf(forms: readonly Form[], phrase: string): Atom | undefined {
  for (const [pattern, make] of forms) {
    const found = pattern.exec(phrase);
    if (found) return make(found.groups ?? {});
  }
  return undefined;
}

const kindIn = (phrase: string) => ClientKind.safeParse(phrase.replace(/^kind (?:is )?/, '')).data;

/** What a phrase asks. Throws ConditionError. */
export function atomOf(phrase: string): Atom {
  const kind = kindIn(phrase);
  const known = kind ? ({ is: 'kind', kind } as const) : firstOf(particular, phrase);
  if (known) return known;
  const why = wrong.find(([pattern]) => pattern.test(phrase))?.[1];
  if (why !== undefined) throw new ConditionError(`“${phrase}” ${why}`);
  const other = firstOf(general, phrase);
  if (other) return other;
  if (!phrase.includes(' ')) throw new ConditionError(`“${phrase}” alone says nothing; write as in tag ${phrase}`);
  return { is: 'flag', phrase };
}

/** `tag retail or restaurant` means either tag: a single word after `or` is another value of what stood before. */
export function otherValue(before: Atom, word: string): Atom | undefined {
  if (word.includes(' ') || kindIn(word)) return undefined;
  if (before.is === 'tag') return { ...before, tag: word };
  if (before.is === 'service') return { ...before, code: word };
  if (before.is === 'period') return atomOf(`period is ${word}`);
  return before.is === 'field' || before.is === 'answer' ? { ...before, value: word } : undefined;
}
