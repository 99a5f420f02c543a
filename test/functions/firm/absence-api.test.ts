import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let grace: Awaited<ReturnType<FirmUnderTest['member']>>;
const path = (id = '') => `/v1/team/${grace.id}/absences${id && `/${id}`}`;
const away = (call: Call, more: object = {}) =>
  call('POST', path(), { body: { from: '2026-07-06', to: '2026-07-09', ...more } });
beforeEach(async () => {
  firm = await aFirm();
  grace = await firm.member('member');
});
const listed = async (call: Call, query: Record<string, string> = {}): Promise<Answer[]> =>
  (await pagesOf(call, path(), { limit: '2', ...query })).flat();

describe('absences', () => {
  test('are a leave unless something else is said, for whole days unless for less', async () => {
    expect((await away(grace.call)).body).toMatchObject({ kind: 'leave', from: '2026-07-06', to: '2026-07-09' });
    const { body } = await away(grace.call, { kind: 'training', minutes: 120, note: 'Payroll course' });
    expect(body).toMatchObject({ kind: 'training', minutes: 120, note: 'Payroll course', memberId: grace.id });
    const { body: whole } = await grace.call('PATCH', path(body.id), { body: { minutes: null, note: null } });
    expect(whole).not.toHaveProperty('minutes');
    expect(whole).not.toHaveProperty('note');
  });

  test('are listed by when they end, from a day on, without those called off', async () => {
    const dates = [
      ['2026-09-01', '2026-09-04'],
      ['2026-03-02', '2026-12-31'],
      ['2026-01-12', '2026-01-12'],
      ['2026-07-06', '2026-07-09'],
    ];
    const made = [];
    for (const [from, to] of dates) made.push((await away(grace.call, { from, to })).body);
    expect((await listed(grace.call)).map((one) => one.to)).toEqual([
      '2026-01-12',
      '2026-07-09',
      '2026-09-04',
      '2026-12-31',
    ]);
    expect((await listed(grace.call, { since: '2026-07-09' })).map((one) => one.to)).toEqual([
      '2026-07-09',
      '2026-09-04',
      '2026-12-31',
    ]);
    expect((await grace.call('DELETE', path(made[0].id))).status).toBe(204);
    expect(await listed(grace.call)).toHaveLength(3);
    for (const method of ['GET', 'DELETE']) expect((await grace.call(method, path(made[0].id))).status).toBe(404);
    expect((await grace.call('PATCH', path(made[0].id), { body: { kind: 'sick' } })).status).toBe(404);
    expect((await verbs(firm.admin.call).post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('end on the day they begin or later', async () => {
    expect((await away(grace.call, { to: '2026-07-05' })).body.issues).toMatchObject([{ path: 'body.to' }]);
    const { id } = (await away(grace.call)).body;
    expect((await grace.call('PATCH', path(id), { body: { from: '2026-08-01' } })).status).toBe(400);
    expect((await away(grace.call, { minutes: 0 })).status).toBe(400);
  });

  test('are one person’s: under another’s name they are not found', async () => {
    const { id } = (await away(grace.call)).body;
    const other = await firm.member('member');
    expect((await firm.admin.call('GET', `/v1/team/${other.id}/absences/${id}`)).status).toBe(404);
    expect((await pagesOf(firm.admin.call, `/v1/team/${other.id}/absences`)).flat()).toEqual([]);
  });

  test('are in the person’s history', async () => {
    const { id } = (await away(grace.call)).body;
    await grace.call('PATCH', path(id), { body: { kind: 'sick' } });
    await grace.call('DELETE', path(id));
    const { items } = (await firm.admin.call('GET', `/v1/audit/records/${grace.id}`)).body;
    expect(items.map((one: Answer) => one.type)).toEqual([
      'member.absence-removed',
      'member.absence-changed',
      'member.absence-added',
      'member.invited',
    ]);
    expect(items[1].changes[`ABSENCE#${id}`]).toEqual({ kind: ['leave', 'sick'] });
  });
});

describe('whose absences someone manages', () => {
  test.each(['admin', 'manager'] as const)('is anyone’s as %s', async (role) => {
    const { call } = await firm.member(role);
    const { id } = (await away(call)).body;
    expect((await call('PATCH', path(id), { body: { kind: 'sick' } })).body).toMatchObject({
      kind: 'sick',
      can: { edit: true },
    });
    expect((await call('DELETE', path(id))).status).toBe(204);
  });

  test('is their own as a member, and nobody’s as a guest', async () => {
    const { id } = (await away(grace.call, { kind: 'sick', note: 'Flu' })).body;
    const [colleague, guest] = [await firm.member('member'), await firm.member('guest')];
    for (const { call } of [colleague, guest]) {
      expect((await away(call)).status).toBe(403);
      expect((await call('PATCH', path(id), { body: { kind: 'leave' } })).status).toBe(403);
      expect((await call('DELETE', path(id))).status).toBe(403);
    }
    expect(
      (await guest.call('POST', `/v1/team/${guest.id}/absences`, { body: { from: '2026-01-01', to: '2026-01-01' } }))
        .status,
    ).toBe(403);
    expect((await grace.call('GET', path(id))).body).toMatchObject({ kind: 'sick', note: 'Flu' });
  });

  test('decides who is told why someone is away; guests are not even told that', async () => {
    const { id } = (await away(grace.call, { kind: 'sick', note: 'Flu' })).body;
    const [colleague, guest, manager] = [
      await firm.member('member'),
      await firm.member('guest'),
      await firm.member('manager'),
    ];
    for (const seen of [(await colleague.call('GET', path(id))).body, (await listed(colleague.call))[0]]) {
      expect(seen).toMatchObject({ from: '2026-07-06', to: '2026-07-09', can: { edit: false } });
      expect(seen).not.toHaveProperty('kind');
      expect(seen).not.toHaveProperty('note');
    }
    expect((await manager.call('GET', path(id))).body).toMatchObject({ kind: 'sick', note: 'Flu' });
    expect((await guest.call('GET', path(id))).status).toBe(403);
    expect((await guest.call('GET', path())).status).toBe(403);
  });
});
