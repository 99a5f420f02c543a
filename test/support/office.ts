import * as z from 'zod';
import { firms } from '../../functions/firm/store.ts';
import { actingFor } from '../../functions/jobs/acting.ts';
import { changeJob } from '../../functions/jobs/changing.ts';
import { loadJob } from '../../functions/jobs/store.ts';
import type { Task } from '../../functions/jobs/task.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import { anAuthor } from './builders.ts';
import { staffRoutes, type StaffDeps } from '../../functions/routes.ts';
import { toYaml } from '../../functions/templates/yaml.ts';
import type { Role, Route } from '../../shared/http/route.ts';
import type { Item } from '../../shared/table/table.ts';
import { aBatch, aHeldMail } from './batches.ts';
import { aClient, type Answer, type Call, type FirmUnderTest, type Reply, type Sent } from './call.ts';
import { aDocument, aHeldDocument, aPdf, saidOf } from './documents.ts';
import { aThreadFrom, someThread } from './messages.ts';
import { aSentRequest, someRequest, writesMail } from './requests.ts';
import { anImport, fileOf } from './imports.ts';
import { aTemplate, keyOfTemplate, templateContent } from './templates.ts';

export type StaffRoute = Route<StaffDeps>;

/** What can stand in the paths of the routes. */
export type Place = {
  clientId: string;
  contactId: string;
  /** A client and a person who could be found to be the same. */
  otherClientId: string;
  otherContactId: string;
  noteId: string;
  memberId: string;
  groupId: string;
  customFieldId: string;
  statusLabelId: string;
  viewId: string;
  absenceId: string;
  relationId: string;
  conflictId: string;
  teamId: string;
  engagementId: string;
  serviceId: string;
  /** Whoever takes over what the member holds, and the digest of the preview. */
  colleagueId: string;
  digest: string;
  recordId: string;
  batchId: string;
  mailId: string;
  importId: string;
  /** Of a date of law. */
  key: string;
  postponementId: string;
  /** Of a mail that the firm words itself. */
  mailKey: string;
  templateId: string;
  /** The number of a version of the template. */
  n: string;
  /** The name of someone’s calendar. */
  file: string;
  seriesId: string;
  date: string;
  jobId: string;
  taskId: string;
  /** Of a job. */
  commentId: string;
  reviewNoteId: string;
  /** Released; and one that waits for a person. */
  documentId: string;
  heldDocumentId: string;
  requestId: string;
  /** Of a request: a table that is not answered yet, for which more time is asked. */
  itemId: string;
  threadId: string;
  uploadItemId: string;
  /** To the contact's page. */
  linkId: string;
};

/** Ids that are well formed and nobody's. */
export const nowhere: Place = {
  clientId: `cli_${'0'.repeat(26)}`,
  contactId: `con_${'0'.repeat(26)}`,
  otherClientId: `cli_${'1'.repeat(26)}`,
  otherContactId: `con_${'1'.repeat(26)}`,
  noteId: `not_${'0'.repeat(26)}`,
  memberId: `mem_${'0'.repeat(26)}`,
  groupId: `grp_${'0'.repeat(26)}`,
  customFieldId: `cuf_${'0'.repeat(26)}`,
  statusLabelId: `slb_${'0'.repeat(26)}`,
  viewId: `viw_${'0'.repeat(26)}`,
  absenceId: `abs_${'0'.repeat(26)}`,
  relationId: `rel_${'0'.repeat(26)}`,
  conflictId: `cfl_${'0'.repeat(26)}`,
  teamId: `tea_${'0'.repeat(26)}`,
  engagementId: `eng_${'0'.repeat(26)}`,
  serviceId: `srv_${'0'.repeat(26)}`,
  colleagueId: `mem_${'1'.repeat(26)}`,
  digest: 'x',
  recordId: `cli_${'0'.repeat(26)}`,
  batchId: `bat_${'0'.repeat(26)}`,
  mailId: `mai_${'0'.repeat(26)}`,
  importId: `imp_${'0'.repeat(26)}`,
  key: 'us-nothing',
  postponementId: `pos_${'0'.repeat(26)}`,
  mailKey: 'own-of-nobody',
  templateId: `tpl_${'0'.repeat(26)}`,
  n: '999',
  file: `${'x'.repeat(43)}.ics`,
  seriesId: `ser_${'0'.repeat(26)}`,
  date: '2001-01-01',
  jobId: `job_${'0'.repeat(26)}`,
  taskId: `tsk_${'0'.repeat(26)}`,
  commentId: `cmt_${'0'.repeat(26)}`,
  reviewNoteId: `rvn_${'0'.repeat(26)}`,
  documentId: `doc_${'0'.repeat(26)}`,
  heldDocumentId: `doc_${'1'.repeat(26)}`,
  requestId: `req_${'0'.repeat(26)}`,
  itemId: `rqi_${'0'.repeat(26)}`,
  threadId: `thr_${'0'.repeat(26)}`,
  uploadItemId: `rqi_${'1'.repeat(26)}`,
  linkId: '0'.repeat(43),
};

