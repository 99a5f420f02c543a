import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { onWalledErased } from '../../../functions/walls/on-erased.ts';
import { eventsOf } from '../../support/builders.ts';
import { aClient, aFirm, type Call, type FirmUnderTest, type Reply } from '../../support/call.ts';
import { pagesOf, statusesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
let path: string;
let tomas: { id: string; call: Call };
const reason = 'His cousin’s company';
const status = async (call: Call) => (await call('GET', `/v1/clients/${clientId}`)).status;

beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  ({ id: clientId } = await aClient(firm.admin.call, { name: 'Herrera Tile & Stone, LLC' }));
  path = `/v1/clients/${clientId}/access`;
  tomas = await firm.member('member');
});

describe('a client’s access list', () => {
  test('shuts out with the next request and lets in again with the next after it is lifted', async () => {
    expect(await status(tomas.call)).toBe(200);
    const set = await admin.put(path, { deny: [tomas.id], reason });
    expect(set).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(set.body).toMatchObject({ clientId, walled: true, deny: [tomas.id], reason, setBy: firm.admin.id });
    expect(await status(tomas.call)).toBe(404);
    expect((await admin.get(path)).body).toEqual(set.body);
    expect((await admin.remove(path)).status).toBe(204);
    expect(await status(tomas.call)).toBe(200);
    expect((await admin.get(path)).body).toMatchObject({ walled: false, version: 2 });
  });

  test('is there before anyone chose, open to all', async () => {
    expect((await admin.get(path)).body).toEqual({ clientId, walled: false, version: 0 });
    expect((await admin.remove(path)).status).toBe(204);
    expect(firm.memory.all().filter(({ pk }) => pk === 'WALLS')).toEqual([]);
  });

  test('of chosen people shuts out who is invited later, until they are chosen', async () => {
    await admin.put(path, { only: [firm.admin.id], reason });
    const later = await firm.member('manager');
    expect(await status(later.call)).toBe(404);
    await admin.put(path, { only: [firm.admin.id, later.id], reason });
    expect(await status(later.call)).toBe(200);
  });

  test('outlasts the end and the return of someone’s access, and a change of their own scope', async () => {
    await admin.put(path, { deny: [tomas.id], reason });
    await admin.post(`/v1/team/${tomas.id}/disable`);
    await admin.post(`/v1/team/${tomas.id}/enable`);
    expect(await status(tomas.call)).toBe(404);
    await admin.patch(`/v1/team/${tomas.id}`, { scope: { only: [clientId] }, role: 'admin' });
    expect(await status(tomas.call)).toBe(404);
    expect((await tomas.call('GET', '/v1/clients')).body.items).toEqual([]);
  });

  test('can be read, changed or lifted by nobody whom it shuts out, whatever their role', async () => {
    const other = await firm.member('admin');
    await admin.put(path, { deny: [other.id], reason });
    for (const [method, sent] of [
      ['GET', {}],
      ['PUT', { body: { deny: [tomas.id], reason } }],
      ['DELETE', {}],
    ] as const)
      expect((await other.call(method, path, sent)).status).toBe(404);
    expect(await status(other.call)).toBe(404);
  });

  test('keeps the client from being given to someone whom it shuts out', async () => {
    await admin.put(path, { deny: [tomas.id], reason });
    const given = await admin.patch(`/v1/clients/${clientId}`, { responsible: tomas.id });
    expect(given).toMatchObject({ status: 400, body: { issues: [{ path: 'body.responsible' }] } });
  });

  test('does not shut out who answers for the client', async () => {
    await admin.patch(`/v1/clients/${clientId}`, { responsible: tomas.id });
    const reply = await admin.put(path, { only: [firm.admin.id], reason });
    expect(reply).toMatchObject({ status: 422, body: { field: 'only' } });
    expect(reply.body.detail).toContain('hand that over first');
    expect(await status(tomas.call)).toBe(200);
  });

  test('does not shut out who has a part in an engagement for it, until that is over', async () => {
    const roles = [{ role: 'preparer', memberId: tomas.id }];
    const services = [{ code: 'CLOSE', name: 'Close', frequency: 'monthly', roles }];
    const { body } = await admin.post(`/v1/clients/${clientId}/engagements`, { title: 'Books', services });
    expect(await admin.put(path, { deny: [tomas.id], reason })).toMatchObject({
      status: 422,
      body: { field: 'deny', detail: expect.stringContaining('hand that over first') },
    });
    expect(await status(tomas.call)).toBe(200);
    await admin.post(`/v1/engagements/${body.id}/end`, {});
    expect((await admin.put(path, { deny: [tomas.id], reason })).status).toBe(200);
  });

  test.each<[string, (keeper: string, from: ReturnType<typeof verbs>) => Promise<Reply>]>([
    ['loses their access', (keeper, from) => from.post(`/v1/team/${keeper}/disable`)],
    [
      'hands over and goes',
      async (keeper, from) => {
        const path = `/v1/team/${keeper}/hand-over`;
        const { digest } = (await from.post(`${path}/preview`, { to: tomas.id })).body;
        return from.post(path, { to: tomas.id, digest, endAccess: true });
      },
    ],
    ['leads no more', (keeper, from) => from.patch(`/v1/team/${keeper}`, { role: 'member' })],
    ['is kept from the client themselves', (keeper, from) => from.patch(`/v1/team/${keeper}`, { scope: { only: [] } })],
  ])('keeps the last one inside who leads: nobody %s before another is there', async (_, go) => {
    const keeper = await firm.member('manager');
    const inside = verbs(keeper.call);
    await inside.put(path, { only: [keeper.id, tomas.id], reason });
    const refused = await go(keeper.id, admin);
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('let them open it') } });
    expect(JSON.stringify(refused.body)).not.toContain(clientId);
    expect(await status(keeper.call)).toBe(200);
    await inside.put(path, { only: [keeper.id, firm.admin.id], reason });
    expect((await go(keeper.id, admin)).status).toBeLessThan(300);
    expect(await status(firm.admin.call)).toBe(200);
  });

  test('names people that there are', async () => {
    const nobody = `mem_${'0'.repeat(26)}`;
    const reply = await admin.put(path, { deny: [nobody], reason });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.deny.0' }] } });
    expect(await admin.put(path, { reason })).toMatchObject({ status: 400 });
  });

  test('changed by two at once is changed by one after the other, or told to be stale', async () => {
    const both = await Promise.all([
      admin.put(path, { deny: [tomas.id], reason: 'one' }, { headers: { 'if-match': '"0"' } }),
      admin.put(path, { deny: [tomas.id], reason: 'other' }, { headers: { 'if-match': '"0"' } }),
    ]);
    expect(statusesOf(both)).toEqual([200, 412]);
  });

  test('of many clients set at once loses none', async () => {
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push((await aClient(firm.admin.call, { name: `Client ${i}` })).id as string);
    await Promise.all(ids.map((id) => admin.put(`/v1/clients/${id}/access`, { deny: [tomas.id], reason })));
    for (const id of ids) expect((await tomas.call('GET', `/v1/clients/${id}`)).status).toBe(404);
  });
});

