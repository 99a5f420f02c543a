import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients, contacts } from '../clients/store.ts';
import { type Relation, sentence } from '../relations/relation.ts';
import { endsOf, relatedPk, relations } from '../relations/store.ts';
import type { Hit } from './conflict.ts';

const mostClients = 8;
const mostRelations = 20;

/** The clients, people and relations that one search comes across, each read once. */
export function bookOf(records: Records) {
  const names = new Map<string, string>();
  const known = new Map<string, Stored<Client>>();
  const clientsOfPerson = new Map<string, readonly string[]>();
  const related = new Map<string, Stored<Relation>>();

  async function readAll(ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !names.has(id));
    const [some, people] = await Promise.all([
      records.getMany(
        clients,
        wanted.filter((id) => id.startsWith('cli_')),
      ),
      records.getMany(
        contacts,
        wanted.filter((id) => id.startsWith('con_')),
      ),
    ]);
    // Who was merged into another is known by the other's name.
    for (const client of some)
      for (const { id } of [client, ...(client.mergedFrom ?? [])]) {
        known.set(id, client);
        names.set(id, client.name);
      }
    for (const person of people)
      for (const { id } of [person, ...(person.mergedFrom ?? [])]) {
        names.set(id, person.name);
        clientsOfPerson.set(id, person.clientIds);
      }
  }

  const book = {
    readAll,
    /** Reads these people with the clients they belong to. */
    async readPeople(ids: readonly string[]): Promise<void> {
      await readAll(ids);
      await readAll(ids.flatMap(book.clientsOf));
    },
    /** The relations of a client or person, with whoever stands on their sides. */
    async relationsOf(id: string): Promise<Stored<Relation>[]> {
      const { items } = await records.page({ pk: relatedPk(id), limit: mostRelations });
      return book.relations(items.map((row) => ({ clientId: row.clientId as string, id: row.relationId as string })));
    },
    async relations(places: readonly { clientId: string; id: string }[]): Promise<Stored<Relation>[]> {
      const found = await records.getMany(
        relations,
        places.filter(({ id }) => !related.has(id)),
      );
      const standing = found.filter(({ erasedAt }) => erasedAt === undefined);
      await book.readPeople(standing.flatMap((one) => [one.clientId, ...endsOf(one)]));
      for (const relation of standing) related.set(relation.id, relation);
      return places.flatMap(({ id }) => related.get(id) ?? []);
    },
    nameOf: (id: string): string => names.get(id) ?? 'someone',
    /** The clients that a person belongs to; a client, to itself. */
    clientsOf: (id: string): readonly string[] =>
      clientsOfPerson.get(id)?.slice(0, mostClients) ?? (id.startsWith('cli_') ? [id] : []),
    /** Whose walls hold for a client or a person. */
    wallsOf: (id: string): string[] => [...(clientsOfPerson.get(id) ?? [id])],
    shown: (ids: readonly string[]): Hit['clients'] =>
      [...new Set(ids)].flatMap((id) => {
        const client = known.get(id);
        return client ? [{ id: client.id, name: client.name, lifecycle: client.lifecycle }] : [];
      }),
    tell: (relation: Relation): string => {
      const { clientId, contactId, other } = relation;
      return sentence(
        relation,
        book.nameOf(contactId ?? clientId),
        other.name ?? book.nameOf((other.contactId ?? other.clientId)!),
      );
    },
    /** Whose records a sentence on this relation is made of. */
    needsOf: (relation: Relation): string[][] => [[relation.clientId], ...endsOf(relation).map(book.wallsOf)],
  };
  return book;
}

export type Book = ReturnType<typeof bookOf>;
