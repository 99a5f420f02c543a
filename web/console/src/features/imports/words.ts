import type { PlannedRow, Preview } from './requests.ts';

export const sourceWords: Record<Preview['source'], string> = {
  'quickbooks-contact-list': 'QuickBooks Online, customer contact list',
  'quickbooks-customers': 'QuickBooks Online, customers',
  xero: 'Xero, contacts',
  karbon: 'Karbon, contacts',
  taxdome: 'TaxDome, accounts',
  other: 'Another list',
};

export const actionWords: Record<PlannedRow['action'], { title: string; colour: string }> = {
  create: { title: 'New', colour: 'green' },
  update: { title: 'Changed', colour: 'blue' },
  unchanged: { title: 'Unchanged', colour: 'gray' },
  refused: { title: 'Refused', colour: 'red' },
};

const parts = ['name', 'first', 'middle', 'last', 'mail', 'phone', 'mobile', 'title'];
const partWords: Record<string, string> = {
  name: 'name',
  first: 'first name',
  middle: 'middle name',
  last: 'last name',
  mail: 'mail',
  phone: 'phone',
  mobile: 'mobile',
  title: 'title',
};

const ofClient: [string, string][] = [
  ['name', 'name'],
  ['number', 'number'],
  ['kind', 'kind'],
  ['lifecycle', 'state'],
  ['tags', 'tags'],
  ['taxId', 'tax number'],
  ['phone', 'phone'],
  ['website', 'website'],
  ['street', 'street'],
  ['city', 'city'],
  ['state', 'region'],
  ['zip', 'postcode'],
  ['country', 'country'],
  ['address', 'address in one'],
];

/** What a column of the file can be. */
export const targets = [
  { value: 'ignore', label: 'Leave out' },
  ...ofClient.map(([value, label]) => ({ value: `client.${value}`, label: `Client: ${label}` })),
  ...['', '2.'].flatMap((which) =>
    parts.map((part) => ({
      value: `contact.${which}${part}`,
      label: `${which ? 'Second contact' : 'Contact'}: ${partWords[part]}`,
    })),
  ),
  { value: 'source.id', label: 'Its id in the old system' },
];
