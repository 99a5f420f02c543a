import { describe, expect, test } from 'vitest';
import { onJob } from '../../../../functions/jobs/workflow/on-job.ts';
import { askRelated } from '../../../../functions/jobs/workflow/related-jobs.ts';
import { isEvent } from '../../../../shared/events/chain.ts';
import type { Table } from '../../../../shared/table/table.ts';
import { randomFrom } from '../../../support/faults.ts';
import { aClient, type Answer } from '../../../support/call.ts';
import { aJob, aSmallTemplate, taskOf } from '../../../support/work.ts';
import { aTemplate } from '../../../support/written-template.ts';
import { aScene, type Scene } from './scene.ts';

const ref = 'job.related.out';
const waits = { key: 'in', title: 'It has come', after: [ref] };
const last = { key: 'last', title: 'Last', after: ['in'] };
const year = { more: { period: 'calendar-year' }, body: { period: { of: '2026-12-31' } } };
const other = aSmallTemplate({
  key: 'other',
  period: 'calendar-year',
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'out', title: 'Hand it out', role: 'doer' },
        { key: 'after', title: 'File', role: 'doer' },
      ],
    },
  ],
});

async function aRelated(scene: Scene, more: object = {}) {
  const { firm, office, machine } = scene;
  const templateId = await aTemplate(firm, other);
  const body = { clientId: office.clientId, templateId, ...year.body, ...more };
  const job = await aJob(firm.admin.call, body);
  await machine.settled();
  await firm.projected();
  return {
    job,
    templateId,
    async does(what: string, sent: object = {}) {
      const { id } = taskOf(job, 'out');
      const reply = await office.bookkeeper.call('POST', `/v1/jobs/${job.id}/tasks/${id}/${what}`, sent);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    },
  };
}

const isOpen = async ({ task }: Pick<Scene, 'task'>) => (await task('in')).isUpNext as boolean;

describe('a task that waits for one in a related job', () => {
  test('hears of it once it is done there, while that job goes on', async () => {
    const scene = await aScene({ tasks: [waits, last], ...year });
    const related = await aRelated(scene);
    expect(await isOpen(scene)).toBe(false);
    expect((await scene.task('in')).blockedBy).toMatchObject([{ says: '“out” is done in the related job' }]);
    await related.does('complete');
    await scene.machine.settled();
    expect(await isOpen(scene)).toBe(true);
    expect((await scene.read()).facts).toMatchObject({
      [ref]: { on: '2026-11-02', by: 'system', jobId: related.job.id },
    });
  });

  test('that was done before the job began counts as well', async () => {
    const scene = await aScene({ tasks: [last] });
    const related = await aRelated(scene);
    await related.does('complete');
    const templateId = await aTemplate(scene.firm, {
      ...other,
      key: 'waiting',
      sections: [{ name: 'W', tasks: [waits] }],
    });
    const body = { clientId: scene.office.clientId, templateId, ...year.body };
    const { id } = await aJob(scene.firm.admin.call, body);
    await scene.machine.settled();
    const { body: job } = await scene.firm.admin.call('GET', `/v1/jobs/${id}`);
    expect(taskOf(job, 'in').isUpNext).toBe(true);
  });

  test('waits again where it is to be done again there, and not once it has been done here', async () => {
    const scene = await aScene({ tasks: [waits, last], ...year });
    const related = await aRelated(scene);
    await related.does('complete');
    await scene.machine.settled();
    await related.does('reopen');
    await scene.machine.settled();
    expect(await isOpen(scene)).toBe(false);
    expect((await scene.read()).facts).toBeUndefined();
    await related.does('skip', { body: { reason: 'None this year' } });
    await scene.machine.settled();
    await scene.act('in', 'complete');
    await related.does('reopen');
    await scene.machine.settled();
    expect((await scene.task('in')).status).toBe('done');
    expect(Object.keys((await scene.read()).facts)).toEqual([ref]);
  });

  test('hears nothing of another client’s, of another time, and what a person recorded stays', async () => {
    const scene = await aScene({ tasks: [waits, last], ...year });
    const stranger = await aClient(scene.firm.admin.call, { name: 'Stranger' });
    const theirs = await aRelated(scene, { clientId: stranger.id, leadId: scene.office.bookkeeper.id });
    await theirs.does('complete');
    const earlier = await aJob(scene.firm.admin.call, {
      clientId: scene.office.clientId,
      templateId: theirs.templateId,
      period: { of: '2025-12-31' },
    });
    const path = `/v1/jobs/${earlier.id}/tasks/${taskOf(earlier, 'out').id}/complete`;
    expect((await scene.office.bookkeeper.call('POST', path)).status).toBe(200);
    await scene.machine.settled();
    expect(await isOpen(scene)).toBe(false);
    await scene.firm.admin.call('POST', `/v1/jobs/${scene.jobId}/facts`, { body: { fact: ref } });
    await scene.machine.settled();
    expect(await isOpen(scene)).toBe(true);
    expect(await askRelated(scene.firm.memory, scene.jobId)).toBe(false);
    expect(await isOpen(scene)).toBe(true);
  });

  test('that stands for each company waits for the one of that company', async () => {
    const scene = await aScene({ tasks: [last] });
    const { firm, office, machine } = scene;
    const roles = { responsible: firm.admin.id, roles: [{ role: 'lead', memberId: office.bookkeeper.id }] };
    const owner = await aClient(firm.admin.call, { name: 'Owner', kind: 'individual', ...roles });
    const companies = [
      await aClient(firm.admin.call, { name: 'Alpine LLC', kind: 'partnership', ...roles }),
      await aClient(firm.admin.call, { name: 'Birch Inc', kind: 's-corporation', ...roles }),
    ];
    const group = await firm.admin.call('POST', '/v1/groups', { body: { name: 'Owner and companies' } });
    for (const { id } of [owner, ...companies])
      await firm.admin.call('PATCH', `/v1/clients/${id}`, { body: { groupId: group.body.id } });
    const each = { ...waits, title: 'K-1 from {related.client.name}', each: 'client.k1Sources' };
    const content = { ...other, key: 'owners', sections: [{ name: 'W', tasks: [each] }] };
    const templateId = await aTemplate(firm, content as never);
    const { id } = await aJob(firm.admin.call, { clientId: owner.id, templateId, ...year.body });
    const birch = await aRelated(scene, { clientId: companies[1]!.id });
    await birch.does('complete');
    await machine.settled();
    const { body } = await firm.admin.call('GET', `/v1/jobs/${id}`);
    expect(body.tasks.map(({ title, isUpNext }: Answer) => [title, isUpNext])).toEqual([
      ['K-1 from Alpine LLC', false],
      ['K-1 from Birch Inc', true],
    ]);
  });
});

