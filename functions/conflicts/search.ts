import type { Records } from '../../shared/table/records.ts';
import { type Book, bookOf } from './book.ts';
import { candidates, type Match } from './candidates.ts';
import type { Finding, Hit } from './conflict.ts';
import { through } from './through.ts';

const mostHits = 24;
/** Matches whose people are looked at too. */
const mostFollowed = 6;
/** Records that a finding speaks of: each has a row by which an erasure finds it again. */
const mostMentions = 80;
const atOnce = 4;

export const mentionsOf = ({ hits }: Pick<Finding, 'hits'>): string[] => [
  ...new Set(hits.flatMap(({ of, clients }) => [...of, ...clients.map(({ id }) => id)])),
];

/** A match as it stands in a report. */
async function hitOf(book: Book, { party, found, former, why }: Match): Promise<Hit | undefined> {
  if (party.what !== 'relation') {
    await book.readPeople([party.of]);
    const clients = book.shown(book.clientsOf(party.of));
    return { what: party.what, found, why, former, via: [], clients, needs: [[...party.clientIds]], of: [party.of] };
  }
  const [relation] = await book.relations([{ clientId: party.clientId!, id: party.of }]);
  if (!relation) return undefined;
  const { clientId, contactId } = relation;
  const clients = book.shown([clientId, ...(contactId === undefined ? [] : book.clientsOf(contactId))]);
  const needs = [[clientId], ...(contactId === undefined ? [] : [book.wallsOf(contactId)])];
  const of = [relation.id, clientId, ...(contactId === undefined ? [] : [contactId])];
  return { what: 'party', found, why, former, via: [book.tell(relation)], clients, needs, of };
}

/** As many as a report holds, in the order of what they say. */
function fitting(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits.slice(0, mostHits))
    if (mentionsOf({ hits: [...kept, hit] }).length <= mostMentions) kept.push(hit);
  return kept;
}

type Found = Pick<Finding, 'name' | 'hits' | 'more' | 'common'>;

/** What the matches are of, in few requests. */
async function readAll(book: Book, matches: readonly Match[]): Promise<void> {
  const parties = matches.map(({ party }) => party);
  await Promise.all([
    book.relations(
      parties.flatMap(({ what, of, clientId }) => (what === 'relation' ? [{ clientId: clientId!, id: of }] : [])),
    ),
    book.readPeople(parties.flatMap(({ what, of }) => (what === 'relation' ? [] : [of]))),
  ]);
}

async function searchOne(records: Records, name: string, about: string | undefined): Promise<Found> {
  const book = bookOf(records);
  const { matches, common, more } = await candidates(records, name);
  const first = matches.slice(0, mostHits);
  await readAll(book, first);
  const direct = (await Promise.all(first.map((match) => hitOf(book, match)))).filter((hit) => hit !== undefined);
  // A word in common leads nowhere further, and does not stand for what someone's people lead to.
  const close = direct.filter(({ why }) => why !== 'rare-word');
  const seen = new Set([...close.flatMap(({ clients }) => clients.map(({ id }) => id)), about ?? '']);
  const followed = first.filter(({ why }) => why !== 'rare-word').slice(0, mostFollowed);
  const further = await through(records, book, followed, seen);
  // The client that it is for does not stand in its own way.
  const others = [...close, ...further, ...direct.filter(({ why }) => why === 'rare-word')].filter(
    ({ clients }) => clients.length === 0 || clients.some(({ id }) => id !== about),
  );
  const hits = fitting(others);
  return { name, hits, common, more: more || matches.length > mostHits || hits.length < others.length };
}

/** Looks for each name in everything that the firm has, past all walls. */
export async function searchAll(records: Records, names: readonly string[], about?: string): Promise<Found[]> {
  const found: Found[] = [];
  for (let i = 0; i < names.length; i += atOnce)
    found.push(...(await Promise.all(names.slice(i, i + atOnce).map((name) => searchOne(records, name, about)))));
  return found;
}
