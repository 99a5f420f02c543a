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
  portal: boolean;
  notify: boolean;
  sign: boolean;
  access: 'full' | 'limited';
};

/** Who is a contact besides the main one, by client. */
const extra: Readonly<Record<string, readonly (Partial<DemoContact> & { name: string })[]>> = {
  '1001': [{ name: 'Yolanda Pratt' }, { name: 'Marcy Dunn', access: 'limited' }],
  '1002': [{ name: 'Jon Whitaker', mail: 'jwhitaker@juniper.example', phone: '303-555-0119' }],
  '1008': [{ name: 'Renee Castillo', access: 'limited' }],
  '1016': [{ name: 'Ben Ashgrove', access: 'limited' }],
  '1037': [{ name: 'Laurel Fennimore', portal: false, notify: false }],
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
export function contactsOf(client: DemoClient, all: readonly DemoClient[]): DemoContact[] {
  const privately = new Set(all.filter(({ kind }) => kind === 'individual').flatMap(filers));
  const mail = (name: string) => {
    if (name === 'Gloria Panagos') return {};
    return {
      mail: privately.has(name) ? `${dotted(name)}@mail.example` : `${dotted(name)}@${slug(client.name)}.example`,
    };
  };
  const main = filers(client).map((name): DemoContact => ({
    name,
    ...mail(name),
    phone: phone(name),
    portal: true,
    notify: true,
    sign: true,
    access: 'full',
  }));
  const others = (extra[client.number] ?? []).map((one): DemoContact => ({
    ...mail(one.name),
    phone: phone(one.name),
    portal: true,
    notify: true,
    sign: false,
    access: 'full',
    ...one,
  }));
  return [...main, ...others];
}

/** Fictional numbers, 303-555-0100 to 0199, the same person always the same; Jonathan Whitaker's is his duplicate's too. */
function phone(name: string): string {
  if (name === 'Jonathan Whitaker') return '303-555-0119';
  const sum = Buffer.from(name).reduce((hash, byte) => (hash * 31 + byte) % 100, 7);
  return `303-555-01${String(sum === 19 ? 20 : sum).padStart(2, '0')}`;
}
