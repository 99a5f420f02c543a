import { beforeEach, describe, expect, test } from 'vitest';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { contentOf, pagesOf, statusesOf, verbs } from '../../support/office.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const close = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' };
const fee = { how: 'fixed', amount: usd(115_000) };

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  ({ id: clientId } = await aClient(firm.admin.call));
});

async function anEngagement(more: object = {}, of = clientId): Promise<Answer> {
  const body = { title: 'Books', services: [{ ...close, fee }], ...more };
  const reply = await admin.post(`/v1/clients/${of}/engagements`, body);
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 201 });
  return reply.body;
}
const at = ({ id }: { id: string }) => `/v1/engagements/${id}`;

describe('an engagement', () => {
  test('says what is done for the client, for how much, and what may be done with it', async () => {
    const made = await anEngagement({ startsOn: '2026-01-01', renewal: 'automatic', letter: 'sent' });
    expect(made).toMatchObject({
      clientId,
      status: 'proposed',
      letter: 'sent',
      services: [{ ...close, fee, isPaused: false, roles: [] }],
      annual: usd(1_380_000),
      can: { edit: true, activate: true, pause: false, resume: false, end: true, setFees: true },
    });
    expect((await admin.get(at(made))).body).toEqual(made);
  });

  test('goes its way: begun, paused, taken up, ended; each is an event of the client', async () => {
    const one = await anEngagement();
    const statuses = [];
    for (const act of ['activate', 'pause', 'resume'])
      statuses.push((await admin.post(`${at(one)}/${act}`)).body.status);
    statuses.push((await admin.post(`${at(one)}/end`, { endsOn: '2026-12-31' })).body.status);
    expect(statuses).toEqual(['active', 'paused', 'active', 'ended']);
    const timeline = await pagesOf(firm.admin.call, `/v1/clients/${clientId}/timeline`);
    const types = timeline.flat().map(({ type }) => type as string);
    expect(types.filter((type) => type.startsWith('engagement.')).toReversed()).toEqual(
      ['drafted', 'activated', 'paused', 'resumed', 'ended'].map((verb) => `engagement.${verb}`),
    );
  });

  test('is not changed by who read an older one', async () => {
    const one = await anEngagement();
    expect((await admin.patch(at(one), { title: 'Books and payroll' })).status).toBe(200);
    const stale = { headers: { 'if-match': '"1"' } };
    expect((await admin.patch(at(one), { title: 'x' }, stale)).status).toBe(412);
    expect((await admin.post(`${at(one)}/activate`, undefined, stale)).status).toBe(412);
  });

  test('is begun once by two who begin it at the same time', async () => {
    const one = await anEngagement();
    const both = await Promise.all([admin.post(`${at(one)}/activate`), admin.post(`${at(one)}/activate`)]);
    expect(statusesOf(both)).toEqual([200, 422]);
  });

  test('loses no service where two are added at once', async () => {
    const one = await anEngagement();
    const added = await Promise.all(
      ['PAY', 'SALES', 'CFO'].map((code) => admin.post(`${at(one)}/services`, { ...close, code, fee })),
    );
    expect(statusesOf(added)).toEqual([201, 201, 201]);
    const { services, annual } = (await admin.get(at(one))).body;
    expect(services.map(({ code }: Answer) => code).toSorted()).toEqual(['CFO', 'CLOSE', 'PAY', 'SALES']);
    expect(annual).toEqual(usd(4 * 1_380_000));
  });

  test('is listed with its client, newest first, and by status over all clients', async () => {
    const first = await anEngagement({ title: 'First' });
    const second = await anEngagement({ title: 'Second' });
    const { id: other } = await aClient(firm.admin.call, { name: 'Stonebridge' });
    const third = await anEngagement({ title: 'Third' }, other);
    await admin.post(`${at(second)}/activate`);
    const idsOf = async (path: string, query = {}) =>
      (await pagesOf(firm.admin.call, path, { limit: '1', ...query })).flat().map(({ id }) => id as string);
    expect(await idsOf(`/v1/clients/${clientId}/engagements`)).toEqual([second.id, first.id]);
    expect(await idsOf('/v1/engagements', { status: 'active' })).toEqual([second.id]);
    expect(await idsOf('/v1/engagements', { status: 'draft' })).toEqual([third.id, first.id]);
  });

  test('does not begin, nor go on, for an archived client', async () => {
    const [draft, paused] = [await anEngagement(), await anEngagement()];
    await admin.post(`${at(paused)}/activate`);
    await admin.post(`${at(paused)}/pause`);
    await admin.patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
    expect((await admin.post(`${at(draft)}/activate`)).status).toBe(422);
    expect((await admin.post(`${at(paused)}/resume`)).status).toBe(422);
    expect((await admin.post(`${at(paused)}/end`, {})).status).toBe(200);
  });
});

