import { firms } from '../../functions/firm/store.ts';
import { actingFor } from '../../functions/jobs/acting.ts';
import { changeJob } from '../../functions/jobs/changing.ts';
import { loadJob } from '../../functions/jobs/store.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import { anAuthor } from './builders.ts';
import type { Task } from '../../functions/jobs/task.ts';
import { aBatch, aHeldMail } from './batches.ts';
import { aClient, type Call, type FirmUnderTest } from './call.ts';
import { aDocument, aHeldDocument } from './documents.ts';
import { anImport } from './imports.ts';
import { aLetterThatIsOut } from './letters.ts';
import { aThreadFrom } from './messages.ts';
import { aSentOrganizer } from './organizers.ts';
import { aSentRequest } from './requests.ts';
import { aTemplate, keyOfTemplate } from './templates.ts';

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
  /** Of long work on what is the client's. */
  batchId: string;
  mailId: string;
  importId: string;
  /** Of a date of law. */
  key: string;
  postponementId: string;
  /** Of a mail that the firm words itself. */
  mailKey: string;
  /** Of words for letters that the firm has itself. */
  letterKey: string;
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
  /** A folder of the client in which nothing lies. */
  folderId: string;
  /** Of a tree of folders. */
  treeKey: string;
  requestId: string;
  /** Of a request: a table that is not answered yet, for which more time is asked. */
  itemId: string;
  questionnaireId: string;
  /** Sent, and answered in part; and a question of it that asks for a file. */
  organizerId: string;
  question: string;
  threadId: string;
  /** To a mail about it: held. */
  replyId: string;
  uploadItemId: string;
  /** Out, and the contact's to sign. */
  letterId: string;
  /** Of a file that nobody knows. */
  sha256: string;
  /** To the contact's page. */
  linkId: string;
  /** Begun, and a step of it that is open. */
  onboardingId: string;
  step: string;
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
  letterKey: 'own-of-nobody',
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
  folderId: `fol_${'0'.repeat(26)}`,
  treeKey: 'own-of-nobody',
  requestId: `req_${'0'.repeat(26)}`,
  itemId: `rqi_${'0'.repeat(26)}`,
  questionnaireId: `qst_${'0'.repeat(26)}`,
  organizerId: `org_${'0'.repeat(26)}`,
  question: 'nothing',
  threadId: `thr_${'0'.repeat(26)}`,
  replyId: `msg_${'0'.repeat(26)}`,
  uploadItemId: `rqi_${'1'.repeat(26)}`,
  letterId: `ltr_${'0'.repeat(26)}`,
  sha256: '0'.repeat(64),
  linkId: '0'.repeat(43),
  onboardingId: `onb_${'0'.repeat(26)}`,
  step: 'organizer',
};

export const aPostponement = {
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
    body: { name: 'Odile Marchetti', mail: 'odile@marchetti.example', portal: true, sign: true },
  });
  const onboarding = await admin.call('POST', `/v1/clients/${clientId}/onboarding`);
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
  await admin.call('PUT', '/v1/letter-templates/own-payroll', {
    body: { name: 'Payroll', kind: 'engagement-letter', title: 'Payroll', text: 'For {client.name}' },
  });
  const templateId = await aTemplate(admin.call, { ...withACheck, key: keyOfTemplate(clientId) });
  const series = await admin.call('POST', `/v1/clients/${clientId}/series`, {
    body: { templateId, rhythm: { kind: 'months', every: 1 } },
  });
  const job = await aJobIn(admin.call, { clientId, templateId });
  await asAFailedStep(firm, job);
  const documentId = await aDocument(firm, clientId);
  const heldDocumentId = await aHeldDocument(firm, clientId);
  const folder = await admin.call('POST', `/v1/clients/${clientId}/folders`, { body: { name: 'Letters' } });
  await admin.call('PUT', '/v1/folder-templates/own-estates', {
    body: { name: 'Estates', folders: [{ path: ['Will'], visibility: 'firm' }] },
  });
  const asked = await aSentRequest(firm, clientId, contact.body.id);
  const letter = await aLetterThatIsOut(firm, {
    clientId,
    contactId: contact.body.id,
    engagementId: engagement.body.id,
  });
  const organizer = await aSentOrganizer(firm, clientId, contact.body.id);
  const conversation = await aThreadFrom(firm, clientId, contact.body.id);
  // Only now: for an archived client nothing new begins.
  if (lifecycle !== undefined) await admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle } });
  return {
    ...job,
    documentId,
    heldDocumentId,
    folderId: folder.body.id,
    treeKey: 'own-estates',
    ...asked,
    ...organizer,
    ...conversation,
    ...letter,
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
    batchId: await aBatch(firm, { ...aBulkSkip, clientIds: [clientId] }),
    mailId: await aHeldMail(firm, clientId, contact.body.id),
    importId: await anImport(firm),
    key: 'us-1040',
    postponementId: entered.body.id,
    mailKey: 'own-welcome',
    letterKey: 'own-payroll',
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
    onboardingId: onboarding.body.id,
    step: 'organizer',
    teamId: team.body.id,
  };
}
