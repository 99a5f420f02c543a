import { describe, expect, test } from 'vitest';
import type { Answering } from '../../../support/job-machine.ts';
import { aContact, aScene, typesOf } from './scene.ts';

const copies = { key: 'copy', title: 'Send the copies', auto: 'send-mail', mail: 'filed-copies', role: 'doer' };
const last = { key: 'last', title: 'Last' };

describe('a step that cannot run', () => {
  test('says why, to whom it falls, and stops nothing else', async () => {
    const scene = await aScene({ tasks: [copies, last, { ...copies, key: 'other', auto: 'set-tag', tag: 'x' }] });
    const { workflow, reminders, office, task } = scene;
    const failed = await workflow();
    expect(failed.failed).toEqual([
      expect.objectContaining({
        title: 'Send the copies',
        error:
          'Nobody at Juniper Street Dental, P.C. has a mail address and is to be notified; enter one, or switch that on',
      }),
    ]);
    expect(await task('other')).toMatchObject({ status: 'done' });
    expect(await task('copy')).toMatchObject({
      status: 'open',
      failure: { error: 'StepFailed' },
      can: { retry: true },
    });
    expect(reminders()).toEqual([expect.objectContaining({ why: 'failed', to: [office.bookkeeper.id] })]);
    expect(failed.state).toBe('waiting');
  });

  test('does not run again by itself, but when someone has it tried again', async () => {
    const scene = await aScene({ tasks: [copies, last], body: { period: undefined } });
    await aContact(scene);
    await scene.act('last', 'start');
    expect((await scene.task('copy')).failure).toBeDefined();
    // The period is missing, too: one after the other shows.
    await scene.act('copy', 'retry');
    expect((await scene.task('copy')).failure.cause).toBe(
      '“Copies of what was filed”: {period.label} is empty, and nothing is sent with a hole in it',
    );
    expect(typesOf(scene).filter((type) => type === 'job.step-failed')).toHaveLength(2);
    expect(scene.firm.memory.all().filter(({ entity }) => entity === 'mail')).toEqual([]);
  });

  test('is tried four times more where the failure may pass, and then shown', async () => {
    let tries = 0;
    const answering: Answering = async (op, answer) => {
      if (op.op !== 'step') return answer(op);
      tries++;
      throw new TypeError('Cannot read properties of undefined');
    };
    const tasks = [{ key: 'tag', title: 'Tag', auto: 'set-tag', tag: 'x' }, last];
    const { machine, jobId, workflow } = await aScene({ tasks, machine: { answering } });
    await machine.pass(3600);
    expect(tries).toBe(5);
    expect((await workflow()).failed).toEqual([
      expect.objectContaining({ error: 'Cannot read properties of undefined' }),
    ]);
    expect(machine.statusOf(jobId)).toBe('RUNNING');
  });

  test('may be done by a person instead', async () => {
    const scene = await aScene({ tasks: [copies, last] });
    await scene.act('copy', 'complete');
    expect(await scene.task('copy')).toMatchObject({ status: 'done' });
    expect(await scene.task('copy')).not.toHaveProperty('failure');
  });

  test('is tried again only if it has failed, and let go only if it is held', async () => {
    const { firm, jobId, task } = await aScene({ tasks: [copies, last] });
    const of = async (key: string, does: string) => {
      const { id } = await task(key);
      const reply = await firm.admin.call('POST', `/v1/jobs/${jobId}/tasks/${id}/${does}`);
      return [reply.status, reply.body.detail];
    };
    expect(await of('last', 'retry')).toEqual([422, 'This is no step that runs by itself']);
    expect(await of('copy', 'release')).toEqual([422, 'Nobody has to let this step go']);
  });
});

describe('a step that is held', () => {
  test('waits for a person, and then sends what it has; once', async () => {
    const scene = await aScene({
      tasks: [
        { ...copies, holdForPerson: true },
        { key: 'after', title: 'After', after: ['copy'] },
      ],
      more: { period: 'month' },
      body: { period: { of: '2026-10-31' } },
    });
    await aContact(scene);
    await aContact(scene, { name: 'Sean Larkin', mail: 'sean@juniper.example', notify: false });
    expect(await scene.task('copy')).toMatchObject({ status: 'open', hold: true, can: { release: true } });
    expect((await scene.workflow()).held).toEqual([expect.objectContaining({ title: 'Send the copies' })]);
    await scene.act('copy', 'release');
    expect(await scene.task('copy')).toMatchObject({ status: 'done', doneBy: 'system' });
    const { body } = await scene.firm.admin.call('GET', `/v1/clients/${scene.office.clientId}/mails`);
    expect(body.items).toEqual([
      expect.objectContaining({
        status: 'held',
        to: 'alicia@juniper.example',
        subject: 'Juniper Street Dental, P.C.: filed for October 2026',
        writtenBy: scene.office.bookkeeper.id,
      }),
    ]);
    expect(typesOf(scene)).toEqual(['job.created', 'job.step-released', 'job.step-done']);
  });

  test('sends nothing that would need a link', async () => {
    const scene = await aScene({ tasks: [{ ...copies, mail: 'request', holdForPerson: true }, last] });
    await aContact(scene);
    await scene.act('copy', 'release');
    expect((await scene.task('copy')).failure.cause).toContain('It needs {link}, which no mail of a task has');
  });
});