describe('a job that is told of another', () => {
  /** Does something the moment before the first write gets through. */
  function interrupted(table: Table, by: () => Promise<void>): Table {
    let isFirst = true;
    const own: Partial<Table> = {
      async write(writes) {
        if (isFirst) {
          isFirst = false;
          await by();
        }
        return table.write(writes);
      },
    };
    return new Proxy(table, {
      get: (target, name) =>
        own[name as keyof Table] ?? Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name),
    });
  }

  test('is not told of what is taken back in that moment', async () => {
    const scene = await aScene({ tasks: [waits, last], ...year });
    const related = await aRelated(scene);
    await related.does('complete');
    const table = interrupted(scene.firm.memory, () => related.does('reopen'));
    expect(await askRelated(table, scene.jobId)).toBe(false);
    expect(await isOpen(scene)).toBe(false);
  });

  test('knows the truth in the end, in whatever order and however often it hears of what happened', async () => {
    const random = randomFrom(20261102);
    for (let round = 0; round < 6; round++) {
      const scene = await aScene({ tasks: [waits, last], ...year });
      const { firm, jobId, machine } = scene;
      const related = await aRelated(scene);
      const turns = 1 + Math.floor(random() * 4);
      for (let n = 0; n < turns; n++) await related.does(n % 2 === 0 ? 'complete' : 'reopen');
      await firm.projected();
      const told = firm.memory
        .all()
        .filter(isEvent)
        .filter(({ pk }) => pk === `JOB#${related.job.id}`);
      const twice = [...told, ...told].toSorted(() => random() - 0.5);
      for (const { type, seq } of twice) await onJob(machine.machinery, { type, jobId: related.job.id as string, seq });
      expect([turns, await isOpen(scene)]).toEqual([turns, turns % 2 === 1]);
      const news = firm.memory
        .all()
        .filter(isEvent)
        .filter(({ pk, type }) => pk === `JOB#${jobId}` && type.startsWith('job.fact'));
      expect(news.length).toBeLessThanOrEqual(1);
    }
  });
});
