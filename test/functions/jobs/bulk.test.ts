import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let worker: ReturnType<typeof verbs>;
let jobs: Answer[];
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
  const templateId = await published(firm.admin.call, aSmallTemplate());
  jobs = [];
  for (let i = 0; i < 3; i++) jobs.push(await aJob(firm.admin.call, { clientId: office.clientId, templateId }));
});

const idsOf = (some: readonly Answer[] = jobs) => some.map(({ id }) => id as string);
const tasksOf = (key: string, some: readonly Answer[] = jobs) =>
  some.map((job) => ({ jobId: job.id as string, taskId: taskOf(job, key).id as string }));
const now = (job: Answer) => worker.get(`/v1/jobs/${job.id}`).then(({ body }) => body);

/** Long work to its end, with what came of each item. */
async function results(begun: Answer, call = office.bookkeeper.call): Promise<Answer[]> {
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  await worked(firm, begun.body.id);
  return (await pagesOf(call, `/v1/batches/${begun.body.id}/results`)).flat();
}

const outcomes = (rows: readonly Answer[]) => rows.map(({ outcome }) => outcome);

async function doneToJobs(body: object) {
  const begun = await worker.post('/v1/jobs/bulk', { ids: idsOf(), ...body });
  return { id: begun.body.id as string, rows: await results(begun) };
}

async function doneToTasks(key: string, body: object) {
  const begun = await worker.post('/v1/tasks/bulk', { ids: tasksOf(key), ...body });
  return { id: begun.body.id as string, rows: await results(begun) };
}

const undone = async (id: string) => results(await worker.post(`/v1/batches/${id}/undo`));

