import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer } from '../../support/call.ts';
import { published } from '../../support/templates.ts';
import { aMonth, aRecurringOffice, jobsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

describe('bad input', () => {
  test.each([
    [{ templateId: `tpl_${'0'.repeat(26)}` }, 400, 'body.templateId'],
    [{ templateId: undefined }, 400, 'body.templateId'],
    [{ first: '2016-03-01' }, 400, 'body.first'],
    [{ first: '2126-03-01' }, 400, 'body.first'],
    [{ end: { kind: 'on', date: '2026-03-09' } }, 400, 'body.end.date'],
    [{ end: { kind: 'engagement' } }, 400, 'body.end'],
    [
      { rhythm: { kind: 'rrule', rule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', from: '2026-01-01' } },
      400,
      'body.rhythm.rule',
    ],
    [{ changes: { due: 'period.end +4 whenever' } }, 400, 'body.changes.due'],
    [{ changes: { skip: ['nothing'] } }, 400, 'body.changes.skip'],
    [{ changes: { skip: ['post'] } }, 400, 'body.changes.skip'],
    [{ changes: { change: { post: { due: 'nothing.due +1 day' } } } }, 400, 'body.changes.change'],
    [{ changes: { add: [{ key: 'post', title: 'Again' }] } }, 400, 'body.changes.add'],
    [{ changes: { people: { cook: `mem_${'0'.repeat(26)}` } } }, 400, 'body.changes.people.cook'],
    [{ serviceId: `srv_${'0'.repeat(26)}` }, 400, 'body.serviceId'],
    [{ engagementId: `eng_${'0'.repeat(26)}` }, 400, 'body.engagementId'],
  ])('%j is refused by name, and nothing is half made', async (body, status, path) => {
    const before = office.firm.memory.all().length;
    const reply = await office.ask(body);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status, body: { issues: [{ path }] } });
    expect(office.firm.memory.all().length).toBe(before);
  });

  test('a template that was not published, or was withdrawn, is refused', async () => {
    office.firm.memory.meddle((rows) => {
      for (const item of rows.values())
        if (item.entity === 'template') {
          item.status = 'withdrawn';
          delete item.published;
        }
    });
    expect(await office.ask()).toMatchObject({ status: 422, body: { field: 'templateId' } });
  });

  test('a template that says nothing of how often is refused, unless someone says it', async () => {
    const { period: _, ...whenever } = aMonth({
      key: 'whenever',
      title: 'Whenever',
      start: 'today',
      due: 'job.start +5 day',
    });
    const tasks = [{ key: 'one', title: 'One', due: 'job.start +1 day' }];
    const plain = await published(office.firm.admin.call, { ...whenever, sections: [{ name: 'All', tasks }] });
    expect(await office.ask({ templateId: plain })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.rhythm' }] },
    });
    expect(await office.ask({ templateId: plain, rhythm: { kind: 'months', every: 1 } })).toMatchObject({
      status: 201,
    });
  });

  test('a period that has its job already is refused', async () => {
    await office.api.post('/v1/jobs', {
      clientId: office.clientId,
      templateId: office.templateId,
      period: { of: '2026-03-31' },
    });
    await office.firm.projected();
    expect(await office.ask()).toMatchObject({
      status: 422,
      body: { field: 'first', detail: expect.stringContaining('March 2026') },
    });
    expect(await office.ask({ first: '2026-04-01' })).toMatchObject({ status: 201 });
  });

  test.each([90, 91])('a job of %i tasks comes up whole', async (count) => {
    const tasks = Array.from({ length: count }, (_, n) => ({ key: `t${n}`, title: `Task ${n}` }));
    const large = await published(office.firm.admin.call, aMonth({ key: 'large', sections: [{ name: 'All', tasks }] }));
    await office.aSeries({ templateId: large, first: '2026-02-01' });
    await reacted(office.firm);
    const [{ id, period }] = jobsOf(office.firm) as [Answer];
    expect(period.key).toBe('2026-02');
    expect((await office.api.get(`/v1/jobs/${id}`)).body.tasks).toHaveLength(count);
  });
});