export const titleOf = ({ method, path }: Pick<StaffRoute, 'method' | 'path'>) => `${method} ${path}`;

/** Every route with its name, as `test.each` takes it. */
export const everyRoute = staffRoutes.map((route) => [titleOf(route), route] as const);
export const guardedRoutes = everyRoute.filter(([, { allow }]) => allow !== 'anyone');

export const mayCall = ({ allow }: StaffRoute, role: Role): boolean => allow === 'anyone' || allow.includes(role);

export const paramsOf = ({ path }: Pick<StaffRoute, 'path'>): (keyof Place)[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof Place);

export function pathOf({ path }: Pick<StaffRoute, 'path'>, place: Place): string {
  return path.replace(/\{(\w+)\}/g, (_, name: keyof Place) => {
    if (!(name in place)) throw new Error(`Say in test/support/office.ts what {${name}} is`);
    return place[name];
  });
}

const aPostponement = {
  area: 'Boulder County, CO',
  agency: 'IRS',
  from: '2026-03-01',
  until: '2026-07-31',
  to: '2026-08-31',
  source: 'CO-2026-01',
};

const aFee = { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } };

/** Long work that can be taken back once it has ended. */
const aBulkSkip = { kind: 'bulk-tasks', given: { deed: { action: 'skip', reason: 'Nothing came' }, ids: [] } };

/** A review comes first, so that what is done with reviews can be done with it. */
const withACheck = {
  deadline: 'period.end +15 day',
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'check', title: 'Check the coding', review: { of: 'code' } },
        { key: 'code', title: 'Code transactions', est: 40, due: 'period.end +5 bizday' },
        { key: 'close', title: 'Close the books', after: ['code'], gate: true },
      ],
    },
  ],
};

/** A job of a template, with a comment and a review note on its first task. */
async function aJobIn(call: Call, { clientId, templateId }: Pick<Place, 'clientId' | 'templateId'>) {
  const period = { of: '2026-10-15' };
  const { body: job } = await call('POST', '/v1/jobs', { body: { clientId, templateId, period } });
  const [{ id: taskId }] = job.tasks;
  const said = await call('POST', `/v1/jobs/${job.id}/comments`, {
    body: { text: 'Two receipts are missing', taskId },
  });
  const noted = await call('POST', `/v1/jobs/${job.id}/tasks/${taskId}/notes`, { body: { text: 'Which account?' } });
  return {
    jobId: job.id as string,
    taskId: taskId as string,
    commentId: said.body.comments[0].id as string,
    reviewNoteId: noted.body.notes[0].id as string,
  };
}

/** The task made a step that waits for a person and has failed, as no call can make it. */
async function asAFailedStep({ memory, admin }: FirmUnderTest, { jobId, taskId }: Pick<Place, 'jobId' | 'taskId'>) {
  const records = systemRecords(memory);
  const whole = await loadJob(records, jobId);
  const task = whole.tasks.find(({ id }) => id === taskId)!;
  const now = '2026-01-05T15:00:00.000Z';
  const failure = { error: 'StepFailed', cause: 'Nobody is to be notified', at: now };
  const step: Task = { ...task, auto: { kind: 'send-mail', mail: 'close-package' }, hold: true, failure };
  const acting = actingFor(await records.get(firms, 'firm'), admin.id, now);
  await write(memory, changeJob(whole, 'job.step-failed', { tasks: [step], byHand: true }, acting).write, anAuthor());
}

