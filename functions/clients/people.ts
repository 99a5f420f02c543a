import type { Cursors } from '../../shared/table/cursors.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Contact } from './contact.ts';
import { contacts, linksOf, sorted } from './store.ts';

/** What the list of people needs beside the table: a place in it that no query has given. */
export type PlaceInList = { cursors: Cursors };

const atOnce = 25;
const purpose = 'people of chosen clients';

const byName = (people: readonly Contact[]) =>
  people
    .map((person) => ({ person, place: sorted(person.name) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ person }) => person);

/** The people of the next clients of those that someone may see: at most 25 queries, in a firm of any size. */
async function ofChosen(records: Records, cursors: Cursors, only: readonly string[], cursor?: string) {
  const from = cursor === undefined ? 0 : ((await cursors.open(cursor, purpose)).from as number);
  const own = only.toSorted();
  const linked = async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => linksOf(records, id)))).flat().map(({ contactId }) => contactId);
  const found = await records.getMany(contacts, [...new Set(await linked(own.slice(from, from + atOnce)))]);
  const until = from + atOnce;
  // Each person once: with the first of the chosen clients that they are a contact of.
  const isFirst = ({ clientIds }: Contact) => {
    const first = own.findIndex((id) => clientIds.includes(id));
    return first >= from && first < until;
  };
  const next = until < own.length && (await cursors.seal({ pk: purpose, sk: purpose, from: until }, purpose));
  return { items: byName(found.filter((one) => !one.erasedAt && isFirst(one))) as typeof found, ...(next && { next }) };
}

/** Everyone, by name. Whoever may see chosen clients only is given the people of 25 of them after the other. */
export async function listPeople(records: Records, cursors: Cursors, limit: number, cursor?: string) {
  const { only } = (await records.reader()).scope;
  if (only) return ofChosen(records, cursors, only, cursor);
  const { items, next } = await records.page({ index: 'byStatus', pk: 'CONTACT', limit }, cursor);
  return { items: items.map(contacts.read), ...(next !== undefined && { next }) };
}
