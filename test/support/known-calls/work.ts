import { templateContent, keyOfTemplate } from '../templates.ts';
import { toYaml } from '../../../functions/templates/yaml.ts';
import { aPostponement } from '../place.ts';
import type { Answer } from '../call.ts';
import type { KnownCalls } from './known.ts';

/** How templates, jobs, series and dates of law are called. */
export const workCalls: KnownCalls = {
  'GET /v1/deadlines': { sent: { query: { year: '2026' } } },
  'GET /v1/deadlines/{key}': { sent: { query: { yearEnd: '2026-12-31' } } },
  'GET /v1/deadlines/postponements': {},
  'POST /v1/deadlines/postponements': { sent: { body: aPostponement } },
  'GET /v1/deadlines/postponements/{postponementId}': {},
  'PATCH /v1/deadlines/postponements/{postponementId}': { sent: { body: { to: '2026-09-30' } } },
  'DELETE /v1/deadlines/postponements/{postponementId}': {},
  'POST /v1/clients/{clientId}/series': {
    sent: ({ templateId }) => ({ body: { templateId, rhythm: { kind: 'months', every: 3 } } }),
  },
  'POST /v1/clients/{clientId}/series/preview': {
    sent: ({ templateId }) => ({ body: { templateId, rhythm: { kind: 'months', every: 3 } } }),
  },
  'GET /v1/clients/{clientId}/series': {},
  'GET /v1/series': {},
  'GET /v1/series/{seriesId}': {},
  'GET /v1/series/{seriesId}/preview': {},
  'PATCH /v1/series/{seriesId}': { sent: { body: { missed: 'skip' } } },
  'POST /v1/series/{seriesId}/preview': {
    sent: { body: { scope: 'not-started', changes: { budgetMinutes: 90 } } },
  },
  'PUT /v1/series/{seriesId}/changes': { sent: { body: { budgetMinutes: 90 } } },
  'POST /v1/series/{seriesId}/pause': { sent: { body: { reason: 'Sabbatical' } } },
  'POST /v1/series/{seriesId}/resume': {
    first: (call, { seriesId }) => call('POST', `/v1/series/${seriesId}/pause`, { body: { reason: 'Sabbatical' } }),
  },
  'POST /v1/series/{seriesId}/end': { sent: { body: { reason: 'Agreed anew' } } },
  'GET /v1/templates': {},
  'POST /v1/templates': { sent: { body: { from: 'library', key: 'monthly-close' } } },
  'POST /v1/templates/import': { sent: { body: { yaml: toYaml(templateContent({ key: 'imported' })) } } },
  'GET /v1/templates/library': {},
  'GET /v1/templates/{templateId}': {},
  'PATCH /v1/templates/{templateId}': {
    sent: ({ clientId }) => ({
      body: { content: templateContent({ key: keyOfTemplate(clientId), name: 'A longer close' }) },
    }),
  },
  'POST /v1/templates/{templateId}/lint': {},
  'POST /v1/templates/{templateId}/publish': {
    sent: { body: { note: 'Shorter' } },
    async first(call, { templateId }) {
      const { body } = await call('GET', `/v1/templates/${templateId}`);
      const content = { ...body.content, name: 'A shorter close' };
      return call('PATCH', `/v1/templates/${templateId}`, { body: { content } });
    },
  },
  'POST /v1/templates/{templateId}/withdraw': {
    first: (call, { seriesId }) => call('POST', `/v1/series/${seriesId}/end`, { body: { reason: 'Agreed anew' } }),
  },
  'POST /v1/templates/{templateId}/restore': {
    async first(call, { seriesId, templateId }) {
      await call('POST', `/v1/series/${seriesId}/end`, { body: { reason: 'Agreed anew' } });
      return call('POST', `/v1/templates/${templateId}/withdraw`);
    },
  },
  'GET /v1/templates/{templateId}/versions': {},
  'GET /v1/templates/{templateId}/versions/{n}': {},
  'GET /v1/templates/{templateId}/diff': { sent: { query: { from: '1' } } },
  'GET /v1/templates/{templateId}/yaml': {},
  'POST /v1/templates/{templateId}/roll-out/preview': {},
  'POST /v1/templates/{templateId}/roll-out': { sent: { body: {} } },
  'POST /v1/jobs/{jobId}/templates': { sent: ({ templateId }) => ({ body: { templateId } }) },
  'POST /v1/jobs/bulk': { sent: ({ jobId }) => ({ body: { ids: [jobId], action: 'set-due', dueOn: '2026-12-01' } }) },
  'POST /v1/tasks/bulk': {
    sent: ({ jobId, taskId }) => ({ body: { ids: [{ jobId, taskId }], action: 'skip', reason: 'Nothing came' } }),
  },
  'POST /v1/tasks': { sent: { body: { title: 'Order paper' } } },
  'POST /v1/jobs': { sent: { body: { title: 'Move to the new ledger', tasks: [{ title: 'Export' }] } } },
  'GET /v1/jobs': {},
  'GET /v1/jobs/season': { sent: ({ templateId }) => ({ query: { templateId, period: '2026-10' } }) },
  'GET /v1/jobs/grid': { sent: ({ templateId }) => ({ query: { templateId, year: '2026' } }) },
  'GET /v1/work': {},
  'GET /v1/work/reviews': {},
  'GET /v1/jobs/{jobId}': {},
  'PATCH /v1/jobs/{jobId}': { sent: { body: { priority: 'high' } } },
  'POST /v1/jobs/{jobId}/status': { sent: { body: { status: 'waiting-client' } } },
  'POST /v1/jobs/{jobId}/cancel': { sent: { body: { reason: 'They left' } } },
  'POST /v1/jobs/{jobId}/complete': {
    async first(call, { jobId }) {
      const { body } = await call('GET', `/v1/jobs/${jobId}`);
      const skip = (id: string) =>
        call('POST', `/v1/jobs/${jobId}/tasks/${id}/skip`, { body: { reason: 'Done by them' } });
      await call('PATCH', `/v1/jobs/${jobId}`, { body: { staysOpen: true } });
      for (const { id, gate } of body.tasks) if (!gate) await skip(id);
      const gated = body.tasks.find((task: Answer) => task.gate);
      return call('POST', `/v1/jobs/${jobId}/tasks/${gated.id}/complete`, { body: {} });
    },
  },
  'POST /v1/jobs/{jobId}/reopen': {
    first: (call, { jobId }) => call('POST', `/v1/jobs/${jobId}/cancel`, { body: { reason: 'They left' } }),
  },
  'POST /v1/jobs/{jobId}/extend': {
    sent: { body: { to: '2031-01-02' } },
  },
  'POST /v1/jobs/{jobId}/filings': { sent: { body: { what: 'filed', agency: 'IRS', on: '2026-03-01' } } },
  'POST /v1/jobs/{jobId}/facts': { sent: { body: { fact: 'letter.signed' } } },
  'GET /v1/jobs/{jobId}/slips': {},
  'GET /v1/jobs/{jobId}/timeline': {},
  'GET /v1/jobs/{jobId}/workflow': {},
  'POST /v1/jobs/{jobId}/tasks/{taskId}/release': {},
  'POST /v1/jobs/{jobId}/tasks/{taskId}/retry': {},
  'POST /v1/jobs/{jobId}/tasks': { sent: { body: { title: 'Call the bank' } } },
  'PATCH /v1/jobs/{jobId}/tasks/{taskId}': { sent: { body: { title: 'Code all transactions' } } },
  'POST /v1/jobs/{jobId}/tasks/{taskId}/start': {},
  'POST /v1/jobs/{jobId}/tasks/{taskId}/complete': {
    first: (call, { jobId, reviewNoteId }) => call('POST', `/v1/jobs/${jobId}/notes/${reviewNoteId}/clear`),
  },
  'POST /v1/jobs/{jobId}/tasks/{taskId}/skip': { sent: { body: { reason: 'Nothing came' } } },
  'POST /v1/jobs/{jobId}/tasks/{taskId}/reopen': {
    first: (call, { jobId, taskId }) =>
      call('POST', `/v1/jobs/${jobId}/tasks/${taskId}/skip`, { body: { reason: 'Nothing came' } }),
  },
  'POST /v1/jobs/{jobId}/tasks/{taskId}/tick': {
    sent: { body: { line: 0, done: true } },
    first: (call, { jobId, taskId }) =>
      call('PATCH', `/v1/jobs/${jobId}/tasks/${taskId}`, { body: { checklist: ['Both accounts'] } }),
  },
  'POST /v1/jobs/{jobId}/comments': { sent: { body: { text: 'They were found' } } },
  'PATCH /v1/jobs/{jobId}/comments/{commentId}': { sent: { body: { text: 'Three receipts are missing' } } },
  'POST /v1/jobs/{jobId}/tasks/{taskId}/notes': { sent: { body: { text: 'Whose car?' } } },
  'POST /v1/jobs/{jobId}/notes/{reviewNoteId}/answer': { sent: { body: { text: 'Repairs' } } },
  'POST /v1/jobs/{jobId}/notes/{reviewNoteId}/clear': {},
  'POST /v1/jobs/{jobId}/tasks/{taskId}/send-back': { sent: { body: { text: 'Look at the car again' } } },
};
