import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { eraseJobs } from '../../../functions/jobs/on-erased.ts';
import { packsOf } from '../../../functions/jobs/pack.ts';
import { readJob } from '../../../functions/jobs/store.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import type { Item, Write } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { type Fault, faulty } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';
import { verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { fired, jobsOf } from '../recurrence/recurring.ts';
import { aTaskOf } from './any-job.ts';
import { aScene } from './workflow/scene.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

/** Each waits for the one before, in sections of 250. */
const longTemplate = (count: number, key = 'long') =>
  aSmallTemplate({
    key,
    name: `Long ${key}`,
    sections: Array.from({ length: Math.ceil(count / 250) }, (_, s) => ({
      name: `Part ${s + 1}`,
      tasks: Array.from({ length: Math.min(250, count - s * 250) }, (_one, n) => {
        const place = s * 250 + n;
        return {
          key: `${key}-${place}`,
          title: `Reconcile account ${1000 + place} of the ledger`,
          role: 'doer',
          ...(count < 300 && { instructions: 'Agree the balance with the statement, and say what is open' }),
          ...(place > 0 && { after: [`${key}-${place - 1}`] }),
          due: place === 0 ? 'job.start +1 bizday' : `${key}-${place - 1}.due`,
        };
      }),
    })),
  });

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  admin = verbs(firm.admin.call);
});

const inJob = (jobId: string, entity: string) =>
  firm.memory.all().filter((item) => item.pk === `JOB#${jobId}` && item.entity === entity);
const bytesOf = (item: Item) => Buffer.byteLength(JSON.stringify(item));
const titles = (count: number, title = 'Look at account') =>
  Array.from({ length: count }, (_, n) => ({ title: `${title} ${n}`.slice(0, 200) }));
const made = async (count: number) =>
  aJob(firm.admin.call, {
    clientId: office.clientId,
    templateId: await published(firm.admin.call, longTemplate(count)),
  });
const found = async (jobId: string) => (await checkPartition(firm.memory, `JOB#${jobId}`, undefined)).finding;

describe('a job', () => {
  test.each([90, 91, 250, 1000])('of %i tasks is there whole, in one transaction', async (count) => {
    const job = await made(count);
    expect(job.tasks).toHaveLength(count);
    const read = (await admin.get(`/v1/jobs/${job.id}`)).body;
    expect(read.tasks.map(({ title }: Answer) => title)).toEqual(job.tasks.map(({ title }: Answer) => title));
    expect(read.tasks.at(-1)).toMatchObject({ assigneeId: office.bookkeeper.id, due: { on: '2026-11-03' } });
    expect(read.progress).toEqual({ done: 0, all: count });
    expect(inJob(job.id, 'event')).toHaveLength(1);
    expect(inJob(job.id, 'task')).toHaveLength(count > 90 ? 0 : count);
    for (const item of inJob(job.id, 'schedule')) expect(bytesOf(item)).toBeLessThan(60_000);
    expect(await found(job.id)).toBeUndefined();
  });

  test('of 1,001 tasks is refused, as is a template of so many, and nothing of it is there', async () => {
    await expect(published(firm.admin.call, longTemplate(1001))).rejects.toThrow('at most 1000 are taken');
    const before = firm.memory.all().length;
    const byHand = await admin.post('/v1/jobs', { title: 'Too many', tasks: titles(1001) });
    expect(byHand.status).toBe(400);
    expect(JSON.stringify(byHand.body)).toContain('at most 1000 tasks');
    expect(firm.memory.all()).toHaveLength(before);
  });

  test('of 1,000 tasks by hand with the longest titles fits into its records', async () => {
    const job = await aJob(firm.admin.call, {
      title: 'Year end',
      tasks: titles(1000, 'Abschluß der Konten '.repeat(12)),
    });
    for (const item of firm.memory.all().filter(({ pk }) => pk === `JOB#${job.id}`))
      expect(bytesOf(item)).toBeLessThan(380_000);
    for (const item of inJob(job.id, 'event')) expect(bytesOf(item)).toBeLessThan(32_000);
  });

  test('whose tasks say more than one job can hold is refused', () => {
    const long = Array.from({ length: 100 }, (_, n) => aTaskOf(n, { instructions: 'Look twice. '.repeat(800) }));
    expect(() => packsOf(long)).toThrow('longer than one job can hold');
    const packs = packsOf(long.slice(0, 80));
    expect(packs.flatMap(({ tasks }) => tasks)).toEqual(long.slice(0, 80));
    expect(packs.map(({ number }) => number)).toEqual(packs.map((_, n) => n + 1));
  });
});