/** The name under which the caller's calendar is read. */
async function aCalendar(call: Call): Promise<string> {
  const { body } = await call('POST', '/v1/me/calendar');
  return body.path.split('/').at(-1);
}

/** Something in every place: a client with a person, a note and a tax number, a member of the team, an engagement, long work under way, a mail. */
export async function aPlace(firm: FirmUnderTest, client: object = {}): Promise<Place> {
  const { admin, member } = firm;
  const { name = 'Marchetti', lifecycle, ...rest } = client as { name?: string; lifecycle?: string };
  const group = await admin.call('POST', '/v1/groups', { body: { name: 'New group' } });
  const { id: clientId } = await aClient(admin.call, {
    taxId: '12-3456789',
    groupId: group.body.id,
    name,
    ...rest,
  });
  // Named only now: the name of a group without clients is for everyone to see.
  await admin.call('PATCH', `/v1/groups/${group.body.id}`, { body: { name: `Group of ${name}` } });
  const contact = await admin.call('POST', `/v1/clients/${clientId}/contacts`, {
    body: { name: 'Odile Marchetti', mail: 'odile@marchetti.example', portal: true },
  });
  const { id: otherClientId } = await aClient(admin.call, { name: 'Entered Twice, LLC' });
  const link = await admin.call('POST', `/v1/contacts/${contact.body.id}/portal-links/copy`);
  const otherContact = await admin.call('POST', `/v1/clients/${clientId}/contacts`, {
    body: { name: 'Odile Marchetti-Lund' },
  });
  const note = await admin.call('POST', `/v1/clients/${clientId}/notes`, { body: { text: 'Prefers the telephone' } });
  const key = `fax-${clientId.slice(-10).toLowerCase()}`;
  const field = await admin.call('POST', '/v1/custom-fields', { body: { key, label: 'Fax', type: 'text' } });
  const label = await admin.call('POST', '/v1/status-labels', { body: { status: 'waiting-third-party', label: key } });
  const kept = await admin.call('POST', '/v1/views', {
    body: { page: 'clients', name: 'Late', query: 'tag=late', shared: true },
  });
  const { id: memberId } = await member('member');
  const absence = await admin.call('POST', `/v1/team/${memberId}/absences`, {
    body: { from: '2026-07-06', to: '2026-07-17' },
  });
  const team = await admin.call('POST', '/v1/teams', { body: { name: `Team ${key}`, memberIds: [memberId] } });
  const engagement = await admin.call('POST', `/v1/clients/${clientId}/engagements`, {
    body: {
      title: 'Monthly books',
      services: [{ code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee: aFee }],
    },
  });
  const handOver = `/v1/team/${memberId}/hand-over/preview`;
  const preview = await admin.call('POST', handOver, { body: { to: admin.id } });
  const related = { kind: 'adverse', other: { name: 'Obermoser Quarries' } };
  const relation = await admin.call('POST', `/v1/clients/${clientId}/relations`, { body: related });
  const entered = await admin.call('POST', '/v1/deadlines/postponements', { body: aPostponement });
  const conflict = await admin.call('POST', '/v1/conflicts', { body: { names: ['Obermoser Quarries'], clientId } });
  const ownMail = { name: 'Welcome', subject: 'Welcome, {client.name}', text: 'Hello {contact.firstName}' };
  await admin.call('PUT', '/v1/mail-templates/own-welcome', { body: ownMail });
  const templateId = await aTemplate(admin.call, { ...withACheck, key: keyOfTemplate(clientId) });
  const series = await admin.call('POST', `/v1/clients/${clientId}/series`, {
    body: { templateId, rhythm: { kind: 'months', every: 1 } },
  });
  const job = await aJobIn(admin.call, { clientId, templateId });
  await asAFailedStep(firm, job);
  const documentId = await aDocument(firm, clientId);
  const heldDocumentId = await aHeldDocument(firm, clientId);
  const asked = await aSentRequest(firm, clientId, contact.body.id);
  const conversation = await aThreadFrom(firm, clientId, contact.body.id);
  // Only now: for an archived client nothing new begins.
  if (lifecycle !== undefined) await admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle } });
  return {
    ...job,
    documentId,
    heldDocumentId,
    ...asked,
    ...conversation,
    clientId,
    contactId: contact.body.id,
    otherClientId,
    otherContactId: otherContact.body.id,
    noteId: note.body.id,
    groupId: group.body.id,
    customFieldId: field.body.id,
    statusLabelId: label.body.id,
    viewId: kept.body.id,
    engagementId: engagement.body.id,
    serviceId: engagement.body.services[0].id,
    colleagueId: admin.id,
    digest: preview.body.digest,
    recordId: clientId,
    batchId: await aBatch(firm, aBulkSkip),
    mailId: await aHeldMail(firm, clientId, contact.body.id),
    importId: await anImport(firm),
    key: 'us-1040',
    postponementId: entered.body.id,
    mailKey: 'own-welcome',
    templateId,
    n: '1',
    file: await aCalendar(admin.call),
    seriesId: series.body.id,
    date: new Date().toISOString().slice(0, 10),
    memberId,
    absenceId: absence.body.id,
    relationId: relation.body.id,
    conflictId: conflict.body.id,
    linkId: link.body.id,
    teamId: team.body.id,
  };
}

