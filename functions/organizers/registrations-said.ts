import type * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { type Registration, RegistrationInput } from '../clients/registration.ts';
import { linesIn } from './accounts-said.ts';
import { stateCode } from './us-states.ts';

type Tax = Registration['tax'];
type Input = z.output<typeof RegistrationInput>;

/** The longer words first: every half year is no year. */
const frequencies: readonly (readonly [NonNullable<Registration['frequency']>, RegExp])[] = [
  ['semiannual', /\b(?:semi-?annual(?:ly)?|every (?:six months|half year)|twice a year|half-?yearly)\b/i],
  ['bimonthly', /\b(?:bi-?monthly|every (?:two|2) months)\b/i],
  ['monthly', /\b(?:monthly|(?:every|each|once a) month)\b/i],
  ['quarterly', /\b(?:quarterly|(?:every|each|once a) quarter)\b/i],
  ['annual', /\b(?:annual(?:ly)?|yearly|(?:every|each|once a) year)\b/i],
];

const besides = /\b(?:we|filed?|files|filing|returns?|sales|tax|taxes|in|state|of the)\b/gi;

type Piece = { authority: string; frequency: Registration['frequency'] };

function readPiece(text: string): Piece {
  const [frequency, words] = frequencies.find(([, one]) => one.test(text)) ?? [];
  const rest = (words ? text.replace(words, ' ') : text)
    .replaceAll(/[().:]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = rest.replaceAll(besides, ' ').replaceAll(/\s+/g, ' ').trim();
  return { authority: stateCode(rest) ?? stateCode(bare) ?? (bare === '' ? '' : rest), frequency };
}

/** “Colorado and Utah, monthly”: what only says how often is of all before it on its line. */
function readLine(line: string): Piece[] {
  const found: Piece[] = [];
  for (const piece of line.split(/,|&|\band\b/i).filter((one) => one.trim() !== '')) {
    const { authority, frequency } = readPiece(piece);
    if (authority !== '') found.push({ authority, frequency });
    else for (const one of found) one.frequency ??= frequency;
  }
  const last = found.at(-1)?.frequency;
  if (last !== undefined && found.slice(0, -1).every((one) => one.frequency === undefined))
    for (const one of found) one.frequency = last;
  return found;
}

function registrationOf(tax: Tax, { authority, frequency }: Piece): Input {
  const read = RegistrationInput.safeParse({ authority, tax, ...(frequency !== undefined && { frequency }) });
  if (!read.success) throw broken(`“${authority.slice(0, 40)}…” is too long for the name of an authority`);
  return read.data;
}

const plain = (text: string) => text.trim().toLowerCase();

/** Where a client says that it is registered for a tax, as far as that is not known yet. */
export function newRegistrations(tax: Tax, answer: string | readonly string[], had: readonly Registration[]): Input[] {
  const pieces = typeof answer === 'string' ? linesIn(answer).flatMap(readLine) : answer.map(readPiece);
  const said = pieces.filter(({ authority }) => authority !== '');
  const known = new Set(
    had.filter((one) => one.tax === tax && one.until === undefined).map(({ authority }) => plain(authority)),
  );
  const found: Input[] = [];
  for (const piece of said) {
    if (known.has(plain(piece.authority))) continue;
    known.add(plain(piece.authority));
    found.push(registrationOf(tax, piece));
  }
  return found;
}

export const sayRegistration = ({ authority, frequency }: Pick<Registration, 'authority' | 'frequency'>): string =>
  frequency === undefined ? authority : `${authority} ${frequency}`;
