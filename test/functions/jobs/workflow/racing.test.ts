import { describe, expect, test } from 'vitest';
import { awaitJob } from '../../../../functions/jobs/workflow/await.ts';
import { advance } from '../../../../functions/jobs/workflow/advance.ts';
import { reconcile } from '../../../../functions/jobs/workflow/reconcile.ts';
import { runStep } from '../../../../functions/jobs/workflow/step.ts';
import { wake } from '../../../../functions/jobs/workflow/wake.ts';
import { workflowKey } from '../../../../functions/jobs/workflow/record.ts';
import { Busy } from '../../../../shared/table/table.ts';
import { faulty } from '../../../support/faults.ts';
import { aDay, aScene, typesOf } from './scene.ts';

const tasks = [
  { key: 'first', title: 'First', role: 'doer' },
  { key: 'tag', title: 'Tag', auto: 'set-tag', tag: 'worked', after: ['first'] },
  { key: 'last', title: 'Last', after: ['tag'] },
];
const complete = async ({ firm, jobId, task }: Awaited<ReturnType<typeof aScene>>, key: string) =>
  firm.admin.call('POST', `/v1/jobs/${jobId}/tasks/${(await task(key)).id}/complete`);

describe('a wait', () => {
  test('is not begun when something has happened since the job was looked at: it wakes itself', async () => {
    const scene = await aScene({ tasks });
    const { firm, jobId, record } = scene;
    const turn = await advance(firm.memory, { jobId, run: 1 });
    const before = await record();
    await complete(scene, 'first');
    const woken: string[] = [];
    const from = { table: firm.memory, wake: async (token: string) => void woken.push(token) };
    await awaitJob(from, { jobId, run: 1, ...turn, token: 'mine' });
    expect(woken).toEqual(['mine']);
    expect(await record()).toEqual(before);
  });

  test('of an execution that another one has followed wakes itself, and comes to its end', async () => {
    const { firm, jobId, record } = await aScene({ tasks });
    expect(await advance(firm.memory, { jobId, run: 2 })).toMatchObject({ done: false });
    const woken: string[] = [];
    const from = { table: firm.memory, wake: async (token: string) => void woken.push(token) };
    await awaitJob(from, { jobId, run: 1, seen: 1, wakeIn: 60, token: 'old' });
    expect(woken).toEqual(['old']);
    expect(await record()).toMatchObject({ run: 2 });
    expect(await record()).not.toHaveProperty('token');
    expect(await advance(firm.memory, { jobId, run: 1 })).toMatchObject({ done: true });
  });

  test.each(['conflict', 'lost', 'busy'] as const)(
    'that met a fault of the table (%s) is asked for again',
    async (fault) => {
      const { firm, jobId } = await aScene({ tasks });
      const turn = await advance(firm.memory, { jobId, run: 1 });
      const woken: string[] = [];
      const table = faulty(firm.memory, { seed: 1, script: [fault] });
      const from = { table, wake: async (token: string) => void woken.push(token) };
      await expect(awaitJob(from, { jobId, run: 1, ...turn, token: 'mine' })).rejects.toThrow(Busy);
      await awaitJob(from, { jobId, run: 1, ...turn, token: 'again' });
      expect(await firm.memory.get(workflowKey(jobId))).toMatchObject({ token: 'again' });
      expect(woken).toEqual([]);
    },
  );
});

describe('an event of a job', () => {
  test('that the workflow has seen wakes nobody; a later one does, once', async () => {
    const scene = await aScene({ tasks });
    const { firm, jobId, machine, record } = scene;
    const { seen } = await record();
    const woken: string[] = [];
    const waking = { ...machine.machinery, wake: async (token: string) => void woken.push(token) };
    await wake(waking, jobId, seen);
    expect(woken).toEqual([]);
    const { token } = await record();
    await wake(waking, jobId, seen + 1);
    await wake(waking, jobId, seen + 1);
    expect(woken).toEqual([token]);
    // From now on it is overdue until the execution has gone on.
    expect((await record()).wakeAt! <= new Date(machine.clock.time + 1000).toISOString()).toBe(true);
    expect(firm.memory.all().filter(({ pk }) => pk === `JOB#${jobId}`)).not.toHaveLength(0);
  });
});

describe('a wake-up that could not be noted', () => {
  test.each(['conflict', 'busy', 'lost', 'crash'] as const)('(%s) comes again, until it is', async (fault) => {
    const { firm, jobId, machine, record } = await aScene({ tasks });
    const { seen } = await record();
    const woken: string[] = [];
    const table = faulty(firm.memory, { seed: 1, script: [fault] });
    const waking = { ...machine.machinery, table, wake: async (token: string) => void woken.push(token) };
    await expect(wake(waking, jobId, seen + 1)).rejects.toThrow();
    await wake(waking, jobId, seen + 1);
    // Should the execution die now, the reconciler finds it.
    expect(await record()).not.toHaveProperty('token');
    expect(Date.parse((await record()).wakeAt!)).toBeLessThanOrEqual(machine.clock.time + 1000);
    expect(woken.length).toBeGreaterThan(0);
  });
});

