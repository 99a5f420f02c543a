import { beforeEach, describe, expect, test } from 'vitest';
import { type Answer, aClient } from '../../../support/call.ts';
import { at } from '../../../support/at.ts';
import { stoppedAfter, worked } from '../../../support/batches.ts';
import { bytesOfFile, dryRun, fileOf, imported, resultOf } from '../../../support/imports.ts';
import { contentOf } from '../../../support/office.ts';
import { recordsOf, type TheFirm, theFirm } from './an-office.ts';

const of = 'close-calendar';
const sheet = bytesOfFile('close-calendar.csv');

let office: TheFirm;
beforeEach(async () => {
  at('2026-11-28T16:00:00Z');
  office = await theFirm();
});

/** Everything but the imports themselves, which are told of each time. */
const business = () => contentOf(office.firm).filter(({ pk }) => !/^(?:IMPORT|BATCH)#/.test(pk));
const series = () => recordsOf(office.firm, 'series');
const seriesOf = (number: string) => series().filter(({ clientId }) => clientId === office.clients[number]);
const row = (cells: string) => `Client,Service,Who,Frequency,Day\n${cells}`;
const whyOf = async (cells: string) => {
  const { rows } = await dryRun(office.call, row(cells), { of });
  return rows.map(({ action, why }: Answer) => `${action}: ${why}`).join('\n');
};

describe('a close calendar as firms keep it', () => {
  test('is told row by row with the first two due days, and nothing is done', async () => {
    const before = contentOf(office.firm);
    const told = await dryRun(office.call, sheet, { of });
    expect(told).toMatchObject({
      headingRow: 3,
      counts: { create: 9, update: 0, unchanged: 1, refused: 4, skipped: 5 },
      notImported: ['Notes'],
    });
    expect(told.rows.map(({ row: n, action, why = '' }: Answer) => `${n} ${action} ${why}`.trim())).toEqual([
      '4 create',
      '5 create',
      '6 create',
      '7 create',
      '9 create',
      '10 create',
      '11 create',
      '12 create',
      '13 create',
      '14 unchanged The same as row 11',
      '15 refused There is no client of this name',
      '16 refused There is nobody called “Wilhelmina” in the team',
      '17 refused “as needed” does not recur: leave the row out, and begin its job by hand',
      expect.stringMatching(/^18 refused The day “whenever” is not understood/),
    ]);
    expect(told.rows[0].dates).toEqual([
      { of: 'November 2026', on: '2026-12-10' },
      { of: 'December 2026', on: '2027-01-08' },
    ]);
    expect(contentOf(office.firm)).toEqual(before);
  });

  test('makes what it told: an engagement for each client, with its services and their series', async () => {
    const told = await dryRun(office.call, sheet, { of });
    const { counts, rows } = await imported(office.firm, sheet, { of });
    expect(counts).toEqual({ created: 9, unchanged: 1, refused: 4 });
    const done: Record<string, string> = { create: 'created', unchanged: 'unchanged', refused: 'refused' };
    expect(rows.map((one) => [one.row, one.outcome])).toEqual(
      told.rows.map((one: Answer) => [one.row, done[one.action as string]]),
    );
    const engagements = recordsOf(office.firm, 'engagement');
    expect(engagements).toHaveLength(5);
    const copperline = engagements.find(({ clientId }) => clientId === office.clients['1001']);
    expect(copperline).toMatchObject({ title: 'Recurring work', activatedAt: expect.any(String) });
    expect(copperline.services).toMatchObject([
      { template: 'monthly-close', frequency: 'monthly', budgetMinutes: 3950 },
      { template: 'payroll-run', frequency: 'weekly' },
      { template: 'sales-tax', frequency: 'monthly' },
    ]);
    expect(Object.values(copperline.fees)).toContainEqual({
      how: 'fixed',
      amount: { amount: 790_000, currency: 'USD' },
    });
    const [close] = seriesOf('1001').filter(({ templateId }) => templateId === office.templates.close);
    expect(close).toMatchObject({ status: 'active', changes: { due: 'period.end +1 month day 10' } });
  });

  test('imported twice changes nothing the second time', async () => {
    await imported(office.firm, sheet, { of });
    const after = business();
    expect((await imported(office.firm, sheet, { of })).counts).toEqual({ unchanged: 10, refused: 4 });
    expect(business()).toEqual(after);
    expect((await dryRun(office.call, sheet, { of })).counts).toMatchObject({ create: 0, update: 0, unchanged: 10 });
  });

  test('verifies afterwards, and its series have the jobs of their periods with the day and the people of the row', async () => {
    await imported(office.firm, sheet, { of });
    expect((await office.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
    const [juniper] = seriesOf('1002');
    const { body } = await office.call('GET', `/v1/series/${juniper.id}/preview`);
    expect(body.items[0]).toMatchObject({ period: { key: '2026-11' }, due: '2026-12-14' });
  });
});

describe('a row', () => {
  test('that changed is what changes: how often, by when, who, hours and fee', async () => {
    const first =
      'Number,Service,Who,Reviewer,Frequency,Day,Budget,Fee\n1002,Monthly close,Priya,Marcus,monthly,10,6,1150';
    await imported(office.firm, first, { of });
    const second =
      'Number,Service,Who,Reviewer,Frequency,Day,Budget,Fee\n1002,Monthly close,Grace,Eleanor,quarterly,BD8,6.5,1200';
    await office.call('PATCH', `/v1/team/${office.firm.admin.id}`, { body: { name: 'Eleanor Rowe' } });
    const told = await dryRun(office.call, second, { of });
    expect(told.rows).toMatchObject([{ action: 'update', why: 'The file says something else than the last time' }]);
    expect(told.rows[0].changes).toEqual(
      expect.arrayContaining([
        { field: 'frequency', from: 'monthly', to: 'quarterly' },
        { field: 'due', from: 'period.end +1 month day 10', to: 'period.end +8 bizday' },
        { field: 'budgetMinutes', from: 360, to: 390 },
        { field: 'reviewer', to: office.firm.admin.id },
        { field: 'who', from: office.team.priya, to: office.team.grace },
      ]),
    );
    expect((await imported(office.firm, second, { of })).counts).toEqual({ updated: 1 });
    expect(seriesOf('1002')).toMatchObject([
      { rhythm: { every: 3 }, changes: { due: 'period.end +8 bizday', people: { reviewer: office.firm.admin.id } } },
    ]);
    const [engagement] = recordsOf(office.firm, 'engagement');
    expect(engagement.services).toMatchObject([
      { frequency: 'quarterly', budgetMinutes: 390, roles: [{ role: 'lead', memberId: office.team.grace }] },
    ]);
    expect((await imported(office.firm, second, { of })).counts).toEqual({ unchanged: 1 });
  });

  test('that did not change leaves what people changed here since', async () => {
    await imported(office.firm, row('1002,Monthly close,Tomás,monthly,10'), { of });
    const [{ id }] = seriesOf('1002');
    await office.call('PUT', `/v1/series/${id}/changes`, { body: { due: 'period.end +6 bizday' } });
    const again = await imported(office.firm, row('1002,Monthly close,Grace,monthly,10'), { of });
    expect(again.rows).toMatchObject([{ outcome: 'updated', changes: ['who'] }]);
    expect(seriesOf('1002')).toMatchObject([{ changes: { due: 'period.end +6 bizday' } }]);
  });

  test('of work that recurs already finds its series, and says what is otherwise', async () => {
    const clientId = office.clients['1003']!;
    const body = { templateId: office.templates.close };
    expect((await office.call('POST', `/v1/clients/${clientId}/series`, { body })).status).toBe(201);
    const { rows } = await imported(office.firm, row('1003,Monthly close,Grace,monthly,15'), { of });
    expect(rows).toMatchObject([{ outcome: 'updated', why: 'The work recurs already, otherwise than the row says' }]);
    expect(seriesOf('1003')).toMatchObject([
      { serviceId: expect.any(String), changes: { due: 'period.end +1 month day 15' } },
    ]);
  });

  test('finds the service by its code in the client’s engagement, and joins what is agreed already', async () => {
    const clientId = office.clients['1007']!;
    const services = [{ code: 'CLOSE', name: 'Books', template: 'monthly-close', frequency: 'monthly' }];
    const { body } = await office.call('POST', `/v1/clients/${clientId}/engagements`, {
      body: { title: 'Accounting and tax services', services },
    });
    await office.call('POST', `/v1/engagements/${body.id}/activate`);
    await imported(office.firm, row('1007,CLOSE,,,BD7\n1007,Sales tax return,,monthly,20'), { of });
    const engagements = recordsOf(office.firm, 'engagement');
    expect(engagements).toMatchObject([
      { id: body.id, services: [{ code: 'CLOSE' }, { template: 'sales-tax', name: 'Sales tax return' }] },
    ]);
    expect(seriesOf('1007').map(({ engagementId }) => engagementId)).toEqual([body.id, body.id]);
  });

  test('whose period has its job already begins with the next one', async () => {
    const job = { clientId: office.clients['1002'], templateId: office.templates.close, period: { of: '2026-11-30' } };
    expect((await office.call('POST', '/v1/jobs', { body: job })).status).toBe(201);
    await office.firm.projected();
    const { rows } = await imported(office.firm, row('1002,Monthly close,,monthly,10'), { of });
    expect(rows[0].notes).toEqual(['There is a job for November 2026 already: it begins with December 2026']);
    expect(seriesOf('1002')).toMatchObject([{ next: '2026-12-01' }]);
  });

  test('begins with the period that it says', async () => {
    await imported(office.firm, 'Client,Service,Frequency,Start\n1002,Monthly close,monthly,Jan 2027', { of });
    expect(seriesOf('1002')).toMatchObject([{ first: '2027-01-01', next: '2027-01-01' }]);
  });

  test('tells why it is refused, and stops nothing', async () => {
    await aClient(office.call, { name: 'Juniper Street Dental, P.C.' });
    await office.firm.member('member', { name: 'Priya Raman', mail: 'priya.raman@larkfieldrowe.example' });
    await office.firm.projected();
    expect(await whyOf('"Juniper Street Dental, P.C.",Monthly close,,monthly,10')).toBe(
      'refused: There are 2 clients of this name; give the row the number of one',
    );
    expect(await whyOf('1003,Monthly close,Priya,monthly,10')).toMatch(
      /^refused: “Priya” may be Priya Nair or Priya Raman; write the mail address$|Priya Raman or Priya Nair/,
    );
    expect(await whyOf('9999,Monthly close,,monthly,10')).toBe('refused: There is no client of this name');
    expect(await whyOf('1003,Alchemy,,monthly,10')).toBe(
      'refused: There is no service and no template called “Alchemy”',
    );
    expect(await whyOf('1003,Monthly close,,lunar,10')).toMatch(/^refused: How often is “lunar”\?/);
    expect(await whyOf('1003,,,monthly,10')).toMatch(/^refused: The row does not say what is done/);
    expect(await whyOf(',Monthly close,,monthly,10')).toBe('refused: The row names no client');
    expect(await whyOf('1003,Monthly close,,monthly,10\n1003,monthly close,,monthly,12')).toMatch(
      /\nrefused: Row 2 is about the same and says something else/,
    );
    // The same client, once by number and once by name.
    expect(
      await whyOf('1003,Monthly close,,monthly,10\n"Bright Gable Roofing, Inc.",Monthly close,,monthly,12'),
    ).toMatch(/\nrefused: Row 2 is about the same and says something else/);
    const { counts } = await imported(office.firm, row('9999,Monthly close,,,10\n1003,Monthly close,,,10'), { of });
    expect(counts).toEqual({ refused: 1, created: 1 });
  });

  test('of two names for one client is refused in the same way each time', async () => {
    const twice = row('1003,Monthly close,,monthly,10\n"Bright Gable Roofing, Inc.",Monthly close,,monthly,12');
    const first = await imported(office.firm, twice, { of });
    expect(first.rows.map(({ outcome }) => outcome)).toEqual(['created', 'refused']);
    const second = await imported(office.firm, twice, { of });
    expect(second.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'refused']);
  });

  test('sets no fee for who may not', async () => {
    const { id, call } = await office.firm.member('manager', { rights: { amounts: false } });
    expect(id).toMatch(/^mem_/);
    const told = await dryRun(call, 'Client,Service,Frequency,Fee\n1002,Monthly close,monthly,$900', { of });
    expect(told.rows).toMatchObject([{ action: 'refused', why: expect.stringMatching(/right to amounts/) }]);
  });

  test('of whom the caller may not see is of nobody', async () => {
    const { call } = await office.firm.member('manager', { scope: { except: [office.clients['1003']] } });
    for (const cells of ['1003,Monthly close,,monthly,10', '"Bright Gable Roofing, Inc.",Monthly close,,monthly,10'])
      expect((await dryRun(call, row(cells), { of })).rows).toMatchObject([
        { action: 'refused', why: 'There is no client of this name' },
      ]);
  });
});

describe('an import of a close calendar', () => {
  test('that was cancelled halfway is taken up by importing the file again', async () => {
    const { body } = await office.call('POST', `/v1/imports/${of}`, {
      body: { file: fileOf(sheet, 'calendar.csv'), dryRun: false },
    });
    const { id, batchId } = body.import;
    await stoppedAfter(office.firm, batchId, 3);
    expect(series()).toHaveLength(3);
    expect((await office.call('POST', `/v1/batches/${batchId}/cancel`)).status).toBeLessThan(300);
    await worked(office.firm, batchId);
    expect((await resultOf(office.call, id)).counts).toEqual({ created: 3 });
    expect((await imported(office.firm, sheet, { of })).counts).toEqual({ created: 6, unchanged: 4, refused: 4 });
    expect(series()).toHaveLength(9);
  });

  test('that died goes on where it was', async () => {
    const { body } = await office.call('POST', `/v1/imports/${of}`, { body: { file: fileOf(sheet), dryRun: false } });
    for (const writes of [1, 2, 3]) await stoppedAfter(office.firm, body.import.batchId, writes);
    await worked(office.firm, body.import.batchId);
    expect((await resultOf(office.call, body.import.id)).counts).toEqual({ created: 9, unchanged: 1, refused: 4 });
  });

  test('says what it is of', async () => {
    await imported(office.firm, sheet, { of });
    expect((await office.call('GET', '/v1/imports')).body.items).toMatchObject([{ of, fileName: 'clients.csv' }]);
  });

  test('takes columns of any name, by saying what they are', async () => {
    const content = 'Mandant;Leistung;Rhythmus;Frist\n1002;Monthly close;monthly;10';
    const mapping = { Mandant: 'client.number', Leistung: 'service', Rhythmus: 'frequency', Frist: 'day' };
    expect((await dryRun(office.call, content, { of, mapping })).counts).toMatchObject({ create: 1 });
    const wrong = await office.call('POST', `/v1/imports/${of}`, {
      body: { file: fileOf(content), mapping: { ...mapping, Land: 'fee' } },
    });
    expect(wrong).toMatchObject({ status: 400, body: { issues: [{ path: 'body.mapping.Land' }] } });
  });
});
