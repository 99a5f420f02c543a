import type { CustomField } from '../../lib/custom-fields.ts';
import { kinds, workTargets } from './kinds.ts';
import type { Of, PlannedRow, Preview } from './requests.ts';

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

const ofClients = [
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

const ownOf = (fields: readonly CustomField[]) =>
  fields
    .filter(({ status }) => status === 'active')
    .map(({ key, label }) => ({ value: `client.custom.${key}`, label }));

/** What a column of a file can be; what the firm keeps of clients beside the usual stands by itself. */
export function targetsOf(of: Of, fields: readonly CustomField[] = []) {
  const usual = of === 'clients' ? ofClients : workTargets[of];
  const own = of === 'clients' ? ownOf(fields) : [];
  return own.length > 0 ? [...usual, { group: 'Fields of your firm', items: own }] : usual;
}

/** Where a file comes from: its system, or what it is a list of. */
export const originOf = ({ of, source }: { of: Of; source: Preview['source'] }): string =>
  of === 'clients' ? sourceWords[source] : kinds[of].title;

const fieldWords: Record<string, string> = {
  budgetMinutes: 'hours',
  startOn: 'start',
  dueOn: 'due date',
  leadId: 'who answers for it',
  tasksDone: 'tasks done',
  status: 'stage',
};

/** What of a row is set, each field once and by its own name. */
export const sayFields = (fields: readonly string[]): string =>
  fields.length > 0
    ? `Sets ${[...new Set(fields)].map((field) => fieldWords[field] ?? field.replace(/^custom\./, '')).join(', ')}`
    : '';
