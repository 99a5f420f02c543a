import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';

const begins = Date.parse('2026-03-02T16:00:00.000Z');
const later = (seconds: number) => at(new Date(begins + seconds * 1000).toISOString());

let firm: FirmUnderTest;
let clientId: string;
const admin = () => verbs(firm.admin.call);

beforeEach(async () => {
  later(0);
  firm = await aFirm();
  ({ id: clientId } = await aClient(firm.admin.call, { name: 'Bluebonnet Events', lifecycle: 'prospect' }));
});

const begun = async (of = clientId, body: object = {}): Promise<Answer> =>
  (await admin().post(`/v1/clients/${of}/onboarding`, body)).body;
const stepOf = ({ steps }: Answer, name: string) => steps.find(({ step }: Answer) => step === name);

describe('an onboarding', () => {
  test('begins once for a client, also when two begin it at once', async () => {
    const path = `/v1/clients/${clientId}/onboarding`;
    const replies = await Promise.all([admin().post(path), admin().post(path)]);
    expect(statusesOf(replies)).toEqual([201, 422]);
    const again = await admin().post(path);
    expect(again.body.onboardingId).toMatch(/^onb_/);
  });

  test('is listed while it goes on, the one begun last first', async () => {
    const first = await begun();
    later(60);
    const second = await begun((await aClient(firm.admin.call, { name: 'Nwosu' })).id);
    const { body } = await admin().get('/v1/onboardings');
    expect(body.items.map(({ id }: Answer) => id)).toEqual([second.id, first.id]);
  });

  test('of a client is found by it, going on or finished, and nobody else’s with it', async () => {
    const other = await aClient(firm.admin.call, { name: 'Nwosu' });
    await begun(other.id);
    const listed = async (query: object) =>
      (await admin().get('/v1/onboardings', { query: { clientId, ...query } })).body;
    expect(await listed({})).toEqual({ items: [] });
    const { id, steps } = await begun();
    expect((await listed({})).items).toMatchObject([{ id, clientId }]);
    for (const { step } of steps) await admin().post(`/v1/onboardings/${id}/steps/${step}/skip`, { reason: 'Known' });
    expect((await listed({})).items).toMatchObject([{ id, finishedAt: expect.any(String) }]);
    expect((await listed({ state: 'under-way' })).items).toEqual([]);
  });

  test('is finished when every step is done or left out, and goes on when one is taken up again', async () => {
    const { id, steps } = await begun();
    for (const { step } of steps) await admin().post(`/v1/onboardings/${id}/steps/${step}/skip`, { reason: 'Known' });
    const finished = await admin().get('/v1/onboardings', { query: { state: 'finished' } });
    expect(finished.body.items).toMatchObject([{ id, finishedAt: expect.any(String) }]);
    const reopened = await admin().post(`/v1/onboardings/${id}/steps/letter/reopen`);
    expect(reopened.body).not.toHaveProperty('finishedAt');
    expect((await admin().get('/v1/onboardings')).body.items).toHaveLength(1);
  });

  test('is not there for whom its client is not there', async () => {
    const { id } = await begun();
    await begun((await aClient(firm.admin.call, { name: 'Nwosu' })).id);
    const { call } = await firm.member('member', { scope: { except: [clientId] } });
    const walled = verbs(call);
    expect((await walled.get(`/v1/onboardings/${id}`)).status).toBe(404);
    expect((await walled.post(`/v1/onboardings/${id}/steps/letter/touch`, { seconds: 5 })).status).toBe(404);
    expect((await walled.get('/v1/onboardings')).body.items).toHaveLength(1);
    expect((await walled.get('/v1/reports/onboarding')).body.begun).toBe(1);
    expect((await walled.post(`/v1/clients/${clientId}/onboarding`)).status).toBe(404);
    expect((await walled.get('/v1/onboardings', { query: { clientId } })).status).toBe(404);
  });
});

describe('time before a step', () => {
  const touched = (id: string, seconds: number) =>
    admin().post(`/v1/onboardings/${id}/steps/letter/touch`, { seconds });

  test('is noted as it goes, and is no more than has passed', async () => {
    const { id } = await begun();
    later(20);
    await touched(id, 120);
    later(50);
    const { body } = await touched(id, 25);
    // The clock of the test goes on by itself: a second more, at most a few.
    expect(stepOf(body, 'letter').touchSeconds).toBeGreaterThanOrEqual(45);
    expect(stepOf(body, 'letter').touchSeconds).toBeLessThan(56);
    expect(stepOf(body, 'letter')).toMatchObject({ state: 'under-way', touched: [{ memberId: firm.admin.id }] });
  });

  test.each([0, -5, 121, 2.5, 'long'])('is refused where it cannot be: %s', async (seconds) => {
    const { id } = await begun();
    expect((await touched(id, seconds as number)).status).toBe(400);
  });

  test('is noted by who may change the client, and not by a guest', async () => {
    const { id } = await begun();
    const { call } = await firm.member('guest');
    const reply = await call('POST', `/v1/onboardings/${id}/steps/letter/touch`, { body: { seconds: 5 } });
    expect(reply.status).toBe(403);
    expect((await verbs(call).get(`/v1/onboardings/${id}`)).body.can).toEqual({ edit: false });
  });
});

describe('the report', () => {
  test('is of what began in these days of the firm', async () => {
    await begun(clientId, { before: 60 });
    const { body } = await admin().get('/v1/reports/onboarding', { query: { from: '2026-03-02', to: '2026-03-02' } });
    expect(body).toMatchObject({ from: '2026-03-02', to: '2026-03-02', begun: 1, finished: 0, isAll: true });
    const other = await admin().get('/v1/reports/onboarding', { query: { from: '2026-03-03', to: '2026-03-09' } });
    expect(other.body.begun).toBe(0);
  });

  test('is of a period that begins before it ends, and of a year at most', async () => {
    for (const query of [
      { from: '2026-03-03', to: '2026-03-02' },
      { from: '2025-01-01', to: '2026-03-02' },
    ])
      expect((await admin().get('/v1/reports/onboarding', { query })).status).toBe(400);
  });
});
