import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseJobs } from '../../../functions/jobs/on-erased.ts';
import { at } from '../../support/at.ts';
import { eventsOf } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { faulty } from '../../support/faults.ts';
import { verbs } from '../../support/office.ts';
import { aJob, aSmallTemplate, taskOf } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
let job: Answer;

const secrets = ['Quandt', 'aviator', 'mistress', 'yacht', 'hangar', 'offshore'];

beforeEach(async () => {
  at('2026-11-02T16:00:00Z');
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  const lead = { roles: [{ role: 'lead', memberId: firm.admin.id }] };
  clientId = (await aClient(firm.admin.call, { name: 'Wolfgang Quandt', ...lead })).id;
  const templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId, templateId });
  const path = `/v1/jobs/${job.id}`;
  const first = `${path}/tasks/${taskOf(job, 'first').id}`;
  const said = await admin.post(`${path}/comments`, { text: 'The aviator called' });
  await admin.patch(`${path}/comments/${said.body.comments[0].id}`, { text: 'The aviator called again' });
  const noted = await admin.post(`${first}/notes`, { text: 'Whose yacht?' });
  await admin.post(`${path}/notes/${noted.body.notes[0].id}/answer`, { text: 'The mistress’s' });
  await admin.patch(first, { instructions: 'See the hangar file', dueOn: '2026-12-01', reason: 'He is offshore' });
  await admin.patch(path, { fields: { decision: 'offshore' }, forNextTime: 'Ask for the yacht' });
  await admin.post(`${path}/tasks/${taskOf(job, 'second').id}/skip`, { reason: 'The mistress has it' });
  for (let n = 0; n < 80; n++) await admin.post(`${path}/comments`, { text: `yacht ${n}` });
  await admin.patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
  await firm.projected();
});

const about = () =>
  JSON.stringify(firm.memory.all().filter((item) => JSON.stringify([item.pk, item.jobId]).includes(job.id)));

async function carriedThrough(table = firm.table): Promise<void> {
  const told = new Set<string>();
  for (let next; (next = eventsOf(firm.memory.all()).find((one) => one.erases && !told.has(one.id)));) {
    told.add(next.id);
    await onErased(table, next);
    await eraseJobs(table, next);
  }
  await firm.projected();
}

describe('the erasure of a client', () => {
  test('takes with it what was written into its jobs, and leaves what was done, when and by whom', async () => {
    for (const word of secrets) expect(about()).toContain(word);
    expect(await admin.post(`/v1/clients/${clientId}/erase`)).toMatchObject({ status: 200 });
    await carriedThrough();
    for (const word of secrets) expect(about(), word).not.toContain(word);
    const { body } = await admin.get(`/v1/jobs/${job.id}`);
    expect(body).toMatchObject({ title: 'Erased', status: 'active', leadId: firm.admin.id, dueOn: job.dueOn });
    expect(body.comments).toHaveLength(81);
    expect(taskOf(body, 'first').due).toMatchObject({ on: '2026-12-01', explain: ['Set by hand'] });
    expect(taskOf(body, 'second')).toMatchObject({ status: 'skipped', skipped: { reason: 'Erased' } });
    const slips = (await admin.get(`/v1/jobs/${job.id}/slips`)).body.items;
    expect(slips.length).toBeGreaterThan(0);
    for (const slip of slips) expect(slip.reason).toBeUndefined();
    const { body: verdict } = await admin.post('/v1/audit/verify', {});
    expect(verdict.verdict, JSON.stringify(verdict)).toBe('intact');
  });

  test('comes to the same when it is told twice, and on a table that fails now and then', async () => {
    await admin.post(`/v1/clients/${clientId}/erase`);
    await carriedThrough(faulty(firm.memory, { seed: 7 }));
    const events = eventsOf(firm.memory.all()).length;
    await carriedThrough();
    expect(eventsOf(firm.memory.all())).toHaveLength(events);
    for (const word of secrets) expect(about(), word).not.toContain(word);
  });
});
