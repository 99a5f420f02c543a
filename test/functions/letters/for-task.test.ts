import { describe, expect, test } from 'vitest';
import { aJobWithLetters, begin, letterStep } from './job-scene.ts';

const tasks = [
  begin,
  { ...letterStep, key: 'ask', letter: 'unheard-of' },
  { key: 'sign', title: 'Have it signed', role: 'doer' },
  { key: 'then', title: 'File it', role: 'doer', after: ['sign'] },
  { key: 'behind', title: 'Send it', role: 'doer', after: ['approve'] },
  { key: 'approve', title: 'Approve', role: 'reviewer', review: { of: 'then', notSameAs: 'doer' }, gate: true },
  { key: 'later', title: 'Later', auto: 'send-letter', letter: 'engagement-letter', after: ['then'] },
];

async function aScene() {
  const scene = await aJobWithLetters({ tasks });
  const { call, clientId, engagementId, contactIds, jobId, firm, task, heard } = scene;
  await call('PATCH', `/v1/team/${firm.admin.id}`, { body: { title: 'Partner' } });
  const documentId = await scene.aFile();
  const body = { contactIds, dueOn: '2026-12-01', jobId };
  const ask = (more: object) => call('POST', `/v1/clients/${clientId}/letters`, { body: { ...body, ...more } });
  const signOff = async (key: string, more: object = {}) =>
    ask({ template: 'sign-off', documentId, taskId: (await task(key)).id, ...more });
  async function sent(key: string): Promise<string> {
    const { status, body: letter } = await signOff(key);
    expect(status, JSON.stringify(letter)).toBe(201);
    expect((await call('POST', `/v1/letters/${letter.id}/send`)).status).toBe(200);
    await heard(letter.id);
    return letter.id;
  }
  return { ...scene, ask, signOff, sent, engagementId };
}

describe('a task that a letter names', () => {
  test('is with the client while it is out, and done when everyone has signed', async () => {
    const { sent, task, allSign, read, act } = await aScene();
    await act('begin', 'complete');
    const id = await sent('sign');
    expect(await task('sign')).toMatchObject({ status: 'asked', letterId: id });
    await allSign(id);
    expect(await task('sign')).toMatchObject({ status: 'done', doneBy: 'system' });
    expect(await task('then')).toMatchObject({ blockedBy: [] });
    expect((await read()).status).toBe('active');
  });

  test('is open again when the letter is withdrawn, and takes another one then', async () => {
    const { sent, signOff, call, heard, task } = await aScene();
    const id = await sent('sign');
    const second = await signOff('sign');
    expect(second).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.taskId', message: expect.stringContaining('waits for a letter already') }] },
    });
    await call('POST', `/v1/letters/${id}/void`, { body: { reason: 'The wrong file' } });
    await heard(id);
    expect(await task('sign')).toMatchObject({ status: 'open' });
    expect(await task('sign')).not.toHaveProperty('letterId');
    expect((await signOff('sign')).status).toBe(201);
  });

  test('stays in the hands of who has taken it over', async () => {
    const { sent, act, heard, task, signs, contactIds } = await aScene();
    const id = await sent('sign');
    await act('sign', 'start');
    await signs(contactIds[0]!)('GET', `/portal/v1/letters/${id}`);
    await heard(id);
    expect(await task('sign')).toMatchObject({ status: 'active', letterId: id });
  });

  test('is done before its turn with the reason, and not behind a gate', async () => {
    const { sent, task, allSign } = await aScene();
    await allSign(await sent('then'));
    const passed = [{ after: 'sign', reason: '“Sign-off: return.pdf” is signed', by: 'system' }];
    expect(await task('then')).toMatchObject({ status: 'done', passed });
  });

  test('behind a gate is left as it is', async () => {
    const { sent, task, allSign } = await aScene();
    const id = await sent('behind');
    expect(await task('behind')).toMatchObject({ status: 'open' });
    await allSign(id);
    expect(await task('behind')).toMatchObject({ status: 'open' });
  });

  test('may be a step that was left to a person', async () => {
    const { ask, act, call, task, heard, allSign, engagementId } = await aScene();
    await act('begin', 'complete');
    const { id: taskId } = await task('ask');
    const { body } = await ask({ template: 'engagement-letter', engagementId, taskId });
    expect((await call('POST', `/v1/letters/${body.id}/send`)).status).toBe(200);
    await heard(body.id);
    expect(await task('ask')).toMatchObject({ status: 'asked', letterId: body.id });
    expect(await task('ask')).not.toHaveProperty('askedWhy');
    await allSign(body.id);
    expect(await task('ask')).toMatchObject({ status: 'done' });
  });

  test('is one of its job that can be done by it', async () => {
    const { signOff, act } = await aScene();
    const refused = async (key: string, message: RegExp, more: object = {}) =>
      expect(await signOff(key, more)).toMatchObject({
        status: 400,
        body: { issues: [{ path: 'body.taskId', message: expect.stringMatching(message) }] },
      });
    await refused('sign', /which job/, { jobId: undefined });
    await refused('approve', /approved by a person/);
    await refused('later', /goes on by itself/);
    await act('sign', 'skip', { reason: 'On paper' });
    await refused('sign', /finished already/);
    await refused('sign', /No task of this job/, { taskId: `tsk_${'0'.repeat(26)}` });
  });
});

test('a letter that is out does not begin work that the firm does not begin without one', async () => {
  const { sent, call, task, read, allSign } = await aScene2();
  await call('PATCH', '/v1/firm', { body: { letterRule: 'stop' } });
  const id = await sent('sign');
  expect(await task('sign')).toMatchObject({ status: 'open' });
  expect((await read()).status).toBe('ready');
  await allSign(id);
  expect(await task('sign')).toMatchObject({ status: 'done' });
});

/** The same without a step that sees to the letter. */
async function aScene2() {
  const scene = await aJobWithLetters({ tasks: [{ key: 'sign', title: 'Have it signed', role: 'doer' }, begin] });
  const { call, clientId, engagementId, contactIds, jobId, firm, task, heard } = scene;
  await call('PATCH', `/v1/team/${firm.admin.id}`, { body: { title: 'Partner' } });
  async function sent(key: string): Promise<string> {
    const body = { template: 'engagement-letter', engagementId, contactIds, dueOn: '2026-12-01', jobId };
    const drawn = await call('POST', `/v1/clients/${clientId}/letters`, {
      body: { ...body, taskId: (await task(key)).id },
    });
    expect((await call('POST', `/v1/letters/${drawn.body.id}/send`)).status).toBe(200);
    await heard(drawn.body.id);
    return drawn.body.id;
  }
  return { ...scene, sent };
}
