import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { notErased } from '../clients/client.ts';
import { checkPeople } from '../clients/people-of.ts';
import { clients } from '../clients/store.ts';
import { ById, changed, checkCurrency, checkFees, checkPayer } from './changing.ts';
import {
  activate,
  draft,
  end,
  type Engagement,
  EngagementPatch,
  NewEngagement,
  pause,
  resume,
  Status,
  update,
} from './engagement.ts';
import { EngagementView, view } from './engagement-view.ts';
import { engagementEvent } from './events.ts';
import { engagements, engagementsOf, listEngagements, loadEngagement } from './store.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });

/** Nothing new begins with a client whom the firm has put away. */
function notArchived({ lifecycle, name }: { lifecycle: string; name: string }): void {
  if (lifecycle === 'archived') throw broken(`${name} is archived; bring it back before work for it begins`);
}

export const engagementRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/engagements',
    summary: 'Add an engagement: what the firm does for a client',
    description: 'A fee is set by who may see amounts.',
    allow: staff,
    params: OfClient,
    body: NewEngagement,
    status: 201,
    response: EngagementView,
    async load({ params: { clientId }, body }, { records, newId }) {
      // One after the other: nothing is said of a client that the caller may not see.
      const client = await records.get(clients, clientId);
      const placed = body.services.map((given, i) => ({ path: `body.services.${i}`, given }));
      const [provided] = await Promise.all([
        Promise.all(placed.map(({ path, given }) => checkPeople(records, given, clientId, undefined, path))),
        checkPayer(records, body.billingClientId),
        checkCurrency(records, placed),
      ]);
      return { client, provided: provided.flat(), id: newId('engagement') };
    },
    decide({ loaded: { client, provided, id }, body, caller, now, newId }) {
      checkFees(body.services, caller);
      notErased(client);
      const write = engagements.create(draft(body, client.id, id, now, newId));
      return {
        write: [engagementEvent('engagement.drafted', start(write.item.pk), [write], { provided })],
        answer: view(write.after as Stored<Engagement>, caller),
        location: `/v1/engagements/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/engagements',
    summary: 'What the firm does for a client, newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(EngagementView),
    load: ({ params, query }, { records }) => engagementsOf(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => view(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/engagements',
    summary: 'Engagements of all clients, by status',
    description: 'With fees for who may see the firm’s revenue.',
    allow: everyone,
    query: z.strictObject({ status: Status.optional(), ...paging }),
    response: List(EngagementView),
    load: ({ query }, { records }) => listEngagements(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => view(one, caller, 'revenue')) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/engagements/{engagementId}',
    summary: 'An engagement',
    allow: everyone,
    params: ById,
    response: EngagementView,
    load: ({ params }, { records }) => records.get(engagements, params.engagementId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}',
    summary: 'Change title, term, letter or payer of an engagement',
    allow: staff,
    params: ById,
    body: EngagementPatch,
    response: EngagementView,
    async load({ params, body }, { records }) {
      const loaded = await loadEngagement(records, params.engagementId);
      await checkPayer(records, body.billingClientId, loaded.engagement.billingClientId);
      return loaded;
    },
    subject: ({ engagement }) => engagement,
    decide: ({ loaded, body, caller }) =>
      changed('engagement.updated', loaded, update(loaded.engagement, body), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/activate',
    summary: 'Begin the work of an engagement',
    description: 'Also before its letter is signed; not with one that was declined or expired.',
    allow: staff,
    params: ById,
    response: EngagementView,
    load: ({ params }, { records }) => loadEngagement(records, params.engagementId),
    subject: ({ engagement }) => engagement,
    decide({ loaded, caller, now }) {
      notArchived(loaded.client);
      return changed('engagement.activated', loaded, activate(loaded.engagement, now), caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/pause',
    summary: 'Let the work of an engagement rest',
    allow: staff,
    params: ById,
    response: EngagementView,
    load: ({ params }, { records }) => loadEngagement(records, params.engagementId),
    subject: ({ engagement }) => engagement,
    decide: ({ loaded, caller, now }) => changed('engagement.paused', loaded, pause(loaded.engagement, now), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/resume',
    summary: 'Go on with the work of an engagement',
    allow: staff,
    params: ById,
    response: EngagementView,
    load: ({ params }, { records }) => loadEngagement(records, params.engagementId),
    subject: ({ engagement }) => engagement,
    decide({ loaded, caller }) {
      notArchived(loaded.client);
      return changed('engagement.resumed', loaded, resume(loaded.engagement), caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/end',
    summary: 'End an engagement, or withdraw one that never began',
    allow: staff,
    params: ById,
    body: z.strictObject({ endsOn: CivilDate.optional() }).default({}),
    response: EngagementView,
    load: ({ params }, { records }) => loadEngagement(records, params.engagementId),
    subject: ({ engagement }) => engagement,
    decide: ({ loaded, body, caller, now }) =>
      changed('engagement.ended', loaded, end(loaded.engagement, body.endsOn, now), caller),
  }),
];
