import { beforeEach, describe, expect, test } from 'vitest';
import { listModels } from '../../../functions/clients/lists.ts';
import { clients } from '../../../functions/clients/store.ts';
import { newId } from '../../../shared/ids.ts';
import { refuseUnstorable } from '../../../shared/table/unstorable.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let marcus: string;
let priya: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  marcus = (await firm.member('manager')).id;
  priya = (await firm.member('member')).id;
  const role = (name: string) => [{ role: name, memberId: priya }];
  const made: [string, object][] = [
    ['Zoe', { tags: ['Retail', 'weekly'], manager: marcus, roles: role('lead') }],
    ['Émile', { tags: ['retail'], manager: marcus, responsible: priya }],
    ['Adam', { tags: ['weekly'], responsible: marcus, roles: role('reviewer'), lifecycle: 'archived' }],
    ['Bea', { tags: [], lifecycle: 'prospect' }],
  ];
  for (const [name, more] of made) await aClient(firm.admin.call, { name, ...more });
  await firm.projected();
});

const listed = async (query: Record<string, string>, call: Call = firm.admin.call, limit = '50') =>
  (await pagesOf(call, '/v1/clients', { limit, ...query })).flat().map(({ name }: Answer) => name);

describe('clients are listed', () => {
  test('by tag, whatever its case, by state and name', async () => {
    expect(await listed({ tag: 'RETAIL' })).toEqual(['Émile', 'Zoe']);
    expect(await listed({ tag: 'weekly' })).toEqual(['Zoe', 'Adam']);
    expect(await listed({ tag: 'weekly', lifecycle: 'archived' })).toEqual(['Adam']);
    expect(await listed({ tag: 'nothing' })).toEqual([]);
  });

  test('by manager, by whoever has any part in the work, and by role', async () => {
    expect(await listed({ manager: marcus })).toEqual(['Émile', 'Zoe']);
    expect(await listed({ member: marcus })).toEqual(['Émile', 'Zoe', 'Adam']);
    expect(await listed({ member: priya })).toEqual(['Émile', 'Zoe', 'Adam']);
    expect(await listed({ member: priya, role: 'Lead' })).toEqual(['Zoe']);
    expect(await listed({ member: priya, manager: marcus, tag: 'retail', responsible: priya })).toEqual(['Émile']);
    expect((await admin.get('/v1/clients', { query: { role: 'lead' } })).status).toBe(400);
  });

  test('in pages of any size', async () => {
    for (const limit of ['1', '2', '3'])
      expect(await listed({ member: priya }, firm.admin.call, limit)).toEqual(['Émile', 'Zoe', 'Adam']);
  });

  test('as they are now, though the rows follow a moment later', async () => {
    const { items } = (await admin.get('/v1/clients', { query: { tag: 'retail' } })).body;
    await admin.patch(`/v1/clients/${items[0].id}`, { tags: ['wholesale'], manager: null });
    expect(await listed({ tag: 'retail' })).toEqual(['Zoe']);
    expect(await listed({ manager: marcus })).toEqual(['Zoe']);
    await firm.projected();
    expect(await listed({ tag: 'wholesale' })).toEqual(['Émile']);
  });

  test('only so far as the caller may see them', async () => {
    const zoe = (await admin.get('/v1/clients', { query: { tag: 'weekly' } })).body.items[0].id;
    for (const scope of [{ except: [zoe] }, { only: [zoe] }]) {
      const { call } = await firm.member('guest', { scope });
      const isOnly = 'only' in scope;
      expect(await listed({ tag: 'retail' }, call, '1')).toEqual([isOnly ? 'Zoe' : 'Émile']);
      expect(await listed({ manager: marcus }, call)).toEqual([isOnly ? 'Zoe' : 'Émile']);
      expect(await listed({ member: priya, role: 'lead' }, call)).toEqual(isOnly ? ['Zoe'] : []);
    }
  });
});

describe('the rows of a client', () => {
  const tags = (of: string) => Array.from({ length: 50 }, (_, i) => `${of.repeat(38)}${10 + i}`);
  test('fit into one transaction however many of them change, and each can be kept', async () => {
    const roles = Array.from({ length: 15 }, () => ({ role: 'lead', memberId: newId('member') }));
    const item = clients.item(
      {
        id: newId('client'),
        name: 'ﷺ'.repeat(200),
        kind: 'other',
        lifecycle: 'active',
        tags: tags('ﷺ'),
        roles,
        manager: newId('member'),
        responsible: newId('member'),
        createdAt: '2026-01-05T15:00:00.000Z',
      },
      1,
    );
    for (const model of listModels) {
      const rows = model.rows!(item);
      for (const row of rows) refuseUnstorable(row);
      expect(rows.length * 2 + 1).toBeLessThan(100);
    }
  });

  test('follow fifty tags and a name that change at once', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'One', tags: tags('漢') });
    await firm.projected();
    await admin.patch(`/v1/clients/${id}`, { name: 'Two', tags: tags('字') });
    await firm.projected();
    expect(await listed({ tag: tags('漢')[0]! })).toEqual([]);
    expect(await listed({ tag: tags('字')[0]! })).toEqual(['Two']);
  });
});

describe('people are listed', () => {
  const names = async (call: Call, limit = '50') =>
    (await pagesOf(call, '/v1/contacts', { limit })).flat().map(({ name }: Answer) => name);
  let one: Answer;
  let two: Answer;
  beforeEach(async () => {
    [one, two] = [await aClient(firm.admin.call, { name: 'One' }), await aClient(firm.admin.call, { name: 'Two' })];
    for (const [client, name] of [
      [one, 'Zora'],
      [two, 'élan'],
      [one, 'Bob'],
    ])
      await admin.post(`/v1/clients/${client.id}/contacts`, { name });
  });

  test('by name, in pages of any size, without the erased', async () => {
    for (const limit of ['1', '2', '50']) expect(await names(firm.admin.call, limit)).toEqual(['Bob', 'élan', 'Zora']);
    const { items } = (await admin.get('/v1/contacts')).body;
    await admin.post(`/v1/contacts/${items[0].id}/erase`);
    expect(await names(firm.admin.call)).toEqual(['élan', 'Zora']);
  });

  test('only so far as one of their clients may be seen', async () => {
    const walled = await firm.member('guest', { scope: { except: [one.id] } });
    const chosen = await firm.member('guest', { scope: { only: [one.id] } });
    for (const limit of ['1', '50']) {
      expect(await names(walled.call, limit)).toEqual(['élan']);
      expect(await names(chosen.call, limit)).toEqual(['Bob', 'Zora']);
    }
  });

  test('once each, to who may see more clients than one page has', async () => {
    const shared = (await admin.get('/v1/contacts')).body.items[0].id;
    const ids = [one.id, two.id];
    for (let i = 0; i < 30; i++) {
      const { id } = await aClient(firm.admin.call, { name: `Client ${i}` });
      await admin.put(`/v1/clients/${id}/contacts/${shared}`, {});
      ids.push(id);
    }
    const { call } = await firm.member('guest', { scope: { only: ids } });
    const given = await names(call);
    expect(given).toHaveLength(3);
    expect(new Set(given)).toEqual(new Set(['Bob', 'Zora', 'élan']));
    const { next } = (await call('GET', '/v1/contacts')).body;
    expect(await call('GET', '/v1/clients', { query: { cursor: next } })).toMatchObject({ status: 200 });
    expect((await admin.get('/v1/contacts', { query: { cursor: next } })).status).toBe(400);
  });
});
