import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/call.ts';
import { aJob, aSmallTemplate, taskOf } from '../../../support/work.ts';
import { aTemplate } from '../../../support/written-template.ts';
import { aScene, type Planned, typesOf } from './scene.ts';

const begin = { key: 'begin', title: 'Begin', role: 'doer' };
const last = { key: 'last', title: 'Last', role: 'doer' };
const step = (more: object): Planned => ({ key: 'step', title: 'The step', after: ['begin'], ...more });

/** A job with one step, which runs once the first task is done. */
async function ran(more: object, given: Partial<Parameters<typeof aScene>[0]> = {}) {
  const scene = await aScene({ tasks: [begin, step(more), last], ...given });
  await scene.act('begin', 'complete');
  return scene;
}

describe('a step of the kind', () => {
  test('create-task makes a task for who has the role, once the work has come that far', async () => {
    const { read, office } = await ran({
      auto: 'create-task',
      role: 'reviewer',
      est: 10,
      title: 'Half the hours: on course?',
    });
    const { tasks } = await read();
    expect(tasks.map(({ title, status }: Answer) => [title, status])).toEqual([
      ['Begin', 'done'],
      ['Half the hours: on course?', 'done'],
      ['Last', 'open'],
      ['Half the hours: on course?', 'open'],
    ]);
    expect(tasks[3]).toMatchObject({ assigneeId: office.reviewer.id, estMinutes: 10, due: { on: '2026-11-02' } });
  });

  test('assign gives tasks that are left to who has the role', async () => {
    const { task, office } = await ran({ auto: 'assign', role: 'reviewer', tasks: ['last', 'begin'] });
    expect((await task('last')).assigneeId).toBe(office.reviewer.id);
    expect((await task('begin')).assigneeId).toBe(office.bookkeeper.id);
  });

  test('assign fails where nobody has the role', async () => {
    const more = { roles: { doer: 'client.lead', reviewer: 'client.contact' } };
    const { task } = await ran({ auto: 'assign', role: 'reviewer', tasks: ['last'] }, { more });
    expect((await task('step')).failure.cause).toBe('Nobody has the role reviewer in this job');
  });

  test.each([
    [{ tag: 'worked' }, ['vip'], ['vip', 'worked']],
    [{ tag: 'VIP' }, ['vip'], ['vip']],
    [{ tag: 'vip', removes: true }, ['vip', 'x'], ['x']],
    [{ tag: 'vip', removes: true }, ['x'], ['x']],
  ])('set-tag %j makes of %j %j', async (more, tags, after) => {
    const { firm, office, task } = await ran({ auto: 'set-tag', ...more }, { client: { tags } });
    expect((await firm.admin.call('GET', `/v1/clients/${office.clientId}`)).body.tags).toEqual(after);
    expect((await task('step')).status).toBe('done');
  });

  test('set-field notes something in the job', async () => {
    const { read } = await ran({ auto: 'set-field', setsField: 'job.decision', value: 'extend' });
    expect((await read()).fields).toEqual({ decision: 'extend' });
  });

  test('change-status puts the job in a state, until something is done in it', async () => {
    const { read, act } = await ran({ auto: 'change-status', status: 'waiting-third-party' });
    expect((await read()).status).toBe('waiting-third-party');
    await act('last', 'complete');
    expect((await read()).status).toBe('done');
  });

  test('change-status at the very end leaves the job done', async () => {
    const { act, read } = await aScene({ tasks: [begin, step({ auto: 'change-status', status: 'review' })] });
    await act('begin', 'complete');
    expect((await read()).status).toBe('done');
  });

  test('start-engagement begins the engagement of the job', async () => {
    const scene = await aScene({ tasks: [begin, step({ auto: 'start-engagement' }), last] });
    const { firm, office, templateId, machine } = scene;
    const services = [{ code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' }];
    const made = await firm.admin.call('POST', `/v1/clients/${office.clientId}/engagements`, {
      body: { title: 'Books', services },
    });
    const body = { clientId: office.clientId, templateId, engagementId: made.body.id };
    const job = await aJob(firm.admin.call, body);
    await machine.settled();
    await office.bookkeeper.call('POST', `/v1/jobs/${job.id}/tasks/${taskOf(job, 'begin').id}/complete`);
    await machine.settled();
    const { body: engagement } = await firm.admin.call('GET', `/v1/engagements/${made.body.id}`);
    expect(engagement.status).toBe('active');
    await scene.act('begin', 'complete');
    expect((await scene.task('step')).failure.cause).toMatch(/^This job belongs to no engagement/);
  });

  test('conflict-search looks for the client and whoever it has to do with', async () => {
    const { firm, read, office } = await ran({ auto: 'conflict-search' });
    const { conflictSearch } = (await read()).fields;
    const { body } = await firm.admin.call('GET', `/v1/conflicts/${conflictSearch}`);
    expect(body).toMatchObject({ names: ['Juniper Street Dental, P.C.'], clientId: office.clientId });
  });

  test.each(['send-letter', 'draft-invoice', 'carry-hours', 'open-matter', 'webhook'] as const)(
    '%s, which nothing does yet, is asked, and a person records how it ended',
    async (auto) => {
      const parameters = { letter: 'tax-individual', fee: 'x', url: 'https://hooks.example/x' };
      const named = { 'send-letter': ['letter'], 'draft-invoice': ['fee'], webhook: ['url'] } as Record<
        string,
        string[]
      >;
      const given = Object.fromEntries((named[auto] ?? []).map((name) => [name, parameters[name as 'letter']]));
      const scene = await ran({ auto, ...given });
      expect((await scene.task('step')).status).toBe('asked');
      expect((await scene.workflow()).asked).toEqual([expect.objectContaining({ title: 'The step' })]);
      await scene.act('step', 'complete');
      expect((await scene.task('step')).status).toBe('done');
      expect(typesOf(scene)).toEqual(['job.created', 'job.task-completed', 'job.task-asked', 'job.task-completed']);
    },
  );

  test('wait-until waits for its day', async () => {
    const { task, machine } = await ran({ auto: 'wait-until', until: 'job.start +3 bizday' });
    expect((await task('step')).status).toBe('open');
    await machine.pass(2 * 86_400);
    expect((await task('step')).status).toBe('open');
    await machine.pass(86_400);
    expect((await task('step')).status).toBe('done');
  });
});

describe('a step that begins another job', () => {
  const other = aSmallTemplate({ key: 'year-end', name: 'Year end', title: 'Year end of {client.name}' });
  const starts = step({ auto: 'start-template', template: 'year-end' });
  const waits = { key: 'wait', title: 'Wait for it', auto: 'wait-for-job', job: 'step', after: ['step'] };

  async function begun() {
    const scene = await aScene({ tasks: [begin, starts, waits, last] });
    await aTemplate(scene.firm, other);
    const jobs = async () => {
      const { body } = await scene.firm.admin.call('GET', '/v1/jobs', { query: { clientId: scene.office.clientId } });
      return body.items.filter(({ template }: Answer) => template.key === 'year-end') as Answer[];
    };
    return { ...scene, jobs };
  }

  test('begins it once, also when the step is done again', async () => {
    const { act, jobs, jobId, task } = await begun();
    await act('begin', 'complete');
    const [made, ...more] = await jobs();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ title: 'Year end of Juniper Street Dental, P.C.', startedFrom: { jobId } });
    await act('step', 'reopen');
    expect((await task('step')).status).toBe('done');
    expect(await jobs()).toHaveLength(1);
  });

  test('waits for someone to try again where the firm begins no work without a letter', async () => {
    const { act, jobs, task, firm, office, machine } = await begun();
    const { call } = firm.admin;
    await act('begin', 'start');
    await call('PATCH', '/v1/firm', { body: { letterRule: 'stop' } });
    await act('begin', 'complete');
    expect((await task('step')).failure.cause).toContain('No work begins without a signed letter');
    expect(await jobs()).toEqual([]);
    const signed = { title: 'Year end', letter: 'signed' };
    await call('POST', `/v1/clients/${office.clientId}/engagements`, { body: signed });
    await firm.projected();
    await act('step', 'retry');
    await machine.pass(60);
    expect(await jobs()).toHaveLength(1);
  });

  test('and one that waits for that job goes on when it is done', async () => {
    const { act, jobs, machine, task, firm, office, read } = await begun();
    await act('begin', 'complete');
    const [made] = await jobs();
    expect((await task('wait')).status).toBe('open');
    expect(machine.statusOf(made.id)).toBe('RUNNING');
    for (const key of ['first', 'second', 'review', 'last']) {
      const { body } = await firm.admin.call('GET', `/v1/jobs/${made.id}`);
      const by = key === 'review' ? office.reviewer : office.bookkeeper;
      const reply = await by.call('POST', `/v1/jobs/${made.id}/tasks/${taskOf(body, key).id}/complete`);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    }
    await machine.settled();
    expect((await task('wait')).status).toBe('done');
    expect(Object.keys((await read()).facts)).toEqual(['job.started.step']);
  });

  test('fails where there is no such template, and runs once there is', async () => {
    const scene = await aScene({ tasks: [begin, starts, last] });
    await scene.act('begin', 'complete');
    expect((await scene.task('step')).failure.cause).toMatch(/^There is no template with the key year-end/);
    await aTemplate(scene.firm, other);
    await scene.act('step', 'retry');
    expect((await scene.task('step')).status).toBe('done');
  });
});