describe('a step', () => {
  test('has its effect once, whoever runs it how often and at once', async () => {
    const scene = await aScene({ tasks });
    const { firm, jobId, task } = scene;
    await complete(scene, 'first');
    const step = (await task('tag')).id;
    const op = { jobId, run: 1, step };
    await Promise.all([runStep(firm.memory, op), runStep(firm.memory, op), runStep(firm.memory, op)]);
    await runStep(firm.memory, op);
    expect(typesOf(scene).filter((type) => type === 'job.step-done')).toHaveLength(1);
  });

  test('of an execution that another one has followed does nothing', async () => {
    const scene = await aScene({ tasks });
    const { firm, jobId, task } = scene;
    await complete(scene, 'first');
    await advance(firm.memory, { jobId, run: 2 });
    await runStep(firm.memory, { jobId, run: 1, step: (await task('tag')).id });
    expect((await task('tag')).status).toBe('open');
  });

  test('that was asked for before what comes first is done waits for it', async () => {
    const { firm, jobId, task } = await aScene({ tasks });
    await runStep(firm.memory, { jobId, run: 1, step: (await task('tag')).id });
    expect((await task('tag')).status).toBe('open');
  });
});

describe('the bookkeeping of a workflow', () => {
  test('makes no edit stale, and is no record of the job', async () => {
    const { firm, jobId, machine, read } = await aScene({ tasks });
    const { version } = await read();
    await machine.pass(40 * aDay);
    const headers = { 'if-match': `"${version}"` };
    const reply = await firm.admin.call('PATCH', `/v1/jobs/${jobId}`, { body: { priority: 'high' }, headers });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    const { body } = await firm.admin.call('POST', '/v1/audit/verify', { body: {} });
    expect(body).toMatchObject({ verdict: 'intact' });
  });
});

describe('the reconciler', () => {
  const anHour = 3600;
  const look = (scene: Awaited<ReturnType<typeof aScene>>) => reconcile(scene.machine.machinery);

  test('leaves alone what waits for its time, and what is at work', async () => {
    const scene = await aScene({ tasks });
    expect(await look(scene)).toEqual({ overdue: 0, started: 0 });
  });

  test('starts the execution of a job whose beginning nobody heard of', async () => {
    const scene = await aScene({ tasks });
    const { firm, machine, office, templateId } = scene;
    const reply = await firm.admin.call('POST', '/v1/jobs', { body: { clientId: office.clientId, templateId } });
    const { id } = reply.body;
    expect(await look(scene)).toEqual({ overdue: 0, started: 0 });
    machine.clock.time += anHour * 1000;
    process.env.CLOCK_OFFSET_MS = String(machine.clock.time - Date.now());
    expect(await look(scene)).toEqual({ overdue: 1, started: 1 });
    await machine.pass(1);
    expect(machine.statusOf(id)).toBe('RUNNING');
    expect(await look(scene)).toEqual({ overdue: 0, started: 0 });
  });

  test('starts the next one of a job that goes on again unheard', async () => {
    const scene = await aScene({ tasks });
    const { firm, machine, jobId, record } = scene;
    await firm.admin.call('POST', `/v1/jobs/${jobId}/cancel`, { body: { reason: 'No' } });
    await machine.settled();
    await firm.admin.call('POST', `/v1/jobs/${jobId}/reopen`);
    machine.clock.time += anHour * 1000;
    process.env.CLOCK_OFFSET_MS = String(machine.clock.time - Date.now());
    expect(await look(scene)).toEqual({ overdue: 1, started: 1 });
    await machine.settled();
    expect(machine.statusOf(jobId, 2)).toBe('RUNNING');
    expect(await record()).toMatchObject({ run: 2, state: 'running' });
  });

  test('follows an execution that failed, also one after it that failed too', async () => {
    const scene = await aScene({ tasks });
    const { machine, jobId, task } = scene;
    const { engine } = machine;
    const arn = (run: number) =>
      engine.list(engine.machines()[0]!.arn, 'RUNNING').find(({ name }) => name.endsWith(`-${run}`))!.arn;
    engine.stop(arn(1), 'Bad', 'A deployment that was none');
    await complete(scene, 'first');
    await machine.settled();
    expect((await task('tag')).status).toBe('open');
    await machine.pass(anHour);
    await machine.machinery.start(jobId, 2);
    engine.stop(arn(2), 'Bad', 'Again');
    expect(await look(scene)).toEqual({ overdue: 1, started: 1 });
    await machine.settled();
    expect(machine.statusOf(jobId, 3)).toBe('RUNNING');
    expect((await task('tag')).status).toBe('done');
  });

  test('does not start what waits a long time for its function to come back', async () => {
    const scene = await aScene({ tasks });
    await scene.firm.memory.write([
      {
        update: workflowKey(scene.jobId),
        set: { wakeAt: '2026-01-01T00:00:00.000Z', byNextSk: '2026-01-01' },
        if: 'always',
      },
    ]);
    expect(await look(scene)).toEqual({ overdue: 1, started: 0 });
  });
});
