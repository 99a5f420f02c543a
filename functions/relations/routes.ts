import * as z from 'zod';
import { invalid, notFound } from '../../shared/errors.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Merged, type Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import { relationEvent } from './events.ts';
import { change, NewRelation, type Relation, RelationPatch, relate, remove } from './relation.ts';
import { endsOf, loadRelations, namesOf, relations, relationsOf } from './store.ts';
import { RelationView, view } from './view.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });
const ById = z.object({ clientId: Id('client'), relationId: Id('relation') });
type At = z.output<typeof ById>;

/** Both sides must be there, and be seen by who relates them. */
async function checkSides(records: Records, clientId: string, { contactId, other }: NewRelation): Promise<void> {
  const [link, client, contact] = await Promise.all([
    contactId === undefined ? undefined : records.find(contactLinks, { clientId, contactId }),
    'clientId' in other ? records.find(clients, other.clientId) : undefined,
    'contactId' in other ? records.find(contacts, other.contactId) : undefined,
  ]);
  if (contactId !== undefined && link?.status !== 'linked')
    throw invalid({ path: 'body.contactId', message: 'No person of this client has this id' });
  if (contactId !== undefined && link && link.contactId !== contactId) throw new Merged(contactId, link.contactId);
  if ('clientId' in other && !client)
    throw invalid({ path: 'body.other.clientId', message: 'There is no client with this id' });
  if ('contactId' in other && !contact)
    throw invalid({ path: 'body.other.contactId', message: 'There is no person with this id' });
}

/** A relation whose sides the caller may both see; any other is not there. */
async function loadOne(records: Records, { clientId, relationId }: At) {
  const relation = await records.get(relations, { clientId, id: relationId });
  const names = await namesOf(records, [relation]);
  const isSeen = endsOf(relation).every((id) => names.has(id));
  if (!isSeen || relation.erasedAt !== undefined) throw notFound('relation', `${clientId}/${relationId}`);
  return { relation, names };
}

async function loadToChange(records: Records, at: At) {
  const loaded = await loadRelations(records, at.clientId);
  const one = await loadOne(records, at);
  return { ...loaded, ...one };
}

export const relationRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/relations',
    summary: 'Whom a client and its people have to do with, seen from both sides',
    description: 'Those kept with the client and those of other clients that point to it, at most 200 and 100.',
    allow: everyone,
    params: OfClient,
    response: z.object({ items: z.array(RelationView) }),
    load: ({ params }, { records }) => relationsOf(records, params.clientId),
    answer: ({ loaded, caller }) => ({
      items: loaded.relations.flatMap((relation) => view(relation, loaded.names, caller) ?? []),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/relations',
    summary: 'Write down whom a client or one of its people has to do with',
    description:
      'The other side is the `kind` of the subject (its owner, their spouse); with `holder: subject` it is the other way round. Owners hold at most 100 % of a client.',
    allow: staff,
    params: OfClient,
    body: NewRelation,
    status: 201,
    response: RelationView,
    async load({ params: { clientId }, body }, { records, newId }) {
      const loaded = await loadRelations(records, clientId);
      await checkSides(records, clientId, body);
      const id = newId('relation');
      const sides = { clientId, contactId: body.contactId, other: body.other } as unknown as Relation;
      return { ...loaded, id, names: await namesOf(records, [sides]) };
    },
    decide({ loaded: { client, tail, all, id, names }, body, caller, now }) {
      notErased(client);
      const write = relations.create(relate(body, client.id, all, id, now));
      return {
        write: [relationEvent('client.relation-added', tail, [write])],
        answer: view(write.after as Stored<Relation>, names, caller)!,
        location: `/v1/clients/${client.id}/relations/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/relations/{relationId}',
    summary: 'A relation',
    allow: everyone,
    params: ById,
    response: RelationView,
    load: ({ params }, { records }) => loadOne(records, params),
    answer: ({ loaded: { relation, names }, caller }) => view(relation, names, caller)!,
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/clients/{clientId}/relations/{relationId}',
    summary: 'Change share, note or time of a relation, or take back that it was removed',
    allow: staff,
    params: ById,
    body: RelationPatch,
    response: RelationView,
    load: ({ params }, { records }) => loadToChange(records, params),
    subject: ({ relation }) => relation,
    decide({ loaded: { client, tail, all, relation, names }, body, caller }) {
      notErased(client);
      const write = relations.replace(relation, change(relation, body, all));
      return {
        write: [relationEvent('client.relation-changed', tail, [write])],
        answer: view(write.after as Stored<Relation>, names, caller)!,
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/clients/{clientId}/relations/{relationId}',
    summary: 'A relation no longer stands; a conflict search still finds it as a former one',
    allow: staff,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadToChange(records, params),
    subject: ({ relation }) => relation,
    decide({ loaded: { client, tail, relation } }) {
      notErased(client);
      const write = relations.replace(relation, remove(relation));
      return { write: [relationEvent('client.relation-removed', tail, [write])], answer: undefined };
    },
  }),
];
