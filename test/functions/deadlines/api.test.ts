import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const path = '/v1/deadlines/postponements';
const fire = {
  area: 'Boulder County, CO',
  agency: 'IRS',
  from: '2027-01-15',
  until: '2027-06-30',
  to: '2027-07-30',
  source: 'https://www.irs.gov/newsroom/co-2027-01',
};
const wrong = { keys: ['us-990'], from: '2027-05-17', until: '2027-05-17', to: '2027-05-18', source: 'Notice 2027-9' };

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

type Year = { key: string; waitsFor?: string; dates: { on: string; of: Record<string, unknown> }[] };
const yearOf = async (year: number) =>
  (await admin.get(`/v1/deadlines`, { query: { year: `${year}` } })).body.items as Year[];
const dateOf = async (key: string, query: Record<string, string>) =>
  (await admin.get(`/v1/deadlines/${key}`, { query })).body.on as string;

describe('the dates of a year', () => {
  test('are told for every key, with what each hangs on', async () => {
    const items = await yearOf(2028);
    const of = (key: string) => items.find((one) => one.key === key)!;
    expect(items).toHaveLength(26);
    expect(of('us-1040').dates).toMatchObject([{ on: '2028-04-18', of: { yearEnd: '2027-12-31' } }]);
    expect(of('us-estimates-individual').dates.map(({ on }) => on)).toEqual([
      '2028-01-18',
      '2028-04-18',
      '2028-06-15',
      '2028-09-15',
    ]);
    expect(of('us-941').dates.map(({ on }) => on)).toEqual(['2028-01-31', '2028-05-01', '2028-07-31', '2028-10-31']);
    expect(of('us-1099-nec')).toMatchObject({ thresholds: [{ until: 2025 }, { from: 2026, amount: 200_000 }] });
    expect(of('sales-tax')).toMatchObject({ waitsFor: 'periodEnd', dates: [] });
    expect(of('us-payroll-deposit')).toMatchObject({ waitsFor: 'payDate', dates: [] });
  });
  test('are asked for by a year there is', async () => {
    const years: Record<string, string>[] = [{}, { year: '1999' }, { year: 'soon' }];
    for (const query of years) expect((await admin.get('/v1/deadlines', { query })).status).toBe(400);
  });
});

describe('one date', () => {
  test('comes with its form, its source and every step', async () => {
    expect((await admin.get('/v1/deadlines/us-1120s', { query: { yearEnd: '2027-01-02' } })).body).toEqual({
      key: 'us-1120s',
      agency: 'IRS',
      form: '1120-S',
      source: '26 U.S.C. 6072(b)',
      lastLookedAt: '2026-11-22',
      extension: { form: '7004', to: 'us-1120s-extended' },
      on: '2027-03-15',
      unrolled: '2027-03-15',
      explain: [
        'Year ends Sat 2 Jan 2027',
        'a year of 52 or 53 weeks counts from the end of the month it is near: Thu 31 Dec 2026',
        'the 15th of the third month after: Mon 15 Mar 2027',
      ],
    });
  });
  test('takes what is known from the query, and says what is not', async () => {
    expect(await dateOf('us-941', { quarterEnd: '2026-03-31', depositsTimely: 'true' })).toBe('2026-05-11');
    expect(await dateOf('sales-tax', { periodEnd: '2026-01-31', authority: 'CO', dueDay: '25' })).toBe('2026-02-25');
    expect(await dateOf('us-payroll-deposit', { payDate: '2026-09-04', depositSchedule: 'semi-weekly' })).toBe(
      '2026-09-10',
    );
    expect(await dateOf('us-estimates-corporate', { yearEnd: '2026-06-30', installment: '1' })).toBe('2025-10-15');
    expect((await admin.get('/v1/deadlines/us-1040')).body).toMatchObject({ waitsFor: 'yearEnd' });
  });
  test('of a key there is not is not found, and a query that is none is refused', async () => {
    const dated = (query: string) =>
      admin.get('/v1/deadlines/us-1040', { query: Object.fromEntries(new URLSearchParams(query)) });
    expect((await admin.get('/v1/deadlines/us-1041-late')).status).toBe(404);
    for (const query of ['yearEnd=2026-13-01', 'installment=5', 'depositsTimely=yes', 'client=x'])
      expect((await dated(query)).status).toBe(400);
  });
});

