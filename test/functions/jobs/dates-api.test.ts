import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aShippedTemplate, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let worker: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
});

const daysOf = (job: Answer) => Object.fromEntries(job.tasks.map(({ key, due }: Answer) => [key, due.on]));

describe('the dates of a job', () => {
  let job: Answer;
  beforeEach(async () => {
    job = await aJob(firm.admin.call, {
      clientId: office.clientId,
      templateId: await published(firm.admin.call, aSmallTemplate()),
    });
  });
  const of = (key: string) => `/v1/jobs/${job.id}/tasks/${taskOf(job, key).id}`;

  test('follow from each other, and from what was done when', async () => {
    expect(daysOf(job)).toEqual({ first: '2026-11-04', second: '2026-11-06', review: '2026-11-09', last: undefined });
    expect(taskOf(job, 'last').due).toMatchObject({ waitsFor: 'review.done', isPinned: false });
    for (const key of ['first', 'second']) await worker.post(`${of(key)}/complete`);
    at('2026-11-11T15:00:00.000Z');
    const reviewed = await verbs(office.reviewer.call).post(`${of('review')}/complete`);
    expect(taskOf(reviewed.body, 'last').due.on).toBe('2026-11-12');
  });

  test('move along when one is set by hand, are kept as history, and go back when it is let go', async () => {
    const moved = await worker.patch(of('first'), { dueOn: '2026-11-10', reason: 'The client is away' });
    expect(daysOf(moved.body)).toMatchObject({ first: '2026-11-10', second: '2026-11-12', review: '2026-11-13' });
    expect(taskOf(moved.body, 'first').due).toMatchObject({
      isPinned: true,
      explain: ['Set by hand: The client is away'],
    });
    const back = await worker.patch(of('first'), { dueOn: null });
    expect(daysOf(back.body)).toMatchObject({ first: '2026-11-04', second: '2026-11-06', review: '2026-11-09' });
    const slips = (await worker.get(`/v1/jobs/${job.id}/slips`)).body.items;
    expect(slips).toHaveLength(2);
    expect(slips[1]).toMatchObject({ by: office.bookkeeper.id, reason: 'The client is away' });
    expect(slips[1].moved.map(({ from, to }: Answer) => [from, to])).toEqual([
      ['2026-11-04', '2026-11-10'],
      ['2026-11-06', '2026-11-12'],
      ['2026-11-09', '2026-11-13'],
    ]);
  });

  test('leave alone what is finished and what has a day of its own', async () => {
    await worker.post(`${of('first')}/complete`);
    await worker.patch(of('review'), { dueOn: '2026-11-20' });
    const later = await worker.patch(`/v1/jobs/${job.id}`, { startOn: '2026-11-16' });
    expect(daysOf(later.body)).toMatchObject({ first: '2026-11-04', review: '2026-11-20' });
    expect(later.body.dueOn).toBe('2026-11-30');
  });

  test('tell the timeline of the client which days moved', async () => {
    await worker.patch(of('first'), { dueOn: '2026-11-10' });
    const { items } = (await worker.get(`/v1/clients/${office.clientId}/timeline`)).body;
    const told = items.find(({ type }: Answer) => type === 'job.task-changed').changes.SCHEDULE;
    expect(told[`due ${taskOf(job, 'first').id}`]).toEqual(['2026-11-04', '2026-11-10']);
  });
});

describe('a deadline set by law', () => {
  const aReturn = async (year = '2026-12-31') =>
    aJob(firm.admin.call, {
      clientId: office.clientId,
      templateId: await aShippedTemplate(firm, 'individual-1040'),
      period: { of: year },
    });

  test('is the law’s day, which is not the day on which the firm means to be done', async () => {
    const job = await aReturn();
    expect(job.deadline).toMatchObject({ on: '2027-04-15', key: 'us-1040', extension: { form: '4868' } });
    expect(job.dueOn).toBe('2027-04-08');
    expect(job.title).toBe('2026 individual tax return');
  });

  test('is extended in one step: what hangs on it moves, the day before stays known', async () => {
    const job = await aReturn();
    const before = taskOf(job, 'prepare').due.on;
    const { body } = await worker.post(`/v1/jobs/${job.id}/extend`);
    expect(body).toMatchObject({
      deadline: { on: '2027-10-15' },
      dueOn: '2027-10-08',
      extensions: [{ from: '2027-04-15', to: '2027-10-15', form: '4868', by: office.bookkeeper.id }],
    });
    expect(taskOf(body, 'prepare').due.on > before).toBe(true);
    const [{ reason }] = (await worker.get(`/v1/jobs/${job.id}/slips`)).body.items;
    expect(reason).toBe('Deadline extended to 2027-10-15');
    expect(await worker.post(`/v1/jobs/${job.id}/extend`, { to: '2027-04-15' })).toMatchObject({
      status: 422,
      body: { field: 'to' },
    });
  });

  test('wakes the question of an extension on its own day, and only while documents are missing', async () => {
    const job = await aReturn();
    expect(taskOf(job, 'extension-call')).toMatchObject({ status: 'dormant', due: { on: '2027-04-01' } });
    at('2027-04-01T15:00:00.000Z');
    const due = (await worker.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'roll').id}/complete`)).body;
    expect(taskOf(due, 'extension-call').status).toBe('open');
  });

  test('is recorded as filed and accepted', async () => {
    const job = await aReturn();
    await worker.post(`/v1/jobs/${job.id}/filings`, { what: 'filed', agency: 'IRS', on: '2027-04-02' });
    const filed = await worker.post(`/v1/jobs/${job.id}/filings`, {
      what: 'accepted',
      agency: 'IRS',
      on: '2027-04-03',
      reference: '84-1',
    });
    expect(filed.body.filings).toMatchObject([{ what: 'filed' }, { what: 'accepted', reference: '84-1' }]);
  });
});
