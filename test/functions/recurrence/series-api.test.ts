import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm } from '../../support/call.ts';
import { aRecurringOffice, fired, jobsOf, periodsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

describe('a series', () => {
  test('begins with the current month, by the template, and has its first job when that is over', async () => {
    const series = await office.aSeries();
    expect(series).toMatchObject({
      status: 'active',
      rhythm: { kind: 'months', every: 1 },
      templateName: 'Small close',
      first: '2026-03-01',
      next: '2026-03-01',
      lookOn: '2026-04-01',
      made: 0,
      can: { edit: true, pause: true, resume: false, end: true },
    });
    await fired(office.firm, '2026-03-31T18:00:00.000Z');
    expect(jobsOf(office.firm)).toEqual([]);
    await fired(office.firm, '2026-04-01T18:00:00.000Z');
    expect(jobsOf(office.firm)).toMatchObject([
      {
        title: 'Small close – March 2026',
        seriesId: series.id,
        clientId: office.clientId,
        startOn: '2026-04-01',
        dueOn: '2026-04-07',
        status: 'ready',
      },
    ]);
    expect(await office.again(series)).toMatchObject({
      next: '2026-04-01',
      last: '2026-03',
      made: 1,
      lookOn: '2026-05-01',
    });
  });

  test('is the same however often the schedule fires, and acts once on a day of the office.firm', async () => {
    await office.aSeries();
    await fired(office.firm, '2026-04-01T06:30:00.000Z');
    await fired(office.firm, '2026-04-01T18:00:00.000Z');
    // In Denver it is still the first of April.
    await fired(office.firm, '2026-04-02T05:00:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
    const late = await office.aSeries({ first: '2026-02-15', lead: { n: 3, unit: 'day' } }).catch(() => undefined);
    expect(late).toBeDefined();
    await fired(office.firm, '2026-04-02T05:30:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
    await fired(office.firm, '2026-04-02T06:30:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-02', '2026-03', '2026-03']);
  });

  test('that begins late is caught up with at once, without waiting for the schedule', async () => {
    await office.aSeries({ first: '2025-12-20' });
    await reacted(office.firm);
    expect(periodsOf(office.firm)).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  test('keeps the job of a period that was cancelled: it does not come again', async () => {
    const series = await office.aSeries({ first: '2026-02-01' });
    await reacted(office.firm);
    const [job] = jobsOf(office.firm);
    await office.api.post(`/v1/jobs/${job.id}/cancel`, { reason: 'Done by the client' });
    office.firm.memory.meddle((rows) => {
      for (const item of rows.values())
        if (item.entity === 'series')
          Object.assign(item, { next: series.first, lookOn: '2026-03-01', byNextSk: `2026-03-01#${series.id}` });
    });
    await fired(office.firm, '2026-03-11T18:00:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-02']);
    expect(await office.again(series)).toMatchObject({ next: '2026-03-01', last: '2026-02', lastJobId: job.id });
  });

  test('of a service takes template, rhythm and people from it, and there is one of each service', async () => {
    const engagement = await office.api.post(`/v1/clients/${office.clientId}/engagements`, {
      title: 'Books',
      services: [{ code: 'CLOSE', name: 'Close', frequency: 'monthly', template: 'small-close', budgetMinutes: 240 }],
    });
    const of = { engagementId: engagement.body.id, serviceId: engagement.body.services[0].id };
    const series = await office.aSeries({ ...of, templateId: undefined, first: '2026-02-01' });
    expect(series).toMatchObject({ templateId: office.templateId, ...of });
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toMatchObject([{ budgetMinutes: 240, ...of }]);
    expect(await office.ask(of)).toMatchObject({ status: 409, body: { field: 'serviceId' } });
    await office.api.post(`/v1/series/${series.id}/end`, { reason: 'Agreed anew' });
    expect(await office.ask({ ...of, first: '2026-04-01' })).toMatchObject({ status: 201 });
  });

  test('is listed with its client and with all in its state', async () => {
    const series = await office.aSeries();
    expect((await office.api.get(`/v1/clients/${office.clientId}/series`)).body.items).toMatchObject([
      { id: series.id },
    ]);
    const listed = async (query: Record<string, string>) =>
      (await office.api.get('/v1/series', { query })).body.items.length;
    const { name } = (await office.api.get(`/v1/clients/${office.clientId}`)).body;
    expect((await office.api.get('/v1/series')).body.items).toMatchObject([{ client: { id: office.clientId, name } }]);
    expect(await listed({})).toBe(1);
    expect(await listed({ templateId: office.templateId })).toBe(1);
    expect(await listed({ templateId: `tpl_${'0'.repeat(26)}` })).toBe(0);
    expect(await listed({ status: 'paused' })).toBe(0);
  });
});

test('nobody behind a wall learns of it, and a guest changes nothing', async () => {
  const { id } = await office.aSeries();
  const guest = await office.firm.member('guest');
  const shut = await office.firm.member('member');
  await office.api.put(`/v1/clients/${office.clientId}/access`, { deny: [shut.id], reason: 'A relative' });
  expect((await shut.call('GET', `/v1/series/${id}`)).status).toBe(404);
  expect((await shut.call('GET', '/v1/series')).body.items).toEqual([]);
  expect((await guest.call('GET', `/v1/series/${id}`)).body.can).toEqual({
    edit: false,
    pause: false,
    resume: false,
    end: false,
  });
  expect((await guest.call('POST', `/v1/series/${id}/end`, { body: { reason: 'No' } })).status).toBe(403);
});
