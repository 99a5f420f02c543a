import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, statusesOf, verbs } from '../../support/office.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
/** Eleanor of the demo firm. */
const partner = {
  title: 'CPA, Partner',
  hours: [{ from: '2020-01-01', minutes: [480, 480, 480, 480, 480, 0, 0] }],
  target: 55,
  skills: ['1040', '1120-S', '1065', 'advisory', 'estate'],
};
const billRates = [
  { from: '2020-01-01', rate: usd(27_531) },
  { from: '2027-01-01', rate: usd(28_531) },
];
const costRates = [{ from: '2020-01-01', rate: usd(12_031) }];

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let ines: Awaited<ReturnType<FirmUnderTest['member']>>;
const path = () => `/v1/team/${ines.id}`;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  ines = await firm.member('member', { ...partner, billRates, costRates });
});
const asSeenBy = async (call: FirmUnderTest['admin']['call']): Promise<Answer> => (await call('GET', path())).body;

describe('what is said of a team member', () => {
  test('with the invitation and later is one', async () => {
    const invited = await asSeenBy(firm.admin.call);
    expect(invited).toMatchObject({ ...partner, billRates, costRates });
    const other = await firm.member('member');
    const changed = await admin.patch(`/v1/team/${other.id}`, { ...partner, billRates, costRates });
    expect(changed.body).toMatchObject({ ...partner, billRates, costRates });
    expect((await admin.get(`/v1/team/${other.id}`)).body).toEqual(changed.body);
  });

  test('leaves what it does not speak of', async () => {
    await admin.patch(path(), { target: 60 });
    expect(await asSeenBy(firm.admin.call)).toMatchObject({ ...partner, target: 60, billRates, costRates });
    await admin.patch(path(), { target: null, costRates: [], title: null });
    const seen = await asSeenBy(firm.admin.call);
    expect(seen).toMatchObject({ skills: partner.skills, billRates, costRates: [] });
    expect(seen).not.toHaveProperty('target');
    expect(seen).not.toHaveProperty('title');
  });

  test('stands in the order of its days, and once', async () => {
    const { body } = await admin.patch(path(), { billRates: billRates.toReversed(), skills: ['tax', 'tax', 'audit'] });
    expect(body).toMatchObject({ billRates, skills: ['tax', 'audit'] });
  });

  test('has one version with who they are: whoever read it before a change is told so', async () => {
    const { headers } = await admin.get(path());
    expect((await admin.patch(path(), { target: 60 })).status).toBe(200);
    for (const body of [{ target: 70 }, { name: 'Ines' }, { billRates: [] }])
      expect((await admin.patch(path(), body, { headers: { 'if-match': headers.etag! } })).status).toBe(412);
    const { version } = (await admin.get(path())).body;
    expect((await admin.patch(path(), { target: 60, billRates })).body.version).toBe(version);
  });

  test('leaves the record small that is read on every call', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ from: `20${10 + i}-01-01`, rate: usd(10_000 + i) }));
    expect((await admin.patch(path(), { billRates: many, costRates: many })).status).toBe(200);
    const record = firm.memory.all().find((item) => item.pk === `MEMBER#${ines.id}` && item.sk === 'MEMBER');
    expect(JSON.stringify(record).length).toBeLessThan(600);
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('is refused where it cannot be', async () => {
    const euros = [{ from: '2026-01-01', rate: { amount: 1, currency: 'EUR' } }];
    expect((await admin.patch(path(), { billRates: euros })).body).toMatchObject({ status: 422, field: 'billRates' });
    expect((await admin.patch(path(), { costRates: euros })).body).toMatchObject({ status: 422, field: 'costRates' });
    const twice = [partner.hours[0], partner.hours[0]];
    const wrong = [
      { hours: twice },
      { hours: [{ from: '2026-01-01', minutes: [480] }] },
      { hours: [{ from: '2026-01-01', minutes: [1441, 0, 0, 0, 0, 0, 0] }] },
      { target: 101 },
      { billRates: [{ from: '2026-02-30', rate: usd(1) }] },
    ];
    for (const body of wrong) expect((await admin.patch(path(), body)).status).toBe(400);
  });
});