/** A PNG of one pixel. */
export const aLogo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** What is decided on a file that was held is decided on that one. */
const onTheHeld = {
  sent: { body: { reason: 'Sent by the bank' } },
  async first(call: Call, place: Place): Promise<Reply> {
    place.documentId = place.heldDocumentId;
    return call('GET', `/v1/documents/${place.documentId}`);
  },
};
const itemOf = ({ requestId, itemId }: Pick<Place, 'requestId' | 'itemId'>) =>
  `/v1/requests/${requestId}/items/${itemId}`;
const someCells = { cells: [0, 1].map((row) => ({ row, ask: 0, text: 'Paint' })) };
const filledIn = (call: Call, place: Place) => call('POST', `${itemOf(place)}/cells`, { body: someCells });
async function anAnswer(call: Call, place: Place): Promise<Reply> {
  await filledIn(call, place);
  return call('POST', `${itemOf(place)}/answer`, { body: {} });
}
/** What is sent is another one than that which was sent. */
async function aDraftInItsPlace(call: Call, place: Place): Promise<Reply> {
  await writesMail(call, place.colleagueId);
  const reply = await call('POST', `/v1/clients/${place.clientId}/requests`, { body: someRequest(place.contactId) });
  place.requestId = reply.body.id;
  return reply;
}

/** One call that each route answers, and what has to be so before. A new route needs a line here. */
const valid: Record<
  string,
  { sent?: Sent | ((place: Place) => Sent); first?: (call: Call, place: Place) => Promise<Reply> }
