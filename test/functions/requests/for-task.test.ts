import { beforeEach, describe, expect, test } from 'vitest';
import { onOrganizerSettled } from '../../../functions/organizers/on-settled.ts';
import { onRequestSettled } from '../../../functions/requests/on-settled.ts';
import type { Answer } from '../../support/call.ts';
import { aContact, aScene, type Scene } from '../jobs/workflow/scene.ts';
import { aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { confirmItem, someRequest } from '../../support/requests.ts';
import { aJob } from '../../support/work.ts';

const tasks = [
  { key: 'collect', title: 'Have all statements', role: 'doer', checklist: ['Look through them'] },
  { key: 'then', title: 'Reconcile', role: 'doer', after: ['collect'] },
  { key: 'behind', title: 'File it', role: 'doer', after: ['approve'] },
  { key: 'approve', title: 'Approve', role: 'reviewer', review: { of: 'then', notSameAs: 'doer' }, gate: true },
  { key: 'file', title: 'Note what was filed', role: 'doer', records: ['confirmationNumber'] },
  { key: 'ask', title: 'Ask by itself', role: 'doer', auto: 'send-request', request: 'none', after: ['then'] },
];

let scene: Scene;
let contactId: string;
beforeEach(async () => {
  scene = await aScene({ tasks });
  const { firm, office } = scene;
  await firm.admin.call('PATCH', '/v1/firm', { body: { phone: '303-555-0100' } });
  await firm.admin.call('PATCH', `/v1/team/${firm.admin.id}`, { body: { title: 'Partner' } });
  contactId = await aContact(scene);
  expect(office.clientId).toBeDefined();
});

const ask = (more: object) => {
  const body = someRequest(contactId, { dueOn: '2026-11-13', items: [confirmItem], jobId: scene.jobId, ...more });
  return scene.firm.admin.call('POST', `/v1/clients/${scene.office.clientId}/requests`, { body });
};

async function askedFor(key: string, more: object = {}) {
  const { id: taskId } = await scene.task(key);
  const { status, body } = await ask({ taskId, send: 'now', ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function comes({ id, asked }: { id: string; asked: { id: string }[] }) {
  const call = (what: string) => scene.firm.admin.call('POST', `/v1/requests/${id}/items/${asked[0]!.id}/${what}`);
  expect((await call('receive')).body).toMatchObject({ status: 'completed' });
  await onRequestSettled(scene.firm.memory, id);
  await scene.machine.settled();
}

describe('a task that a request made by hand names', () => {
  test('is done when all is in, and what waits for it goes on; told twice, once', async () => {
    const request = await askedFor('collect');
    expect(request.taskId).toBe((await scene.task('collect')).id);
    expect(await scene.task('collect')).toMatchObject({ status: 'open' });
    await comes(request);
    await onRequestSettled(scene.firm.memory, request.id);
    expect(await scene.task('collect')).toMatchObject({ status: 'done', doneBy: 'system' });
    expect(await scene.task('then')).toMatchObject({ blockedBy: [] });
    expect(scene.events().filter(({ type }) => type === 'job.task-completed')).toHaveLength(1);
  });

  test('waits for the last of those that name it, not for a draft', async () => {
    const [first, second] = [await askedFor('collect'), await askedFor('collect')];
    await askedFor('collect', { send: undefined });
    await comes(first);
    expect(await scene.task('collect')).toMatchObject({ status: 'open' });
    await comes(second);
    expect(await scene.task('collect')).toMatchObject({ status: 'done' });
  });

  test('is done before its turn, with the reason', async () => {
    await comes(await askedFor('then'));
    expect(await scene.task('then')).toMatchObject({
      status: 'done',
      passed: [{ after: 'collect', reason: 'All of “March 2026 statements” is here', by: 'system' }],
    });
  });

  test('stays open behind a gate, and as it is where a person has finished it', async () => {
    await comes(await askedFor('behind'));
    expect(await scene.task('behind')).toMatchObject({ status: 'open' });
    const request = await askedFor('collect');
    await scene.act('collect', 'skip', { body: { reason: 'They never come' } });
    await comes(request);
    expect(await scene.task('collect')).toMatchObject({ status: 'skipped' });
  });

  test('is one of its job that a person ticks off', async () => {
    const refused = async (more: object, message: RegExp) =>
      expect(await ask(more)).toMatchObject({
        status: 400,
        body: { issues: [{ path: 'body.taskId', message: expect.stringMatching(message) }] },
      });
    const idOf = async (key: string) => (await scene.task(key)).id;
    await refused({ taskId: await idOf('collect'), jobId: undefined }, /which job/);
    await refused({ taskId: await idOf('approve') }, /approved by a person/);
    await refused({ taskId: await idOf('file') }, /record something/);
    await refused({ taskId: await idOf('ask') }, /goes on by itself/);
    await scene.act('collect', 'skip', { body: { reason: 'None this month' } });
    await refused({ taskId: await idOf('collect') }, /finished already/);
    const { templateId, office, firm } = scene;
    const other = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    await refused({ taskId: other.tasks[0].id }, /No task of this job/);
  });
});

describe('a task that an organizer made by hand names', () => {
  let questionnaireId: string;
  beforeEach(async () => {
    questionnaireId = await aQuestionnaire(scene.firm.admin.call);
  });

  const call = (method: string, path: string, body?: object) => scene.firm.admin.call(method, path, body && { body });
  const make = (more: object) =>
    call(
      'POST',
      `/v1/clients/${scene.office.clientId}/organizers`,
      someOrganizer(questionnaireId, contactId, { jobId: scene.jobId, send: 'now', ...more }),
    );
  async function accepted(organizer: Answer): Promise<void> {
    const path = `/v1/organizers/${organizer.id}`;
    await call('POST', `${path}/answers`, given(organizer, { moved: 'no' }));
    await call('POST', `${path}/submit`);
    const { body } = await scene.firm.admin.call('GET', `${path}/write-back`);
    expect((await call('POST', `${path}/accept`, { digest: body.digest })).body.status).toBe('accepted');
    for (let n = 0; n < 2; n++) await onOrganizerSettled(scene.firm.memory, organizer.id);
    await scene.machine.settled();
  }

  test('is done when its answers are accepted and what else was asked for it is there, once', async () => {
    const { id: taskId } = await scene.task('collect');
    const { body: organizer } = await make({ taskId });
    const request = await askedFor('collect');
    await accepted(organizer);
    expect(await scene.task('collect')).toMatchObject({ status: 'open' });
    await comes(request);
    expect(await scene.task('collect')).toMatchObject({ status: 'done', doneBy: 'system' });
    expect(scene.events().filter(({ type }) => type === 'job.task-completed')).toHaveLength(1);
  });

  test('is one of its job that a person ticks off', async () => {
    const { id: taskId } = await scene.task('approve');
    expect(await make({ taskId })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.taskId', message: expect.stringMatching(/approved by a person/) }] },
    });
    expect(await make({ taskId, jobId: undefined })).toMatchObject({ status: 400 });
  });
});