describe('rates', () => {
  const rates = { rates: true, costs: true };
  const someone = (role: 'admin' | 'manager' | 'member' | 'guest', given?: object) =>
    firm.member(role, given && { rights: given });

  test.each([
    ['admin', undefined, true, true],
    ['manager', undefined, true, false],
    ['member', undefined, false, false],
    ['guest', undefined, false, false],
    ['manager', { rates: false }, false, false],
    ['manager', { costs: true }, true, true],
    ['member', { costs: true }, false, true],
    ['guest', { rates: true }, true, false],
    ['admin', { rates: false, costs: false }, false, false],
    ['member', { amounts: true, revenue: true }, false, false],
  ] as const)('are seen by a colleague, %s with %j: billed %s, cost %s', async (role, given, bill, cost) => {
    const { call } = await someone(role, given);
    const seen = await asSeenBy(call);
    expect(['billRates' in seen, 'costRates' in seen]).toEqual([bill, cost]);
    for (const list of [await pagesOf(call, '/v1/team'), [(await call('GET', '/v1/me')).body]])
      expect(JSON.stringify(list)).not.toMatch(/27531|28531|12031/);
  });

  test('of one’s own are seen as far as one is billed at, and changed by nobody but an administrator', async () => {
    const seen = await asSeenBy(ines.call);
    expect(seen).toMatchObject({ billRates, target: 55 });
    expect(seen).not.toHaveProperty('costRates');
    await admin.patch(path(), { rights: rates });
    expect(await asSeenBy(ines.call)).toMatchObject({ billRates, costRates });
    for (const body of [{ billRates: [] }, { costRates: [] }, { hours: [] }, { target: 1 }])
      expect((await ines.call('PATCH', path(), { body })).status).toBe(403);
  });

  test('are not set by an administrator who has no right to them, by name', async () => {
    const { call } = await someone('admin', { costs: false });
    expect((await call('PATCH', path(), { body: { costRates } })).body).toMatchObject({
      status: 403,
      field: 'costRates',
    });
    expect((await call('PATCH', path(), { body: { billRates: [] } })).status).toBe(200);
    const invited = { name: 'B', mail: 'b@larkfieldrowe.example', costRates };
    expect((await call('POST', '/v1/team', { body: invited })).status).toBe(403);
    expect((await asSeenBy(firm.admin.call)).costRates).toEqual(costRates);
  });

  test('are in no history of who may not see them', async () => {
    await admin.patch(path(), { billRates: [], costRates: [] });
    const today = new Date();
    const days = [-1, 0, 1].map((day) => new Date(today.getTime() + day * 86_400_000).toISOString().slice(0, 10));
    const historyFor = async (call: FirmUnderTest['admin']['call']) =>
      JSON.stringify([
        await pagesOf(call, `/v1/audit/records/${ines.id}`),
        ...(await Promise.all(days.map((day) => pagesOf(call, `/v1/audit/days/${day}`)))),
      ]);
    const manager = await someone('manager');
    const told = await historyFor(manager.call);
    expect(told).toMatch(/27531/);
    expect(told).not.toMatch(/12031/);
    expect(await historyFor((await someone('manager', { rates: false })).call)).not.toMatch(/27531|12031/);
    expect(await historyFor(firm.admin.call)).toMatch(/12031/);
  });

  test('are given in the currency that the firm has by then', async () => {
    await admin.patch('/v1/firm', { currency: 'EUR' });
    expect((await admin.patch(path(), { billRates })).status).toBe(422);
    const euros = [{ from: '2026-01-01', rate: { amount: 20_000, currency: 'EUR' } }];
    expect((await admin.patch(path(), { billRates: euros })).body).toMatchObject({ billRates: euros, costRates });
  });
});

describe('how someone works', () => {
  test('is seen by the staff; how much should be billable by the person and who leads', async () => {
    const [colleague, guest, manager] = [
      await firm.member('member'),
      await firm.member('guest'),
      await firm.member('manager'),
    ];
    const seen = await asSeenBy(colleague.call);
    expect(seen).toMatchObject({ title: partner.title, hours: partner.hours, skills: partner.skills });
    expect(seen).not.toHaveProperty('target');
    expect((await asSeenBy(manager.call)).target).toBe(55);
    const outside = await asSeenBy(guest.call);
    expect(outside.title).toBe(partner.title);
    for (const field of ['hours', 'skills', 'target', 'billRates']) expect(outside).not.toHaveProperty(field);
  });

  test('is changed by two at once without either being lost', async () => {
    const replies = await Promise.all([
      admin.patch(path(), { target: 60 }),
      admin.patch(path(), { billRates: [] }),
      admin.patch(path(), { skills: ['tax'] }),
    ]);
    expect(statusesOf(replies)).toEqual([200, 200, 200]);
    expect(await asSeenBy(firm.admin.call)).toMatchObject({ target: 60, skills: ['tax'], billRates: [], costRates });
  });
});
