import type { Records } from '../../shared/table/records.ts';
import type { Relation } from '../relations/relation.ts';
import { endsOf } from '../relations/store.ts';
import type { Book } from './book.ts';
import { type Match, namedExactly } from './candidates.ts';
import type { Hit } from './conflict.ts';

/** Someone who hangs together with a name that was found, and how. */
type Person = Pick<Hit, 'what' | 'found' | 'former' | 'via' | 'needs' | 'of'> & {
  contactId?: string | undefined;
  name?: string | undefined;
  relationId?: string;
};

const mostPeople = 8;

const direct = ({ party: { what }, found, former }: Match) => ({
  what: what === 'relation' ? ('party' as const) : what,
  found,
  former,
});

const by = (book: Book, relation: Relation) => ({
  via: [book.tell(relation)],
  needs: book.needsOf(relation),
  of: [relation.id, relation.clientId, ...endsOf(relation)],
  relationId: relation.id,
});

/** The people behind a match: a person themselves, whoever a party belongs to, whoever a client has to do with. */
async function peopleOf(book: Book, match: Match): Promise<Person[]> {
  const { party } = match;
  const about = direct(match);
  if (party.what === 'contact')
    return [{ ...about, via: [], needs: [[...party.clientIds]], of: [party.of], contactId: party.of }];
  if (party.what === 'relation') {
    const [relation] = await book.relations([{ clientId: party.clientId!, id: party.of }]);
    if (!relation?.contactId) return [];
    return [{ ...about, ...by(book, relation), contactId: relation.contactId }];
  }
  const found = await book.relationsOf(party.of);
  return found.flatMap((relation): Person[] => {
    const { contactId = relation.contactId, name } = relation.other;
    if (contactId === undefined && name === undefined) return [];
    return [{ ...about, ...by(book, relation), contactId, name }];
  });
}

type Found = Pick<Hit, 'via' | 'needs' | 'of'> & { clientIds: readonly string[] };

/** What a person has to do with beyond what led to them. */
async function relationsOf(records: Records, book: Book, person: Person): Promise<Found[]> {
  const { contactId, name = contactId && book.nameOf(contactId) } = person;
  const [own, called] = await Promise.all([
    contactId === undefined ? [] : book.relationsOf(contactId),
    name === undefined ? [] : namedExactly(records, name),
  ]);
  const places = called
    .filter(({ what }) => what === 'relation')
    .map(({ of, clientId }) => ({ clientId: clientId!, id: of }));
  const others = called.filter(({ what, of }) => what !== 'relation' && of !== contactId);
  const [more] = await Promise.all([book.relations(places), book.readPeople(others.map(({ of }) => of))]);
  const relations = new Map([...own, ...more].map((relation) => [relation.id, relation]));
  relations.delete(person.relationId ?? '');
  return [
    ...[...relations.values()].map((relation) => ({
      ...by(book, relation),
      clientIds: [relation.clientId, ...endsOf(relation).flatMap(book.clientsOf)],
    })),
    ...others.map(({ of, what, clientIds }) => ({
      via: what === 'contact' ? [`${book.nameOf(of)} is a contact`] : [`${book.nameOf(of)} is a client`],
      needs: [[...clientIds]],
      of: [of],
      clientIds: book.clientsOf(of),
    })),
    ...(contactId === undefined || person.via.length === 0
      ? []
      : [{ via: [], needs: [book.wallsOf(contactId)], of: [contactId], clientIds: book.clientsOf(contactId) }]),
  ];
}

/** One step further: from a name that was found to its people, and from them to the clients that they lead to. */
export async function through(
  records: Records,
  book: Book,
  matches: readonly Match[],
  found: ReadonlySet<string>,
): Promise<Hit[]> {
  const people = (await Promise.all(matches.map((match) => peopleOf(book, match)))).flat().slice(0, mostPeople);
  await book.readPeople(people.flatMap(({ contactId }) => contactId ?? []));
  const hits = await Promise.all(
    people.map(async (person) =>
      (await relationsOf(records, book, person)).map(({ via, needs, of, clientIds }): Hit => {
        const { what, found: name, former } = person;
        const beyond = clientIds.filter((id) => !found.has(id));
        return {
          what,
          found: name,
          former,
          why: 'through-someone',
          via: [...person.via, ...via],
          clients: book.shown(beyond),
          needs: [...person.needs, ...needs],
          of: [...new Set([...person.of, ...of])],
        };
      }),
    ),
  );
  const each = new Map(hits.flat().map((hit) => [hit.via.toSorted().join('; ') || hit.of.join(), hit]));
  return [...each.values()].filter(({ clients }) => clients.length > 0);
}
