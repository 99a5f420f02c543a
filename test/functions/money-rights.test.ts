import { beforeAll, describe, expect, test } from 'vitest';
import { backTo } from '../support/anew.ts';
import { aFirm, type Answer, type Call, type FirmUnderTest } from '../support/call.ts';
import { guardedRoutes, mayCall, pathOf, validCall } from '../support/office.ts';
import { aPlace, type Place } from '../support/place.ts';

/** Amounts that stand nowhere else, in cents; each is told only to who has its right. */
const secrets = {
  amounts: [7_613_900, 6_217_300],
  rates: [1_837_077, 1_923_077],
  costs: [6_190_377, 6_710_577],
  // What the firm earns: sums, and each client's fees in a list of all of them.
  revenue: [7_613_900, 6_217_300, 13_831_200, 91_366_800],
} as const;
type Right = keyof typeof secrets;
const rights = Object.keys(secrets) as Right[];
const money = (amount: number) => ({ amount, currency: 'USD' });

/** As it stands in an answer, or as a person would write it. */
const spellings = (amount: number): string[] => {
  const major = amount / 100;
  return [String(amount), major.toLocaleString('en-US'), major.toFixed(2)];
};

let firm: FirmUnderTest;
let place: Place;
let colleague: string;
const lacking = new Map<Right, Call>();
let everything: Call;

/** A firm in which every kind of amount was set, changed and set again, so that histories tell of them too. */
async function aFirmWithMoney(): Promise<void> {
  firm = await aFirm();
  const { call } = firm.admin;
  place = await aPlace(firm);
  const service = (fee: number) => ({ fee: { how: 'fixed', amount: money(fee) } });
  const path = `/v1/engagements/${place.engagementId}/services/${place.serviceId}`;
  for (const fee of [6_217_300, 7_613_900])
    expect((await call('PATCH', path, { body: service(fee) })).status).toBe(200);
  await call('POST', `/v1/engagements/${place.engagementId}/activate`);
  const rated = (amount: number, from: string) => ({ from, rate: money(amount) });
  const paid = await firm.member('member', {
    billRates: [rated(1_837_077, '2026-01-01'), rated(1_923_077, '2027-01-01')],
    costRates: [rated(6_190_377, '2026-01-01')],
  });
  colleague = paid.id;
  await call('PATCH', `/v1/team/${colleague}`, {
    body: { costRates: [rated(6_190_377, '2026-01-01'), rated(6_710_577, '2027-01-01')] },
  });
  everything = call;
  const all = { amounts: true, rates: true, costs: true, revenue: true };
  for (const right of rights) {
    const { id, call: by } = await firm.member('admin');
    await call('PATCH', `/v1/team/${id}`, { body: { rights: { ...all, [right]: false } } });
    lacking.set(right, by);
  }
  await firm.projected();
}

beforeAll(aFirmWithMoney, 30_000);

const reads = guardedRoutes.filter(([, { decide }]) => !decide);
const query = (title: string): Record<string, string> | undefined =>
  /timeline|audit|engagements|team$|clients$|fees|contacts$/.test(title) && !title.includes('verify')
    ? { limit: '100' }
    : undefined;

async function answers(by: Call): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  const here = { ...place, memberId: colleague };
  for (const [title, route] of reads) {
    const { sent } = validCall(route, here);
    const takesLimit = query(title);
    const asked = takesLimit && route.query && !sent.query ? { ...sent, query: takesLimit } : sent;
    let reply = await by(route.method, pathOf(route, here), asked);
    // Not every list of these takes a limit.
    if (reply.status === 400) reply = await by(route.method, pathOf(route, here), sent);
    told.set(title, JSON.stringify([reply.headers, reply.body]));
  }
  for (const recordId of [colleague, place.engagementId, place.clientId])
    told.set(
      `history of ${recordId.slice(0, 3)}`,
      JSON.stringify((await by('GET', `/v1/audit/records/${recordId}`)).body),
    );
  for (const q of ['7613900', '76139', '1837', 'books'])
    told.set(`search ${q}`, JSON.stringify((await by('GET', '/v1/search', { query: { q } })).body));
  return told;
}

const where = (told: ReadonlyMap<string, string>, amount: number): string[] =>
  [...told].filter(([, text]) => spellings(amount).some((one) => text.includes(one))).map(([title]) => title);

/** Beside a right, the firm's revenue is told by every list of all fees; a single client's fees are amounts. */
const firmWide = /GET \/v1\/(engagements|reports\/fees)$/;

describe.each(rights)('without the right to see %s', (right) => {
  test('none of it is told by any route, list, search or history; with it, it is', async () => {
    const hidden = await answers(lacking.get(right)!);
    const open = await answers(everything);
    const isTold = ([title]: [string, string]) => right !== 'revenue' || firmWide.test(title);
    for (const amount of secrets[right]) {
      const seen = where(new Map([...hidden].filter(isTold)), amount);
      expect(seen, `${amount} in ${seen.join(', ')}`).toEqual([]);
    }
    const found = secrets[right].flatMap((amount) => where(new Map([...open].filter(isTold)), amount));
    expect(found.length).toBeGreaterThan(0);
  });

  test('no change that one may make tells of it in its answer', async () => {
    const by = lacking.get(right)!;
    const amounts: readonly number[] = right === 'revenue' ? [] : secrets[right];
    const changes: [string, string, object][] = [
      ['PATCH', `/v1/team/${colleague}`, { title: `Accountant without ${right}` }],
      ['PATCH', `/v1/engagements/${place.engagementId}`, { title: `Books without ${right}` }],
      ['PATCH', `/v1/engagements/${place.engagementId}/services/${place.serviceId}`, { name: `Close ${right}` }],
      ['PATCH', `/v1/clients/${place.clientId}`, { tags: [right] }],
    ];
    for (const [method, path, body] of changes) {
      const reply = await by(method, path, { body });
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      for (const amount of amounts)
        for (const one of spellings(amount)) expect(JSON.stringify(reply.body), path).not.toContain(one);
    }
    // What they could not see is as it was.
    const { services } = (await everything('GET', `/v1/engagements/${place.engagementId}`)).body as Answer;
    expect(services[0].fee.amount).toEqual(money(7_613_900));
  });
});