describe('who pays', () => {
  const path = 'body.billingClientId';

  test('is a client that the caller sees and that is not archived', async () => {
    const { id: payer } = await aClient(firm.admin.call, { name: 'Stonebridge' });
    const { id: archived } = await aClient(firm.admin.call, { name: 'Old Mill', lifecycle: 'archived' });
    const one = await anEngagement({ billingClientId: payer });
    expect(one.billingClientId).toBe(payer);
    const walled = await firm.member('admin', { scope: { except: [payer] } });
    for (const [call, billingClientId] of [
      [firm.admin.call, archived],
      [firm.admin.call, `cli_${'0'.repeat(26)}`],
      [walled.call, payer],
    ] as const) {
      const other = await anEngagement();
      const reply = await call('PATCH', at(other), { body: { billingClientId } });
      expect(reply).toMatchObject({ status: 400, body: { issues: [{ path }] } });
    }
    const seen = await walled.call('GET', at(one));
    expect(JSON.stringify(seen.body)).not.toContain(payer);
    // What they do not see, they do not change by changing something else.
    expect((await walled.call('PATCH', at(one), { body: { title: 'Payroll' } })).status).toBe(200);
    expect((await admin.get(at(one))).body).toMatchObject({ title: 'Payroll', billingClientId: payer });
  });
});

describe('who does it', () => {
  test('is someone of the team who may see the client, named by place', async () => {
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    const service = { ...close, roles: [{ role: 'preparer', memberId: walled.id }] };
    const made = await admin.post(`/v1/clients/${clientId}/engagements`, { title: 'x', services: [close, service] });
    expect(made).toMatchObject({ status: 400, body: { issues: [{ path: 'body.services.1.roles.0.memberId' }] } });
    const one = await anEngagement();
    const added = await admin.post(`${at(one)}/services`, service);
    expect(added).toMatchObject({ status: 400, body: { issues: [{ path: 'body.roles.0.memberId' }] } });
  });
});