> = {
  'GET /v1/health': {},
  'GET /v1/me': {},
  'GET /v1/firm': {},
  'PATCH /v1/firm': { sent: { body: { name: 'Larkfield, Rowe & Partners' } } },
  'GET /v1/firm/logo': { first: (call) => call('PUT', '/v1/firm/logo', { body: { image: aLogo } }) },
  'PUT /v1/firm/logo': { sent: { body: { image: aLogo } } },
  'DELETE /v1/firm/logo': { first: (call) => call('PUT', '/v1/firm/logo', { body: { image: aLogo } }) },
  'GET /v1/team': {},
  'POST /v1/team': { sent: { body: { name: 'Ines Abara', mail: 'ines@larkfieldrowe.example' } } },
  'GET /v1/team/{memberId}': {},
  'PATCH /v1/team/{memberId}': { sent: { body: { name: 'Ines Abara-Lund' } } },
  'POST /v1/team/{memberId}/invite': {},
  'POST /v1/team/{memberId}/disable': {},
  'POST /v1/team/{memberId}/enable': { first: (call, { memberId }) => call('POST', `/v1/team/${memberId}/disable`) },
  'GET /v1/team/{memberId}/absences': {},
  'POST /v1/team/{memberId}/absences': { sent: { body: { kind: 'training', from: '2026-09-01', to: '2026-09-02' } } },
  'GET /v1/team/{memberId}/absences/{absenceId}': {},
  'PATCH /v1/team/{memberId}/absences/{absenceId}': { sent: { body: { to: '2026-07-24' } } },
  'DELETE /v1/team/{memberId}/absences/{absenceId}': {},
  'GET /v1/teams': {},
  'POST /v1/teams': { sent: { body: { name: 'Tax' } } },
  'GET /v1/teams/{teamId}': {},
  'PATCH /v1/teams/{teamId}': { sent: { body: { name: 'Payroll and books' } } },
  'DELETE /v1/teams/{teamId}': {},
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
  'POST /v1/custom-fields': { sent: { body: { key: 'referred-by', label: 'Referred by', type: 'text' } } },
  'GET /v1/custom-fields': {},
  'GET /v1/custom-fields/{customFieldId}': {},
  'PATCH /v1/custom-fields/{customFieldId}': { sent: { body: { label: 'Fax number' } } },
  'DELETE /v1/custom-fields/{customFieldId}': {},
  'GET /v1/status-labels': {},
  'POST /v1/status-labels': { sent: { body: { status: 'review', label: 'With the partner' } } },
  'GET /v1/status-labels/{statusLabelId}': {},
  'PATCH /v1/status-labels/{statusLabelId}': { sent: { body: { label: 'Waiting on K-1s' } } },
  'DELETE /v1/status-labels/{statusLabelId}': {},
  'GET /v1/clients/{clientId}/contacts': {},
  'POST /v1/clients/{clientId}/contacts': { sent: { body: { name: 'Per Lindqvist' } } },
  'PUT /v1/clients/{clientId}/contacts/{contactId}': { sent: { body: { portal: true, sign: true } } },
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
  'POST /v1/views': { sent: { body: { page: 'clients', name: 'Mine', query: 'responsible=me' } } },
  'GET /v1/views': {},
  'GET /v1/views/{viewId}': {},
  'PATCH /v1/views/{viewId}': { sent: { body: { name: 'Mine, by name' } } },
  'DELETE /v1/views/{viewId}': {},
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
  'GET /v1/deadlines': { sent: { query: { year: '2026' } } },
  'GET /v1/deadlines/{key}': { sent: { query: { yearEnd: '2026-12-31' } } },
  'POST /v1/clients/{clientId}/documents': { sent: { body: saidOf('invoice.pdf', aPdf()) } },
  'GET /v1/clients/{clientId}/documents': {},
  'POST /v1/jobs/{jobId}/documents': { sent: { body: saidOf('invoice.pdf', aPdf()) } },
  'GET /v1/jobs/{jobId}/documents': {},
  'GET /v1/documents/{documentId}': {},
  'PATCH /v1/documents/{documentId}': { sent: { body: { name: 'January.pdf', visibility: 'client' } } },
  'POST /v1/documents/{documentId}/upload': {
    async first(call, place) {
      const reply = await call('POST', `/v1/clients/${place.clientId}/documents`, { body: saidOf('late.pdf', aPdf()) });
      place.documentId = reply.body.id;
      return reply;
    },
  },
  'GET /v1/documents/{documentId}/download': {},
  'POST /v1/documents/{documentId}/release': onTheHeld,
  'POST /v1/documents/{documentId}/reject': onTheHeld,
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
  'POST /v1/clients/{clientId}/requests': { sent: ({ contactId }) => ({ body: someRequest(contactId) }) },
  'GET /v1/clients/{clientId}/requests': {},
  'GET /v1/jobs/{jobId}/requests': {},
  'GET /v1/requests': {},
  'GET /v1/requests/{requestId}': {},
  'PATCH /v1/requests/{requestId}': { sent: { body: { title: 'April 2026 statements' } } },
  'POST /v1/requests/{requestId}/send': { sent: { body: {} }, first: aDraftInItsPlace },
  'POST /v1/requests/{requestId}/cancel': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/nudge': {},
  'POST /v1/requests/{requestId}/items/{itemId}/accept': { sent: { body: {} }, first: anAnswer },
  'POST /v1/requests/{requestId}/items/{itemId}/return': { sent: { body: { reason: 'Too short' } }, first: anAnswer },
  'POST /v1/requests/{requestId}/items/{itemId}/waive': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/items/{itemId}/receive': { sent: { body: {} } },
  'POST /v1/requests/{requestId}/items/{itemId}/reopen': {
    sent: { body: {} },
    first: (call, { requestId, itemId }) => call('POST', `/v1/requests/${requestId}/items/${itemId}/waive`),
  },
  'POST /v1/requests/{requestId}/items/{itemId}/answer': { sent: { body: {} }, first: filledIn },
  'POST /v1/requests/{requestId}/items/{itemId}/cells': { sent: { body: someCells } },
  'POST /v1/requests/{requestId}/items/{itemId}/documents': {
    sent: { body: saidOf('march.pdf', aPdf()) },
    async first(call, place) {
      place.itemId = place.uploadItemId;
      return call('GET', `/v1/requests/${place.requestId}`);
    },
  },
  'POST /v1/requests/{requestId}/items/{itemId}/more-time': { sent: { body: { granted: true } } },
  'GET /v1/requests/{requestId}/items/{itemId}/answers.csv': {},
  'POST /v1/clients/{clientId}/threads': { sent: ({ contactId }) => ({ body: someThread(contactId) }) },
  'GET /v1/clients/{clientId}/threads': {},
  'GET /v1/jobs/{jobId}/threads': {},
  'GET /v1/threads': {},
  'GET /v1/threads/{threadId}': {},
  'PATCH /v1/threads/{threadId}': { sent: { body: { subject: 'Another question' } } },
  'GET /v1/threads/{threadId}/messages': {},
  'POST /v1/threads/{threadId}/messages': { sent: { body: { text: 'Of course' } } },
  'POST /v1/threads/{threadId}/read': { sent: { body: { upTo: 1 } } },
  'POST /v1/threads/{threadId}/close': {},
  'POST /v1/threads/{threadId}/reopen': {
    first: (call, { threadId }) => call('POST', `/v1/threads/${threadId}/close`),
  },
  'GET /v1/threads/{threadId}/notes': {},
  'POST /v1/threads/{threadId}/notes': { sent: { body: { text: 'Ask the partner first' } } },
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
  'GET /v1/team/{memberId}/holdings': {},
  'POST /v1/team/{memberId}/hand-over/preview': { sent: ({ colleagueId }) => ({ body: { to: colleagueId } }) },
  'POST /v1/team/{memberId}/hand-over': {
    sent: ({ colleagueId, digest }) => ({ body: { to: colleagueId, digest, endAccess: true } }),
  },
  'GET /v1/search': { sent: { query: { q: 'juniper' } } },
  'GET /v1/clients/{clientId}/timeline': {},
  'GET /v1/audit/records/{recordId}': {},
  'GET /v1/audit/days/{date}': {},
  'POST /v1/audit/verify': { sent: { body: {} } },
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
  'GET /v1/batches/{batchId}': {},
  'GET /v1/batches/{batchId}/results': {},
  'POST /v1/batches/{batchId}/cancel': {},
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
  'POST /v1/batches/{batchId}/undo': { first: (call, { batchId }) => call('POST', `/v1/batches/${batchId}/cancel`) },
  'GET /v1/firm/roles': {},
  'PUT /v1/firm/roles': { sent: ({ memberId }) => ({ body: { people: [{ role: 'coordinator', memberId }] } }) },
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
  'GET /v1/contacts/{contactId}/portal-links': {},
  'POST /v1/contacts/{contactId}/portal-links': {},
  'POST /v1/contacts/{contactId}/portal-links/copy': {},
  'DELETE /v1/contacts/{contactId}/portal-links/{linkId}': {},
  'DELETE /v1/contacts/{contactId}/portal-links': {},
  'POST /v1/firm/go-live': {},
  'POST /v1/firm/stop-mail': { first: (call) => call('POST', '/v1/firm/go-live') },
  'POST /v1/clients/{clientId}/mails': {
    sent: ({ contactId }) => ({ body: { contactId, subject: 'The return', text: 'We have a question.' } }),
  },
  'GET /v1/clients/{clientId}/mails': {},
  'GET /v1/mails': {},
  'GET /v1/mails/{mailId}': {},
  'POST /v1/mails/{mailId}/release': { first: (call) => call('POST', '/v1/firm/go-live') },
  'POST /v1/mails/{mailId}/discard': {},
  'POST /v1/mails/release': { sent: { body: {} }, first: (call) => call('POST', '/v1/firm/go-live') },
  'GET /v1/me/notices': {},
  'POST /v1/me/notices/read': { sent: { body: { all: true } } },
  'GET /v1/me/notice-choices': {},
  'PUT /v1/me/notice-choices': { sent: { body: { kinds: { watched: 'mail' } } } },
  'GET /v1/me/calendar': {},
  'POST /v1/me/calendar': {},
  'DELETE /v1/me/calendar': { first: (call) => call('POST', '/v1/me/calendar') },
  'GET /v1/calendar/{file}': {},
  'GET /v1/mail-templates': {},
  'GET /v1/mail-templates/{mailKey}': {},
  'PUT /v1/mail-templates/{mailKey}': {
    sent: { body: { name: 'Welcome', subject: 'Welcome', text: 'Good to have you.' } },
  },
  'DELETE /v1/mail-templates/{mailKey}': {},
  'POST /v1/mail-templates/{mailKey}/preview': {
    sent: ({ clientId, contactId }) => ({ body: { clientId, contactId } }),
  },
  'POST /v1/mails/discard': { sent: { body: {} } },
};

