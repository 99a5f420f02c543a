import * as z from 'zod';
import { quickBooksContactList, quickBooksCustomers } from './quickbooks-columns.ts';
import { karbonContacts } from './karbon-columns.ts';
import { taxDomeAccounts } from './taxdome-columns.ts';
import type { Expected } from './headings.ts';
import type { Columns, Target } from './target.ts';
import { xeroContacts } from './xero-columns.ts';

export const sources = [
  'quickbooks-contact-list',
  'quickbooks-customers',
  'xero',
  'karbon',
  'taxdome',
  'other',
] as const;
export const Source = z.enum(sources);
export type Source = z.output<typeof Source>;

/** Names that any list may have, for files of no system that is known. */
const anyList: Columns = {
  client: 'client.name',
  'client name': 'client.name',
  customer: 'client.name',
  name: 'client.name',
  company: 'client.name',
  'company name': 'client.name',
  number: 'client.number',
  'client number': 'client.number',
  'client id': 'client.number',
  type: 'client.kind',
  'entity type': 'client.kind',
  'client type': 'client.kind',
  status: 'client.lifecycle',
  tags: 'client.tags',
  ein: 'client.taxId',
  'tax id': 'client.taxId',
  contact: 'contact.name',
  'contact name': 'contact.name',
  'primary contact': 'contact.name',
  'first name': 'contact.first',
  'last name': 'contact.last',
  email: 'contact.mail',
  'e mail': 'contact.mail',
  'email address': 'contact.mail',
  phone: 'contact.phone',
  'phone number': 'contact.phone',
  mobile: 'contact.mobile',
  title: 'contact.title',
  website: 'client.website',
  address: 'client.address',
  street: 'client.street',
  city: 'client.city',
  state: 'client.state',
  zip: 'client.zip',
  country: 'client.country',
};

export const columnsOf: Readonly<Record<Source, Columns>> = {
  'quickbooks-contact-list': quickBooksContactList,
  'quickbooks-customers': quickBooksCustomers,
  xero: xeroContacts,
  karbon: karbonContacts,
  taxdome: taxDomeAccounts,
  other: anyList,
};

/** Headings differ in case, spaces, dashes and the star of a required column. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();

export type Column = { heading: string; target: Target };
export type Mapped = { source: Source; columns: Column[]; score: number };

const known = (columns: Columns, heading: string): Target | undefined =>
  Object.hasOwn(columns, heading) ? columns[heading] : undefined;

const isPlainName = ({ heading }: Column) => plainHeading(heading) === 'name';

/** A list with companies and names has the people of the companies in its names. */
function namesApart(columns: readonly Column[], stated: Columns): Column[] {
  const hasCompany = columns.some((one) => one.target === 'client.name' && !isPlainName(one));
  const hasPerson = columns.some(({ target }) => target.startsWith('contact.name'));
  if (!hasCompany || hasPerson || known(stated, 'name') !== undefined) return [...columns];
  return columns.map((one) => (isPlainName(one) ? { ...one, target: 'contact.name' } : one));
}

/** What each heading means: what was said of it, else what is usual. */
export function mapBy(usual: Columns, headings: readonly string[], stated: Columns): Omit<Mapped, 'source'> {
  const meant = headings.map((heading) => {
    const plain = plainHeading(heading);
    return plain === '' ? undefined : (known(stated, plain) ?? known(usual, plain));
  });
  const columns = headings.map((heading, i): Column => ({ heading, target: meant[i] ?? 'ignore' }));
  return { columns, score: meant.filter((target) => target !== undefined).length };
}

function ofSource(source: Source, headings: readonly string[], stated: Columns): Mapped {
  const { columns, score } = mapBy(columnsOf[source], headings, stated);
  return { source, columns: source === 'other' ? namesApart(columns, stated) : columns, score };
}

/** A mapping by the headings as they were typed, to be looked up as headings are. */
export const statedBy = (mapping: Readonly<Record<string, Target>> = {}): Columns =>
  Object.fromEntries(Object.entries(mapping).map(([heading, target]) => [plainHeading(heading), target]));

const knowsAny = ({ source }: Mapped, headings: readonly string[]) =>
  headings.some((heading) => known(columnsOf[source], plainHeading(heading)) !== undefined);

/** Whose export this row of headings begins: the system that knows most of them, the first of equals, if one does. */
export function mapped(headings: readonly string[], source: Source | undefined, stated: Columns): Mapped {
  const candidates = (source ? [source] : sources).map((one) => ofSource(one, headings, stated));
  const best = candidates.reduce((before, one) => (one.score > before.score ? one : before));
  return source || knowsAny(best, headings) ? best : candidates.at(-1)!;
}

/** A file of clients, of whichever system. */
export const clientsOf = (source: Source | undefined, stated: Columns): Expected => ({
  mapped: (headings) => mapped(headings, source, stated),
  isNaming: (target) => /^client\.name$|^contact\.(?:name|first|last)$/.test(target),
  mostRows: 5_000,
});
