import { beforeEach, describe, expect, test } from 'vitest';
import { withdraw } from '../../../functions/templates/head.ts';
import { isInUse } from '../../../functions/recurrence/store.ts';
import { templates } from '../../../functions/templates/store.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type Call } from '../../support/call.ts';
import { aMonth, aRecurringOffice, fired, jobsOf, periodsOf, reacted, type RecurringOffice } from './recurring.ts';
import { published } from '../../support/templates.ts';

let office: RecurringOffice;
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

const mails = (): Answer[] =>
  office.firm.memory.all().filter((item) => item.entity === 'mail' && `${item.subject as string}`.includes('Small'));
const eventsOf = ({ id }: Answer): string[] =>
  office.firm.memory
    .all()
    .filter(({ entity, pk }) => entity === 'event' && pk === `SERIES#${id}`)
    .map(({ type }) => type as string);

describe('a series whose job cannot be created', () => {
  const setTemplate = (change: object) =>
    office.firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.entity === 'template') Object.assign(item, change);
    });

  test('is tried once a day, rests after the third failure, and tells who answers for the client', async () => {
    const series = await office.aSeries();
    setTemplate({ status: 'withdrawn', published: undefined });
    await fired(office.firm, '2026-04-01T14:20:00.000Z');
    await fired(office.firm, '2026-04-01T15:20:00.000Z');
    expect(await office.again(series)).toMatchObject({
      status: 'active',
      failures: 1,
      lastFailure: 'Small close is withdrawn: restore it before jobs are made of it',
      lookOn: '2026-04-02',
    });
    await fired(office.firm, '2026-04-02T14:20:00.000Z');
    expect(mails()).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, () => fired(office.firm, '2026-04-03T14:20:00.000Z')));
    expect(await office.again(series)).toMatchObject({ status: 'paused', because: 'failures', failures: 3 });
    expect(await office.again(series)).not.toHaveProperty('lookOn');
    expect(mails()).toMatchObject([
      {
        to: 'eleanor@larkfieldrowe.example',
        subject: 'Small close for Juniper Street Dental, P.C. is paused',
        text: expect.stringContaining('is withdrawn: restore it'),
      },
    ]);
    expect(eventsOf(series)).toEqual(['series.begun', 'series.failed', 'series.failed', 'series.paused']);
    expect(periodsOf(office.firm)).toEqual([]);
  });

  test('is told to nobody who may not see the client, by mail or in a history', async () => {
    const walled = await office.firm.member('admin', { scope: { except: [office.clientId] } });
    await office.api.patch(`/v1/clients/${office.clientId}`, { responsible: null, manager: null });
    await office.aSeries();
    setTemplate({ status: 'withdrawn', published: undefined });
    for (const day of ['01', '02', '03']) await fired(office.firm, `2026-04-${day}T14:20:00.000Z`);
    expect(mails()).toMatchObject([{ to: 'eleanor@larkfieldrowe.example' }]);
    const told = async (call: Call) => JSON.stringify((await call('GET', '/v1/audit/days/2026-04-03')).body);
    expect(await told(office.firm.admin.call)).toContain('Small close for Juniper');
    expect(await told(walled.call)).not.toContain('Juniper');
  });

  test('goes on where it was once that is put right and someone resumes it', async () => {
    const series = await office.aSeries();
    setTemplate({ status: 'withdrawn', published: undefined });
    for (const day of ['01', '02', '03']) await fired(office.firm, `2026-04-${day}T14:20:00.000Z`);
    expect(await office.api.post(`/v1/series/${series.id}/resume`)).toMatchObject({ status: 422 });
    setTemplate({ status: 'published', published: 1 });
    await office.api.post(`/v1/series/${series.id}/resume`);
    await reacted(office.firm);
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
    expect(await office.again(series)).toMatchObject({ status: 'active', failures: 0 });
    expect(await office.again(series)).not.toHaveProperty('lastFailure');
  });

  test('keeps no other series from its jobs', async () => {
    const other = await published(office.firm.admin.call, aMonth({ key: 'other', name: 'Other' }));
    await office.aSeries();
    await office.aSeries({ templateId: other });
    await office.api.patch(`/v1/clients/${office.clientId}`, { lifecycle: 'active' });
    office.firm.memory.meddle((rows) => {
      for (const item of rows.values())
        if (item.entity === 'template' && item.key === 'small-close') Object.assign(item, { published: undefined });
    });
    await fired(office.firm, '2026-04-01T14:20:00.000Z');
    expect(jobsOf(office.firm)).toMatchObject([{ template: { key: 'other' } }]);
  });
});