describe('a job of a thousand tasks', () => {
  test('is worked in as any other: what was done has a record of its own from then on', async () => {
    const job = await made(1000);
    const [first, second] = [taskOf(job, 'long-0'), taskOf(job, 'long-1')];
    expect(second.can).toMatchObject({ complete: false, pass: true });
    expect(first.version).toBe(0);
    const done = await admin.post(`/v1/jobs/${job.id}/tasks/${first.id}/complete`, undefined, {
      headers: { 'if-match': '"0"' },
    });
    expect(done.status, JSON.stringify(done.body).slice(0, 500)).toBe(200);
    expect(taskOf(done.body, 'long-0')).toMatchObject({ status: 'done', version: 1 });
    expect(taskOf(done.body, 'long-1').can.complete).toBe(true);
    expect(inJob(job.id, 'task')).toHaveLength(1);
    const stale = await admin.patch(
      `/v1/jobs/${job.id}/tasks/${first.id}`,
      { title: 'Another' },
      { headers: { 'if-match': '"0"' } },
    );
    expect(stale.status).toBe(412);
    const read = (await admin.get(`/v1/jobs/${job.id}`)).body;
    expect(read.tasks).toHaveLength(1000);
    expect(read.progress).toEqual({ done: 1, all: 1000 });
    expect(await found(job.id)).toBeUndefined();
  });

  test('has its tasks done many at once, each by its name', async () => {
    const job = await made(91);
    const ids = job.tasks.slice(0, 2).map(({ id }: Answer) => ({ jobId: job.id, taskId: id }));
    const { body } = await admin.post('/v1/tasks/bulk', { action: 'assign', assigneeId: office.reviewer.id, ids });
    await worked(firm, body.id);
    const { items } = (await admin.get(`/v1/batches/${body.id}/results`)).body;
    expect(items).toMatchObject([
      { outcome: 'done', label: expect.stringContaining('Reconcile account 1000') },
      { outcome: 'done', label: expect.stringContaining('Reconcile account 1001') },
    ]);
  });

  test('moves all its dates at once, with their history', async () => {
    const job = await made(1000);
    const moved = await admin.patch(`/v1/jobs/${job.id}`, { startOn: '2026-11-09', reason: 'A week later' });
    expect(moved.status).toBe(200);
    expect(new Set(moved.body.tasks.map(({ due }: Answer) => due.on))).toEqual(new Set(['2026-11-10']));
    const slips = (await admin.get(`/v1/jobs/${job.id}/slips`)).body.items;
    expect(slips).toMatchObject([{ reason: 'A week later' }]);
    expect(slips[0].moved).toHaveLength(1000);
    for (const item of inJob(job.id, 'event')) expect(bytesOf(item)).toBeLessThan(32_000);
  });

  test('stands with each of its tasks among the work to be done', async () => {
    const job = await made(1000);
    await firm.projected();
    expect(firm.memory.all().filter(({ entity, jobId }) => entity === 'due' && jobId === job.id)).toHaveLength(1000);
    await admin.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'long-0').id}/complete`);
    await firm.projected();
    const rows = firm.memory.all().filter(({ entity, jobId }) => entity === 'due' && jobId === job.id);
    expect(rows).toHaveLength(999);
    expect(rows.filter(({ isUpNext }) => isUpNext)).toMatchObject([{ taskId: taskOf(job, 'long-1').id }]);
  });

  test('says nothing of its client once that was erased', async () => {
    const job = await made(250);
    await admin.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'long-0').id}/complete`);
    const key = { pk: `CLIENT#${office.clientId}`, sk: '~EVENT#9999999999' };
    await firm.memory.write([
      {
        put: { ...key, entity: 'event', type: 'client.erased', id: 'evt_1', actor: firm.admin.id, requestId: 'r' },
        if: 'always',
      },
    ]);
    await eraseJobs(firm.memory, key);
    const { tasks, schedule } = await readJob(systemRecords(firm.memory), job.id);
    expect(new Set(tasks.map(({ title }) => title))).toEqual(new Set(['Erased']));
    expect(new Set(Object.values(schedule.lines).map(({ title }) => title))).toEqual(new Set(['Erased']));
    expect(tasks.filter(({ instructions }) => instructions !== undefined)).toEqual([]);
    expect(tasks.filter(({ status }) => status === 'done')).toHaveLength(1);
  });
});

