import { beforeEach, describe, expect, test } from 'vitest';
import { Rights, rights, rightsOf } from '../../../functions/firm/rights.ts';
import { entities } from '../../../scripts/docs.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const none = { amounts: false, rates: false, costs: false, revenue: false };
const all = { amounts: true, rates: true, costs: true, revenue: true };

describe('what someone sees of the firm’s money', () => {
  test('is as their role has it', () => {
    expect(rightsOf({ role: 'admin' })).toEqual(all);
    expect(rightsOf({ role: 'manager' })).toEqual({ ...none, amounts: true, rates: true });
    expect(rightsOf({ role: 'member' })).toEqual(none);
    expect(rightsOf({ role: 'guest' })).toEqual(none);
  });

  test.each(rights)('is %s or not, one by one, where they were given it or it was taken', (right) => {
    expect(rightsOf({ role: 'member', rights: { [right]: true } })).toEqual({ ...none, [right]: true });
    expect(rightsOf({ role: 'admin', rights: { [right]: false } })).toEqual({ ...all, [right]: false });
  });

  test('names each right', () => {
    expect(Object.keys(Rights.shape)).toEqual([...rights]);
  });
});

test('every field that takes a right takes one that there is', () => {
  const taken = entities.flatMap((entity) => [...entity.rights.values()]);
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.filter((right) => !rights.some((one) => one === right))).toEqual([]);
});

describe('giving rights', () => {
  let firm: FirmUnderTest;
  beforeEach(async () => {
    firm = await aFirm();
  });
  const give = (id: string, given: object) => firm.admin.call('PATCH', `/v1/team/${id}`, { body: { rights: given } });

  test('acts with the next request, and is taken back by leaving them to the role', async () => {
    const { id, call } = await firm.member('member');
    const sees = async () => (await call('GET', '/v1/me')).body.member.sees;
    expect(await sees()).toEqual(none);
    expect((await give(id, { amounts: true })).body).toMatchObject({
      rights: { amounts: true },
      sees: { ...none, amounts: true },
    });
    expect(await sees()).toEqual({ ...none, amounts: true });
    await give(id, {});
    expect(await sees()).toEqual(none);
  });

  test('can be done with the invitation', async () => {
    const { call } = await firm.member('guest', { rights: { revenue: true } });
    expect((await call('GET', '/v1/me')).body.member.sees).toEqual({ ...none, revenue: true });
  });

  test('is for administrators, and there are no others to give', async () => {
    const manager = await firm.member('manager');
    const own = await manager.call('PATCH', `/v1/team/${manager.id}`, { body: { rights: { costs: true } } });
    expect(own.status).toBe(403);
    expect((await give(manager.id, { everything: true })).status).toBe(400);
  });

  test('is told to who leads and to the person, not to colleagues', async () => {
    const { id, call } = await firm.member('member', { rights: { amounts: true } });
    const [manager, colleague] = [await firm.member('manager'), await firm.member('member')];
    for (const who of [call, manager.call, firm.admin.call])
      expect((await who('GET', `/v1/team/${id}`)).body.sees.amounts).toBe(true);
    const seen = (await colleague.call('GET', `/v1/team/${id}`)).body;
    expect(seen).not.toHaveProperty('sees');
    expect(seen).not.toHaveProperty('rights');
  });
});

describe('a repeated call', () => {
  const keyed = (body: object) => ({ body, headers: { 'idempotency-key': 'once' } });

  test('of someone who has lost a right since is answered as the record is seen now', async () => {
    const firm = await aFirm();
    const { id, call } = await firm.member('manager');
    const first = await call('POST', '/v1/clients', keyed({ name: 'Old Mill' }));
    const admin = verbs(firm.admin.call);
    await admin.patch(first.headers.location!, { name: 'New Mill' });
    expect((await call('POST', '/v1/clients', keyed({ name: 'Old Mill' }))).body.name).toBe('Old Mill');
    await admin.patch(`/v1/team/${id}`, { rights: { rates: false } });
    expect((await call('POST', '/v1/clients', keyed({ name: 'Old Mill' }))).body.name).toBe('New Mill');
    await admin.patch(`/v1/team/${id}`, { rights: { costs: true } });
    expect((await call('POST', '/v1/clients', keyed({ name: 'Old Mill' }))).body.name).toBe('Old Mill');
  });

  test('without a record to look at is refused to them', async () => {
    const firm = await aFirm();
    const { id, call } = await firm.member('manager');
    const other = await firm.member('member');
    const again = () => call('POST', `/v1/team/${other.id}/invite`, { headers: { 'idempotency-key': 'once' } });
    expect([(await again()).status, (await again()).status]).toEqual([200, 200]);
    await firm.admin.call('PATCH', `/v1/team/${id}`, { body: { rights: { amounts: false } } });
    expect((await again()).status).toBe(403);
  });
});
