import type { Entry, Fields, Span } from '../templates/pattern-value.ts';

const march: Span = { start: '2026-03-01', end: '2026-03-31', label: 'March 2026', shift: () => march };
const day = { on: '2026-04-07' };
const item = {
  title: 'Bank statement, March 2026',
  dueOn: day,
  reason: 'Too blurred to read',
  hint: 'Daylight, and hold still until it is sharp.',
};
const items: Entry[] = [item, { ...item, title: 'Till summary for March' }];
const file = { name: 'march.pdf', 'item.title': item.title };

/** Fields under one heading: `client.name` from `client` and `name`. */
const under = (heading: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${heading}.${name}`, value]));

/** Every field that a mail can have, with what it may look like. What is not here is refused in a template. */
export const sampleFields: Fields = {
  ...under('client', { name: 'Juniper Street Dental, P.C.', number: '1002' }),
  ...under('contact', { firstName: 'Alicia', fullName: 'Alicia Whitaker' }),
  ...under('sender', {
    firstName: 'Tomás',
    fullName: 'Tomás Herrera',
    title: 'Accountant',
    mail: 'tomas@firm.example',
  }),
  ...under('firm', {
    name: 'Larkfield & Rowe, CPAs',
    phone: '303-555-0100',
    address: 'Denver',
    website: 'firm.example',
  }),
  ...under('job', { title: 'Monthly close – March 2026', publicTitle: 'Monthly close – March 2026', due: day }),
  period: march,
  payDate: day,
  deadline: day,
  docsCutoff: day,
  'cutoff.time': '17:00',
  ...under('request', {
    title: 'March 2026 statements',
    dueOn: day,
    why: 'With that we can have your figures to you by Friday.',
    consequence: 'Until it is here your March figures have to wait.',
  }),
  items,
  ...under('item', item),
  clients: [{ name: 'Juniper Street Dental, P.C.', items }],
  files: [file, file],
  ...under('file', { name: 'march.pdf' }),
  'received.at': day,
  'received.time': '14:05',
  'escalation.on': day,
  'account.last4': '4471',
  link: 'https://portal.firm.example/',
  'link.expiresOn': day,
  'letter.dueOn': day,
  'letter.title': 'Sign-off: Form 1120-S for 2026',
  'package.headline': 'sales rose by a tenth and costs did not',
  'report.headline': 'two of the three goals are reached',
  ...under('tax', { name: 'sales tax', amount: { amount: 84_120, currency: 'USD' }, debitOn: day }),
  ...under('estimate', { name: 'the first estimated payment for 2026', dueOn: day }),
  ...under('hours', { agreed: 24, used: 19.5, percent: 81 }),
  ...under('invoice', {
    number: '2481',
    summary: 'the March close',
    total: { amount: 115_000, currency: 'USD' },
    open: { amount: 115_000, currency: 'USD' },
    dueOn: day,
  }),
};

const partsOf = (name: string): string[] => {
  const value = sampleFields[name];
  if (Array.isArray(value)) return [`${name}.count`];
  return name === 'period' ? ['period.start', 'period.end', 'period.label'] : [];
};

/** What is put in only as a mail leaves, as it may look. */
export const sampleLink: Fields = { link: sampleFields.link, 'link.expiresOn': sampleFields['link.expiresOn'] };

/** The names of all fields, with those that are parts of others. */
export const fieldNames: readonly string[] = Object.keys(sampleFields).flatMap((name) => [name, ...partsOf(name)]);