/** A valid call of the route, here of this place or of nowhere. */
export function validCall(
  route: StaffRoute,
  place: Place = nowhere,
): { sent: Sent; first: (call: Call, place: Place) => Promise<unknown> } {
  const known = valid[titleOf(route)];
  if (!known) throw new Error(`Say in test/support/office.ts how ${titleOf(route)} is called`);
  const { sent = {}, first = () => Promise.resolve() } = known;
  return { sent: typeof sent === 'function' ? sent(place) : sent, first };
}

/** The whole table in an order that can be compared; counters of calls are not anyone's data. */
export const contentOf = ({ memory }: Pick<FirmUnderTest, 'memory'>): Item[] =>
  memory
    .all()
    .filter((item) => !item.pk.startsWith('LIMIT#'))
    .toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));

/** What a list gives, page by page. */
export async function pagesOf(call: Call, path: string, query: Record<string, string> = {}): Promise<Answer[][]> {
  const pages: Answer[][] = [];
  let cursor: string | undefined;
  do {
    const reply = await call('GET', path, { query: { ...query, ...(cursor !== undefined && { cursor }) } });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    pages.push(reply.body.items);
    cursor = reply.body.next;
  } while (cursor !== undefined && pages.length < 200);
  return pages;
}

/** How several calls at once ended, lowest first. */
export const statusesOf = (replies: readonly Reply[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b);

/** The person's calls in one word each, for tests that read better so. */
export const verbs = (call: Call) => ({
  get: (path: string, sent?: Sent) => call('GET', path, sent),
  post: (path: string, body?: object, sent?: Sent) => call('POST', path, { ...sent, body }),
  patch: (path: string, body: object, sent?: Sent) => call('PATCH', path, { ...sent, body }),
  put: (path: string, body: object, sent?: Sent) => call('PUT', path, { ...sent, body }),
  remove: (path: string, sent?: Sent) => call('DELETE', path, sent),
});

/** A field of what a route takes, as its JSON schema describes it. */
export type Field = { name: string; type?: string; anyOf?: Omit<Field, 'name'>[] };

export function fieldsOf(schema: z.ZodType | undefined): Field[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>;
  };
  return Object.entries(properties).map(([name, about]) => ({ ...about, name }));
}
