import { readFileSync } from 'node:fs';

/** The demo firm: invented people and clients, the same at every fresh start. */
export const firm = {
  firmName: 'Larkfield & Rowe, CPAs',
  administratorMail: 'eleanor@larkfieldrowe.example',
  timeZone: 'America/Denver',
  currency: 'USD',
} as const;

export type Person = {
  key: string;
  name: string;
  role: 'admin' | 'manager' | 'member' | 'guest';
  /** Numbers of clients that this person may not see, or the only ones they may. */
  except?: readonly string[];
  only?: readonly string[];
  /** Days from today until access ends. */
  accessDays?: number;
};

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const people: readonly Person[] = [
  { key: 'eleanor', name: 'Eleanor Rowe', role: 'admin' },
  { key: 'marcus', name: 'Marcus Bell', role: 'manager' },
  { key: 'priya', name: 'Priya Nair', role: 'member' },
  // His cousin's company.
  { key: 'tomas', name: 'Tomás Herrera', role: 'member', except: ['1036'] },
  { key: 'grace', name: 'Grace Okafor', role: 'member' },
  { key: 'nora', name: 'Nora Lindqvist', role: 'member' },
  { key: 'owen', name: 'Owen Marsh', role: 'guest', only: numbers(1001, 1030), accessDays: 21 },
];

export const mailOf = (key: string): string => `${key}@larkfieldrowe.example`;

export type DemoClient = {
  number: string;
  name: string;
  kind: string;
  lead: string;
  tags: string[];
  mainContact: string;
  lifecycle: string;
};

/** One line of CSV; the demo's file has no line breaks within quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

export function demoClients(): DemoClient[] {
  const [head = '', ...lines] = readFileSync(new URL('./clients.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const names = cells(head);
  return lines.map((line) => {
    const row = Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])) as Record<string, string>;
    return {
      number: row.number!,
      name: row.name!,
      kind: row.kind!,
      lead: row.lead!,
      tags: row.tags!.split(',').filter(Boolean),
      mainContact: row.mainContact!,
      lifecycle: row.lifecycle!,
    };
  });
}

export type DemoContact = {
  name: string;
  mail?: string;
  phone: string;
  title?: string;
  portal: boolean;
  notify: boolean;
  sign: boolean;
  access: 'full' | 'limited';
};

/** Who is a contact besides the main one, by client. */
const extra: Readonly<Record<string, readonly (Partial<DemoContact> & { name: string })[]>> = {
  '1001': [
    { name: 'Yolanda Pratt', title: 'Controller' },
    { name: 'Marcy Dunn', title: 'Payroll clerk', access: 'limited' },
  ],
  // The same man as Jonathan Whitaker of 1026 and 1039, entered a second time.
  '1002': [{ name: 'Jon Whitaker', mail: 'jwhitaker@juniper.example' }],
  '1008': [{ name: 'Renee Castillo', title: 'Bookkeeper', access: 'limited' }],
  '1016': [{ name: 'Ben Ashgrove', title: 'Office manager', access: 'limited' }],
  '1037': [{ name: 'Laurel Fennimore', title: 'Beneficiary', portal: false, notify: false }],
};

/** Gets everything on paper and by telephone. */
const paperClient = 'Gloria Panagos';

/** What whoever works for the client must know, by client. */
export const standingNotes: Readonly<Record<string, string>> = {
  '1001': 'Five locations = five classes. Dominic reads only the first page.',
  '1003': 'Certified payroll weekly on public jobs; ask for the job number.',
  '1007': 'Excise report to the state by the 20th; kegs deposit is a liability.',
  '1011': 'Consignment stock is not ours to count.',
  '1016': 'Client trust account: never post to income.',
  '1063': 'Call, do not write. Mornings.',
};

/** Joint filers are `Kwame & Abena Osei`: both are contacts, and both sign. */
function filers({ name, kind, mainContact }: DemoClient): string[] {
  const joint = kind === 'individual' ? /^(\S+) & (\S+) (.+)$/.exec(name) : null;
  if (!joint) return [mainContact];
  const [, one, other, family] = joint;
  return [`${one} ${family}`, `${other} ${family}`];
}

const dotted = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/,? (llc|inc|p\.c|pllc)\.?$/u, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** The people of a client. Who has private clients too uses the private address everywhere. */
function contactsOf(client: DemoClient, privately: ReadonlySet<string>): Omit<DemoContact, 'phone'>[] {
  const mail = (name: string) => {
    if (name === paperClient) return {};
    return {
      mail: privately.has(name) ? `${dotted(name)}@mail.example` : `${dotted(name)}@${slug(client.name)}.example`,
    };
  };
  const main = filers(client).map((name) => ({
    name,
    ...mail(name),
    portal: name !== paperClient,
    notify: name !== paperClient,
    sign: true,
    access: 'full' as const,
  }));
  const others = (extra[client.number] ?? []).map((one) => ({
    ...mail(one.name),
    portal: true,
    notify: true,
    sign: false,
    access: 'full' as const,
    ...one,
  }));
  return [...main, ...others];
}

/** A person, with the part they have in each of their clients. Who has the same name is the same person. */
export type DemoPerson = { name: string; parts: { number: string; contact: DemoContact }[] };

export function demoContacts(all: readonly DemoClient[]): DemoPerson[] {
  const privately = new Set(all.filter(({ kind }) => kind === 'individual').flatMap(filers));
  const byName = new Map<string, DemoPerson>();
  const phones = new Map<string, string>();
  for (const client of all)
    for (const contact of contactsOf(client, privately)) {
      const { name } = contact;
      const person = byName.get(name) ?? { name, parts: [] };
      byName.set(name, person);
      person.parts.push({ number: client.number, contact: { ...contact, phone: phoneOf(name, phones) } });
    }
  return [...byName.values()];
}

const whitakers = '303-555-0119';

/** Numbers kept for fiction, 303-555-0100 to 0199: one each, but Jonathan Whitaker's is his duplicate's too. */
function phoneOf(name: string, given: Map<string, string>): string {
  if (/^Jon(athan)? Whitaker$/.test(name)) return whitakers;
  const next = given.size + (given.size < 19 ? 100 : 101);
  const phone = given.get(name) ?? `303-555-0${next}`;
  given.set(name, phone);
  return phone;
}
