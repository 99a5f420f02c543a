import type { ReadModel } from '../../shared/events/project.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import type { Client } from './client.ts';
import type { Contact } from './contact.ts';
import { isListed, type Narrowing } from './lists.ts';
import { clients, contacts } from './store.ts';
import { cut, digitsOf, joined, phoneWords, plain, shortest, wordsOf } from './as-typed.ts';

/** Words of a record that can be searched; more would make every change of it dear. */
const mostWords = 12;
const longest = 40;

export type Hit = { kind: 'client' | 'contact'; id: string; title: string; detail: string };

type Findable = Hit & { words: readonly string[]; clientIds: readonly string[] };

const partitionOf = (token: string) => `SEARCH#${cut(token, shortest)}`;

/** One row for each word, in the partition of the word's first letters: a prefix is one short query. */
function rows({ words, ...hit }: Findable): Item[] {
  const tokens = [...new Set(words.map((word) => cut(word, longest)))].slice(0, mostWords);
  return tokens.map((token) => ({
    pk: partitionOf(token),
    sk: `${token}#${hit.id}`,
    entity: 'search',
    ...hit,
    words: tokens,
  }));
}

/** Before the words of one long name would leave no room for anything else. */
const ofName = 6;

/** The most telling words first: those that are one too many are left out at the end. */
const clientWords = ({
  name,
  number,
  phone,
  formerNames = [],
  tags,
}: Pick<Client, 'name' | 'number' | 'phone' | 'formerNames' | 'tags'>) => {
  const words = wordsOf(name);
  return [
    ...(number === undefined ? [] : [...joined(number), ...wordsOf(number)]),
    ...words.slice(0, ofName),
    ...phonesOf([phone]),
    ...words.slice(ofName),
    ...formerNames.flatMap(wordsOf),
    ...tags.flatMap(wordsOf),
  ];
};

const phonesOf = (phones: readonly (string | undefined)[]) =>
  phones.flatMap((phone) => (phone === undefined ? [] : phoneWords(digitsOf(phone))));

const mailsOf = (mails: readonly (string | undefined)[]) =>
  mails.flatMap((mail) => (mail === undefined ? [] : [plain(mail)]));

const localOf = (mail: string | undefined) => (mail === undefined ? [] : wordsOf(mail.slice(0, mail.indexOf('@'))));

const contactWords = ({ name, mail, phone, formerNames = [], otherMails = [], otherPhones = [] }: Contact) => {
  const words = wordsOf(name);
  return [
    ...words.slice(0, ofName),
    ...mailsOf([mail]),
    ...phonesOf([phone]),
    ...localOf(mail),
    ...mailsOf(otherMails),
    ...phonesOf(otherPhones),
    ...formerNames.flatMap(wordsOf),
    ...words.slice(ofName),
  ];
};

const asHit = (client: Pick<Client, 'id' | 'name' | 'number' | 'kind'>): Hit => ({
  kind: 'client',
  id: client.id,
  title: client.name,
  detail: [client.number, client.kind].filter(Boolean).join(' · '),
});

export const searchModels: readonly ReadModel[] = [
  {
    of: 'client',
    rows(item) {
      const client = clients.read(item);
      if (client.erasedAt) return [];
      return rows({ ...asHit(client), words: clientWords(client), clientIds: [client.id] });
    },
  },
  {
    of: 'contact',
    rows(item) {
      const contact = contacts.read(item);
      const { id, name, mail, phone, clientIds, erasedAt } = contact;
      if (erasedAt) return [];
      const words = contactWords(contact);
      return rows({ kind: 'contact', id, title: name, detail: mail ?? phone ?? '', words, clientIds });
    },
  },
];

/** What someone typed, as the words to look for: a phone number or a mail address is one word. */
export function termsOf(typed: string): string[] {
  const text = plain(typed.trim());
  const words = wordsOf(text);
  const isNumber = /^[\d\s()+./-]{3,}$/.test(text);
  const terms = text.includes('@') ? [text] : isNumber || words.length === 0 ? joined(text) : words;
  return terms.map((term) => cut(term, longest));
}

const matches = (terms: readonly string[], words: readonly string[]) =>
  terms.every((term) => words.some((word) => word.startsWith(term)));

/** What was typed, and of whom it is looked for; undefined where that is of all. */
type Sought = { terms: readonly string[]; fits?: ((client: Client) => boolean) | undefined; limit: number };

/** Who may see only some clients is given those of them that match, in one read. */
async function among(records: Records, only: readonly string[], { terms, fits = () => true }: Sought): Promise<Hit[]> {
  const found = await records.getMany(clients, only);
  return found.filter((client) => matches(terms, clientWords(client)) && fits(client)).map(asHit);
}

/** Rows of clients who fit, as those are now, and of people of such clients. */
async function fitting(
  records: Records,
  rows: readonly Findable[],
  fits: Sought['fits'],
): Promise<readonly Findable[]> {
  if (!fits || rows.length === 0) return rows;
  const ids = new Set(rows.flatMap(({ clientIds }) => clientIds));
  const found = await records.getMany(clients, [...ids]);
  const those = new Set(found.filter(fits).map(({ id }) => id));
  return rows.filter(({ clientIds }) => clientIds.some((id) => those.has(id)));
}

/** `more` says that not everyone who begins so was looked at. */
export type Found = { items: Hit[]; more: boolean };

/** At most three pages of candidates, then what was found: the cost is the same in a firm of any size. */
async function candidates(records: Records, { terms, fits, limit }: Sought): Promise<Found> {
  const driver = terms.toSorted((a, b) => b.length - a.length)[0]!;
  const hits = new Map<string, Hit>();
  let cursor: string | undefined;
  for (let page = 0; page < 3; page++) {
    const found = await records.page({ pk: partitionOf(driver), range: { prefix: driver }, limit: 50 }, cursor);
    const matching = (found.items as unknown as Findable[]).filter(({ words }) => matches(terms, words));
    for (const { kind, id, title, detail } of await fitting(records, matching, fits))
      hits.set(id, { kind, id, title, detail });
    cursor = found.next;
    if (cursor === undefined || hits.size >= limit) break;
  }
  return { items: [...hits.values()], more: cursor !== undefined };
}

type Search = Narrowing & { q: string; limit: number };

export async function search(records: Records, { q, limit, ...of }: Search): Promise<Found> {
  const terms = termsOf(q);
  if (terms.length === 0) return { items: [], more: false };
  const isNarrowed = Object.values(of).some((one) => one !== undefined);
  const sought: Sought = { terms, limit, ...(isNarrowed && { fits: isListed(of) }) };
  const { only } = (await records.reader()).scope;
  const [own, found] = await Promise.all([only ? among(records, only, sought) : [], candidates(records, sought)]);
  const items = [...new Map([...own, ...found.items].map((hit) => [hit.id, hit])).values()];
  return { items: items.slice(0, limit), more: found.more || items.length > limit };
}