describe('without any of these rights', () => {
  const none = { amounts: false, rates: false, costs: false, revenue: false };
  /** The link opens a page with letters on it, the other a letter: they are not told at all. */
  const refused = ['POST /v1/contacts/{contactId}/portal-links/copy', 'GET /v1/letters/{letterId}/file'];
  const changing = guardedRoutes.filter(([, { decide }]) => decide);
  /** The fee that every place has, and what its member is billed at and costs. */
  const theirs = [115_000, 1_377_900, 6_377_900];

  let own: FirmUnderTest;
  let made: Place;
  let call: Call;
  let anew: () => void;
  beforeAll(async () => {
    own = await aFirm();
    const { call: admin } = own.admin;
    made = await aPlace(own);
    const rated = (amount: number) => [{ from: '2026-01-01', rate: money(amount) }];
    const body = { billRates: rated(1_377_900), costRates: rated(6_377_900) };
    expect((await admin('PATCH', `/v1/team/${made.memberId}`, { body })).status).toBe(200);
    const lacks = await own.member('admin');
    await admin('PATCH', `/v1/team/${lacks.id}`, { body: { rights: none } });
    ({ call } = lacks);
    anew = backTo(own);
  });

  test.each(changing)('what %s answers tells none of it', async (title, route) => {
    anew();
    const { call: admin } = own.admin;
    const there = { ...made };
    const { sent, first } = validCall(route, there);
    await first(admin, there);
    const reply = await call(route.method, pathOf(route, there), sent);
    const status = refused.includes(title) ? 403 : (route.status ?? 200);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status });
    const text = JSON.stringify([reply.headers, reply.body]);
    for (const one of theirs.flatMap(spellings)) expect(text).not.toContain(one);
  });
});

describe('setting what one may not see', () => {
  const tries: [Right, string, () => [string, string, object]][] = [
    [
      'amounts',
      'fee',
      () => [
        'PATCH',
        `/v1/engagements/${place.engagementId}/services/${place.serviceId}`,
        { fee: { how: 'included' } },
      ],
    ],
    ['rates', 'billRates', () => ['PATCH', `/v1/team/${colleague}`, { billRates: [] }]],
    ['costs', 'costRates', () => ['PATCH', `/v1/team/${colleague}`, { costRates: [] }]],
  ];

  test.each(tries)('%s is forbidden, by the field’s name, and writes nothing', async (right, field, change) => {
    const [method, path, body] = change();
    const before = JSON.stringify(firm.memory.all());
    const reply = await lacking.get(right)!(method, path, { body });
    expect(reply.status).toBe(403);
    expect(JSON.stringify(reply.body)).toContain(field);
    expect(JSON.stringify(firm.memory.all())).toBe(before);
  });

  test('the firm’s revenue is not shown, in total or by client, to whoever lacks the right', async () => {
    const reply = await lacking.get('revenue')!('GET', '/v1/reports/fees');
    expect(reply.status).toBe(403);
  });
});

test('what was answered to a repeated call is not told again to who has lost the right', async () => {
  const { id, call } = await firm.member('admin');
  const body = {
    title: 'More books',
    services: [{ code: 'PAY', name: 'Payroll', frequency: 'monthly', fee: { how: 'fixed', amount: money(8_114_300) } }],
  };
  const send = () =>
    call('POST', `/v1/clients/${place.clientId}/engagements`, {
      body,
      headers: { 'idempotency-key': 'once-and-again' },
    });
  expect(JSON.stringify((await send()).body)).toContain('8114300');
  await everything('PATCH', `/v1/team/${id}`, { body: { rights: { amounts: false } } });
  expect(JSON.stringify((await send()).body)).not.toContain('8114300');
});

test('every role below an administrator has only the rights of its role', async () => {
  const told = async (role: 'manager' | 'member' | 'guest') => {
    const { call } = await firm.member(role);
    const found: Right[] = [];
    for (const [title, route] of reads) {
      if (!mayCall(route, role)) continue;
      const here = { ...place, memberId: colleague };
      const text = JSON.stringify(
        (await call(route.method, pathOf(route, here), validCall(route, here).sent)).body ?? {},
      );
      for (const right of ['amounts', 'rates', 'costs'] as const)
        if (secrets[right].some((amount) => text.includes(String(amount)))) found.push(right);
      if (firmWide.test(title) && secrets.revenue.some((amount) => text.includes(String(amount))))
        found.push('revenue');
    }
    return [...new Set(found)].toSorted((a, b) => a.localeCompare(b));
  };
  expect(await told('manager')).toEqual(['amounts', 'rates']);
  expect(await told('member')).toEqual([]);
  expect(await told('guest')).toEqual([]);
});