test('the reason for a wall goes when its client is erased; the wall stays', async () => {
  await admin.put(path, { deny: [tomas.id], reason });
  await admin.put(path, { deny: [tomas.id], reason: `${reason}, and her own` });
  await admin.patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
  await admin.post(`/v1/clients/${clientId}/erase`);
  const event = eventsOf(firm.memory.all()).find(({ type }) => type === 'client.erased')!;
  for (let i = 0; i < 2; i++) {
    await onErased(firm.memory, event);
    await onWalledErased(firm.memory, event);
  }
  expect(JSON.stringify(firm.memory.all())).not.toContain('cousin');
  expect(await status(tomas.call)).toBe(404);
  expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
});

describe('a wall put up meanwhile', () => {
  test('holds for a list that was begun before it', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push((await aClient(firm.admin.call, { name: `Client ${i}` })).id);
    const first = await tomas.call('GET', '/v1/clients', { query: { limit: '2' } });
    await admin.put(`/v1/clients/${ids[3]}/access`, { deny: [tomas.id], reason });
    const rest = await tomas.call('GET', '/v1/clients', { query: { cursor: first.body.next } });
    expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[4], ids[5], clientId]);
  });

  test('leaves each read either before or behind it, and every later one behind', async () => {
    await admin.post(`/v1/clients/${clientId}/notes`, { text: 'The cousin called' });
    const reads = ['', '/notes', '/contacts', '/timeline'].map((part) => `/v1/clients/${clientId}${part}`);
    const [set, ...replies] = await Promise.all([
      admin.put(path, { deny: [tomas.id], reason }),
      ...reads.map((read) => tomas.call('GET', read)),
    ]);
    expect(set.status).toBe(200);
    for (const reply of replies) expect([200, 404]).toContain(reply.status);
    for (const read of reads) expect((await tomas.call('GET', read)).status).toBe(404);
  });

  test('holds for the answer kept for a repeated call', async () => {
    const sent = { body: { text: 'The cousin called' }, headers: { 'idempotency-key': 'k1' } };
    expect((await tomas.call('POST', `/v1/clients/${clientId}/notes`, sent)).status).toBe(201);
    await admin.put(path, { deny: [tomas.id], reason });
    const again = await tomas.call('POST', `/v1/clients/${clientId}/notes`, sent);
    expect(again.status).toBe(404);
    expect(JSON.stringify(again.body)).not.toContain('cousin');
  });

  test.each(['discard', 'release'])('holds for the answer to a repeated %s, which lives nowhere else', async (act) => {
    await admin.post('/v1/firm/stop-mail');
    const contact = await admin.post(`/v1/clients/${clientId}/contacts`, { name: 'Odile', mail: 'o@m.example' });
    const mail = { contactId: contact.body.id, subject: 'Your cousin', text: 'He called' };
    const { id } = (await admin.post(`/v1/clients/${clientId}/mails`, mail)).body;
    await admin.post('/v1/firm/go-live');
    const again = () => tomas.call('POST', `/v1/mails/${id}/${act}`, { headers: { 'idempotency-key': 'k2' } });
    expect((await again()).status).toBe(200);
    expect(await again()).toMatchObject({ status: 200, body: { subject: 'Your cousin' } });
    await admin.put(path, { deny: [tomas.id], reason });
    const walled = await again();
    expect(walled.status).toBe(404);
    expect(JSON.stringify(walled.body)).not.toContain('cousin');
  });
});

