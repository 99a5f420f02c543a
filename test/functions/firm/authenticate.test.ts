import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../../functions/firm/authenticate.ts';
import { at } from '../../support/at.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});
const refused = expect.objectContaining({ code: 'unauthenticated' });
const signIn = (username: string) => authenticate(firm.table)({ username, token_use: 'access' });

describe('signing in', () => {
  test('gives role and scope as the member’s record has them now, not as the token says', async () => {
    const { id } = await firm.member('manager');
    const claims = { username: id, token_use: 'access', 'cognito:groups': 'admin', role: 'admin' };
    expect(await authenticate(firm.table)(claims)).toEqual({
      id,
      name: expect.any(String),
      role: 'manager',
      scope: {},
      rights: { amounts: true, rates: true, costs: false, revenue: false },
    });
    await firm.admin.call('PATCH', `/v1/team/${id}`, { body: { role: 'guest', scope: { only: [] } } });
    expect(await authenticate(firm.table)(claims)).toMatchObject({ role: 'guest', scope: { only: [] } });
  });

  test.each(['', 'FIRM', 'mem_', 'mem_nobody', 'MEMBER', '../FIRM'])('as “%s” is refused', async (username) => {
    await expect(signIn(username)).rejects.toEqual(refused);
  });

  test.each([
    ['Pacific/Auckland', '2026-03-09T10:59:00.000Z', '2026-03-09T11:01:00.000Z'],
    ['UTC', '2026-03-09T23:59:00.000Z', '2026-03-10T00:01:00.000Z'],
    ['America/Denver', '2026-03-10T05:59:00.000Z', '2026-03-10T06:01:00.000Z'],
  ])('on the last day of access is possible until its midnight in %s', async (timeZone, before, after) => {
    await firm.admin.call('PATCH', '/v1/firm', { body: { timeZone } });
    const { id } = await firm.member('guest', { accessEndsOn: '2026-03-09' });
    at(before);
    expect((await signIn(id)).id).toBe(id);
    at(after);
    await expect(signIn(id)).rejects.toEqual(refused);
  });
});
