import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { closesByHand } from '../../support/closes-by-hand.ts';
import { verbs } from '../../support/office.ts';
import { aJob, anOffice, aShippedTemplate, taskOf } from '../../support/work.ts';

/** As the demo firm works: federal holidays but two, and two days of its own. */
const workingDays = {
  weekend: [6, 7],
  national: 'us-federal',
  without: ['columbus-day', 'veterans-day'],
  own: [
    {
      kind: 'weekday',
      key: 'day-after-thanksgiving',
      name: 'Day after Thanksgiving',
      month: 11,
      weekday: 4,
      nth: 4,
      plus: 1,
    },
    { kind: 'fixed', key: 'christmas-eve', name: 'Christmas Eve', month: 12, day: 24 },
  ],
};

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let templateId: string;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  await verbs(firm.admin.call).patch('/v1/firm', { workingDays });
  office = await anOffice(firm, { tags: ['payroll'] });
  templateId = await aShippedTemplate(firm, 'monthly-close');
});

const aClose = (of: string): Promise<Answer> =>
  aJob(firm.admin.call, { clientId: office.clientId, templateId, period: { of } });

describe('a monthly close', () => {
  test.each(Object.entries(closesByHand))(
    'of the month that ends %s has the dates of the calendar on the wall',
    async (end, dates) => {
      const job = await aClose(end);
      const found = Object.fromEntries(Object.keys(dates).map((key) => [key, taskOf(job, key).due.on]));
      expect(found).toEqual(dates);
      expect(job.dueOn).toBe(dates.lock);
    },
  );

  test('says why each day is the one it is', async () => {
    const job = await aClose('2026-06-30');
    expect(taskOf(job, 'statements').due.explain).toEqual([
      'The period ends Tue 30 Jun 2026',
      '4 business days later: Tue 7 Jul 2026',
      expect.stringContaining('Independence Day'),
    ]);
  });

  test('is named by its month, and has the tasks that concern this client, done by its people', async () => {
    const job = await aClose('2026-10-31');
    expect(job.title).toBe('Monthly close – October 2026');
    const keys = job.tasks.map(({ key }: Answer) => key);
    expect(keys).toContain('payroll-journal');
    expect(keys).not.toContain('merchant');
    expect(keys).not.toContain('call');
    expect(taskOf(job, 'code').assigneeId).toBe(office.bookkeeper.id);
    expect(taskOf(job, 'review').assigneeId).toBe(office.reviewer.id);
    expect(taskOf(job, 'ask').title).toBe('Ask for October statements');
    expect(taskOf(job, 'lock').title).toBe('Lock the books through Oct 31');
  });

  test('is refused without its month, and with one that ends before it starts', async () => {
    const { post } = verbs(firm.admin.call);
    const ask = { clientId: office.clientId, templateId };
    expect(await post('/v1/jobs', ask)).toMatchObject({ status: 400, body: { issues: [{ path: 'body.period' }] } });
    const backwards = { ...ask, period: { start: '2026-11-30', end: '2026-11-01' } };
    expect(await post('/v1/jobs', backwards)).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.period.end' }] },
    });
    expect((await verbs(firm.admin.call).get('/v1/jobs')).body.items).toEqual([]);
  });

  test('goes to its end when its tasks are done in their order, with what the client did recorded', async () => {
    let job = await aClose('2026-10-31');
    const worker = verbs(office.bookkeeper.call);
    const reviewer = verbs(office.reviewer.call);
    const done = async (by: typeof worker, key: string) => {
      const reply = await by.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, key).id}/complete`);
      expect(reply, `${key}: ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 });
      job = reply.body;
    };
    expect(job.status).toBe('ready');
    for (const key of ['ask', 'feeds', 'payroll-journal', 'code', 'ap-ar', 'questions', 'answers'])
      await done(worker, key);
    for (const key of ['rec-balance', 'accruals']) await done(worker, key);
    // Nothing but what waits for the statements is left.
    expect(job.status).toBe('waiting-client');
    job = (await worker.post(`/v1/jobs/${job.id}/facts`, { fact: 'request.statements' })).body;
    expect(job.status).toBe('active');
    const bank = taskOf(job, 'rec-bank');
    await done(worker, 'statements');
    expect((await worker.post(`/v1/jobs/${job.id}/tasks/${bank.id}/complete`)).body.detail).toContain(
      'Ending balance agrees',
    );
    for (const line of [0, 1, 2]) await worker.post(`/v1/jobs/${job.id}/tasks/${bank.id}/tick`, { line, done: true });
    await done(worker, 'rec-bank');
    await done(worker, 'flux');
    expect(job.status).toBe('review');
    await done(reviewer, 'review');
    for (const key of ['lock', 'package', 'send']) await done(worker, key);
    expect(job).toMatchObject({ status: 'done', endedAt: expect.any(String), progress: { done: 16, all: 16 } });
  });
});
