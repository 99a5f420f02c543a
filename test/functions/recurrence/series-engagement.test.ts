import { beforeEach, describe, expect, test } from 'vitest';
import { recur } from '../../../functions/recurrence/react.ts';
import { at } from '../../support/at.ts';
import { aFirm, type Answer } from '../../support/call.ts';
import { aRecurringOffice, fired, periodsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
let engagement: Answer;
const monthly = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', template: 'small-close' };

beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

async function begins(services: object[], more: object = {}): Promise<Answer> {
  const drafted = await office.api.post(`/v1/clients/${office.clientId}/engagements`, {
    title: 'Books',
    services,
    ...more,
  });
  engagement = drafted.body;
  expect(drafted.status).toBe(201);
  await office.api.post(`/v1/engagements/${engagement.id}/activate`);
  await reacted(office.firm);
}

const all = async (): Promise<Answer[]> => (await office.api.get(`/v1/clients/${office.clientId}/series`)).body.items;
const told = (): Answer[] => office.firm.memory.all().filter((item) => `${item.subject as string}`.includes('recur'));

describe('an engagement that begins', () => {
  test('has what recurs of it recur: services that name a template', async () => {
    await begins([
      monthly,
      { ...monthly, code: 'ONCE', frequency: 'once' },
      { code: 'CALL', name: 'Calls', frequency: 'monthly' },
      { ...monthly, code: 'REST', isPaused: true },
    ]);
    expect(await all()).toMatchObject([
      {
        engagementId: engagement.id,
        serviceId: engagement.services[0].id,
        templateId: office.templateId,
        rhythm: { kind: 'months', every: 1 },
        end: { kind: 'engagement' },
        first: '2026-03-01',
      },
    ]);
  });

  test('does so once, however often it is heard of, also where someone ended it', async () => {
    await begins([monthly]);
    const hear = () => recur(office.firm.table, { type: 'engagement.activated', pk: `ENGAGEMENT#${engagement.id}` });
    await Promise.all([hear(), hear(), hear()]);
    const [series] = await all();
    await office.api.post(`/v1/series/${series.id}/end`, { reason: 'By hand from now on' });
    await hear();
    expect(await all()).toMatchObject([{ id: series.id, status: 'ended' }]);
  });

  test('leaves a service alone that recurs already', async () => {
    const drafted = await office.api.post(`/v1/clients/${office.clientId}/engagements`, {
      title: 'Books',
      services: [monthly],
    });
    const [{ id: serviceId }] = drafted.body.services;
    const own = await office.aSeries({ engagementId: drafted.body.id, serviceId, lead: { n: 4, unit: 'day' } });
    await office.api.post(`/v1/engagements/${drafted.body.id}/activate`);
    await reacted(office.firm);
    expect(await all()).toMatchObject([{ id: own.id }]);
    expect(told()).toEqual([]);
  });

  test('begins with the next period where the current one has its job', async () => {
    await office.api.post('/v1/jobs', {
      clientId: office.clientId,
      templateId: office.templateId,
      period: { of: '2026-03-31' },
    });
    await office.firm.projected();
    await begins([monthly]);
    expect(await all()).toMatchObject([{ first: '2026-04-01' }]);
  });

  test('begins with the first period of the service where that is yet to come, and not years ago', async () => {
    await begins([
      { ...monthly, firstPeriod: '2026-07-01' },
      { ...monthly, code: 'OLD', firstPeriod: '2019-01-01' },
    ]);
    expect((await all()).map(({ first }) => first as string).toSorted()).toEqual(['2026-03-01', '2026-07-01']);
  });

  test('says which service could not, and why, once', async () => {
    await office.api.post(`/v1/templates/${office.templateId}/withdraw`);
    await begins([monthly]);
    await recur(office.firm.table, { type: 'engagement.activated', pk: `ENGAGEMENT#${engagement.id}` });
    expect(await all()).toEqual([]);
    expect(told()).toMatchObject([{ to: 'eleanor@larkfieldrowe.example', text: expect.stringContaining('withdrawn') }]);
  });

  test('writes to nobody about a template that the firm has not made', async () => {
    await begins([{ ...monthly, template: 'no-such-template' }]);
    expect(await all()).toEqual([]);
    expect(told()).toEqual([]);
  });
});

describe('an engagement', () => {
  test('that rests has its series rest, and go on with it', async () => {
    await begins([monthly]);
    await office.api.post(`/v1/engagements/${engagement.id}/pause`);
    await reacted(office.firm);
    const [series] = await all();
    expect(series).toMatchObject({ status: 'paused', because: 'engagement' });
    expect(await office.api.post(`/v1/series/${series.id}/resume`)).toMatchObject({ status: 422 });
    await fired(office.firm, '2026-04-01T14:20:00.000Z');
    expect(periodsOf(office.firm)).toEqual([]);
    await office.api.post(`/v1/engagements/${engagement.id}/resume`);
    await reacted(office.firm);
    expect(await all()).toMatchObject([{ status: 'active' }]);
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
  });

  test('that goes on leaves alone what someone paused for another reason', async () => {
    await begins([monthly]);
    const [{ id }] = await all();
    await office.api.post(`/v1/series/${id}/pause`, { reason: 'Books are lost' });
    await office.api.post(`/v1/engagements/${engagement.id}/pause`);
    await office.api.post(`/v1/engagements/${engagement.id}/resume`);
    await reacted(office.firm);
    expect(await all()).toMatchObject([{ status: 'paused', because: 'asked' }]);
  });

  test('that rests creates nothing, also where nobody has heard of it', async () => {
    await begins([monthly]);
    await office.api.post(`/v1/engagements/${engagement.id}/pause`);
    await fired(office.firm, '2026-04-01T14:20:00.000Z');
    expect(periodsOf(office.firm)).toEqual([]);
    expect(await all()).toMatchObject([{ status: 'paused', because: 'engagement' }]);
  });

  test('that has ended has the month that had begun worked, and none after', async () => {
    await begins([monthly]);
    at('2026-04-10T15:00:00.000Z');
    await office.api.post(`/v1/engagements/${engagement.id}/end`, { endsOn: '2026-04-15' });
    await reacted(office.firm);
    expect(await all()).toMatchObject([{ status: 'active', end: { kind: 'on', date: '2026-04-10' } }]);
    for (const day of ['2026-05-01', '2026-06-01']) await fired(office.firm, `${day}T14:20:00.000Z`);
    expect(periodsOf(office.firm)).toEqual(['2026-03', '2026-04']);
    expect(await all()).toMatchObject([{ status: 'ended' }]);
  });

  test('that has ended ends what rests', async () => {
    await begins([monthly]);
    const [{ id }] = await all();
    await office.api.post(`/v1/series/${id}/pause`, { reason: 'Sabbatical' });
    await office.api.post(`/v1/engagements/${engagement.id}/end`, {});
    await reacted(office.firm);
    expect(await all()).toMatchObject([{ status: 'ended', because: 'engagement' }]);
  });

  test('that runs to a day has no job for a period that begins after it', async () => {
    await begins([monthly], { startsOn: '2026-03-01', endsOn: '2026-04-30' });
    for (const day of ['2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'])
      await fired(office.firm, `${day}T14:20:00.000Z`);
    expect(periodsOf(office.firm)).toEqual(['2026-03', '2026-04']);
    expect(await all()).toMatchObject([{ status: 'ended', because: 'over' }]);
  });
});
