import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, statusesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let manager: ReturnType<typeof verbs>;
let people: string[];
beforeEach(async () => {
  firm = await aFirm();
  manager = verbs((await firm.member('manager')).call);
  people = [(await firm.member('member')).id, (await firm.member('member')).id];
});
const names = async () => (await pagesOf(firm.admin.call, '/v1/teams', { limit: '1' })).flat().map((team) => team.name);

describe('teams', () => {
  test('are people under a name, and listed by it', async () => {
    for (const name of ['tax', 'Audit', 'Payroll']) await manager.post('/v1/teams', { name, memberIds: people });
    expect(await names()).toEqual(['Audit', 'Payroll', 'tax']);
    const [team] = (await manager.get('/v1/teams')).body.items;
    expect(team).toMatchObject({ memberIds: people, can: { edit: true } });
  });

  test('change their name and people, each without the other', async () => {
    const { id } = (await manager.post('/v1/teams', { name: 'Tax', memberIds: people })).body;
    expect((await manager.patch(`/v1/teams/${id}`, { name: 'Taxes' })).body).toMatchObject({ memberIds: people });
    const { body } = await manager.patch(`/v1/teams/${id}`, { memberIds: [people[1], people[1]] });
    expect(body).toMatchObject({ name: 'Taxes', memberIds: [people[1]] });
    expect((await manager.get(`/v1/teams/${id}`)).body).toEqual(body);
  });

  test('are made of people there are', async () => {
    const reply = await manager.post('/v1/teams', { name: 'Tax', memberIds: [...people, nowhere.memberId] });
    expect(reply.body).toMatchObject({ status: 400, issues: [{ path: 'body.memberIds' }] });
    const { id } = (await manager.post('/v1/teams', { name: 'Tax' })).body;
    expect((await manager.patch(`/v1/teams/${id}`, { memberIds: [nowhere.memberId] })).status).toBe(400);
  });

  test('have a name of their own, also where two come at once, until they are broken up', async () => {
    const both = await Promise.all(['Tax', 'TAX'].map((name) => manager.post('/v1/teams', { name })));
    expect(statusesOf(both)).toEqual([201, 409]);
    const { id } = both.find(({ status }) => status === 201)!.body;
    expect((await manager.remove(`/v1/teams/${id}`)).status).toBe(204);
    expect(await names()).toEqual([]);
    expect((await manager.post('/v1/teams', { name: 'Tax' })).status).toBe(201);
    expect((await manager.get(`/v1/teams/${id}`)).status).toBe(404);
    expect((await manager.patch(`/v1/teams/${id}`, { name: 'Back' })).status).toBe(404);
    expect((await manager.remove(`/v1/teams/${id}`)).status).toBe(404);
  });

  test('are seen by everyone and changed by who leads', async () => {
    const { id } = (await manager.post('/v1/teams', { name: 'Tax', memberIds: people })).body;
    for (const role of ['member', 'guest'] as const) {
      const { get, post, patch, remove } = verbs((await firm.member(role)).call);
      expect((await get(`/v1/teams/${id}`)).body).toMatchObject({ name: 'Tax', can: { edit: false } });
      const replies = [
        await post('/v1/teams', { name: 'X' }),
        await patch(`/v1/teams/${id}`, { name: 'X' }),
        await remove(`/v1/teams/${id}`),
      ];
      expect(statusesOf(replies)).toEqual([403, 403, 403]);
    }
  });

  test('have a history', async () => {
    const { id } = (await manager.post('/v1/teams', { name: 'Tax' })).body;
    await manager.patch(`/v1/teams/${id}`, { memberIds: people });
    await manager.remove(`/v1/teams/${id}`);
    const { items } = (await manager.get(`/v1/audit/records/${id}`)).body;
    expect(items.map((one: Answer) => one.type)).toEqual(['team.removed', 'team.updated', 'team.made']);
  });
});
