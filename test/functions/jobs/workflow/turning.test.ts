import { describe, expect, test } from 'vitest';
import { workflowKey } from '../../../../functions/jobs/workflow/record.ts';
import { aDay, aScene, typesOf } from './scene.ts';

const automatic = [
  { key: 'note', title: 'Note that it began', auto: 'set-field', setsField: 'job.begun', value: true },
  { key: 'first', title: 'First', role: 'doer', after: ['note'], due: 'job.start +2 bizday' },
  { key: 'tag', title: 'Tag the client', auto: 'set-tag', tag: 'worked', after: ['first'] },
  { key: 'last', title: 'Last', role: 'doer', after: ['tag'], due: 'job.start +3 bizday' },
] as const;

describe('a job with steps that run by themselves', () => {
  test('goes on by itself where it can, and waits where it cannot, until it is done', async () => {
    const scene = await aScene({ tasks: automatic });
    const { firm, machine, jobId, read, act, office } = scene;
    expect(await read()).toMatchObject({ status: 'active', fields: { begun: true } });
    expect(machine.statusOf(jobId)).toBe('RUNNING');
    await act('first', 'complete');
    expect((await scene.task('tag')).status).toBe('done');
    const client = await firm.admin.call('GET', `/v1/clients/${office.clientId}`);
    expect(client.body.tags).toEqual(['worked']);
    await act('last', 'complete');
    expect((await read()).status).toBe('done');
    expect(machine.statusOf(jobId)).toBe('SUCCEEDED');
    expect(typesOf(scene)).toEqual([
      'job.created',
      'job.step-done',
      'job.task-completed',
      'job.step-done',
      'job.completed',
    ]);
    const record = await firm.memory.get(workflowKey(jobId));
    expect(record).toMatchObject({ state: 'ended', run: 1 });
    expect(record).not.toHaveProperty('byNextPk');
  });

  test('that was called off ends, and runs nothing more', async () => {
    const { firm, machine, jobId, task } = await aScene({ tasks: automatic });
    await firm.admin.call('POST', `/v1/jobs/${jobId}/cancel`, { body: { reason: 'The client left' } });
    await machine.settled();
    expect(machine.statusOf(jobId)).toBe('SUCCEEDED');
    expect((await task('tag')).status).toBe('open');
  });

  test('that goes on after its end has an execution again, which nothing that comes late disturbs', async () => {
    const { firm, machine, jobId, task, act, record } = await aScene({ tasks: automatic });
    await firm.admin.call('POST', `/v1/jobs/${jobId}/cancel`, { body: { reason: 'The client left' } });
    await machine.settled();
    await firm.admin.call('POST', `/v1/jobs/${jobId}/reopen`);
    expect(await record()).toMatchObject({ state: 'due', run: 1 });
    machine.heard.clear();
    await machine.settled();
    expect(machine.statusOf(jobId, 2)).toBe('RUNNING');
    expect(await record()).toMatchObject({ state: 'running', run: 2 });
    await act('first', 'complete');
    expect((await task('tag')).status).toBe('done');
  });

  test('begins on its day, not before', async () => {
    const { machine, read, task, workflow } = await aScene({ tasks: automatic, body: { startOn: '2026-11-05' } });
    expect(await read()).toMatchObject({ status: 'planned' });
    expect((await task('note')).status).toBe('open');
    expect(await workflow()).toMatchObject({
      state: 'waiting',
      // The milliseconds are those that passed on the way.
      wakesAt: expect.stringMatching(/^2026-11-05T14:00:0/),
      says: 'Waiting for its day since 2 November 2026; looks again on 5 November 2026',
    });
    await machine.pass(3 * aDay);
    expect((await task('note')).status).toBe('done');
    expect((await read()).status).toBe('active');
  });

  test('and nothing to run by itself says on its day that it is ready', async () => {
    const scene = await aScene({
      tasks: [{ key: 'first', title: 'First', due: 'job.start +10 bizday' }],
      body: { startOn: '2026-11-05' },
    });
    await scene.machine.pass(3 * aDay);
    expect((await scene.read()).status).toBe('ready');
    expect(typesOf(scene)).toEqual(['job.created', 'job.rescheduled']);
  });

  test('keeps a state that someone set by hand until something is done in it', async () => {
    const { firm, machine, jobId, read, act } = await aScene({ tasks: automatic });
    const body = { status: 'waiting-third-party', waitsFor: 'the bank' };
    await firm.admin.call('POST', `/v1/jobs/${jobId}/status`, { body });
    await machine.pass(aDay / 2);
    expect((await read()).status).toBe('waiting-third-party');
    await act('first', 'complete');
    expect((await read()).status).toBe('active');
  });

  test('runs a step that nothing comes before on the day that it is for', async () => {
    const ask = { key: 'note', title: 'Note', auto: 'set-field', setsField: 'job.begun', value: true };
    const { machine, task } = await aScene({
      tasks: [
        { ...ask, due: 'job.start +3 bizday' },
        { key: 'last', title: 'Last', after: ['note'] },
      ],
    });
    expect((await task('note')).status).toBe('open');
    await machine.pass(2 * aDay);
    expect((await task('note')).status).toBe('open');
    await machine.pass(aDay);
    expect((await task('note')).status).toBe('done');
  });

  test('wakes a task on whose day it shows that it is needed', async () => {
    const { machine, task } = await aScene({
      tasks: [
        { key: 'docs', title: 'Everything is in' },
        { key: 'call', title: 'Call the client', when: 'docs not done', due: 'job.start +2 day' },
      ],
    });
    expect((await task('call')).status).toBe('dormant');
    await machine.pass(2 * aDay);
    expect((await task('call')).status).toBe('open');
  });
});
