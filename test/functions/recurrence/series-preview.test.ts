import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm } from '../../support/call.ts';
import { aRecurringOffice, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

const foresee = (body: object) => office.api.post(`/v1/clients/${office.clientId}/series/preview`, body);

describe('a series that is yet to begin', () => {
  test('shows the dates that it has once it has begun, and writes nothing', async () => {
    const given = { templateId: office.templateId, lead: { n: 2, unit: 'bizday' }, end: { kind: 'after', jobs: 3 } };
    const { status, body } = await foresee(given);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rhythm: { kind: 'months', every: 1 }, first: '2026-03-01' });
    expect(body.items).toHaveLength(3);
    expect((await office.api.get(`/v1/clients/${office.clientId}/series`)).body.items).toEqual([]);
    const series = await office.aSeries(given);
    expect((await office.api.get(`/v1/series/${series.id}/preview`)).body.items).toEqual(body.items);
  });

  test('shows them with what is different for the client', async () => {
    const { body } = await foresee({ templateId: office.templateId, changes: { due: 'period.end +10 bizday' } });
    const usual = (await foresee({ templateId: office.templateId })).body;
    expect(body.items[0].due > usual.items[0].due).toBe(true);
  });

  test('is refused as beginning it would be', async () => {
    const odd = { templateId: office.templateId, end: { kind: 'on', date: '2026-02-01' } };
    const [foreseen, begun] = [await foresee(odd), await office.api.post(`/v1/clients/${office.clientId}/series`, odd)];
    expect([foreseen.status, foreseen.body.detail]).toEqual([begun.status, begun.body.detail]);
    expect(foreseen.status).toBeGreaterThanOrEqual(400);
  });
});
