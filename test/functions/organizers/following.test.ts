import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { loadJob } from '../../../functions/jobs/store.ts';
import { tell } from '../../../functions/notices/on-event.ts';
import { eraseOrganizers } from '../../../functions/organizers/on-erased.ts';
import { onOrganizerSettled } from '../../../functions/organizers/on-settled.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { worked } from '../../support/batches.ts';
import { aClient, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { aClientToAsk, anAskingFirm, asContact } from '../../support/requests.ts';
import { aTemplate } from '../../support/templates.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let questionnaireId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  questionnaireId = await aQuestionnaire(firm.admin.call);
});

const admin = () => verbs(firm.admin.call);

async function submitted(more: object = {}): Promise<Answer> {
  const body = someOrganizer(questionnaireId, contactId, { send: 'now', ...more });
  const organizer = await anOrganizer(firm.admin.call, clientId, body);
  const me = verbs(asContact(firm, contactId, [clientId]));
  const answers = given({ sections: [] }, { moved: 'no', phone: '303-555-0177 secret' });
  await me.post(`/portal/v1/organizers/${organizer.id}/answers`, answers);
  await me.post(`/portal/v1/organizers/${organizer.id}/submit`);
  return organizer;
}

test('whoever sent it hears, once, that the answers are there', async () => {
  const organizer = await submitted();
  const told = firm.memory.all().find(({ type }) => type === 'organizer.submitted')!;
  for (let n = 0; n < 2; n++) await tell(firm.memory, { type: 'organizer.submitted', pk: told.pk, sk: told.sk });
  const { body } = await admin().get('/v1/me/notices');
  expect(body.items).toMatchObject([
    { organizerId: organizer.id, says: expect.stringContaining('Juniper Street Dental answered') },
  ]);
});

describe('an organizer that is accepted', () => {
  async function accepted(organizer: Answer): Promise<void> {
    const { body } = await admin().get(`/v1/organizers/${organizer.id}/write-back`);
    const reply = await admin().post(`/v1/organizers/${organizer.id}/accept`, { digest: body.digest });
    expect(reply.status).toBe(200);
    for (let n = 0; n < 2; n++) await onOrganizerSettled(firm.memory, organizer.id);
  }

  test('is known to its job, once', async () => {
    const templateId = await aTemplate(firm.admin.call);
    const made = await admin().post('/v1/jobs', { clientId, templateId, period: { of: '2026-02-15' } });
    await accepted(await submitted({ jobId: made.body.id }));
    const { job } = await loadJob(systemRecords(firm.memory), made.body.id);
    expect(job.facts).toHaveProperty(['organizer.tax']);
    const told = firm.memory.all().filter((one) => isEvent(one) && one.type === 'job.fact-recorded');
    expect(told).toHaveLength(1);
  });

  test('of no job tells none', async () => {
    await accepted(await submitted());
    expect(firm.memory.all().filter((one) => one.type === 'job.fact-recorded')).toEqual([]);
  });

  test('is for a job of the same client', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const templateId = await aTemplate(firm.admin.call);
    const job = await admin().post('/v1/jobs', { clientId: other.clientId, templateId, period: { of: '2026-02-15' } });
    const body = someOrganizer(questionnaireId, contactId, { jobId: job.body.id });
    expect(await admin().post(`/v1/clients/${clientId}/organizers`, body)).toMatchObject({ status: 400 });
  });
});

test('with a client goes what they answered, and what its events told of it; the chain still holds', async () => {
  const organizer = await submitted({ why: 'Because of the audit secret' });
  await admin().post(`/v1/organizers/${organizer.id}/return`, { reasons: [{ question: 'phone', reason: 'secret' }] });
  await admin().patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
  expect((await admin().post(`/v1/clients/${clientId}/erase`)).status).toBe(200);
  const told = firm.memory.all().find(({ type, pk }) => type === 'client.erased' && pk === `CLIENT#${clientId}`)!;
  for (let n = 0; n < 2; n++) await eraseOrganizers(firm.memory, told);
  const pk = `ORGANIZER#${organizer.id}`;
  for (const event of firm.memory.all().filter((one) => one.pk === pk && one.type === 'organizer.erased'))
    await onErased(firm.memory, event);
  const left = firm.memory.all().filter((one) => one.pk === pk);
  expect(left.filter(({ type }) => type === 'organizer.erased')).toHaveLength(1);
  expect(JSON.stringify(left)).not.toContain('secret');
  expect(left.find(({ sk }) => sk === 'ORGANIZER')).toMatchObject({ title: 'Erased', erasedAt: expect.any(String) });
  const { body } = await admin().post('/v1/audit/verify', {});
  expect(body, JSON.stringify(body)).toMatchObject({ verdict: 'intact' });
});

test('of who was erased it keeps neither name nor address, and what was answered stays the client’s', async () => {
  const organizer = await submitted();
  expect((await admin().post(`/v1/contacts/${contactId}/erase`)).status).toBe(200);
  const told = firm.memory.all().find(({ type }) => type === 'contact.erased')!;
  await eraseOrganizers(firm.memory, told);
  const left = firm.memory.all().filter((one) => one.pk === `ORGANIZER#${organizer.id}`);
  expect(JSON.stringify(left)).not.toMatch(/Alicia|alicia@juniper/);
  expect(left.find(({ sk }) => sk === 'ANSWER#phone')).toHaveProperty('value');
});

test('of a client who is found to be another one, it goes there with all its answers', async () => {
  const organizer = await submitted();
  const { id: into } = await aClient(firm.admin.call, { name: 'Juniper Dental, P.C.' });
  const merged = await admin().post(`/v1/clients/${into}/merge`, { from: clientId });
  await worked(firm, merged.body.batchId);
  const records = firm.memory.all().filter(({ pk, sk }) => pk === `ORGANIZER#${organizer.id}` && !sk.startsWith('~'));
  expect(records.map(({ sk }) => sk).toSorted()).toEqual(['ANSWER#moved', 'ANSWER#phone', 'ORGANIZER']);
  for (const record of records) expect(record).toMatchObject({ clientId: into, clientIds: [into] });
  expect((await admin().get(`/v1/clients/${into}/organizers`)).body.items).toMatchObject([{ id: organizer.id }]);
});
