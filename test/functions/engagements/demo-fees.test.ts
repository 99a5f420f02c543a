import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { rebuild } from '../../../functions/rebuild.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';

type Row = { number: string; name: string; kind: string; group: string; services: string; lifecycle: string };
const rows: Row[] = parse(readFileSync(new URL('../../../infra/local/demo/clients.csv', import.meta.url)), {
  columns: true,
});

/** `CLOSE=7900/m`: what, for how much, per month or year. */
const servicesOf = ({ services }: Row) =>
  services.split(' ').map((text) => {
    const [, code = '', dollars, per] = /^(\w+)=(\d+)\/([my])$/.exec(text)!;
    const amount = { amount: Number(dollars) * 100, currency: 'USD' };
    const fee = code === 'HOURLY' ? { how: 'hourly', perYear: amount } : { how: 'fixed', amount };
    return { code, name: code, frequency: per === 'm' ? 'monthly' : 'yearly', fee };
  });

async function load({ admin }: FirmUnderTest): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const name of new Set(rows.map(({ group }) => group).filter(Boolean)))
    groups.set(name, (await admin.call('POST', '/v1/groups', { body: { name } })).body.id);
  for (const row of rows) {
    const { number, name, kind, group, lifecycle } = row;
    const groupId = groups.get(group);
    const client = await aClient(admin.call, { number, name, kind, lifecycle, ...(groupId && { groupId }) });
    ids.set(number, client.id);
    const body = { title: 'Services', services: servicesOf(row), letter: 'signed' };
    const made = await admin.call('POST', `/v1/clients/${client.id}/engagements`, { body });
    if (lifecycle !== 'archived') await admin.call('POST', `/v1/engagements/${made.body.id}/activate`);
  }
  return ids;
}

let firm: FirmUnderTest;
let ids: Map<string, string>;
beforeAll(async () => {
  firm = await aFirm();
  ids = await load(firm);
  await firm.projected();
});

const report = async (call = firm.admin.call, query: Record<string, string> = {}) => {
  const reply = await call('GET', '/v1/reports/fees', { query });
  expect(reply.status).toBe(200);
  return reply.body as Answer;
};
const dollars = (amount: number) => ({ amount: amount * 100, currency: 'USD' });

