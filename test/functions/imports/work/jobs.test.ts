import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/call.ts';
import { at } from '../../../support/at.ts';
import { stoppedAfter, worked } from '../../../support/batches.ts';
import { dryRun, fileOf, imported, resultOf } from '../../../support/imports.ts';
import { contentOf } from '../../../support/office.ts';
import { recordsOf, type TheFirm, theFirm } from './an-office.ts';

const of = 'jobs';
const heading = 'Job id,Client,Template,Period,Due date,Assigned to,Status,Tasks done';
const sheet = [
  'Open work on 11/28/2026,,,,,,,',
  heading,
  'K-1,1001,Monthly close,Nov 2026,12/10/2026,Priya,In Progress,3',
  'K-2,1002,Monthly close,Oct 2026,11/13/2026,Tomás,In review,',
  'K-3,1003,Monthly close,October 2026,,Grace,Waiting for Client,Bank and card feeds current to Oct 31; code',
  'K-4,1007,Monthly close,Dec 2026,,Priya,Planned,',
  ',,,,,,,',
  'K-5,1008,Monthly close,Sep 2026,10/15/2026,Grace,Completed,',
  'K-6,1099,Monthly close,Nov 2026,,Grace,Ready To Start,',
  'K-7,1002,Monthly close,Nov 2026,,Wilhelmina,Ready,',
  'K-8,1002,Monthly close,,,,Ready,',
  'K-9,1002,Monthly close,Nov 2026,,,Cancelled,',
  'Total,9,,,,,,',
].join('\n');

let office: TheFirm;
beforeEach(async () => {
  at('2026-11-28T16:00:00Z');
  office = await theFirm();
});