describe('what the firm enters', () => {
  test('moves the dates of the area, says who entered it, and stands in the history', async () => {
    const made = await admin.post(path, fire);
    expect(made).toMatchObject({ status: 201, body: { ...fire, enteredBy: firm.admin.id, can: { edit: true } } });
    expect((await admin.get(path)).body).toEqual({ items: [made.body] });
    expect(await dateOf('us-1040', { yearEnd: '2026-12-31', area: 'Boulder County, CO' })).toBe('2027-07-30');
    expect(await dateOf('us-1040', { yearEnd: '2026-12-31' })).toBe('2027-04-15');
    const events = firm.memory.all().filter(({ pk, entity }) => entity === 'event' && pk === 'DEADLINES');
    expect(events).toMatchObject([{ type: 'postponement.entered', actor: firm.admin.id }]);
  });
  test('corrects a date for everyone until it is taken back', async () => {
    const { body } = await admin.post(path, wrong);
    expect(await dateOf('us-990', { yearEnd: '2026-12-31' })).toBe('2027-05-18');
    expect((await yearOf(2027)).find(({ key }) => key === 'us-990')?.dates).toMatchObject([{ on: '2027-05-18' }]);
    expect((await admin.remove(`${path}/${body.id}`)).status).toBe(204);
    expect(await dateOf('us-990', { yearEnd: '2026-12-31' })).toBe('2027-05-17');
    expect((await admin.get(path)).body).toEqual({ items: [] });
    for (const reply of [await admin.get(`${path}/${body.id}`), await admin.remove(`${path}/${body.id}`)])
      expect(reply.status).toBe(404);
  });
  test('is changed by who read the latest, and is theirs then', async () => {
    const { id: manager, call } = await firm.member('manager');
    const { body } = await admin.post(path, fire);
    const changed = await verbs(call).patch(`${path}/${body.id}`, {
      to: '2027-09-30',
      agency: null,
      keys: ['us-1040'],
    });
    expect(changed.body).toMatchObject({ to: '2027-09-30', keys: ['us-1040'], enteredBy: manager, version: 2 });
    expect(changed.body).not.toHaveProperty('agency');
    const stale = { headers: { 'if-match': '"1"' } };
    expect((await admin.patch(`${path}/${body.id}`, { to: '2027-08-31' }, stale)).status).toBe(412);
  });
  test('is entered once, however often it is sent', async () => {
    const twice = { headers: { 'idempotency-key': 'fire' } };
    const [one, other] = [await admin.post(path, fire, twice), await admin.post(path, fire, twice)];
    expect(other.body).toEqual(one.body);
    expect((await admin.get(path)).body.items).toHaveLength(1);
  });
  test.each<[object, string, RegExp]>([
    [{ ...fire, keys: ['us-1040'] }, 'body.keys', /not both/],
    [{ ...fire, agency: undefined }, 'body.keys', /Name the dates/],
    [{ ...fire, area: undefined }, 'body.keys', /names the dates that it corrects/],
    [{ ...fire, until: '2027-01-01' }, 'body.until', /before the first/],
    [{ ...fire, to: '2027-06-01' }, 'body.to', /more time/],
    [{ ...wrong, keys: ['us-nothing'] }, 'body.keys.0', /./],
    [{ ...wrong, source: ' ' }, 'body.source', /./],
  ])('%j is refused for %s', async (body, field, message) => {
    const refused = await admin.post(path, body);
    expect(refused, JSON.stringify(refused.body)).toMatchObject({ status: 400 });
    expect(refused.body.issues).toMatchObject([{ path: field, message: expect.stringMatching(message) }]);
  });
  test('is entered by who leads, and read by everyone', async () => {
    const { body } = await admin.post(path, fire);
    for (const role of ['member', 'guest'] as const) {
      const { call } = await firm.member(role);
      const theirs = verbs(call);
      expect((await theirs.get(path)).body.items).toMatchObject([{ can: { edit: false } }]);
      expect((await theirs.get('/v1/deadlines', { query: { year: '2026' } })).status).toBe(200);
      expect((await theirs.post(path, wrong)).status).toBe(403);
      expect((await theirs.patch(`${path}/${body.id}`, { to: '2027-09-30' })).status).toBe(403);
      expect((await theirs.remove(`${path}/${body.id}`)).status).toBe(403);
    }
  });
});