describe('the demo firm', () => {
  test('has $652,930 a year in fees of active clients, and leans on one of them', async () => {
    const { total, items } = await report();
    expect(total).toEqual(dollars(652_930));
    expect(items[0]).toMatchObject({
      client: { number: '1001' },
      annual: dollars(137_100),
      share: 0.21,
      group: { name: 'Copperline', annual: dollars(139_950), share: 0.2143 },
    });
    expect(
      items.slice(1, 4).map(({ client, annual, share }: Answer) => [client.number, annual.amount / 100, share]),
    ).toEqual([
      ['1021', 49_640, 0.076],
      ['1007', 41_660, 0.0638],
      ['1009', 41_460, 0.0635],
    ]);
  });

  test('shows each active client once, the largest first, however it is paged', async () => {
    const items = (await pagesOf(firm.admin.call, '/v1/reports/fees', { limit: '7' })).flat();
    expect(items).toHaveLength(69);
    const amounts = items.map(({ annual }) => annual.amount as number);
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(65_293_000);
    expect(new Set(items.map(({ client }) => client.id)).size).toBe(69);
  });

  test('does what the document counts', async () => {
    const active = new Set(rows.filter(({ lifecycle }) => lifecycle === 'active').map(({ number }) => ids.get(number)));
    const counts: Record<string, number> = {};
    const all = (await pagesOf(firm.admin.call, '/v1/engagements', { limit: '100' })).flat();
    expect(all).toHaveLength(75);
    for (const { clientId, services } of all.filter((one) => active.has(one.clientId)) as Answer[]) {
      expect(clientId).toBeDefined();
      for (const { code } of services) counts[code] = (counts[code] ?? 0) + 1;
    }
    expect(counts).toEqual({
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
  });

  test('is reckoned the same from scratch', async () => {
    const kept = () =>
      firm.memory
        .all()
        .filter(({ pk, entity, amount }) => entity === 'fee' || (pk.startsWith('TOTAL#') && amount !== 0))
        .map((item) => JSON.stringify(item))
        .toSorted();
    const before = kept();
    expect(before.length).toBeGreaterThan(69);
    await rebuild(firm.memory, firm.memory.sweep);
    expect(kept()).toEqual(before);
  });
});

describe('who stands before a wall', () => {
  test('is given totals without what is behind it', async () => {
    const except = [ids.get('1062')!, ids.get('1021')!];
    const { call } = await firm.member('admin', { scope: { except } });
    const { total, items } = await report(call, { limit: '100' });
    expect(total).toEqual(dollars(652_930 - 2_850 - 49_640));
    expect(items).toHaveLength(67);
    expect(items[0]).toMatchObject({ client: { number: '1001' }, group: { annual: dollars(137_100) } });
    expect(items[0].share).toBe(Math.round((137_100 / 600_440) * 10_000) / 10_000);
    for (const id of except) expect(JSON.stringify(items)).not.toContain(id);
  });

  test('and sees chosen clients only is given theirs', async () => {
    const only = ['1062', '1007', '1072'].map((number) => ids.get(number)!);
    const { call } = await firm.member('admin', { scope: { only } });
    const { total, items, next } = await report(call);
    expect(total).toEqual(dollars(2_850 + 41_660));
    expect(items.map(({ client }: Answer) => client.number)).toEqual(['1007', '1062']);
    expect(items[1].group).toMatchObject({ name: 'Copperline', annual: dollars(2_850) });
    expect(next).toBeUndefined();
  });

  test('without the right to revenue gets no report at all, and no fees in the list', async () => {
    const { call } = await firm.member('manager');
    expect(await call('GET', '/v1/reports/fees')).toMatchObject({ status: 403, body: { right: 'revenue' } });
    const list = await call('GET', '/v1/engagements');
    expect(JSON.stringify(list.body)).not.toMatch(/"fee"|"annual"/);
    const one = await call('GET', `/v1/engagements/${list.body.items[0].id}`);
    expect(JSON.stringify(one.body)).toMatch(/"annual"/);
  });
});

describe('the fees of a client', () => {
  test('come and go with its state, its group and what is done for it', async () => {
    const own = await aFirm();
    const admin = verbs(own.admin.call);
    const { id } = await aClient(own.admin.call, { lifecycle: 'onboarding' });
    const fee = { how: 'fixed', amount: { amount: 10_000, currency: 'USD' } };
    const service = { code: 'CLOSE', name: 'Close', frequency: 'monthly', fee };
    const { body: engagement } = await admin.post(`/v1/clients/${id}/engagements`, { title: 'x', services: [service] });
    const path = `/v1/engagements/${engagement.id}`;
    const annual = async () => {
      await own.projected();
      return (await report(own.admin.call)).total.amount as number;
    };
    expect(await annual()).toBe(0);
    await admin.post(`${path}/activate`, undefined);
    expect(await annual()).toBe(0);
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'active' });
    expect(await annual()).toBe(120_000);
    await admin.post(`${path}/services`, { ...service, code: 'PAY', frequency: 'weekly' });
    expect(await annual()).toBe(640_000);
    await admin.patch(`${path}/services/${engagement.services[0].id}`, { isPaused: true });
    expect(await annual()).toBe(520_000);
    const { body: group } = await admin.post('/v1/groups', { name: 'Whitaker' });
    await admin.patch(`/v1/clients/${id}`, { groupId: group.id });
    await own.projected();
    expect((await report(own.admin.call)).items[0].group.annual.amount).toBe(520_000);
    await admin.post(`${path}/pause`, undefined);
    expect(await annual()).toBe(0);
    await admin.post(`${path}/resume`, undefined);
    expect(await annual()).toBe(520_000);
    await admin.post(`${path}/end`, {});
    expect(await annual()).toBe(0);
    expect((await report(own.admin.call)).items).toEqual([]);
  });

  test('are reckoned right by several projectors at once, over clients and engagements changed meanwhile', async () => {
    const own = await aFirm();
    const made = await Promise.all(
      ['1', '2', '3'].map(async (number) => {
        const { id } = await aClient(own.admin.call, { number });
        return id as string;
      }),
    );
    const fee = { how: 'fixed', amount: { amount: 100, currency: 'USD' } };
    const body = { title: 'x', services: [{ code: 'X', name: 'X', frequency: 'yearly', fee }] };
    const work = made.flatMap((id) =>
      [1, 2, 3].map(async () => {
        const reply = await own.admin.call('POST', `/v1/clients/${id}/engagements`, { body });
        const activated = own.admin.call('POST', `/v1/engagements/${reply.body.id}/activate`);
        await Promise.all([activated, own.projected(), own.projected()]);
        await own.admin.call('PATCH', `/v1/clients/${id}`, { body: { tags: [reply.body.id.slice(-20)] } });
        await own.projected();
      }),
    );
    await Promise.all(work);
    await own.projected();
    const { total, items } = await report(own.admin.call);
    expect(total.amount).toBe(900);
    expect(items.map(({ annual }: Answer) => annual.amount)).toEqual([300, 300, 300]);
  });
});
