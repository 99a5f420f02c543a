import * as z from 'zod';
import { forbidden, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { everyone, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { members } from '../firm/store.ts';
import { type Client, ClientPatch, ClientView, Lifecycle, NewClient, open, update, view } from './client.ts';
import { clientEvent } from './events.ts';
import { openVault, type Sensitive, vaultFor } from './sensitive.ts';
import { clients, listClients, loadClient } from './store.ts';

const on = routesOf<Sensitive>();
const ById = z.object({ clientId: Id('client') });

/** Who is to answer for a client must be there, and must be able to see it. */
async function checkResponsible(
  records: Records,
  memberId: string | null | undefined,
  clientId: string,
): Promise<void> {
  if (!memberId) return;
  const member = await records.find(members, memberId);
  // Whom a wall keeps from the client is not told: it sounds the same as nobody.
  if (!member || member.status !== 'active' || !mayRead(member, [clientId]))
    throw invalid({ path: 'body.responsible', message: 'Nobody who can answer for this client has this id' });
}

async function loadNew(
  taxId: string | undefined,
  responsible: string | undefined,
  { newId, records, keys }: Loading<Sensitive>,
) {
  const id = newId('client');
  // No key is made for who may not add a client.
  await records.reader();
  const [vault] = await Promise.all([
    taxId === undefined ? undefined : vaultFor(keys, clients.key(id).pk, id),
    checkResponsible(records, responsible, id),
  ]);
  return { id, vault };
}

export const clientRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients',
    summary: 'Add a client',
    allow: staff,
    body: NewClient,
    status: 201,
    response: ClientView,
    load: ({ body }, from) => loadNew(body.taxId, body.responsible, from),
    decide({ loaded: { id, vault }, body, caller, now }) {
      if (caller.scope.only) throw forbidden('You see chosen clients only, and would not see this one');
      const sealed = body.taxId === undefined ? undefined : vault!.sealer.seal('taxId', body.taxId);
      const write = clients.create(open(body, sealed, id, now));
      return {
        write: [clientEvent('client.opened', start(write.item.pk), [write, ...(vault?.write ?? [])])],
        answer: view(write.after as Stored<Client>, caller),
        location: `/v1/clients/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients',
    summary: 'Clients by state and name',
    description:
      'All, those in one state, those of one responsible person, or both. Who may see chosen clients only is given all of them at once, at most 200.',
    allow: everyone,
    query: z.strictObject({ lifecycle: Lifecycle.optional(), responsible: Id('member').optional(), ...paging }),
    response: List(ClientView),
    load: ({ query }, { records }) => listClients(records, query, query.cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((client) => view(client, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}',
    summary: 'A client',
    allow: everyone,
    params: ById,
    response: ClientView,
    load: ({ params }, { records }) => records.get(clients, params.clientId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/clients/{clientId}',
    summary: 'Change a client',
    allow: staff,
    params: ById,
    body: ClientPatch,
    response: ClientView,
    async load({ params, body }, { records, keys }) {
      // One after the other: nothing is said of a client that the caller may not see.
      const loaded = await loadClient(records, params.clientId);
      await checkResponsible(records, body.responsible, params.clientId);
      const { pk } = clients.key(params.clientId);
      const vault = body.taxId ? await openVault(records, keys, pk, params.clientId) : undefined;
      return { ...loaded, vault };
    },
    subject: ({ client }) => client,
    decide({ loaded: { client, tail, vault }, body, caller }) {
      const sealed = body.taxId ? vault!.sealer.seal('taxId', body.taxId) : (body.taxId as null | undefined);
      const write = clients.replace(client, update(client, body, sealed));
      return {
        write: [clientEvent('client.updated', tail, [write, ...(vault?.write ?? [])])],
        answer: view(write.after as Stored<Client>, caller),
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/reveal',
    summary: 'Show a sensitive value of a client in clear',
    description: 'Every look is an event in the client’s history.',
    allow: staff,
    limit: { per: 'person', times: 60, seconds: 3600 },
    sensitive: true,
    params: ById,
    body: z.strictObject({ field: z.enum(['taxId']) }),
    response: z.object({ field: z.enum(['taxId']), value: z.string() }).meta({ id: 'Revealed' }),
    async load({ params, body }, { records, keys }) {
      const loaded = await loadClient(records, params.clientId);
      if (!loaded.client[body.field]) throw invalid({ path: 'body.field', message: 'This client has no such value' });
      const { pk } = clients.key(params.clientId);
      return { ...loaded, vault: await openVault(records, keys, pk, params.clientId) };
    },
    decide({ loaded: { client, tail, vault }, body: { field } }) {
      const { sk } = clients.key(client.id);
      const tell = { [sk]: { [field]: ['sealed', 'sealed'] as [string, string] } };
      return {
        write: [clientEvent('client.revealed', tail, [], { about: [sk], tell, clientIds: [client.id] })],
        answer: { field, value: vault.sealer.open(field, client[field]!) },
      };
    },
  }),
];