describe('what is done to many jobs', () => {
  test('is done to each by the rules of one, and says of each what came of it', async () => {
    await worker.post(`/v1/jobs/${jobs[1].id}/cancel`, { reason: 'Twice' });
    const { rows } = await doneToJobs({ action: 'set-lead', leadId: office.reviewer.id });
    expect(outcomes(rows)).toEqual(['done', 'refused', 'done']);
    expect(rows[0]).toMatchObject({
      label: `${jobs[0].title} – Juniper Street Dental, P.C.`,
      about: { jobId: jobs[0].id },
    });
    expect(rows[1].why).toBe('This was cancelled; reopen it before anything is changed');
    expect((await now(jobs[0])).leadId).toBe(office.reviewer.id);
  });

  test('puts them in a state, off, or to another day', async () => {
    await doneToJobs({ action: 'set-status', status: 'waiting-third-party', waitsFor: 'The bank' });
    expect(await now(jobs[2])).toMatchObject({ status: 'waiting-third-party', waitsFor: 'The bank' });
    const { rows } = await doneToJobs({ action: 'extend', to: '2026-12-31' });
    expect(rows[0]).toMatchObject({ outcome: 'refused', why: 'This has no deadline that could be put off' });
    await doneToJobs({ action: 'set-due', dueOn: '2026-12-01' });
    expect(await now(jobs[2])).toMatchObject({ dueOn: '2026-12-01' });
    expect(outcomes((await doneToJobs({ action: 'cancel', reason: 'Left' })).rows)).toEqual(['done', 'done', 'done']);
    expect(await now(jobs[2])).toMatchObject({ status: 'cancelled', reason: 'Left' });
  });

  test('takes a lead and a day back to what they were, with the rule that the day followed', async () => {
    const lead = await doneToJobs({ action: 'set-lead', leadId: null });
    const due = await doneToJobs({ action: 'set-due', dueOn: '2026-12-01' });
    expect(outcomes(await undone(due.id))).toEqual(['done', 'done', 'done']);
    expect(outcomes(await undone(lead.id))).toEqual(['done', 'done', 'done']);
    const { leadId, dueOn, dueRule } = jobs[0];
    expect(await now(jobs[0])).toMatchObject({ leadId, dueOn, dueRule });
  });

  test('is behind the walls of who asked', async () => {
    const other = await aClient(firm.admin.call, { name: 'Behind the wall' });
    const hidden = await aJob(firm.admin.call, { clientId: other.id, title: 'Secret work' });
    const walled = await firm.member('member', { scope: { except: [other.id] } });
    const body = { ids: [hidden.id, jobs[0].id], action: 'set-due', dueOn: '2026-12-01' };
    const rows = await results(await verbs(walled.call).post('/v1/jobs/bulk', body), walled.call);
    expect(outcomes(rows)).toEqual(['refused', 'done']);
    expect(JSON.stringify(rows)).not.toContain('Secret');
    expect((await firm.admin.call('GET', `/v1/jobs/${hidden.id}`)).body.dueOn).toBeUndefined();
  });

  test('is refused where it is not clear what to do, or to what', async () => {
    const post = (body: object) => worker.post('/v1/jobs/bulk', body);
    expect(await post({ ids: [], action: 'set-lead', leadId: null })).toMatchObject({ status: 400 });
    expect(await post({ ids: idsOf(), action: 'explode' })).toMatchObject({ status: 400 });
    expect(await post({ ids: idsOf(), action: 'cancel' })).toMatchObject({ status: 400 });
    const guest = await firm.member('guest');
    expect(
      await verbs(guest.call).post('/v1/jobs/bulk', { ids: idsOf(), action: 'cancel', reason: 'x' }),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe('what is done to many tasks', () => {
  test('assigns them, and gives them back unless someone else took one meanwhile', async () => {
    const { id, rows } = await doneToTasks('first', { action: 'assign', assigneeId: office.reviewer.id });
    expect(outcomes(rows)).toEqual(['done', 'done', 'done']);
    expect(taskOf(await now(jobs[0]), 'first').assigneeId).toBe(office.reviewer.id);
    const [{ jobId, taskId }] = tasksOf('first') as [{ jobId: string; taskId: string }];
    await worker.patch(`/v1/jobs/${jobId}/tasks/${taskId}`, { assigneeId: office.coordinator.id });
    const back = await undone(id);
    expect(outcomes(back)).toEqual(['refused', 'done', 'done']);
    expect(back[0]).toMatchObject({ why: 'This was changed since; it stays as it is now', about: { taskId } });
    expect(back[0].label).toContain('First');
    expect(taskOf(await now(jobs[0]), 'first').assigneeId).toBe(office.coordinator.id);
    expect(taskOf(await now(jobs[1]), 'first').assigneeId).toBe(office.bookkeeper.id);
    expect(outcomes(await undone(id))).toEqual(['refused', 'refused', 'refused']);
  });

  test('completes them by the rules of one, and reopens what it completed', async () => {
    await worker.post(`/v1/jobs/${jobs[0].id}/tasks/${taskOf(jobs[0], 'first').id}/complete`);
    const { id, rows } = await doneToTasks('second', { action: 'complete' });
    expect(outcomes(rows)).toEqual(['done', 'refused', 'refused']);
    expect(rows[1].why).toContain('“First” is done');
    expect(outcomes(await undone(id))).toEqual(['done', 'unchanged', 'unchanged']);
    expect(taskOf(await now(jobs[0]), 'second').status).toBe('open');
    expect(outcomes((await doneToTasks('last', { action: 'complete', reason: 'In a hurry' })).rows)).toEqual([
      'refused',
      'refused',
      'refused',
    ]);
  });

  test('sets their day and leaves them out, and takes both back', async () => {
    await worker.patch(`/v1/jobs/${jobs[0].id}/tasks/${taskOf(jobs[0], 'first').id}`, { dueOn: '2026-11-20' });
    const due = await doneToTasks('first', { action: 'set-due', dueOn: '2026-11-25', reason: 'A week off' });
    expect(taskOf(await now(jobs[1]), 'first').due.on).toBe('2026-11-25');
    await undone(due.id);
    expect(taskOf(await now(jobs[0]), 'first').due).toMatchObject({ on: '2026-11-20', isPinned: true });
    expect(taskOf(await now(jobs[1]), 'first').due).toMatchObject({ on: '2026-11-04', isPinned: false });
    const skipped = await doneToTasks('first', { action: 'skip', reason: 'Not needed' });
    expect(taskOf(await now(jobs[1]), 'first').status).toBe('skipped');
    expect(outcomes(await undone(skipped.id))).toEqual(['done', 'done', 'done']);
    expect(taskOf(await now(jobs[1]), 'first').status).toBe('open');
  });

  test('goes on with a job that it had brought to its end', async () => {
    const single = await aJob(firm.admin.call, { clientId: office.clientId, title: 'One', tasks: [{ title: 'Only' }] });
    const ids = [{ jobId: single.id, taskId: single.tasks[0].id }];
    const begun = await worker.post('/v1/tasks/bulk', { ids, action: 'complete' });
    await results(begun);
    expect((await now(single)).status).toBe('done');
    await undone(begun.body.id);
    expect(await now(single)).toMatchObject({ status: 'active', tasks: [{ status: 'open' }] });
  });

  test('is not taken back while it is under way', async () => {
    const running = await worker.post('/v1/tasks/bulk', { ids: tasksOf('first'), action: 'skip', reason: 'x' });
    expect(await worker.post(`/v1/batches/${running.body.id}/undo`)).toMatchObject({ status: 422 });
  });
});

describe('what puts jobs elsewhere is taken back', () => {
  test('when they were put in a state: it is the one before, with its words', async () => {
    await worker.post(`/v1/jobs/${jobs[0].id}/status`, { status: 'waiting-third-party', waitsFor: 'The bank' });
    const { id } = await doneToJobs({ action: 'set-status', status: 'waiting-client' });
    await worker.post(`/v1/jobs/${jobs[2].id}/status`, { status: 'review' });
    expect(outcomes(await undone(id))).toEqual(['done', 'done', 'refused']);
    expect(await now(jobs[0])).toMatchObject({ status: 'waiting-third-party', waitsFor: 'The bank' });
    expect((await now(jobs[1])).status).toBe(jobs[1].status);
    expect((await now(jobs[2])).status).toBe('review');
  });

  test('when they were called off: they go on', async () => {
    const { id } = await doneToJobs({ action: 'cancel', reason: 'They left' });
    expect(outcomes(await undone(id))).toEqual(['done', 'done', 'done']);
    const job = await now(jobs[0]);
    expect(job).toMatchObject({ status: jobs[0].status, can: { cancel: true, reopen: false } });
    expect(job.reason).toBeUndefined();
    expect(job.endedAt).toBeUndefined();
  });

  test('when their deadlines were put off: the day before counts again', async () => {
    const lawful = await aJob(firm.admin.call, {
      clientId: office.clientId,
      templateId: await published(
        firm.admin.call,
        aSmallTemplate({ key: 'lawful', name: 'Lawful', deadline: 'job.start +30 day', due: 'deadline -5 bizday' }),
      ),
    });
    const begun = await worker.post('/v1/jobs/bulk', { action: 'extend', to: '2027-01-15', ids: [lawful.id] });
    await results(begun);
    expect((await now(lawful)).deadline.on).toBe('2027-01-15');
    expect(outcomes(await undone(begun.body.id))).toEqual(['done']);
    const job = await now(lawful);
    expect(job).toMatchObject({ deadline: lawful.deadline, dueOn: lawful.dueOn });
    expect(job.extensions).toBeUndefined();
  });
});
