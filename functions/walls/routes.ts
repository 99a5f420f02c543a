import * as z from 'zod';
import { leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { clients } from '../clients/store.ts';
import { type Access, AccessInput, accessView, AccessView, choose, lift } from './access.ts';
import { accessChange, accesses, circleOf, loadAccess } from './store.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });

export const wallRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/access',
    summary: 'Who of the team may see a client',
    allow: leads,
    params: OfClient,
    response: AccessView,
    async load({ params: { clientId } }, { records }) {
      const [access] = await Promise.all([records.find(accesses, clientId), records.get(clients, clientId)]);
      return access;
    },
    answer: ({ loaded, params }) => accessView(params.clientId, loaded),
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/clients/{clientId}/access',
    summary: 'Choose who of the team may see a client',
    description:
      'Only some, all but some, or some without others. It acts with everyone’s next request, and on who joins later. Who is shut out cannot open it, so someone who leads stays inside; who holds a part in the client hands it over first.',
    allow: leads,
    params: OfClient,
    body: AccessInput,
    response: AccessView,
    async load({ params, body }, { records }) {
      const loaded = await loadAccess(records, params.clientId);
      const circle = await circleOf(records, loaded.client, [...(body.only ?? []), ...(body.deny ?? [])]);
      return { ...loaded, circle };
    },
    subject: ({ access }) => access ?? { version: 0 },
    decide({ params, loaded, body, caller, now }) {
      const decided = accessChange(loaded, choose(loaded.access, body, loaded.circle, caller, now));
      return { write: [decided], answer: accessView(params.clientId, decided.records[0]!.after as Stored<Access>) };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/clients/{clientId}/access',
    summary: 'Open a client to all of the team again',
    allow: leads,
    params: OfClient,
    status: 204,
    load: ({ params }, { records }) => loadAccess(records, params.clientId),
    subject: ({ access }) => access ?? { version: 0 },
    decide({ loaded, caller, now }) {
      if (!loaded.access) return { write: [], answer: undefined };
      return { write: [accessChange(loaded, lift(loaded.access, caller, now))], answer: undefined };
    },
  }),
];