describe('a template of many tasks added to a job under way', () => {
  test('brings all of them in one change, and none above a thousand', async () => {
    const job = await aJob(firm.admin.call, {
      clientId: office.clientId,
      templateId: await published(firm.admin.call, aSmallTemplate()),
    });
    const templateId = await published(firm.admin.call, longTemplate(495));
    for (const count of [499, 994]) {
      const reply = await admin.post(`/v1/jobs/${job.id}/templates`, { templateId });
      expect(reply.status, JSON.stringify(reply.body).slice(0, 500)).toBe(201);
      expect(reply.body.tasks).toHaveLength(count);
    }
    expect(new Set((await admin.get(`/v1/jobs/${job.id}`)).body.tasks.map(({ key }: Answer) => key)).size).toBe(994);
    expect(await admin.post(`/v1/jobs/${job.id}/templates`, { templateId })).toMatchObject({ status: 422 });
    expect(await found(job.id)).toBeUndefined();
    for (const item of inJob(job.id, 'event')) expect(bytesOf(item)).toBeLessThan(32_000);
  });
});

describe('a large job begins by itself', () => {
  test('in a series, once for its period', async () => {
    const templateId = await published(firm.admin.call, {
      ...longTemplate(250),
      title: 'Long – {period, MMMM yyyy}',
      period: 'month',
      start: 'period.end +1 day',
    });
    const series = await admin.post(`/v1/clients/${office.clientId}/series`, { templateId });
    expect(series.status, JSON.stringify(series.body)).toBe(201);
    for (const _ of [1, 2]) await fired(firm, '2026-12-01T18:00:00.000Z');
    const [job, ...more] = jobsOf(firm);
    expect(more).toEqual([]);
    expect((await admin.get(`/v1/jobs/${job.id}`)).body.tasks).toHaveLength(250);
  });

  test('from a step of another', async () => {
    const step = { key: 'step', title: 'The step', after: ['begin'], auto: 'start-template', template: 'long' };
    const scene = await aScene({ tasks: [{ key: 'begin', title: 'Begin', role: 'doer' }, step] });
    await published(scene.firm.admin.call, longTemplate(250));
    await scene.act('begin', 'complete');
    const began = scene.firm.memory.all().filter(({ entity }) => entity === 'job');
    expect(began).toHaveLength(2);
    const other = began.find(({ id }) => id !== scene.jobId)!;
    expect((await scene.firm.admin.call('GET', `/v1/jobs/${String(other.id)}`)).body.tasks).toHaveLength(250);
  });
});

describe('a large job is there whole or not at all', () => {
  const faults: Fault[] = ['conflict', 'busy', 'lost', 'late', 'crash'];
  test.each(faults)('though its creation meets: %s', async (fault) => {
    const seen = new Set<number>();
    const wrapped = await aFirm({
      wrap: (table) => {
        const bad = faulty(table, { seed: 7, script: [fault] });
        return {
          ...table,
          async write(writes: readonly Write[]) {
            const isJob = writes.some((one) => 'put' in one && one.put.entity === 'task pack');
            if (!isJob) return table.write(writes);
            try {
              await bad.write(writes);
            } finally {
              // Whoever reads while it is written.
              const job = writes.flatMap((one) => ('put' in one && one.put.entity === 'job' ? one.put.pk : []))[0]!;
              const whole = await readJob(systemRecords(table), job.slice(4)).catch(() => undefined);
              seen.add(whole?.tasks.length ?? 0);
            }
          },
        };
      },
    });
    const there = await anOffice(wrapped);
    const templateId = await published(wrapped.admin.call, longTemplate(250));
    const body = { clientId: there.clientId, templateId };
    const headers = { 'idempotency-key': 'once' };
    const first = await inFastTime(1, () => wrapped.admin.call('POST', '/v1/jobs', { body, headers }));
    const second = await wrapped.admin.call('POST', '/v1/jobs', { body, headers });
    expect([first.status, second.status]).toEqual([fault === 'crash' ? 500 : 201, 201]);
    for (const count of seen) expect([0, 250]).toContain(count);
    const jobs = wrapped.memory.all().filter(({ entity }) => entity === 'job');
    expect(jobs).toHaveLength(1);
    expect(seen.size).toBeGreaterThan(0);
  });
});