describe('work after completion', () => {
  const rhythm = { kind: 'after-completion', every: 2, unit: 'week' };
  let series: Answer;
  beforeEach(async () => {
    const { period: _, ...whenever } = aMonth({ key: 'visit', name: 'Visit', title: 'Visit', start: 'today' });
    const tasks = [{ key: 'go', title: 'Go' }];
    const content = { ...whenever, due: 'job.start +2 day', sections: [{ name: 'All', tasks }] };
    series = await office.aSeries({ templateId: await published(office.firm.admin.call, content), rhythm });
    await reacted(office.firm);
  });

  const finish = async (how: 'done' | 'cancel') => {
    const { id } = jobsOf(office.firm).at(-1)!;
    const { body } = await office.api.get(`/v1/jobs/${id}`);
    return how === 'cancel'
      ? office.api.post(`/v1/jobs/${id}/cancel`, { reason: 'Not this time' })
      : office.api.post(`/v1/jobs/${id}/tasks/${body.tasks[0].id}/complete`, {});
  };

  test.each(['done', 'cancel'] as const)('has its next job so long after that before is over (%s)', async (how) => {
    expect(periodsOf(office.firm)).toEqual(['2026-03-10']);
    at('2026-03-20T15:00:00.000Z');
    expect((await finish(how)).status).toBe(200);
    await reacted(office.firm);
    expect(await office.again(series)).toMatchObject({ next: '2026-04-03', lookOn: '2026-04-03' });
    await fired(office.firm, '2026-04-02T14:20:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-03-10']);
    await fired(office.firm, '2026-04-03T14:20:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-03-10', '2026-04-03']);
  });

  test('goes on by the schedule where nobody heard that the job is over', async () => {
    at('2026-03-20T15:00:00.000Z');
    await finish('done');
    expect(await office.again(series)).toMatchObject({ lookOn: '2026-04-09' });
    await fired(office.firm, '2026-04-09T14:20:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-03-10', '2026-04-03']);
  });

  test('waits as long as it takes', async () => {
    for (const day of ['2026-04-09', '2026-05-09', '2026-06-08']) await fired(office.firm, `${day}T14:20:00.000Z`);
    expect(periodsOf(office.firm)).toEqual(['2026-03-10']);
    expect(await office.again(series)).toMatchObject({ status: 'active', lookOn: '2026-07-08' });
  });
});

test('a template is withdrawn only when nothing recurs by it any more', async () => {
  const records = systemRecords(office.firm.table);
  const template = await records.get(templates, office.templateId);
  expect(await isInUse(records, office.templateId)).toBe(false);
  const { id } = await office.aSeries();
  expect(await isInUse(records, office.templateId)).toBe(true);
  expect(() => withdraw(template, '2026-03-10T15:00:00.000Z', true)).toThrow('in use');
  await office.api.post(`/v1/series/${id}/pause`, { reason: 'Sabbatical' });
  expect(await isInUse(records, office.templateId)).toBe(true);
  await office.api.post(`/v1/series/${id}/end`, { reason: 'Enough' });
  expect(await isInUse(records, office.templateId)).toBe(false);
  expect(withdraw(template, '2026-03-10T15:00:00.000Z', false).status).toBe('withdrawn');
});

describe('what last time left to know', () => {
  async function madeAfter(january: object, body: object = {}): Promise<Answer> {
    const { id } = await office.aSeries({ first: '2026-02-01', ...body });
    await reacted(office.firm);
    const [first] = jobsOf(office.firm);
    await office.api.patch(`/v1/jobs/${first.id}`, january);
    await office.firm.projected();
    await fired(office.firm, '2026-04-01T18:00:00.000Z');
    const next = jobsOf(office.firm).find(({ period }) => period.key === '2026-03')!;
    expect(next.seriesId).toBe(id);
    return { first, next };
  }
  const left = { forNextTime: 'The card statement comes late', budgetMinutes: 95 };

  test('comes with the next job of a series: its notes, and its hours as budget', async () => {
    const { first, next } = await madeAfter(left);
    expect(next).toMatchObject({
      previousJobId: first.id,
      fromLastTime: 'The card statement comes late',
      budgetMinutes: 95,
    });
  });

  test('goes behind a budget that the series says', async () => {
    expect((await madeAfter(left, { changes: { budgetMinutes: 30 } })).next).toMatchObject({
      budgetMinutes: 30,
      fromLastTime: 'The card statement comes late',
    });
  });

  test('does not come where the series says no', async () => {
    const { next } = await madeAfter(left, { fromLastTime: false });
    expect(next).not.toHaveProperty('previousJobId');
    expect(next).not.toHaveProperty('fromLastTime');
    expect(next.budgetMinutes).toBeUndefined();
  });

  test('comes to the first job of a series from one that was made by hand', async () => {
    const { clientId, templateId, firm } = office;
    const body = { clientId, templateId, period: { of: '2026-01-10' }, budgetMinutes: 80 };
    const { body: byHand } = await office.api.post('/v1/jobs', body);
    await firm.projected();
    await office.aSeries({ first: '2026-02-01' });
    await reacted(firm);
    const made = jobsOf(firm).find(({ period }) => period.key === '2026-02')!;
    expect(made).toMatchObject({ previousJobId: byHand.id, budgetMinutes: 80 });
  });
});
