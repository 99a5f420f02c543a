import { type DemoClient } from './clients.ts';

/** What someone is to one client. */
export type DemoPart = {
  number: string;
  access: 'full' | 'limited';
  portal: boolean;
  notify: boolean;
  sign: boolean;
  main: boolean;
  part?: string;
};

/** A person, with the part they have in each of their clients. Who has the same name is the same person. */
export type DemoPerson = {
  name: string;
  mail?: string;
  phone: string;
  title?: string;
  language?: string;
  parts: DemoPart[];
};

type Extra = { name: string; title?: string; mail?: string } & Partial<DemoPart>;

/** Who is a contact besides the main one, by client. */
const extra: Readonly<Record<string, readonly Extra[]>> = {
  '1001': [
    { name: 'Yolanda Pratt', title: 'Controller' },
    { name: 'Marcy Dunn', title: 'Payroll clerk', access: 'limited' },
  ],
  // The same man as Jonathan Whitaker of 1026 and 1039, entered a second time.
  '1002': [{ name: 'Jon Whitaker', mail: 'jwhitaker@juniper.example' }],
  '1008': [{ name: 'Renee Castillo', title: 'Bookkeeper', access: 'limited' }],
  '1016': [{ name: 'Ben Ashgrove', title: 'Office manager', access: 'limited' }],
  '1037': [{ name: 'Laurel Fennimore', part: 'beneficiary', portal: false, notify: false }],
};

/** Gets everything on paper and by telephone. */
const paperClient = 'Gloria Panagos';
const languages: Readonly<Record<string, string>> = { 'Isabel Fuentes': 'es' };

/** Joint filers are `Kwame & Abena Osei`: both are contacts, and both sign. */
export function filers({ name, kind, mainContact }: DemoClient): string[] {
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

/** The people of a client with their parts in it: the main contact and, where they file together, their spouse. */
function partsOf(client: DemoClient): (Extra & DemoPart)[] {
  const { number, mainContact } = client;
  const main = filers(client).map((name) => ({
    name,
    number,
    access: 'full' as const,
    portal: name !== paperClient,
    notify: name !== paperClient,
    sign: true,
    main: name === mainContact,
    ...(name !== mainContact && { part: 'spouse' }),
  }));
  const others = (extra[number] ?? []).map((one) => ({
    number,
    access: 'full' as const,
    portal: true,
    notify: true,
    sign: false,
    main: false,
    ...one,
  }));
  return [...main, ...others];
}

export function demoContacts(all: readonly DemoClient[]): DemoPerson[] {
  const privately = new Set(all.filter(({ kind }) => kind === 'individual').flatMap(filers));
  const byName = new Map<string, DemoPerson>();
  const phones = new Map<string, string>();
  for (const client of all)
    for (const { name, title, mail, ...part } of partsOf(client)) {
      // Who has private clients too uses the private address everywhere.
      const address = mail ?? `${dotted(name)}@${privately.has(name) ? 'mail' : slug(client.name)}.example`;
      const person: DemoPerson = byName.get(name) ?? {
        name,
        ...(name !== paperClient && { mail: address }),
        phone: phoneOf(name, phones),
        ...(title !== undefined && { title }),
        ...(languages[name] !== undefined && { language: languages[name] }),
        parts: [],
      };
      byName.set(name, person);
      person.parts.push(part);
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