describe('the history', () => {
  const told = async (call: Call) =>
    (await pagesOf(call, `/v1/clients/${clientId}/timeline`))
      .flat()
      .find(({ type }) => type === 'client.access-changed');

  test('of the client tells who leads whom a wall keeps out, and the others only that it changed', async () => {
    await admin.put(path, { deny: [tomas.id], reason });
    const member = await firm.member('member');
    expect((await told(firm.admin.call)).changes).toMatchObject({
      [`CLIENT#${clientId}`]: { deny: [null, [tomas.id]] },
    });
    expect((await told(firm.admin.call)).actor.id).toBe(firm.admin.id);
    const seen = await told(member.call);
    expect(seen).toMatchObject({ type: 'client.access-changed' });
    expect(JSON.stringify(seen)).not.toContain(tomas.id);
  });

  test('of a day does not tell who is shut out that they are', async () => {
    const other = await firm.member('manager');
    await admin.put(path, { deny: [other.id], reason });
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(new Date());
    const day = (await pagesOf(other.call, `/v1/audit/days/${date}`)).flat();
    expect(day.length).toBeGreaterThan(0);
    expect(JSON.stringify(day)).not.toContain('access-changed');
  });

  test('verifies, and finds a wall that was taken away behind the application’s back', async () => {
    await admin.put(path, { deny: [tomas.id], reason });
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.entity === 'standing walls') item.walls = [];
    });
    expect((await admin.post('/v1/audit/verify', {})).body).toMatchObject({
      verdict: 'broken',
      finding: { chain: 'WALLS', record: 'WALLS' },
    });
  });
});