describe('fees', () => {
  let plain: { id: string; call: Call };
  beforeEach(async () => {
    plain = await firm.member('member');
  });
  const money = /115000|1380000|"fee"|"annual"/;

  test('are in no answer to who may not see amounts: not of the record, the lists, a change, nor a history', async () => {
    const one = await anEngagement();
    await admin.patch(`${at(one)}/services/${one.services[0].id}`, { fee: { how: 'fixed', amount: usd(115_001) } });
    const answers = [
      await plain.call('GET', at(one)),
      await plain.call('GET', `/v1/clients/${clientId}/engagements`),
      await plain.call('GET', '/v1/engagements'),
      await plain.call('GET', `/v1/clients/${clientId}/timeline`),
      await plain.call('PATCH', at(one), { body: { title: 'Payroll' } }),
      await plain.call('POST', `${at(one)}/activate`),
    ];
    for (const reply of answers) {
      expect(reply.status).toBe(200);
      expect(JSON.stringify(reply.body)).not.toMatch(/11500|138000|"fee"|"annual"/);
    }
    expect(answers[0]!.body.services[0]).toMatchObject({ code: 'CLOSE' });
    expect(answers[0]!.body.can).toMatchObject({ edit: true, setFees: false });
    const changes = answers[3]!.body.items.flatMap(({ changes: told }: Answer) => told?.ENGAGEMENT?.fees ?? []);
    expect(changes).toEqual(['hidden', 'hidden', 'hidden', 'hidden']);
    const manager = await firm.member('manager');
    expect(JSON.stringify((await manager.call('GET', at(one))).body)).toMatch(/115001/);
    expect(JSON.stringify((await manager.call('GET', '/v1/engagements')).body)).not.toMatch(money);
    expect(JSON.stringify((await admin.get('/v1/engagements')).body)).toMatch(/115001/);
  });

  test('are set by nobody who may not see them, nor taken away by name', async () => {
    const one = await anEngagement();
    const service = `${at(one)}/services/${one.services[0].id}`;
    const before = contentOf(firm);
    const tries = [
      plain.call('POST', `/v1/clients/${clientId}/engagements`, {
        body: { title: 'x', services: [{ ...close, fee }] },
      }),
      plain.call('POST', `${at(one)}/services`, { body: { ...close, fee } }),
      plain.call('PATCH', service, { body: { fee: { how: 'included' } } }),
      plain.call('PATCH', service, { body: { fee: null } }),
    ];
    for (const reply of await Promise.all(tries))
      expect(reply).toMatchObject({ status: 403, body: { field: 'fee', right: 'amounts' } });
    expect(contentOf(firm)).toEqual(before);
  });

  test('stay as they were when who does not see them changes the rest', async () => {
    const one = await anEngagement();
    const service = `${at(one)}/services/${one.services[0].id}`;
    await plain.call('PATCH', service, { body: { name: 'Close of the month', budgetMinutes: 600 } });
    await plain.call('POST', `${at(one)}/services`, { body: { ...close, code: 'PAY' } });
    await plain.call('PATCH', at(one), { body: { title: 'Payroll' } });
    const { services } = (await admin.get(at(one))).body;
    expect(services).toMatchObject([{ name: 'Close of the month', budgetMinutes: 600, fee }, { code: 'PAY' }]);
  });

  test('are in the firm’s currency', async () => {
    const euro = { how: 'fixed', amount: { amount: 100, currency: 'EUR' } };
    const reply = await admin.post(`/v1/clients/${clientId}/engagements`, {
      title: 'x',
      services: [close, { ...close, fee: euro }],
    });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.services.1.fee' }] } });
  });
});

test('an engagement of a client that was merged into another is of that one, its fees too', async () => {
  const { id: other } = await aClient(firm.admin.call, { name: 'Juniper Street Dental PC' });
  const one = await anEngagement({}, other);
  await admin.post(`${at(one)}/activate`);
  await firm.projected();
  const own = await anEngagement();
  await admin.post(`${at(own)}/activate`);
  await firm.projected();
  const merged = await admin.post(`/v1/clients/${clientId}/merge`, { from: other });
  expect(merged.status).toBe(200);
  // Also while it is still on its way.
  expect((await admin.patch(at(one), { title: 'Theirs' })).status).toBe(200);
  await worked(firm, merged.body.batchId);
  await firm.projected();
  expect((await admin.get(at(one))).body).toMatchObject({ clientId, title: 'Theirs' });
  const listed = await admin.get(`/v1/clients/${clientId}/engagements`);
  expect(listed.body.items.map(({ id }: Answer) => id)).toEqual([own.id, one.id]);
  const report = await admin.get('/v1/reports/fees');
  expect(report.body).toMatchObject({
    total: usd(2_760_000),
    items: [{ client: { id: clientId }, annual: usd(2_760_000) }],
  });
  expect(report.body.items).toHaveLength(1);
});
