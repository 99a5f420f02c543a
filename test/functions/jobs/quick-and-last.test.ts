import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aTemplate, published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let worker: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
});

describe('a task that someone notes down', () => {
  const noted = async (body: object = {}): Promise<Answer> => {
    const reply = await worker.post('/v1/tasks', {
      title: 'Call the bank',
      clientId: office.clientId,
      assigneeId: office.bookkeeper.id,
      dueOn: '2026-11-05',
      note: 'About the card',
      ...body,
    });
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    return reply.body;
  };

  test('is a job of one task, which is done when the task is', async () => {
    const job = await noted();
    expect(job).toMatchObject({
      title: 'Call the bank',
      quick: true,
      tasks: [{ title: 'Call the bank', instructions: 'About the card', due: { on: '2026-11-05' } }],
    });
    const done = await worker.post(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}/complete`);
    expect(done.body.status).toBe('done');
  });

  test('stands among the work of who does it, and in no list of jobs that does not ask for it', async () => {
    const job = await noted();
    await aJob(firm.admin.call, { clientId: office.clientId, title: 'A job' });
    await firm.projected();
    const work = await worker.get('/v1/work', { query: { assigneeId: office.bookkeeper.id } });
    expect(work.body.items).toMatchObject([{ title: 'Call the bank', client: { id: office.clientId } }]);
    for (const query of [{}, { clientId: office.clientId }] as Record<string, string>[]) {
      const titles = async (more: Record<string, string>) =>
        (await worker.get('/v1/jobs', { query: { ...query, ...more } })).body.items.map(({ id }: Answer) => id);
      expect(await titles({ quick: 'true' })).toEqual([job.id]);
      expect(await titles({})).not.toContain(job.id);
      expect(await titles({})).toHaveLength(1);
    }
  });

  test('is the firm’s own without a client, and not for who may not see the client', async () => {
    const own = await noted({ clientId: undefined });
    expect(own.clientId).toBeUndefined();
    const other = await aClient(firm.admin.call, { name: 'Behind the wall' });
    const walled = await firm.member('member', { scope: { except: [other.id] } });
    expect(await verbs(walled.call).post('/v1/tasks', { title: 'Look', clientId: other.id })).toMatchObject({
      status: 404,
    });
    const given = { title: 'Look', clientId: other.id, assigneeId: walled.id };
    expect(await worker.post('/v1/tasks', given)).toMatchObject({ status: 400 });
  });
});

describe('the next job of a template', () => {
  const close = async (templateId: string, of: string, more: object = {}) =>
    aJob(firm.admin.call, { clientId: office.clientId, templateId, period: { of }, ...more });

  test('takes over what the one of the period before left to know, and its budget', async () => {
    const templateId = await aTemplate(firm.admin.call);
    const october = await close(templateId, '2026-10-01', { budgetMinutes: 95 });
    await worker.patch(`/v1/jobs/${october.id}`, { forNextTime: 'The card statement comes late' });
    await firm.projected();
    const november = await close(templateId, '2026-11-01');
    const told = { previousJobId: october.id, fromLastTime: 'The card statement comes late', budgetMinutes: 95 };
    expect(november).toMatchObject(told);
    expect((await worker.get(`/v1/jobs/${november.id}`)).body).toMatchObject(told);
    expect(november.forNextTime).toBeUndefined();
    expect(await close(templateId, '2026-11-01', { budgetMinutes: 30 })).toMatchObject({ budgetMinutes: 30 });
  });

  test('knows nothing of another client’s, of an older one, or of one that was called off', async () => {
    const templateId = await aTemplate(firm.admin.call);
    const other = await aClient(firm.admin.call, { name: 'Another' });
    await close(templateId, '2026-10-01', { clientId: other.id });
    await close(templateId, '2026-09-01');
    const off = await close(templateId, '2026-10-01');
    await worker.post(`/v1/jobs/${off.id}/cancel`, { reason: 'Twice' });
    await firm.projected();
    expect((await close(templateId, '2026-11-01')).previousJobId).toBeUndefined();
  });

  test('goes back a year where the template has no periods', async () => {
    const templateId = await published(firm.admin.call, aSmallTemplate());
    const last = await aJob(firm.admin.call, { clientId: office.clientId, templateId, startOn: '2025-11-10' });
    await firm.projected();
    const next = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    expect(next.previousJobId).toBe(last.id);
  });
});

describe('the start of a job', () => {
  const monthly = (start: string) =>
    published(firm.admin.call, aSmallTemplate({ key: 'monthly', period: 'month', start }));
  const begun = (templateId: string, more: object = {}) =>
    aJob(firm.admin.call, { clientId: office.clientId, templateId, period: { of: '2026-11-10' }, ...more });

  test('is by the rule of its template for the period that it is about, with the dates that count from it', async () => {
    const job = await begun(await monthly('period.end +1 day roll following'));
    expect(job).toMatchObject({ startOn: '2026-12-01', status: 'planned', dueOn: '2026-12-15' });
    expect(taskOf(job, 'first').due.on).toBe('2026-12-03');
  });

  test('is the day that someone named, whatever the template says', async () => {
    const job = await begun(await monthly('period.end +1 day'), { startOn: '2026-11-20' });
    expect(job.startOn).toBe('2026-11-20');
  });

  test('is today where the rule counts from nothing that is known yet', async () => {
    expect((await begun(await monthly('letter.signed +5 bizday'))).startOn).toBe('2026-11-02');
    const bare = await aJob(firm.admin.call, { clientId: office.clientId, title: 'Anything' });
    expect(bare.startOn).toBe('2026-11-02');
  });
});
