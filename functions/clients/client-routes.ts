import * as z from 'zod';
import { forbidden, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { everyone, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { arrange, loadArrangement } from './arrangement.ts';
import { type Client, ClientPatch, Lifecycle, NewClient, notErased, open, update } from './client.ts';
import { ClientView, view } from './client-view.ts';
import { type CustomValues, fill } from './custom-field.ts';
import { make } from './entries.ts';
import { clientEvent } from './events.ts';
import { everything, type Unwalled } from './everything.ts';
import { listClients } from './lists.ts';
import { checkPeople } from './people-of.ts';
import { openVault, type Sensitive, vaultFor } from './sensitive.ts';
import { clients, listCustomFields, loadClient } from './store.ts';

type Deps = Sensitive & Unwalled;
const on = routesOf<Deps>();
const ListQuery = z
  .strictObject({
    lifecycle: Lifecycle.optional(),
    responsible: Id('member').optional(),
    manager: Id('member').optional(),
    member: Id('member').optional(),
    role: z.string().trim().min(1).max(40).optional(),
    tag: z.string().trim().min(1).max(40).optional(),
    groupId: Id('group').optional(),
    ...paging,
  })
  .refine(({ role, member }) => role === undefined || member !== undefined, {
    path: ['role'],
    message: 'Goes with a member: who is it that has this role?',
  });
const ById = z.object({ clientId: Id('client') });

/** A client's values by the firm's own fields, where some were sent. */
async function customOf(records: Records, given: NewClient['custom'], had: CustomValues = {}) {
  return given && fill(await listCustomFields(records), had, given);
}

async function loadNew(body: NewClient, { newId, records, keys, table }: Loading<Deps>) {
  const id = newId('client');
  // No key is made for who may not add a client.
  await records.reader();
  const [vault, custom, arrangement] = await Promise.all([
    body.taxId === undefined ? undefined : vaultFor(keys, clients.key(id).pk, id),
    customOf(records, body.custom),
    loadArrangement(records, everything({ table }), id, body),
    checkPeople(records, body, id),
  ]);
  return { id, vault, custom, arrangement };
}

async function loadChange(clientId: string, body: ClientPatch, { records, keys, table }: Loading<Deps>) {
  // One after the other: nothing is said of a client that the caller may not see.
  const { client, tail } = await loadClient(records, clientId);
  const { pk } = clients.key(clientId);
  const [vault, custom, arrangement, provided] = await Promise.all([
    body.taxId ? openVault(records, keys, pk, clientId) : undefined,
    customOf(records, body.custom, client.custom),
    loadArrangement(records, everything({ table }), clientId, body, client),
    checkPeople(records, body, clientId, client),
  ]);
  return { client, tail, vault, custom, arrangement, provided };
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
    load: ({ body }, from) => loadNew(body, from),
    decide({ loaded: { id, vault, custom, arrangement }, body, caller, now, newId }) {
      if (caller.scope.only) throw forbidden('You see chosen clients only, and would not see this one');
      const sealed = body.taxId === undefined ? undefined : vault!.sealer.seal('taxId', body.taxId);
      const made = { ...make({}, body, { newId, by: caller.id, at: now }), custom };
      const client = open(body, sealed, id, now, made);
      const write = clients.create(client);
      return {
        write: [
          clientEvent('client.opened', start(write.item.pk), [write, ...(vault?.write ?? [])]),
          ...arrange(client, arrangement),
        ],
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
      'All, those in one state, of one responsible person, of one manager, of anyone who works for them (in a role, if one is named), with a tag, of a group, or several of these at once. By tag, manager and member, a change is listed a moment later. Who may see chosen clients only is given all of them at once, at most 200; so is a group.',
    allow: everyone,
    query: ListQuery,
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
    load: ({ params, body }, from) => loadChange(params.clientId, body, from),
    subject: ({ client }) => client,
    decide({ loaded: { client, tail, vault, custom, arrangement, provided }, body, caller, now, newId }) {
      const sealed = body.taxId ? vault!.sealer.seal('taxId', body.taxId) : (body.taxId as null | undefined);
      notErased(client);
      const made = { ...make(client, body, { newId, by: caller.id, at: now }), custom };
      const after = update(client, body, sealed, made);
      const write = clients.replace(client, after);
      return {
        write: [
          clientEvent('client.updated', tail, [write, ...(vault?.write ?? [])], { provided }),
          ...arrange(after, arrangement),
        ],
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
