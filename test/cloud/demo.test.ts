import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from './demo-firm.ts';
import { counts, reader } from './reading.ts';
import { type Answer, inCloud, newDirectory, type Running, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let firm: ReturnType<typeof reader>;
let clients: Answer[];

const as = async (key: string) => reader(cloud, await cloud.token(`${key}@larkfieldrowe.example`));
const numbered = (number: string): Answer => clients.find((client) => client.number === number);
const dollars = (amount: number) => ({ amount: amount * 100, currency: 'USD' });
const memberOf = async (key: string, by = firm): Promise<Answer> => {
  const team = await by.every('/v1/team');
  const { id } = team.find(({ mail }) => mail === `${key}@larkfieldrowe.example`);
  return by.read(`/v1/team/${id}`);
};

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startDemo(directory);
  await cloud.local('/settled');
  firm = reader(cloud, await cloud.token());
  clients = await firm.every('/v1/clients');
});
afterAll(() => tidy(directory, cloud));

inCloud('the demo firm', () => {
  test('has its settings, its words and its days off, and is live', async () => {
    expect(await firm.read('/v1/firm')).toMatchObject({
      name: 'Larkfield & Rowe, CPAs',
      profession: 'accounting',
      colour: '#1f5a4d',
      weekStartsOn: 1,
      paymentDays: 15,
      nextInvoice: 2481,
      live: true,
      words: { job: { one: 'job', many: 'jobs' } },
      workingDays: { national: 'us-federal', without: ['columbus-day', 'veterans-day'] },
    });
  });

  test('has rates over time, hours and leave for its people, and shows each of them to whom it may', async () => {
    const priya = await memberOf('priya');
    expect(priya.billRates.map(({ rate }: Answer) => rate)).toEqual([dollars(150), dollars(155)]);
    expect(priya.costRates.map(({ rate }: Answer) => rate)).toEqual([dollars(48)]);
    expect(priya).toMatchObject({ title: 'CPA, Senior accountant', target: 75 });
    const grace = await memberOf('grace');
    expect(grace.hours[0].minutes.reduce((sum: number, one: number) => sum + one, 0)).toBe(32 * 60);
    const [leave] = (await firm.read(`/v1/team/${grace.id}/absences`)).items;
    expect((Date.parse(leave.to) - Date.parse(leave.from)) / 86_400_000).toBe(3);
    expect(new Date(leave.from).getUTCDay()).toBe(1);
  });

  test.each([
    ['eleanor', 'Eleanor Rowe', 'CPA, Partner', 'admin', 40, 275, 285, 120, 55, '1040, 1120-S, 1065, advisory, estate'],
    ['marcus', 'Marcus Bell', 'CPA, Tax manager', 'manager', 40, 200, 210, 72, 65, 'all returns, review, sales tax'],
    ['priya', 'Priya Nair', 'CPA, Senior accountant', 'member', 40, 150, 155, 48, 75, 'close, advisory, 1065, 1120'],
    ['tomas', 'Tomás Herrera', 'Accountant', 'member', 40, 105, 110, 34, 75, 'close, 1040, sales tax'],
    [
      'grace',
      'Grace Okafor',
      'Bookkeeper and payroll',
      'member',
      32,
      90,
      95,
      30,
      75,
      'payroll, certified payroll, close',
    ],
    [
      'nora',
      'Nora Lindqvist',
      'Client coordinator',
      'member',
      40,
      60,
      65,
      26,
      25,
      'onboarding, e-filing, collections, notary',
    ],
  ])(
    'has %s with title, hours, rates, target and skills',
    async (key, name, title, role, hours, bill, next, cost, target, skills) => {
      const person = await memberOf(key);
      const thisYear = new Date(person.billRates[0].from).getUTCFullYear();
      expect(person).toMatchObject({ name, title, role, target, skills: skills.split(', ') });
      expect(person.hours[0].minutes).toEqual(Array.from({ length: 7 }, (_, i) => (i < hours / 8 ? 480 : 0)));
      expect(person.billRates).toEqual([
        { from: `${thisYear}-01-01`, rate: dollars(bill) },
        { from: `${thisYear + 1}-01-01`, rate: dollars(next) },
      ]);
      expect(person.costRates).toEqual([{ from: `${thisYear}-01-01`, rate: dollars(cost) }]);
    },
  );

  test('lets managers see bill rates, only the owner costs and revenue, and Nora amounts', async () => {
    const seen = async (key: string) => {
      const { id } = await memberOf('priya');
      const by = await as(key);
      const { billRates, costRates } = await by.read(`/v1/team/${id}`);
      const client = numbered('1002').id as string;
      const [engagement] = (await by.read(`/v1/clients/${client}/engagements`)).items;
      const report = await cloud.call('GET', '/v1/reports/fees', {
        token: await cloud.token(`${key}@larkfieldrowe.example`),
      });
      return {
        rates: billRates !== undefined,
        costs: costRates !== undefined,
        amounts: engagement.services.some((service: Answer) => service.fee !== undefined),
        revenue: report.status === 200,
      };
    };
    expect(await seen('eleanor')).toEqual({ rates: true, costs: true, amounts: true, revenue: true });
    expect(await seen('marcus')).toEqual({ rates: true, costs: false, amounts: true, revenue: false });
    expect(await seen('nora')).toEqual({ rates: false, costs: false, amounts: true, revenue: false });
    expect(await seen('tomas')).toEqual({ rates: false, costs: false, amounts: false, revenue: false });
    // One's own bill rate.
    expect(await seen('priya')).toEqual({ rates: true, costs: false, amounts: false, revenue: false });
  });

  test('earns $652,930 a year with its active clients, a fifth of it with one', async () => {
    const { total, items } = await firm.read('/v1/reports/fees?limit=4');
    expect(total).toEqual(dollars(652_930));
    const told = items.map(({ client, annual, share }: Answer) => [client.number, annual.amount / 100, share]);
    expect(told).toEqual([
      ['1001', 137_100, 0.21],
      ['1021', 49_640, 0.076],
      ['1007', 41_660, 0.0638],
      ['1009', 41_460, 0.0635],
    ]);
    expect(items[0].group).toMatchObject({ name: 'Copperline', annual: dollars(139_950) });
    expect(items[0].group.share).toBeCloseTo(0.214, 3);
  });

  test('has the services of its active clients, and about 4,900 hours a year in their budgets', async () => {
    const active = new Set(clients.filter(({ lifecycle }) => lifecycle === 'active').map(({ id }) => id));
    const engagements = (await firm.every('/v1/engagements')).filter(({ clientId }) => active.has(clientId));
    const services: Answer[] = engagements.flatMap((one) => one.services);
    expect(counts(services, 'code')).toEqual({
      CLOSE: 21,
      PAY: 17,
      SALES: 9,
      CFO: 4,
      '1040': 31,
      '1120S': 21,
      '1065': 6,
      '1120': 6,
      '990': 3,
      '1041': 1,
      '1099': 9,
      HOURLY: 5,
    });
    const periods: Record<string, number> = { weekly: 52, 'every-two-weeks': 26, 'semi-monthly': 24, monthly: 12 };
    const minutes = services.map(
      ({ budgetMinutes, frequency }) => budgetMinutes * (periods[frequency] ?? (frequency === 'quarterly' ? 4 : 1)),
    );
    const hours = minutes.reduce((sum, one) => sum + one, 0) / 60;
    expect(Math.round(hours / 100) * 100).toBe(4900);
    expect(
      counts(
        services.filter(({ code }) => code === 'PAY'),
        'frequency',
      ),
    ).toEqual({
      weekly: 1,
      'semi-monthly': 2,
      'every-two-weeks': 14,
    });
  });

  test('has accounts, registrations, standing notes, roles and the year of weeks where they belong', async () => {
    expect(numbered('1001').accounts).toHaveLength(11);
    expect(numbered('1007').accounts.map(({ kind, last4 }: Answer) => [kind, last4])).toEqual([
      ['checking', '0710'],
      ['savings', '0727'],
      ['card', '0744'],
      ['loan', undefined],
    ]);
    expect(clients.filter(({ accounts }) => accounts.length > 0)).toHaveLength(23);
    const salesTax = clients.filter(({ registrations }) => registrations.length > 0);
    expect(salesTax.filter(({ lifecycle }) => lifecycle === 'active')).toHaveLength(9);
    expect(salesTax[0].registrations).toMatchObject([
      { authority: 'CO', tax: 'sales', frequency: 'monthly', dueDay: 20 },
    ]);
    const notes = clients.flatMap(({ number, standingNotes }) =>
      standingNotes.map((one: Answer) => [number, one.text]),
    );
    expect(Object.fromEntries(notes)).toEqual({
      '1001': 'Five locations = five classes. Dominic reads only the first page.',
      '1003': 'Certified payroll weekly on public jobs; ask for the job number.',
      '1007': 'Excise report to the state by the 20th; kegs deposit is a liability.',
      '1011': 'Consignment stock is not ours to count.',
      '1016': 'Client trust account: never post to income.',
      '1063': 'Call, do not write. Mornings.',
    });
    expect(notes).toHaveLength(6);
    const yearEnds = clients
      .filter(({ yearEnd }) => yearEnd.month !== 12)
      .map(({ number, yearEnd }) => [number, yearEnd]);
    expect(Object.fromEntries(yearEnds)).toEqual({
      '1006': { month: 1, weekday: 6, on: 'last' },
      '1008': { month: 6, day: 30 },
      '1017': { month: 9, day: 30 },
      '1021': { month: 6, day: 30 },
      '1023': { month: 3, day: 31 },
      '1035': { month: 9, day: 30 },
    });
    expect(clients.every(({ yearEnd }) => yearEnd.month !== 12 || yearEnd.day === 31)).toBe(true);
    const [eleanor, marcus, priya] = await Promise.all(['eleanor', 'marcus', 'priya'].map((key) => memberOf(key)));
    expect(numbered('1001')).toMatchObject({ responsible: eleanor.id, manager: marcus.id });
    expect(numbered('1001').roles).toContainEqual({ role: 'lead', memberId: priya.id });
  });

  test('bills a group through one client, and knows who is married and who owns what', async () => {
    expect(numbered('1062').billingClientId).toBe(numbered('1001').id);
    expect((await firm.every('/v1/groups')).length).toBe(24);
    const relations = async (number: string): Promise<Answer[]> =>
      (await firm.read(`/v1/clients/${numbered(number).id}/relations`)).items;
    expect(await relations('1039')).toMatchObject([
      { kind: 'spouse', subject: { name: 'Jonathan Whitaker' }, other: { name: 'Alicia Whitaker' } },
    ]);
    expect(await relations('1026')).toMatchObject([{ kind: 'owner', other: { name: 'Jonathan Whitaker' } }]);
    expect(await relations('1037')).toMatchObject([{ kind: 'beneficiary', other: { name: 'Laurel Fennimore' } }]);
  });

  test('relates every couple, every owner and their company, and the heir', async () => {
    const kept = await Promise.all(
      clients.map(async ({ id }): Promise<Answer[]> => {
        const { items } = await firm.read(`/v1/clients/${id}/relations`);
        return items.filter(({ clientId }: Answer) => clientId === id);
      }),
    );
    expect(counts(kept.flat(), 'kind')).toEqual({ spouse: 15, owner: 27, beneficiary: 1 });
    const owners = kept.flat().filter(({ kind }) => kind === 'owner');
    const companies = clients.filter(({ groupId, kind }) => groupId !== undefined && kind !== 'individual');
    expect(new Set(owners.map(({ clientId }) => clientId))).toEqual(new Set(companies.map(({ id }) => id)));
    expect(owners).toHaveLength(companies.length);
  });

  test('has 69 people, each reached by a number and an address of their own but the one on paper and the one twice', async () => {
    const people = await firm.every('/v1/contacts');
    expect(people).toHaveLength(69);
    expect(people.every(({ phone }) => /^303-555-01\d\d$/.test(phone))).toBe(true);
    const shared = people.filter((one) => people.some(({ id, phone }) => id !== one.id && phone === one.phone));
    expect(shared).toHaveLength(2);
    expect(new Set(shared.map(({ name }) => name))).toEqual(new Set(['Jon Whitaker', 'Jonathan Whitaker']));
    expect(new Set(people.map(({ mail }) => mail)).size).toBe(69);
    expect(people.filter(({ mail }) => mail === undefined).map(({ name }) => name)).toEqual(['Gloria Panagos']);
    const byName = new Map(people.map((person) => [person.name, person.mail]));
    expect(byName.get('Imani Brooks')).toBe('imani.brooks@tamarack-software.example');
    expect(byName.get('Rafael Delgado')).toBe('rafael.delgado@mail.example');
  });

  test('lets the extra contacts see and get what they are there for', async () => {
    const link = async (number: string, name: string) =>
      (await firm.peopleOf(number)).find((one) => one.name === name)!.link as Answer;
    expect(await link('1001', 'Yolanda Pratt')).toMatchObject({ access: 'full', notify: true, main: false });
    for (const [number, name] of [
      ['1001', 'Marcy Dunn'],
      ['1008', 'Renee Castillo'],
      ['1016', 'Ben Ashgrove'],
    ] as const)
      expect(await link(number, name)).toMatchObject({ access: 'limited', main: false });
    expect(await link('1037', 'Laurel Fennimore')).toMatchObject({ portal: false, notify: false });
    expect(await link('1003', 'Rafael Delgado')).toMatchObject({ portal: true, notify: true, sign: true, main: true });
  });

  test('suggests to merge the man who was entered twice', async () => {
    const [jonathan] = await firm.peopleOf('1026');
    const { items } = await firm.read(`/v1/contacts/${jonathan.id}/duplicates`);
    expect(items).toMatchObject([{ name: 'Jon Whitaker', why: expect.arrayContaining(['phone']) }]);
    const isabel = (await firm.peopleOf('1067')).find(({ name }) => name === 'Isabel Fuentes');
    expect(isabel.language).toBe('es');
  });

  test('verifies', async () => {
    let verdict: Answer = {};
    do {
      const body = verdict.next === undefined ? {} : { cursor: verdict.next };
      verdict = (await cloud.call('POST', '/v1/audit/verify', { token: await cloud.token(), body })).body;
    } while (verdict.next !== undefined);
    expect(verdict).toMatchObject({ verdict: 'intact' });
  });
});
