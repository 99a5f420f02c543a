import type * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { type Account, AccountInput } from '../clients/account.ts';

type Kind = Account['kind'];

/** By which words an account is of a kind; those that name a bank or a brand stay in its name. */
const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['loan', /\b(?:loan|mortgage|line of credit|heloc)\b/i],
  ['card', /\b(?:(?:credit |debit )?card|visa|master ?card|amex|american express|discover)\b/i],
  ['savings', /\b(?:savings?|money market)\b/i],
  ['checking', /\b(?:checking|chequing|current account|operating)\b/i],
  ['merchant', /\b(?:merchant|stripe|square|paypal|shopify|clover)\b/i],
];

const notItsName =
  /\b(?:loan|mortgage|line of credit|heloc|(?:credit |debit )?card|savings?|checking|chequing|account|acct|ending(?: in| with)?|ends(?: in| with)?|last four(?: digits)?|number|no)\b\.?/gi;

const none = /^(?:none|no|nothing|n\/?a|-+)\.?$/i;

/** The lines of an answer that say something. */
export const linesIn = (text: string): string[] =>
  text
    .split(/[\n;]/)
    .map((line) => line.replace(/^[\s\-–•*\d]*[.)]\s+|^[\s\-–•*]+/, '').trim())
    .filter((line) => line !== '' && !none.test(line));

function readAccount(line: string): z.output<typeof AccountInput> {
  if (/\d[ -]?(?:\d[ -]?){4}/.test(line)) throw broken('Names more than the last four digits of an account');
  const last4 = /(?<!\d)(\d{4})(?!.*\d)/.exec(line)?.[1];
  const kind = kinds.find(([, words]) => words.test(line))?.[0] ?? 'other';
  const institution = line
    .replaceAll(/\d+/g, ' ')
    .replaceAll(notItsName, ' ')
    .replaceAll(/[^\p{L}&'’. ]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.' ]+|[' ]+$/g, '');
  if (institution === '' && last4 === undefined)
    throw broken(`“${line}” is read as no account: name the bank, and the last four digits`);
  const read = AccountInput.safeParse({
    kind,
    ...(institution !== '' && { institution }),
    ...(last4 !== undefined && { last4 }),
  });
  if (!read.success) throw broken(`“${line.slice(0, 40)}…” is too long for the name of a bank`);
  return read.data;
}

const plain = (text = '') => text.trim().toLowerCase();

type Said = Pick<Account, 'kind' | 'institution' | 'last4'>;
/** By its last digits, and the bank where both name one; without digits, by bank and kind. */
const isSame = (a: Said, b: Said): boolean => {
  const isOneBank = plain(a.institution) === plain(b.institution);
  if (a.last4 === undefined || b.last4 === undefined) return isOneBank && a.kind === b.kind && a.last4 === b.last4;
  return a.last4 === b.last4 && (isOneBank || a.institution === undefined || b.institution === undefined);
};

/** Accounts that are written down, one on each line, and that the client does not have yet. */
export function newAccounts(text: string, had: readonly Account[]): z.output<typeof AccountInput>[] {
  const found: z.output<typeof AccountInput>[] = [];
  for (const account of linesIn(text).map(readAccount))
    if (![...had, ...found].some((one) => isSame(one, account))) found.push(account);
  return found;
}

export const sayAccount = ({ institution, kind, last4 }: Said): string =>
  [institution, kind, last4 === undefined ? undefined : `••${last4}`].filter(Boolean).join(' ');
