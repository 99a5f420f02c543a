import type { ReadModel } from '../../shared/events/project.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients, contacts, loadClient } from '../clients/store.ts';
import { Relation } from './relation.ts';

type Place = { clientId: string; id: string };

export const relations = entity({
  name: 'relation',
  schema: Relation,
  key: ({ clientId, id }: Place) => ({ pk: clients.key(clientId).pk, sk: `RELATION#${id}` }),
  id: ({ clientId, id }) => ({ clientId, id }),
  // Found by the client on its other side, so that a merge of that client reaches it.
  indexes: ({ id, other }) =>
    other.clientId === undefined ? {} : { byClientPk: clients.key(other.clientId).pk, byClientSk: `RELATION#${id}` },
  clientIds: ({ clientId }) => [clientId],
});

export const relatedPk = (id: string): string => `RELATED#${id}`;

/** The ids on both sides of a relation; without those, a side is a name, or the client itself. */
export const endsOf = ({ clientId, contactId, other }: Relation): string[] =>
  [contactId ?? clientId, other.contactId, other.clientId].filter((id) => id !== undefined);

/** A relation is found from both of its sides. */
export const relationModels: readonly ReadModel[] = [
  {
    of: 'relation',
    rows(item) {
      const relation = relations.read(item);
      if (relation.erasedAt !== undefined) return [];
      const { id, clientId } = relation;
      const row = { entity: 'related', clientId, relationId: id, clientIds: [clientId] };
      return endsOf(relation).map((end): Item => ({ pk: relatedPk(end), sk: id, ...row }));
    },
  },
];

async function ownOf(records: Records, clientId: string, strong: boolean) {
  const { pk } = clients.key(clientId);
  const { items } = await records.page({ pk, range: { prefix: 'RELATION#' }, strong });
  return items.map(relations.read);
}

/** A client with all its relations, ready to be changed. */
export async function loadRelations(records: Records, clientId: string) {
  const loaded = await loadClient(records, clientId);
  return { ...loaded, all: await ownOf(records, clientId, true) };
}

const mostPointing = 100;

async function pointingTo(records: Records, clientId: string) {
  const { items } = await records.page({ pk: relatedPk(clientId), limit: mostPointing });
  const places = items
    .filter((row) => row.clientId !== clientId)
    .map((row): Place => ({ clientId: row.clientId as string, id: row.relationId as string }));
  return records.getMany(relations, places);
}

/** Names of whoever stands on either side, as far as the caller may see them. */
export async function namesOf(records: Records, some: readonly Relation[]): Promise<Map<string, string>> {
  const ids = [...new Set(some.flatMap((relation) => [relation.clientId, ...endsOf(relation)]))];
  const isPerson = (id: string) => id.startsWith('con_');
  const [found, people] = await Promise.all([
    records.getMany(
      clients,
      ids.filter((id) => !isPerson(id)),
    ),
    records.getMany(contacts, ids.filter(isPerson)),
  ]);
  // Who was merged into another is known by the other's name.
  const each = [...found, ...people].flatMap((one) => [one, ...(one.mergedFrom ?? [])].map(({ id }) => [id, one.name]));
  return new Map(each as [string, string][]);
}

export type Seen = { relations: readonly Stored<Relation>[]; names: ReadonlyMap<string, string> };

/** What has to do with a client: what is kept with it, and what of other clients points to it. */
export async function relationsOf(records: Records, clientId: string): Promise<Seen> {
  const [own, pointing] = await Promise.all([
    ownOf(records, clientId, false),
    pointingTo(records, clientId),
    records.get(clients, clientId),
  ]);
  const found = [...own, ...pointing].filter(({ status }) => status === 'standing');
  return { relations: found, names: await namesOf(records, found) };
}