describe('a task that waits for the last of the client’s other jobs', () => {
  const ref = 'job.same-client.close.last-of-period';
  const books = { key: 'books', title: 'Books closed', after: [ref] };
  const close = aSmallTemplate({
    key: 'close',
    period: 'month',
    sections: [{ name: 'Work', tasks: [{ key: 'all', title: 'All', role: 'doer' }] }],
  });
  const year = { more: { period: 'calendar-year' }, body: { period: { of: '2026-12-31' } } };

  async function closed(scene: Awaited<ReturnType<typeof aScene>>, templateId: string, of: string) {
    const { firm, office, machine } = scene;
    const job = await aJob(firm.admin.call, { clientId: office.clientId, templateId, period: { of } });
    await office.bookkeeper.call('POST', `/v1/jobs/${job.id}/tasks/${taskOf(job, 'all').id}/complete`);
    await machine.settled();
  }

  test('hears of it when it is done, and of no other', async () => {
    const scene = await aScene({ tasks: [books, last], ...year });
    const templateId = await aTemplate(scene.firm, close);
    await closed(scene, templateId, '2026-11-30');
    expect((await scene.task('books')).isUpNext).toBe(false);
    await closed(scene, templateId, '2026-12-31');
    expect((await scene.task('books')).isUpNext).toBe(true);
  });

  test('that was done before it began counts as well', async () => {
    const scene = await aScene({ tasks: [books, last], ...year });
    const templateId = await aTemplate(scene.firm, close);
    await closed(scene, templateId, '2026-12-31');
    const { firm, office, machine } = scene;
    const body = { clientId: office.clientId, templateId: scene.templateId, ...year.body };
    const { id } = await aJob(firm.admin.call, body);
    await machine.settled();
    const { body: job } = await firm.admin.call('GET', `/v1/jobs/${id}`);
    expect(taskOf(job, 'books').isUpNext).toBe(true);
  });
});
