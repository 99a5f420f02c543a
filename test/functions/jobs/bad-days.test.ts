import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob, anOffice, aShippedTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let api: ReturnType<typeof verbs>;
let clientId: string;
let templateId: string;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  api = verbs(firm.admin.call);
  ({ clientId } = await anOffice(firm));
  templateId = await aShippedTemplate(firm, 'monthly-close');
});

const refusal = (path: string, words: string) => ({
  status: 400,
  headers: { 'content-type': 'application/problem+json' },
  body: { issues: [{ path, message: expect.stringContaining(words) }] },
});

describe('a job is not made', () => {
  test.each([
    [{ title: 'Books', startOn: '1026-11-02' }, 'body.startOn', 'look at the year'],
    [{ title: 'Books', dueOn: '2926-11-02' }, 'body.dueOn', 'look at the year'],
    [{ title: 'Books', tasks: [{ title: 'One', dueOn: '0226-11-02' }] }, 'body.tasks.0.dueOn', 'look at the year'],
    [{ title: 'Books', startOn: '2026-11-02', dueOn: '2026-11-01' }, 'body.dueOn', 'not due before that'],
    [{ period: { of: '1926-10-31' } }, 'body.period.of', 'look at the year'],
    [{ period: { start: '2026-10-01', end: '2026-09-30' } }, 'body.period.end', 'does not end before it starts'],
  ])('with days like %j', async (body, path, words) => {
    const before = firm.memory.all();
    const ask = { clientId, ...('title' in body ? {} : { templateId }), ...body };
    const reply = await api.post('/v1/jobs', ask);
    // A period may be said in two ways, and each has its own fault.
    if (path === 'body.period.of') expect(reply.status).toBe(400);
    else expect(reply).toMatchObject(refusal(path, words));
    expect(firm.memory.all()).toEqual(before);
  });

  test('but an old one is, and one that is late already', async () => {
    const old = await aJob(firm.admin.call, {
      clientId,
      title: 'Old books',
      startOn: '2019-01-02',
      dueOn: '2019-02-01',
    });
    expect(old).toMatchObject({ status: 'ready', startOn: '2019-01-02', dueOn: '2019-02-01' });
  });
});

describe('a job that stands', () => {
  let job: Answer;
  beforeEach(async () => {
    job = await aJob(firm.admin.call, { clientId, title: 'Books', startOn: '2026-11-02', dueOn: '2026-11-20' });
  });

  test('is not due before it starts, from whichever side its days are moved', async () => {
    const path = `/v1/jobs/${job.id}`;
    expect(await api.patch(path, { dueOn: '2026-11-01' })).toMatchObject(refusal('body.dueOn', 'not due before that'));
    expect(await api.patch(path, { startOn: '2026-11-21' })).toMatchObject(
      refusal('body.startOn', 'due on 2026-11-20'),
    );
    expect(await api.patch(path, { startOn: '2026-11-21', dueOn: '2026-11-30' })).toMatchObject({ status: 200 });
  });

  test('is moved many at once only where that agrees with each', async () => {
    const sent = { ids: [job.id], action: 'set-due', dueOn: '2026-10-01' };
    const { id } = (await api.post('/v1/jobs/bulk', sent)).body;
    await worked(firm, id);
    const { items } = (await api.get(`/v1/batches/${id}/results`)).body;
    expect(items).toMatchObject([{ outcome: 'refused', why: expect.stringContaining('not due before that') }]);
    expect((await api.get(`/v1/jobs/${job.id}`)).body.dueOn).toBe('2026-11-20');
  });

  test('has no task in a year of no work', async () => {
    const close = await aJob(firm.admin.call, { clientId, templateId, period: { of: '2026-10-31' } });
    const path = `/v1/jobs/${close.id}/tasks/${taskOf(close, 'code').id}`;
    expect(await api.patch(path, { dueOn: '0206-01-01' })).toMatchObject(refusal('body.dueOn', 'look at the year'));
  });

  test('moves its due day with its start where that follows a rule', async () => {
    const close = await aJob(firm.admin.call, { clientId, templateId, period: { of: '2026-10-31' } });
    expect(await api.patch(`/v1/jobs/${close.id}`, { startOn: '2026-12-20' })).toMatchObject({ status: 200 });
  });
});
