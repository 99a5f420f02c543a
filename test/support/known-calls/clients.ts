import { fileOf } from '../imports.ts';
import { aClient } from '../call.ts';
import type { KnownCalls } from './known.ts';

/** How what is known of clients and done for them is called. */
export const clientCalls: KnownCalls = {
  'POST /v1/clients': { sent: { body: { name: 'Halcyon Orthotics, LLC' } } },
  'GET /v1/clients': {},
  'GET /v1/clients/{clientId}': {},
  'PATCH /v1/clients/{clientId}': { sent: { body: { name: 'Juniper Street Dental' } } },
  'POST /v1/clients/{clientId}/reveal': { sent: { body: { field: 'taxId' } } },
  'POST /v1/groups': { sent: { body: { name: 'Whitaker' } } },
  'GET /v1/groups': {},
  'GET /v1/groups/{groupId}': {},
  'PATCH /v1/groups/{groupId}': { sent: { body: { name: 'Whitaker family' } } },
  'DELETE /v1/groups/{groupId}': {
    first: (call, { clientId }) => call('PATCH', `/v1/clients/${clientId}`, { body: { groupId: null } }),
  },
  'GET /v1/clients/{clientId}/contacts': {},
  'POST /v1/clients/{clientId}/contacts': { sent: { body: { name: 'Per Lindqvist' } } },
  'PUT /v1/clients/{clientId}/contacts/{contactId}': { sent: { body: { portal: true, sign: false } } },
  'DELETE /v1/clients/{clientId}/contacts/{contactId}': {
    async first(call, { contactId }) {
      const { id } = await aClient(call, { name: 'Marchetti Household' });
      return call('PUT', `/v1/clients/${id}/contacts/${contactId}`, { body: {} });
    },
  },
  'GET /v1/contacts/{contactId}': {},
  'PATCH /v1/contacts/{contactId}': { sent: { body: { title: 'Treasurer' } } },
  'GET /v1/clients/{clientId}/notes': {},
  'POST /v1/clients/{clientId}/notes': { sent: { body: { text: 'Call back on Monday' } } },
  'GET /v1/clients/{clientId}/notes/{noteId}': {},
  'PATCH /v1/clients/{clientId}/notes/{noteId}': { sent: { body: { text: 'Prefers mail after all' } } },
  'POST /v1/clients/{clientId}/merge/preview': { sent: ({ otherClientId }) => ({ body: { from: otherClientId } }) },
  'POST /v1/clients/{clientId}/merge': { sent: ({ otherClientId }) => ({ body: { from: otherClientId } }) },
  'POST /v1/contacts/{contactId}/merge/preview': { sent: ({ otherContactId }) => ({ body: { from: otherContactId } }) },
  'POST /v1/contacts/{contactId}/merge': { sent: ({ otherContactId }) => ({ body: { from: otherContactId } }) },
  'GET /v1/clients/{clientId}/relations': {},
  'POST /v1/clients/{clientId}/relations': { sent: { body: { kind: 'spouse', other: { name: 'Per Lindqvist' } } } },
  'GET /v1/clients/{clientId}/relations/{relationId}': {},
  'PATCH /v1/clients/{clientId}/relations/{relationId}': { sent: { body: { note: 'In the quarry case' } } },
  'DELETE /v1/clients/{clientId}/relations/{relationId}': {},
  'POST /v1/conflicts': { sent: { body: { names: ['Whitaker Holdings'] } } },
  'GET /v1/conflicts': {},
  'GET /v1/conflicts/{conflictId}': {},
  'GET /v1/conflicts/{conflictId}/verify': {},
  'POST /v1/conflicts/{conflictId}/decide': { sent: { body: { decision: 'clear', reason: 'Another family' } } },
  'GET /v1/clients/{clientId}/access': {},
  'PUT /v1/clients/{clientId}/access': {
    sent: ({ memberId }) => ({ body: { deny: [memberId], reason: 'A cousin’s company' } }),
    first: (call, { clientId, memberId }) =>
      call('PUT', `/v1/clients/${clientId}/access`, { body: { deny: [memberId], reason: 'A relative' } }),
  },
  'DELETE /v1/clients/{clientId}/access': {
    async first(call, { clientId, memberId }) {
      const body = { deny: [memberId], reason: 'A cousin’s company' };
      return call('PUT', `/v1/clients/${clientId}/access`, { body });
    },
  },
  'POST /v1/clients/{clientId}/erase': {
    first: (call, { clientId }) => call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } }),
  },
  'POST /v1/contacts/{contactId}/erase': {},
  'GET /v1/contacts': {},
  'GET /v1/contacts/{contactId}/duplicates': {},
  'GET /v1/duplicates': { sent: { query: { kind: 'contact', name: 'Odile Marchetti' } } },
  'POST /v1/clients/{clientId}/engagements': { sent: { body: { title: 'Advisory' } } },
  'GET /v1/clients/{clientId}/engagements': {},
  'GET /v1/engagements': {},
  'GET /v1/engagements/{engagementId}': {},
  'PATCH /v1/engagements/{engagementId}': { sent: { body: { title: 'Books and payroll' } } },
  'POST /v1/engagements/{engagementId}/activate': {},
  'POST /v1/engagements/{engagementId}/pause': {
    first: (call, { engagementId }) => call('POST', `/v1/engagements/${engagementId}/activate`),
  },
  'POST /v1/engagements/{engagementId}/resume': {
    async first(call, { engagementId }) {
      await call('POST', `/v1/engagements/${engagementId}/activate`);
      return call('POST', `/v1/engagements/${engagementId}/pause`);
    },
  },
  'POST /v1/engagements/{engagementId}/end': { sent: { body: {} } },
  'POST /v1/engagements/{engagementId}/services': {
    sent: { body: { code: 'PAY', name: 'Payroll', frequency: 'every-two-weeks' } },
  },
  'PATCH /v1/engagements/{engagementId}/services/{serviceId}': { sent: { body: { name: 'Close of the month' } } },
  'DELETE /v1/engagements/{engagementId}/services/{serviceId}': {},
  'GET /v1/reports/fees': {},
  'GET /v1/search': { sent: { query: { q: 'juniper' } } },
  'GET /v1/clients/{clientId}/timeline': {},
  'POST /v1/imports/clients': { sent: { body: { file: fileOf('Name,Email\nHalcyon Orthotics,'), dryRun: false } } },
  'POST /v1/imports/close-calendar': {
    sent: { body: { file: fileOf('Client,Service,Frequency\nHalcyon Orthotics,Close,monthly'), dryRun: false } },
  },
  'POST /v1/imports/jobs': {
    sent: { body: { file: fileOf('Client,Title,Stage\nHalcyon Orthotics,Notice,active'), dryRun: false } },
  },
  'GET /v1/imports': {},
  'GET /v1/imports/{importId}': {},
  'GET /v1/imports/{importId}/rows': {},
  'POST /v1/clients/{clientId}/mails': {
    sent: ({ contactId }) => ({ body: { contactId, subject: 'The return', text: 'We have a question.' } }),
  },
  'GET /v1/clients/{clientId}/mails': {},
};
