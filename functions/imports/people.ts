import { Contact } from '../clients/contact.ts';
import { isFormula, mailsIn, normalised, type Phone, phonesIn, spoken } from './cells.ts';
import { identOf, type Person } from './draft.ts';

/** What the columns of one contact say. */
export type Said = Partial<
  Record<'name' | 'first' | 'middle' | 'last' | 'mail' | 'phone' | 'mobile' | 'title', string>
>;

const mostPeople = 8;

function nameIn({ name, first, middle, last }: Said): string {
  const whole = name === undefined || name === '' ? '' : spoken(name);
  return whole || [first, middle, last].filter(Boolean).join(' ');
}

/** A name that can be kept, or nothing and a note. */
function usable(name: string, notes: string[]): string {
  if (name === '') return '';
  if (isFormula(name)) notes.push(`The contact's name is a formula, ${name.slice(0, 40)}, and was left out`);
  else if (!Contact.shape.name.safeParse(name).success) notes.push(`The contact's name is too long and was left out`);
  else return name;
  return '';
}

const kept = (phones: readonly Phone[], notes: string[]) => {
  for (const { kind, number } of phones) if (kind === 'fax') notes.push(`Fax ${number} was left out`);
  return phones.filter(({ kind }) => kind !== 'fax');
};

/** The number that reaches a person: the mobile one, where there is one. */
const best = (phones: readonly Phone[]) => (phones.find(({ kind }) => kind === 'mobile') ?? phones[0])?.number;

function mailsOf({ mail = '' }: Said, notes: string[]): string[] {
  const { mails, wrong } = mailsIn(mail);
  const good = mails.filter((one) => Contact.shape.mail.safeParse(one).success);
  for (const one of [...wrong, ...mails.filter((each) => !good.includes(each))])
    notes.push(`${one.slice(0, 60)} is no mail address and was left out`);
  return good;
}

/**
 * One contact's columns as people: the first address belongs to who is named, each further one to somebody known by
 * the address only.
 */
function peopleIn(said: Said, fallback: string | undefined, notes: string[]): Person[] {
  const name = usable(nameIn(said), notes);
  const [mail, ...others] = mailsOf(said, notes);
  const phones = kept([...phonesIn(said.phone ?? ''), ...phonesIn(said.mobile ?? '').map(asMobile)], notes);
  const phone = best(phones);
  const called = name || fallback || mail;
  if (called === undefined && phone !== undefined) notes.push(`${phone} belongs to nobody named here and was left out`);
  if (called === undefined || (name === '' && mail === undefined && phone === undefined)) return [];
  const title = said.title && !isFormula(said.title) ? said.title.slice(0, 120) : undefined;
  const first: Person = {
    name: called.slice(0, 120),
    isNamed: name !== '',
    ...(mail !== undefined && { mail }),
    ...(phone !== undefined && { phone }),
    ...(title && { title }),
  };
  return [first, ...others.map((each): Person => ({ name: each.slice(0, 120), isNamed: false, mail: each }))];
}

const asMobile = ({ number }: Phone): Phone => ({ kind: 'mobile', number });

/** Everyone whom a row names, each once. `fallback` is whom an address without a name belongs to. */
export function everyoneIn(all: readonly Said[], fallback: string | undefined, notes: string[]): Person[] {
  const people = new Map<string, Person>();
  for (const [index, said] of all.entries())
    for (const person of peopleIn(said, index === 0 ? fallback : undefined, notes)) {
      const ident = identOf(person);
      people.set(ident, { ...person, ...people.get(ident) });
    }
  const found = [...people.values()];
  if (found.length > mostPeople) notes.push(`${found.length - mostPeople} further contacts were left out`);
  return found.slice(0, mostPeople);
}

export const samePerson = (one: string, other: string): boolean => normalised(one) === normalised(other);
