import { routesOf, staff } from '../../shared/http/route.ts';
import { checkPeople } from '../clients/people-of.ts';
import { ById, ByService, changed, checkCurrency, checkFees } from './changing.ts';
import { addService, removeService, serviceOf, updateService } from './engagement.ts';
import { EngagementView } from './engagement-view.ts';
import { ServiceInput, ServicePatch } from './service.ts';
import { loadEngagement } from './store.ts';

const on = routesOf();

export const serviceRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/services',
    summary: 'Add a service to an engagement',
    description: 'A fee is set by who may see amounts.',
    allow: staff,
    params: ById,
    body: ServiceInput,
    status: 201,
    response: EngagementView,
    async load({ params, body }, { records, newId }) {
      const loaded = await loadEngagement(records, params.engagementId);
      const [provided] = await Promise.all([
        checkPeople(records, body, loaded.client.id),
        checkCurrency(records, [{ path: 'body', given: body }]),
      ]);
      return { ...loaded, provided, id: newId('service') };
    },
    subject: ({ engagement }) => engagement,
    decide({ loaded, body, caller }) {
      checkFees([body], caller);
      const after = addService(loaded.engagement, body, loaded.id);
      return {
        ...changed('engagement.service-added', loaded, after, caller),
        location: `/v1/engagements/${after.id}`,
      };
    },
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}/services/{serviceId}',
    summary: 'Change a service: how often, by whom, for how much, or let it rest',
    allow: staff,
    params: ByService,
    body: ServicePatch,
    response: EngagementView,
    async load({ params, body }, { records }) {
      const loaded = await loadEngagement(records, params.engagementId);
      const had = serviceOf(loaded.engagement, params.serviceId);
      const [provided] = await Promise.all([
        checkPeople(records, body, loaded.client.id, had),
        checkCurrency(records, [{ path: 'body', given: body }]),
      ]);
      return { ...loaded, provided };
    },
    subject: ({ engagement }) => engagement,
    decide({ loaded, params, body, caller }) {
      checkFees([body], caller);
      const after = updateService(loaded.engagement, params.serviceId, body);
      return changed('engagement.service-changed', loaded, after, caller);
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/engagements/{engagementId}/services/{serviceId}',
    summary: 'Take a service out of an engagement',
    description: 'Its fee goes with it, and the history of the engagement keeps both.',
    allow: staff,
    params: ByService,
    response: EngagementView,
    load: ({ params }, { records }) => loadEngagement(records, params.engagementId),
    subject: ({ engagement }) => engagement,
    decide: ({ loaded, params, caller }) =>
      changed('engagement.service-removed', loaded, removeService(loaded.engagement, params.serviceId), caller),
  }),
];
