import type { Client } from '../clients/client.ts';
import { isCompany } from './cells.ts';

type Kind = Client['kind'];

const stated: readonly (readonly [RegExp, Kind])[] = [
  [/^s[\s-]?corp/i, 's-corporation'],
  [/1120-?s/i, 's-corporation'],
  [/^c[\s-]?corp|^corporation$|^1120$/i, 'c-corporation'],
  [/partnership|^ll?lp$|^1065$/i, 'partnership'],
  [/sole|proprietor|schedule c/i, 'sole-proprietor'],
  [/non-?profit|not.for.profit|charity|501|^990$/i, 'nonprofit'],
  [/trust/i, 'trust'],
  [/estate|^1041$/i, 'estate'],
  [/household|family|joint/i, 'household'],
  [/individual|person|^1040$/i, 'individual'],
  [/other|business|company|organi[sz]ation|llc/i, 'other'],
];

/** What a column of types says: the system's own words, or the form that is filed. */
export const kindStated = (cell: string): Kind | undefined => stated.find(([words]) => words.test(cell))?.[1];

/** LLC and Inc. do not tell how someone is taxed, so a company is `other` until a person says more. */
const guesses: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:the )?estate of\b/i, 'estate'],
  [/\btrust\b/i, 'trust'],
  [/\b(?:foundation|association|church|ministr(?:y|ies)|charit(?:y|able)|society)\b/i, 'nonprofit'],
  [/\b(?:llp|lllp|lp|partnership)\b\.?$/i, 'partnership'],
];

const looksLikePeople =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*\s+){1,3}(?:(?:&|and|y|und|et)\s+(?:\p{Lu}[\p{L}\p{M}'’.-]*\s+)*)?\p{Lu}[\p{L}\p{M}'’-]+(?:,? (?:Jr|Sr|II|III|IV)\.?)?$/u;

/** Of what kind a client of this name probably is; `person` is whom the row names beside it. */
export function kindGuessed(name: string, person: string | undefined): Kind {
  const guess = guesses.find(([words]) => words.test(name))?.[1];
  if (guess) return guess;
  if (isCompany(name)) return 'other';
  if (person !== undefined && person !== name && !name.includes(person.split(' ').at(-1)!)) return 'other';
  return looksLikePeople.test(name) ? 'individual' : 'other';
}
