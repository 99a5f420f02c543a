import { beforeEach, describe, expect, test } from 'vitest';
import { otherKeys, withKeys } from '../../../functions/jobs/other-keys.ts';
import type { Task } from '../../../functions/jobs/task.ts';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aTemplate, published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let worker: ReturnType<typeof verbs>;
let job: Answer;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
  const templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
});

const add = (templateId: string, more: object = {}) =>
  worker.post(`/v1/jobs/${job.id}/templates`, { templateId, ...more });

describe('a template added to a job', () => {
  test('brings its tasks, by the job’s people and days', async () => {
    const letter = aSmallTemplate({
      key: 'letter',
      name: 'Letter',
      roles: { writer: 'client.manager' },
      sections: [
        {
          name: 'Letter',
          tasks: [
            { key: 'write', title: 'Write it', role: 'writer', due: 'job.start +1 bizday' },
            { key: 'post', title: 'Post it', role: 'writer', after: ['write'], due: 'job.due -1 bizday' },
          ],
        },
      ],
    });
    const reply = await add(await published(firm.admin.call, letter));
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    expect(reply.body).toMatchObject({ title: job.title, template: job.template, dueOn: job.dueOn });
    expect(reply.body.tasks.map(({ key }: Answer) => key)).toEqual([
      'first',
      'second',
      'review',
      'last',
      'write',
      'post',
    ]);
    expect(taskOf(reply.body, 'write')).toMatchObject({ assigneeId: office.reviewer.id, due: { on: '2026-11-03' } });
    expect(taskOf(reply.body, 'post')).toMatchObject({ blockedBy: [{ after: 'write' }], due: { on: '2026-11-13' } });
  });

  test('gets other keys where they are taken, and what refers to them follows', async () => {
    const again = await published(firm.admin.call, aSmallTemplate({ key: 'again' }));
    await worker.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'first').id}/complete`);
    const { body } = await add(again);
    expect(taskOf(body, 'second-2')).toMatchObject({ blockedBy: [{ after: 'first-2' }], due: { on: '2026-11-06' } });
    expect(taskOf(body, 'review-2').review).toEqual({ of: 'second-2', notSameAs: 'doer' });
    expect(taskOf(body, 'last-2').due).toMatchObject({ waitsFor: 'review-2.done' });
    expect(taskOf(body, 'second').blockedBy).toEqual([]);
    expect(taskOf((await add(again)).body, 'second-3').blockedBy).toMatchObject([{ after: 'first-3' }]);
  });

  test('tells a job without a period which it is about, and takes no other than the job has', async () => {
    const close = await aTemplate(firm.admin.call);
    expect(await add(close)).toMatchObject({ status: 400 });
    const added = await add(close, { period: { of: '2026-10-15' } });
    expect(added.body).toMatchObject({ period: { start: '2026-10-01', end: '2026-10-31' } });
    expect(await add(close, { period: { of: '2026-09-15' } })).toMatchObject({
      status: 422,
      body: { field: 'period' },
    });
    expect(taskOf(added.body, 'code').due.on).toBe('2026-11-06');
    expect(await add(close)).toMatchObject({ status: 201 });
  });

  test('is refused where the job is over or the template is not published, and nothing is half made', async () => {
    const draft = await firm.admin.call('POST', '/v1/templates', {
      body: { content: aSmallTemplate({ key: 'draft' }) },
    });
    expect(await add(draft.body.id)).toMatchObject({ status: 422, body: { field: 'templateId' } });
    await worker.post(`/v1/jobs/${job.id}/cancel`, { reason: 'Twice' });
    expect(await add(job.template.id)).toMatchObject({ status: 422 });
    expect((await worker.get(`/v1/jobs/${job.id}`)).body.tasks).toHaveLength(4);
  });
});

describe('other keys', () => {
  test('are the first that nobody has, also among those that come in', () => {
    const names = otherKeys(['review', 'review-2', 'send'], new Set(['review', 'file']));
    expect(Object.fromEntries(names)).toEqual({ review: 'review-3' });
  });

  test('stand in everything that a task says of others, and nowhere else', () => {
    const names = new Map([['review', 'review-2']]);
    const task = {
      key: 'send',
      after: ['review', 'request.review'],
      dueRule: 'review.due +1 bizday',
      when: 'review not done and (preview done or tag review)',
      auto: { kind: 'assign', tasks: ['review', 'send'] },
    } as unknown as Task;
    expect(withKeys(task, names)).toMatchObject({
      key: 'send',
      after: ['review-2', 'request.review'],
      dueRule: 'review-2.due +1 bizday',
      when: 'review-2 not done and (preview done or tag review)',
      auto: { kind: 'assign', tasks: ['review-2', 'send'] },
    });
  });
});
