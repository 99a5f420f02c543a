import type { Stored } from '../../shared/table/entity.ts';
import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import { type Draft, type Fields, hashOf, identOf, type Person } from './draft.ts';
import { samePerson } from './people.ts';

/** What would change, as a person reads it before and after. */
export type Change = { field: string; from?: unknown; to: unknown };

/** How a file stands to what is here: it is known from before, names the client, or only resembles it. */
export type By = 'key' | 'number' | 'name';

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

type Ruling = 'apply' | 'leave' | 'keep';

/**
 * What a person wrote here stays. A cell is applied where the file said something else the last time, where nothing is
 * here, and where the row names the client by its number and is seen for the first time.
 */
function rule(field: string, value: unknown, here: unknown, base: Record<string, string> | undefined, by: By): Ruling {
  if (isEmpty(value) || (!isEmpty(here) && hashOf(value) === hashOf(here))) return 'leave';
  const last = base?.[field];
  if (last === hashOf(value)) return 'leave';
  if (last !== undefined || isEmpty(here)) return 'apply';
  return by === 'number' && !base ? 'apply' : 'keep';
}

const hereOf = (client: Client, field: string): unknown => {
  if (field.startsWith('custom.')) return client.custom?.[field.slice('custom.'.length)];
  // A company of a kind that nobody stated yet.
  if (field === 'kind' && client.kind === 'other') return undefined;
  return client[field as keyof Client];
};

export type Merged = { set: Fields; changes: Change[]; notes: string[] };

/** The fields of a client that a row changes. Tags are added, never taken away. */
export function mergeFields(
  draft: Draft,
  client: Stored<Client>,
  base: Record<string, string> | undefined,
  by: By,
): Merged {
  const set: Record<string, unknown> = {};
  const merged: Merged = { set: set as Fields, changes: [], notes: [] };
  for (const [field, value] of Object.entries(draft.fields)) {
    // The name is by what the client was found, unless the system knows it by another.
    if ((field === 'name' && base?.name === undefined) || (field === 'kind' && value === client.kind)) continue;
    const here = hereOf(client, field);
    const ruling = rule(field, value, here, base, by);
    const missing = field === 'tags' ? (value as string[]).filter((tag) => !client.tags.includes(tag)) : undefined;
    if (missing && base?.tags !== hashOf(value)) {
      if (missing.length > 0) merged.changes.push({ field, to: missing });
      if (missing.length > 0) set[field] = [...client.tags, ...missing];
    } else if (ruling === 'apply') {
      set[field] = value;
      merged.changes.push({ field, ...(!isEmpty(here) && { from: here }), to: value });
    } else if (ruling === 'keep' && !missing && field !== 'lifecycle')
      merged.notes.push(`${field} was kept as it is here`);
  }
  return merged;
}

type PersonField = 'name' | 'mail' | 'phone' | 'title';

/** Someone of the row as they will be: new, linked, changed, or left as they are. */
export type PersonPlan = {
  person: Person;
  contact?: Stored<Contact>;
  set: Partial<Pick<Contact, PersonField>>;
  isLinked: boolean;
};

export type People = {
  /** The client's own. */
  linked: readonly Stored<Contact>[];
  /** Anyone by mail address, in lower case. */
  byMail: ReadonlyMap<string, Stored<Contact>>;
};

function mergePerson(
  person: Person,
  contact: Stored<Contact>,
  base: Record<string, string> | undefined,
  field: (name: PersonField) => string,
): PersonPlan['set'] {
  const told = {
    name: person.isNamed ? person.name : undefined,
    mail: person.mail,
    phone: person.phone,
    title: person.title,
  };
  const set: PersonPlan['set'] = {};
  for (const name of ['name', 'mail', 'phone', 'title'] as const)
    if (rule(field(name), told[name], contact[name], base, 'name') === 'apply') set[name] = told[name]!;
  // An address that came with the file before goes with the file now.
  const hadMail = contact.mail !== undefined && base?.[mailField(contact.mail)] === hashOf(contact.mail);
  if (hadMail && person.mail !== undefined && person.mail !== contact.mail) set.mail = person.mail;
  return set;
}

const fieldOf = (ident: string, name: PersonField) => `contact.${hashOf(ident).slice(0, 12)}.${name}`;
const mailField = (mail: string) => fieldOf(mail.toLowerCase(), 'mail');

function find(person: Person, { linked, byMail }: People): { contact?: Stored<Contact>; isLinked: boolean } {
  const mail = person.mail?.toLowerCase();
  const own = linked.find((one) => mail !== undefined && one.mail?.toLowerCase() === mail);
  const named = own ?? (person.isNamed ? linked.find((one) => samePerson(one.name, person.name)) : undefined);
  const known = mail === undefined ? undefined : byMail.get(mail);
  // Another client's person has this address already: that is who is meant.
  if (!own && known && !linked.some((one) => one.id === known.id)) return { contact: known, isLinked: false };
  const contact = named ?? known;
  return contact ? { contact, isLinked: true } : { isLinked: false };
}

/** What becomes of everyone in the row. Whom a person took away from the client does not come back with the file. */
export function mergePeople(
  { people }: Draft,
  found: People,
  base: Record<string, string> | undefined,
): { plans: PersonPlan[]; changes: Change[]; notes: string[] } {
  const plans: PersonPlan[] = [];
  const changes: Change[] = [];
  const notes: string[] = [];
  const met = new Set<string>();
  for (const person of people) {
    const ident = identOf(person);
    const { contact, isLinked } = find(person, found);
    const wasHere = base?.[fieldOf(ident, 'name')] !== undefined;
    if (contact && met.has(contact.id)) continue;
    if (contact) met.add(contact.id);
    if (contact?.erasedAt) notes.push('A contact of the row was erased, and does not come back with a file');
    else if (!isLinked && wasHere) notes.push(`${person.name} is no contact of this client any more, and was left so`);
    else if (contact && contact.clientIds.length >= 50 && !isLinked)
      notes.push(`${person.name} is a contact of 50 clients; that is the most`);
    else {
      const set = contact ? mergePerson(person, contact, base, (name) => fieldOf(ident, name)) : {};
      if (contact && person.isNamed && !samePerson(contact.name, person.name) && set.name === undefined)
        notes.push(`${person.mail ?? person.name} is ${contact.name} here`);
      if (contact && isLinked && Object.keys(set).length === 0) continue;
      plans.push({ person, ...(contact && { contact }), set, isLinked });
      changes.push(changeOf(person, contact, set, isLinked));
    }
  }
  return { plans, changes, notes };
}

function changeOf(
  person: Person,
  contact: Stored<Contact> | undefined,
  set: PersonPlan['set'],
  isLinked: boolean,
): Change {
  const { isNamed: _, ...told } = person;
  if (!contact) return { field: 'contact', to: told };
  return { field: `contact ${contact.name}`, to: isLinked ? set : { linked: true, ...set } };
}
