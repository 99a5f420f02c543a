import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

describe('the list of clients', () => {
  const add = (name: string, more: object = {}) => aClient(firm.admin.call, { name, ...more });
  const names = (items: Answer[]) => items.map((one) => one.name);

  test('is by state and name as people look them up, all of them once, whatever the page', async () => {
    for (const name of ['delta', 'Álvarez', 'Zenith', 'bravo', 'Charlie']) await add(name);
    await add('Aardvark', { lifecycle: 'prospect' });
    for (const limit of ['1', '2', '5', '100'])
      expect(names((await pagesOf(firm.admin.call, '/v1/clients', { limit })).flat())).toEqual([
        'Álvarez',
        'bravo',
        'Charlie',
        'delta',
        'Zenith',
        'Aardvark',
      ]);
  });

  test('by lifecycle, by responsible person, and by both', async () => {
    const [ines, otis] = [await firm.member('member'), await firm.member('member')];
    await add('A1', { responsible: ines.id });
    await add('A2', { responsible: otis.id });
    await add('P1', { responsible: ines.id, lifecycle: 'prospect' });
    await add('P2', { lifecycle: 'prospect' });
    const list = async (query: Record<string, string>) => names((await admin.get('/v1/clients', { query })).body.items);
    expect(await list({ lifecycle: 'prospect' })).toEqual(['P1', 'P2']);
    expect(await list({ lifecycle: 'archived' })).toEqual([]);
    expect(await list({ responsible: ines.id })).toEqual(['A1', 'P1']);
    expect(await list({ responsible: ines.id, lifecycle: 'active' })).toEqual(['A1']);
    expect(await list({ responsible: nowhere.memberId })).toEqual([]);
  });

  test('follows a change of state, name and responsible', async () => {
    const ines = await firm.member('member');
    const { id } = await add('Before', { responsible: ines.id });
    await admin.patch(`/v1/clients/${id}`, { name: 'After', lifecycle: 'archived', responsible: null });
    expect(names((await admin.get('/v1/clients', { query: { lifecycle: 'archived' } })).body.items)).toEqual(['After']);
    expect((await admin.get('/v1/clients', { query: { lifecycle: 'active' } })).body.items).toEqual([]);
    expect((await admin.get('/v1/clients', { query: { responsible: ines.id } })).body.items).toEqual([]);
  });

  test('a cursor belongs to its list and its filters, but to no size of page', async () => {
    const ines = await firm.member('member');
    for (const name of ['a', 'b', 'c']) await add(name, { responsible: ines.id });
    const { next } = (await admin.get('/v1/clients', { query: { lifecycle: 'active', limit: '1' } })).body;
    const under = (query: Record<string, string>) => admin.get('/v1/clients', { query: { ...query, cursor: next } });
    expect(names((await under({ lifecycle: 'active', limit: '2' })).body.items)).toEqual(['b', 'c']);
    for (const query of [{}, { lifecycle: 'prospect' }, { lifecycle: 'active', responsible: ines.id }] as Record<
      string,
      string
    >[])
      expect(await under(query)).toMatchObject({ status: 400, body: { issues: [{ path: 'cursor' }] } });
    const altered = `${next.slice(0, 20)}${next[20] === 'A' ? 'B' : 'A'}${next.slice(21)}`;
    for (const cursor of [altered, next.slice(0, -1), Buffer.from('{"pk":"CLIENT"}').toString('base64url')])
      expect(await admin.get('/v1/clients', { query: { lifecycle: 'active', cursor } })).toMatchObject({ status: 400 });
    expect(next).not.toContain('CLIENT');
    expect(Buffer.from(next, 'base64url').toString('latin1')).not.toContain('CLIENT');
  });
});