const business = () => contentOf(office.firm).filter(({ pk }) => !/^(?:IMPORT|BATCH)#/.test(pk));
const jobs = () => recordsOf(office.firm, 'job');
const jobOf = (number: string) => jobs().find(({ clientId }) => clientId === office.clients[number]);
const whole = async (number: string): Promise<Answer> =>
  (await office.call('GET', `/v1/jobs/${jobOf(number).id}`)).body;
const one = (cells: string) => `${heading}\n${cells}`;

describe('a list of open jobs', () => {
  test('is told row by row, and nothing is done', async () => {
    const before = contentOf(office.firm);
    const told = await dryRun(office.call, sheet, { of });
    expect(told).toMatchObject({ headingRow: 2, counts: { create: 5, unchanged: 0, refused: 4, skipped: 3 } });
    expect(
      told.rows.filter(({ action }: Answer) => action === 'refused').map(({ row, why }: Answer) => `${row} ${why}`),
    ).toEqual([
      '9 There is no client of this name',
      '10 There is nobody called “Wilhelmina” in the team',
      '11 Monthly close is about a period: say which in a column of periods',
      '12 “Cancelled”: what was called off is not imported',
    ]);
    expect(told.rows[0]).toMatchObject({ dates: [{ of: 'due', on: '2026-12-10' }] });
    expect(contentOf(office.firm)).toEqual(before);
  });

  test('becomes jobs as far as they were: in their state, with their first tasks done', async () => {
    const { counts } = await imported(office.firm, sheet, { of });
    expect(counts).toEqual({ created: 5, refused: 4 });
    const active = await whole('1001');
    expect(active).toMatchObject({
      title: 'Monthly close – November 2026',
      status: 'active',
      dueOn: '2026-12-10',
      leadId: office.team.priya,
    });
    const people = active.tasks.filter(({ auto }: Answer) => !auto);
    expect(people.slice(0, 4).map(({ status }: Answer) => status)).toEqual(['done', 'done', 'done', 'open']);
    // The steps that ran by themselves before that are not run again.
    expect(active.tasks[0]).toMatchObject({ key: 'ask', status: 'skipped' });
    const reviewed = await whole('1002');
    expect(reviewed.status).toBe('review');
    const at_ = reviewed.tasks.findIndex(({ key }: Answer) => key === 'review');
    expect(reviewed.tasks.slice(0, at_).every(({ status }: Answer) => status === 'done' || status === 'skipped')).toBe(
      true,
    );
    expect(reviewed.tasks[at_]).toMatchObject({ status: 'open' });
    const waiting = await whole('1003');
    expect(waiting.status).toBe('waiting-client');
    expect(waiting.tasks.filter(({ status }: Answer) => status === 'done').map(({ key }: Answer) => key)).toEqual([
      'feeds',
      'code',
    ]);
    expect(await whole('1007')).toMatchObject({ status: 'planned' });
    const done = await whole('1008');
    expect(done).toMatchObject({ status: 'done' });
    expect(done.tasks.some(({ status }: Answer) => status === 'open')).toBe(false);
  });

  test('imported twice changes nothing the second time, and verifies', async () => {
    await imported(office.firm, sheet, { of });
    const after = business();
    expect((await imported(office.firm, sheet, { of })).counts).toEqual({ unchanged: 5, refused: 4 });
    expect(business()).toEqual(after);
    expect((await office.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
  });

  test('that was cancelled halfway is taken up by importing the file again', async () => {
    const { body } = await office.call('POST', `/v1/imports/${of}`, { body: { file: fileOf(sheet), dryRun: false } });
    const { id, batchId } = body.import;
    await stoppedAfter(office.firm, batchId, 2);
    expect((await office.call('POST', `/v1/batches/${batchId}/cancel`)).status).toBeLessThan(300);
    await worked(office.firm, batchId);
    expect((await resultOf(office.call, id)).counts).toEqual({ created: 2 });
    expect((await imported(office.firm, sheet, { of })).counts).toEqual({ created: 3, unchanged: 2, refused: 4 });
    expect(jobs()).toHaveLength(5);
  });
});

describe('a job', () => {
  test('goes on here as the next file says, and keeps what people did here', async () => {
    await imported(office.firm, one('K-1,1001,Monthly close,Nov 2026,12/10/2026,Priya,In Progress,3'), { of });
    const { id } = jobOf('1001');
    await office.call('PATCH', `/v1/jobs/${id}`, { body: { dueOn: '2026-12-09' } });
    const next = one('K-1,1001,Monthly close,Nov 2026,12/10/2026,Grace,In Progress,5');
    expect((await dryRun(office.call, next, { of })).rows).toMatchObject([
      {
        action: 'update',
        changes: [
          { field: 'leadId', from: office.team.priya, to: office.team.grace },
          { field: 'tasksDone', to: 2 },
        ],
      },
    ]);
    expect((await imported(office.firm, next, { of })).rows).toMatchObject([{ outcome: 'updated', jobId: id }]);
    const job = await whole('1001');
    expect(job).toMatchObject({ dueOn: '2026-12-09', leadId: office.team.grace });
    expect(job.tasks.filter(({ status }: Answer) => status === 'done')).toHaveLength(5);
    const over = one('K-1,1001,Monthly close,Nov 2026,12/10/2026,Grace,Completed,5');
    expect((await imported(office.firm, over, { of })).counts).toEqual({ updated: 1 });
    expect(await whole('1001')).toMatchObject({ status: 'done' });
    expect((await imported(office.firm, next, { of })).rows).toMatchObject([
      { outcome: 'unchanged', why: 'It is done here' },
    ]);
  });

  test('without a template has its title, its tasks and its state', async () => {
    const content = [
      'Client,Title,Start,Due,Assigned to,Stage,Tasks done,Tasks,Budget',
      '1002,Reply to the notice of 10/2,11/2/2026,12/4/2026,Tomás,Waiting for the IRS,Call the client,Write the reply; Send it,3.5',
    ].join('\n');
    expect((await imported(office.firm, content, { of })).counts).toEqual({ created: 1 });
    const job = await whole('1002');
    expect(job).toMatchObject({
      title: 'Reply to the notice of 10/2',
      startOn: '2026-11-02',
      dueOn: '2026-12-04',
      status: 'waiting-third-party',
      waitsFor: 'the IRS',
      budgetMinutes: 210,
    });
    expect(job.tasks.map(({ title, status, assigneeId }: Answer) => [title, status, assigneeId])).toEqual([
      ['Call the client', 'done', office.team.tomas],
      ['Write the reply', 'open', office.team.tomas],
      ['Send it', 'open', office.team.tomas],
    ]);
    expect((await imported(office.firm, content, { of })).counts).toEqual({ unchanged: 1 });
  });

  test('of a period that has its job already is refused', async () => {
    const body = { clientId: office.clients['1002'], templateId: office.templates.close, period: { of: '2026-11-30' } };
    expect((await office.call('POST', '/v1/jobs', { body })).status).toBe(201);
    await office.firm.projected();
    expect((await dryRun(office.call, one('K-1,1002,Monthly close,Nov 2026,,,Ready,'), { of })).rows).toMatchObject([
      { action: 'refused', why: 'There is a job of this template for November 2026 already: change that one' },
    ]);
  });

  test('is the series’ own where the work recurs: the series makes no second one', async () => {
    const calendar = 'Client,Service,Who,Frequency,Day\n1002,Monthly close,Tomás,monthly,7';
    await imported(office.firm, calendar, { of: 'close-calendar' });
    const [series] = recordsOf(office.firm, 'series');
    const row = one('K-1,1002,Monthly close,Nov 2026,,,In progress,2');
    expect((await imported(office.firm, row, { of })).rows).toMatchObject([
      { outcome: 'created', why: 'It is a job of the series' },
    ]);
    // With the day that the client has in the close calendar.
    expect(jobOf('1002')).toMatchObject({ seriesId: series.id, period: { key: '2026-11' }, dueOn: '2026-12-07' });
    expect((await dryRun(office.call, row.replace('K-1', 'K-2'), { of })).rows).toMatchObject([
      { action: 'refused', why: 'There is a job of this work for November 2026 already: change that one' },
    ]);
  });

  test('in two rows without an id is one job, and two that contradict each other are told', async () => {
    const rows = ['1002', '"Juniper Street Dental, P.C."', '1002'].map(
      (client, i) => `,${client},Monthly close,Nov 2026,,,${i === 2 ? 'In review' : 'Ready'},`,
    );
    const told = await imported(office.firm, one(rows.join('\n')), { of });
    expect(told.rows.map(({ outcome, why }) => `${outcome} ${why ?? ''}`.trim())).toEqual([
      'created',
      'unchanged The same as row 2',
      'refused Row 2 is about the same and says something else; leave one of them out',
    ]);
  });
});
