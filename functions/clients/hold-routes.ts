import * as z from 'zod';
import { leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Client, notErased } from './client.ts';
import { ClientView, view } from './client-view.ts';
import { clientEvent } from './events.ts';
import { hold, lift } from './legal-hold.ts';
import { clients, loadClient } from './store.ts';

const on = routesOf();
const ById = z.object({ clientId: Id('client') });
const Because = z.strictObject({ reason: z.string().trim().min(3).max(500) });

export const clientHoldRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/hold',
    summary: 'Put a client and all its documents under a legal hold',
    description: 'None of its documents can be thrown away or erased, and the client itself cannot be erased.',
    allow: leads,
    params: ById,
    body: Because,
    response: ClientView,
    load: ({ params }, { records }) => loadClient(records, params.clientId),
    subject: ({ client }) => client,
    decide({ loaded: { client, tail }, body, caller, now }) {
      notErased(client);
      const write = clients.replace(client, hold(client, body.reason, { by: caller.id, now }));
      return {
        write: [clientEvent('client.hold-set', tail, [write])],
        answer: view(write.after as Stored<Client>, caller),
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/lift-hold',
    summary: 'Lift the legal hold of a client',
    description: 'Documents that are under a hold of their own stay so.',
    allow: leads,
    params: ById,
    body: Because,
    response: ClientView,
    load: ({ params }, { records }) => loadClient(records, params.clientId),
    subject: ({ client }) => client,
    decide({ loaded: { client, tail }, body, caller }) {
      notErased(client);
      const write = clients.replace(client, lift(client));
      const tell = { [write.item.sk]: { reason: [null, body.reason] as [null, string] } };
      return {
        write: [clientEvent('client.hold-lifted', tail, [write], { tell })],
        answer: view(write.after as Stored<Client>, caller),
      };
    },
  }),
];
