import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer } from '../../support/call.ts';
import { aShippedTemplate } from '../../support/work.ts';
import { aRecurringOffice, fired, jobsOf, periodsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

describe('the next twelve', () => {
  test('are shown with the reasons of every date', async () => {
    const { id } = await office.aSeries({ lead: { n: 2, unit: 'bizday' } });
    const { body } = await office.api.get(`/v1/series/${id}/preview`);
    expect(body.items).toHaveLength(12);
    expect(body.items[0]).toMatchObject({
      period: { label: 'March 2026' },
      createOn: '2026-03-30',
      start: '2026-04-01',
      due: '2026-04-07',
      explain: expect.arrayContaining(['For 1–31 March 2026', '5 business days later: Tue 7 Apr 2026']),
    });
    // August 1 is a Saturday.
    expect(body.items[4]).toMatchObject({ period: { key: '2026-07' }, start: '2026-08-03' });
  });

  test('are the days on which the jobs then come', async () => {
    const { id } = await office.aSeries({ lead: { n: 1, unit: 'bizday' } });
    const { items } = (await office.api.get(`/v1/series/${id}/preview`)).body;
    for (const { createOn } of items) await fired(office.firm, `${createOn}T18:00:00.000Z`);
    const made = jobsOf(office.firm).map(({ period, startOn, dueOn, createdOn }) => [
      period.key,
      createdOn,
      startOn,
      dueOn,
    ]);
    expect(made).toEqual(items.map(({ period, createOn, start, due }: Answer) => [period.key, createOn, start, due]));
  });

  test('say by law when a return is due', async () => {
    const tax = await aShippedTemplate(office.firm, 'payroll-quarter');
    const { id } = await office.aSeries({ templateId: tax });
    const [first] = (await office.api.get(`/v1/series/${id}/preview`)).body.items;
    expect(first).toMatchObject({ period: { key: '2026-Q1' }, deadline: '2026-04-30' });
  });
});

describe('standing changes', () => {
  const changes = {
    add: [{ key: 'kegs', title: 'Count the kegs', section: 'Close', role: 'doer', due: 'period.end +1 bizday' }],
    change: { review: { title: 'Review twice', due: 'period.end +4 bizday' } },
    due: 'period.end +8 bizday',
    budgetMinutes: 300,
  };

  test('are shown as different from the template, and are in the jobs that come', async () => {
    const series = await office.aSeries({ first: '2026-02-01' });
    const people = { reviewer: office.coordinator.id };
    const set = await office.api.put(`/v1/series/${series.id}/changes`, { ...changes, people });
    expect(set.body.differences).toMatchObject({
      fields: expect.arrayContaining([{ field: 'due', from: 'period.end +5 bizday', to: 'period.end +8 bizday' }]),
      tasks: { added: [{ key: 'kegs' }], removed: [], changed: [{ key: 'review' }] },
    });
    await reacted(office.firm);
    const [job] = jobsOf(office.firm);
    expect(job).toMatchObject({ dueOn: '2026-03-11', budgetMinutes: 300 });
    const { body } = await office.api.get(`/v1/jobs/${job.id}`);
    expect(body.tasks.map(({ key, title, assigneeId }: Answer) => [key, title, assigneeId])).toEqual([
      ['post', 'Post', office.bookkeeper.id],
      ['review', 'Review twice', office.coordinator.id],
      ['kegs', 'Count the kegs', office.bookkeeper.id],
    ]);
    expect((await office.again(series)).differences).toEqual(set.body.differences);
  });

  test('are taken away again, and refused where they speak of what is not there', async () => {
    const series = await office.aSeries({ changes });
    expect((await office.api.put(`/v1/series/${series.id}/changes`, {})).body).not.toHaveProperty('changes');
    expect(await office.api.put(`/v1/series/${series.id}/changes`, { change: { nothing: { est: 5 } } })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.change' }] },
    });
  });
});

describe('a change of a series', () => {
  test('holds for all jobs that are yet to come', async () => {
    const series = await office.aSeries({ first: '2026-02-01' });
    await reacted(office.firm);
    const edited = await office.api.patch(`/v1/series/${series.id}`, { rhythm: { kind: 'months', every: 3 } });
    expect(edited.body).toMatchObject({ next: '2026-04-01', made: 1 });
    await fired(office.firm, '2026-07-01T18:00:00.000Z');
    expect(periodsOf(office.firm)).toEqual(['2026-02', '2026-Q2']);
  });

  test('from a day on ends it there, and another goes on', async () => {
    const series = await office.aSeries();
    const reply = await office.api.patch(`/v1/series/${series.id}`, {
      from: '2026-05-01',
      lead: { n: 5, unit: 'day' },
    });
    expect(reply.body).toMatchObject({ follows: series.id, first: '2026-05-01', lead: { n: 5 } });
    expect(await office.again(series)).toMatchObject({
      followedBy: reply.body.id,
      end: { kind: 'on', date: '2026-04-30' },
    });
    for (const day of ['2026-04-01', '2026-05-01', '2026-05-27', '2026-06-30'])
      await fired(office.firm, `${day}T18:00:00.000Z`);
    expect(jobsOf(office.firm).map(({ period, createdOn }) => [period.key, createdOn])).toEqual([
      ['2026-03', '2026-04-01'],
      ['2026-04', '2026-05-01'],
      ['2026-05', '2026-05-27'],
      ['2026-06', '2026-06-30'],
    ]);
    expect(await office.again(series)).toMatchObject({ status: 'ended', because: 'over' });
  });

  test('is refused from a day that has passed, from the middle of a period, and of what has ended', async () => {
    const { id } = await office.aSeries();
    const issue = (path: string) => ({ status: 400, body: { issues: [{ path }] } });
    expect(await office.api.patch(`/v1/series/${id}`, { from: '2026-03-09' })).toMatchObject(issue('body.from'));
    expect(await office.api.patch(`/v1/series/${id}`, { end: { kind: 'on', date: '2026-03-01' } })).toMatchObject(
      issue('body.end.date'),
    );
    expect(await office.api.patch(`/v1/series/${id}`, { from: '2026-05-02' })).toMatchObject({ status: 422 });
    await office.api.post(`/v1/series/${id}/end`, { reason: 'Enough' });
    expect(await office.api.patch(`/v1/series/${id}`, { missed: 'skip' })).toMatchObject({ status: 422 });
    expect(await office.api.post(`/v1/series/${id}/end`, { reason: 'Enough' })).toMatchObject({ status: 422 });
  });

  test('made on an old state is told so', async () => {
    const { id } = await office.aSeries();
    await office.api.patch(`/v1/series/${id}`, { missed: 'skip' });
    const stale = await office.api.patch(
      `/v1/series/${id}`,
      { missed: 'create-latest' },
      { headers: { 'if-match': '"1"' } },
    );
    expect(stale.status).toBe(412);
  });

  test('rests and goes on, with what was missed as it says', async () => {
    const { id } = await office.aSeries({ missed: 'create-latest' });
    expect((await office.api.post(`/v1/series/${id}/pause`, { reason: 'Sabbatical' })).body).toMatchObject({
      status: 'paused',
      reason: 'Sabbatical',
    });
    await fired(office.firm, '2026-06-15T18:00:00.000Z');
    expect(periodsOf(office.firm)).toEqual([]);
    expect((await office.api.post(`/v1/series/${id}/resume`)).body).toMatchObject({
      status: 'active',
      next: '2026-05-01',
    });
    await reacted(office.firm);
    expect(periodsOf(office.firm)).toEqual(['2026-05']);
  });
});
