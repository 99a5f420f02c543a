import type { Client } from '../../lib/client.ts';
import { sayDate } from '../../lib/dates.ts';
import type { AccountRow, RegistrationRow } from './entry-rows.ts';

type Registration = Client['registrations'][number];
type Account = Client['accounts'][number];

export const taxWords: Record<Registration['tax'], string> = {
  income: 'Income',
  franchise: 'Franchise',
  sales: 'Sales',
  use: 'Use',
  excise: 'Excise',
  payroll: 'Payroll',
  unemployment: 'Unemployment',
  property: 'Property',
  vat: 'VAT',
  other: 'Other',
};

export const filingWords: Record<NonNullable<Registration['frequency']>, string> = {
  'semi-weekly': 'Semi-weekly',
  monthly: 'Monthly',
  bimonthly: 'Every two months',
  quarterly: 'Quarterly',
  semiannual: 'Twice a year',
  annual: 'Yearly',
  'on-occasion': 'On occasion',
};

export const accountWords: Record<Account['kind'], string> = {
  checking: 'Checking',
  savings: 'Savings',
  card: 'Card',
  loan: 'Loan',
  merchant: 'Merchant',
  other: 'Other',
};

export const statementWords: Record<NonNullable<Account['frequency']>, string> = {
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  semiannual: 'Twice a year',
  annual: 'Yearly',
};

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
export const taxes = choices(taxWords);
export const filings = choices(filingWords);
export const accountKinds = choices(accountWords);
export const statements = choices(statementWords);

export const joined = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(', ');

/** When a return is due, as far as it is known. */
export const sayFiling = ({ frequency, dueDay }: Pick<RegistrationRow, 'dueDay' | 'frequency'>): string =>
  joined([frequency !== null && filingWords[frequency], dueDay !== '' && `due on day ${dueDay}`]);

export const sayRegistration = ({ authority, tax, ...filing }: RegistrationRow): string =>
  joined([`${authority.trim() || 'New'} ${taxWords[tax]}`, sayFiling(filing)]);

export const sayAccount = ({ institution, kind, last4, frequency }: AccountRow): string =>
  joined([
    [institution.trim(), accountWords[kind]].filter(Boolean).join(' '),
    last4 !== '' && `ends in ${last4}`,
    frequency !== null && statementWords[frequency].toLowerCase(),
  ]);

/** From when until when something holds, where that is said. */
export const sayHeld = ({ from, until }: { from?: string | undefined; until?: string | undefined }, today: string) =>
  joined([
    from !== undefined && `first day ${sayDate(from, today)}`,
    until !== undefined && `last day ${sayDate(until, today)}`,
  ]);
