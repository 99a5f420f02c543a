import { type Between, fieldsOfLetter } from '../letters/drafting.ts';
import type { LetterWords } from '../letters/letter-template.ts';
import type { Fields } from '../templates/pattern-value.ts';

type Kind = LetterWords['kind'];

const monthly = 'srv_01JZ0000000000000000000001';
const yearly = 'srv_01JZ0000000000000000000002';

/** Those between whom a letter may be, as it may look. */
const between: Required<Between> = {
  firm: {
    name: 'Larkfield & Rowe, CPAs',
    phone: '303-555-0100',
    address: 'Denver',
    website: 'https://firm.example',
  },
  client: { name: 'Juniper Street Dental, P.C.', number: '1002' },
  engagement: {
    title: 'Books and taxes for 2026',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    services: [
      { id: monthly, code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' },
      { id: yearly, code: '1120S', name: 'Form 1120-S and the state return', frequency: 'yearly' },
    ],
    fees: {
      [monthly]: { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } },
      [yearly]: { how: 'fixed', amount: { amount: 210_000, currency: 'USD' } },
    },
  },
};

/** Not as the module loads: what formats money is slow to begin. */
const all = (): Fields => fieldsOfLetter(between, { name: 'Form 1120-S for 2026' });

/** What is signed off is a document, and what is agreed an engagement. */
const isOf =
  (kind: Kind) =>
  (name: string): boolean =>
    kind === 'sign-off' ? !/^(?:engagement\.|services$)/.test(name) : !name.startsWith('document.');

/** Every field that a letter of this kind can have, with what it may look like. */
export const sampleFields = (kind: Kind): Fields =>
  Object.fromEntries(Object.entries(all()).filter(([name]) => isOf(kind)(name)));

const ofServices = ['services', 'services.count', 'service', 'service.title', 'service.fee'];

/** Their names. What is not here is refused. */
export const fieldNames = (kind: Kind): string[] => [
  ...Object.keys(sampleFields(kind)).filter((name) => name !== 'services'),
  'today',
  ...(kind === 'sign-off' ? [] : ofServices),
];

/** Everyone of the firm reads a title, and not everyone what the work costs. */
export const isForTitles = (name: string): boolean => !ofServices.includes(name);
