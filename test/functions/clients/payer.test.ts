import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { clients, groups } from '../../../functions/clients/store.ts';
import { payerOf } from '../../../functions/clients/payer.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});
const client = async (name: string, more: object = {}): Promise<string> =>
  (await aClient(firm.admin.call, { name, ...more })).id;
const group = async (name: string, more: object = {}): Promise<string> =>
  (await admin.post('/v1/groups', { name, ...more })).body.id;
const pays = (id: string, billingClientId: string | null) => admin.patch(`/v1/clients/${id}`, { billingClientId });
const get = async (id: string) => (await admin.get(`/v1/clients/${id}`)).body;

describe('who pays for a client', () => {
  test('is whom it names, else whom its group names, else itself', async () => {
    const [owner, company, other] = [await client('Owner'), await client('Company'), await client('Other')];
    const family = await group('Family', { billingClientId: owner });
    await admin.patch(`/v1/clients/${company}`, { groupId: family });
    const found = clients.read((await firm.memory.get(clients.key(company)))!);
    const named = groups.read((await firm.memory.get(groups.key(family)))!);
    expect(payerOf(found, named)).toBe(owner);
    expect(payerOf({ ...found, billingClientId: other }, named)).toBe(other);
    expect(payerOf(found, undefined)).toBe(company);
  });

  test('pays for itself from then on, and is told for whom it pays', async () => {
    const [one, two] = [await client('One'), await client('Two')];
    expect(await pays(two, one)).toMatchObject({ status: 200, body: { billingClientId: one } });
    expect(await get(one)).toMatchObject({ billingClientId: one, paysFor: [two] });
    await pays(two, null);
    expect(await get(one)).not.toHaveProperty('paysFor');
    expect(await get(two)).not.toHaveProperty('billingClientId');
  });

  test('has nobody pay for it: no chain of payers can be made, from either end', async () => {
    const [one, two, three] = [await client('One'), await client('Two'), await client('Three')];
    await pays(two, one);
    const refused = [await pays(one, three), await pays(one, null), await pays(three, two), await pays(one, two)];
    for (const reply of refused) expect(reply).toMatchObject({ status: 422, body: { field: 'billingClientId' } });
    expect(await admin.post('/v1/groups', { name: 'G', billingClientId: two })).toMatchObject({ status: 422 });
  });

  test('through its group is not asked to pay for others, but may pay for itself first', async () => {
    const [owner, company, other] = [await client('Owner'), await client('Company'), await client('Other')];
    const family = await group('Family', { billingClientId: owner });
    await admin.patch(`/v1/clients/${company}`, { groupId: family });
    expect(await pays(other, company)).toMatchObject({ status: 422 });
    expect(await pays(company, company)).toMatchObject({ status: 200 });
    expect(await pays(other, company)).toMatchObject({ status: 200 });
  });

  test('must be someone whom the caller can see', async () => {
    const [hidden, own] = [await client('Hidden'), await client('Own')];
    const { call } = await firm.member('manager', { scope: { except: [hidden] } });
    const reply = await call('PATCH', `/v1/clients/${own}`, { body: { billingClientId: hidden } });
    const nobody = await call('PATCH', `/v1/clients/${own}`, { body: { billingClientId: `cli_${'0'.repeat(26)}` } });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.billingClientId' }] } });
    expect(reply.body.issues).toEqual(nobody.body.issues);
  });

  test('is not told across a wall, but can be changed there, and then pays no more', async () => {
    const [hidden, own] = [await client('Hidden'), await client('Own')];
    await pays(own, hidden);
    const { call } = await firm.member('manager', { scope: { except: [hidden] } });
    expect((await call('GET', `/v1/clients/${own}`)).body).not.toHaveProperty('billingClientId');
    expect(JSON.stringify((await call('GET', `/v1/clients/${own}/timeline`)).body)).not.toContain(hidden);
    expect((await call('PATCH', `/v1/clients/${own}`, { body: { billingClientId: own } })).status).toBe(200);
    expect(await get(hidden)).not.toHaveProperty('paysFor');
  });

  test('stays without a chain, whatever is asked at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.option(fc.nat(3))), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (changes, atOnce) => {
          firm = await aFirm();
          admin = verbs(firm.admin.call);
          const ids = await Promise.all(['A', 'B', 'C', 'D'].map((name) => client(name)));
          const family = await group('Family');
          await Promise.all(ids.map((id) => admin.patch(`/v1/clients/${id}`, { groupId: family })));
          const ask = ([from, to]: [number, number | null]) =>
            from === 3
              ? admin.patch(`/v1/groups/${family}`, { billingClientId: to === null ? null : ids[to] })
              : pays(ids[from]!, to === null ? null : ids[to]!);
          if (atOnce) expect(statusesOf(await Promise.all(changes.map(ask))).at(-1)).toBeLessThan(500);
          else for (const change of changes) await ask(change);
          const named = groups.read((await firm.memory.get(groups.key(family)))!);
          const all = await Promise.all(ids.map(async (id) => clients.read((await firm.memory.get(clients.key(id)))!)));
          for (const one of all) {
            const payer = all.find(({ id }) => id === payerOf(one, named))!;
            expect(payerOf(payer, named)).toBe(payer.id);
            expect(payer.id === one.id || one.billingClientId === undefined || payer.paysFor?.includes(one.id)).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a group', () => {
  test('has the clients that name it, by name, and is removed when it has none', async () => {
    const family = await group('Whitaker');
    const [zoe, adam] = [await client('Zoe', { groupId: family }), await client('Adam')];
    await admin.patch(`/v1/clients/${adam}`, { groupId: family });
    const listed = await admin.get('/v1/clients', { query: { groupId: family } });
    expect(listed.body.items.map(({ name }: { name: string }) => name)).toEqual(['Adam', 'Zoe']);
    expect(await admin.remove(`/v1/groups/${family}`)).toMatchObject({ status: 422 });
    const other = await group('Other');
    await admin.patch(`/v1/clients/${zoe}`, { groupId: other });
    await admin.patch(`/v1/clients/${adam}`, { groupId: null });
    expect((await admin.get(`/v1/groups/${other}`)).body.clientIds).toEqual([zoe]);
    expect((await admin.remove(`/v1/groups/${family}`)).status).toBe(204);
    for (const reply of [
      await admin.get(`/v1/groups/${family}`),
      await admin.patch(`/v1/groups/${family}`, { name: 'Back' }),
      await admin.remove(`/v1/groups/${family}`),
    ])
      expect(reply.status).toBe(404);
    expect(await admin.patch(`/v1/clients/${adam}`, { groupId: family })).toMatchObject({ status: 400 });
    expect((await admin.get('/v1/groups')).body.items.map(({ name }: { name: string }) => name)).toEqual(['Other']);
  });

  test('that is removed is paid for by nobody', async () => {
    const owner = await client('Owner');
    const family = await group('Family', { billingClientId: owner });
    expect(await pays(owner, null)).toMatchObject({ status: 422 });
    await admin.remove(`/v1/groups/${family}`);
    expect(await pays(owner, null)).toMatchObject({ status: 200 });
  });

  test('whose only client is behind a wall is behind it too, even when that client has left', async () => {
    const family = await group('New');
    const hidden = await client('Hidden', { groupId: family });
    await admin.patch(`/v1/groups/${family}`, { name: 'Herrera' });
    const { call } = await firm.member('manager', { scope: { except: [hidden] } });
    const own = await client('Own');
    for (const _ of ['with it', 'without it']) {
      expect((await call('GET', `/v1/groups/${family}`)).status).toBe(404);
      expect((await call('GET', '/v1/groups')).body.items).toEqual([]);
      expect((await call('GET', '/v1/clients', { query: { groupId: family } })).status).toBe(404);
      expect((await call('PATCH', `/v1/clients/${own}`, { body: { groupId: family } })).status).toBe(400);
      await admin.patch(`/v1/clients/${hidden}`, { groupId: null });
    }
  });
});
