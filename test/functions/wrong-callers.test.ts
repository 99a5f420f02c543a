import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Role, roles } from '../../shared/http/route.ts';
import { backTo } from '../support/anew.ts';
import { at } from '../support/at.ts';
import { aFirm, type Call, type FirmUnderTest } from '../support/call.ts';
import { everyRoute, guardedRoutes, mayCall, pathOf, titleOf, validCall } from '../support/office.ts';
import { aPlace, nowhere, type Place } from '../support/place.ts';

describe('every route', () => {
  let firm: FirmUnderTest;
  let made: Place;
  let anew: () => void;
  beforeAll(async () => {
    firm = await aFirm();
    made = await aPlace(firm);
    anew = backTo(firm);
  });
  beforeEach(() => anew());

  test.each(everyRoute)('%s answers who may call it, and says what it changed', async (_, route) => {
    const place = { ...made };
    const { sent, first } = validCall(route, place);
    await first(firm.admin.call, place);
    const events = () => firm.memory.all().filter((item) => item.entity === 'event').length;
    const before = events();
    const reply = await firm.admin.call(route.method, pathOf(route, place), sent);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: route.status ?? 200 });
    expect(events() > before).toBe(route.decide !== undefined);
  });

  test.each(everyRoute.filter(([, { status }]) => status === 201))(
    '%s says where the new record is',
    async (_, route) => {
      const place = { ...made };
      const { sent, first } = validCall(route, place);
      await first(firm.admin.call, place);
      const reply = await firm.admin.call(route.method, pathOf(route, place), sent);
      const read = await firm.admin.call('GET', reply.headers.location!);
      expect(read).toMatchObject({ status: 200, body: { id: reply.body.id }, headers: { etag: reply.headers.etag } });
    },
  );
});

describe('without a valid sign-in', () => {
  let firm: FirmUnderTest;
  let place: Place;
  let disabled: string;
  let ended: string;
  beforeAll(async () => {
    firm = await aFirm();
    place = await aPlace(firm);
    disabled = (await firm.member('admin')).id;
    ended = (await firm.member('guest', { accessEndsOn: '2026-01-31' })).id;
    await firm.admin.call('POST', `/v1/team/${disabled}/disable`);
  });

  const callers: [string, () => Record<string, string> | null][] = [
    ['no token', () => null],
    ['an id token', () => ({ username: firm.admin.id, token_use: 'id' })],
    ['a token that says nothing of its use', () => ({ username: firm.admin.id })],
    ['a token without a name', () => ({ token_use: 'access' })],
    ['someone the firm does not know', () => ({ username: nowhere.memberId, token_use: 'access' })],
    ['a name that is no member’s id', () => ({ username: 'FIRM', token_use: 'access' })],
    ['someone whose access was ended', () => ({ username: disabled, token_use: 'access' })],
    ['someone whose last day is over', () => ({ username: ended, token_use: 'access' })],
  ];

  describe.each(callers)('%s', (_, claims) => {
    test.each(guardedRoutes)('is refused by %s, and nothing happens', async (_title, route) => {
      const before = firm.memory.written();
      const reply = await firm.as(null)(route.method, pathOf(route, place), {
        ...validCall(route, place).sent,
        claims: claims(),
      });
      expect(reply).toMatchObject({
        status: 401,
        headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
        body: { type: '/problems/unauthenticated', status: 401 },
      });
      expect(firm.memory.written()).toBe(before);
    });
  });

  test('only whether the API answers, a calendar by its secret address and a letter by its hash may be asked by anyone', () => {
    const open = everyRoute.filter(([, { allow }]) => allow === 'anyone').map(([title]) => title);
    expect(open.toSorted()).toEqual(['GET /v1/calendar/{file}', 'GET /v1/health', 'GET /v1/letters/verify/{sha256}']);
  });
});

describe('a role that is too low', () => {
  let firm: FirmUnderTest;
  let place: Place;
  let people: Record<Role, Call>;
  beforeAll(async () => {
    firm = await aFirm();
    place = await aPlace(firm);
    const called = await Promise.all(roles.map(async (role) => [role, (await firm.member(role)).call] as const));
    people = Object.fromEntries(called) as Record<Role, Call>;
  });

  const tooLow = guardedRoutes.flatMap(([title, route]) =>
    roles.filter((role) => !mayCall(route, role)).map((role) => [role, title, route] as const),
  );

  test.each(tooLow)('%s is forbidden %s', async (role, _, route) => {
    const before = firm.memory.written();
    const reply = await people[role](route.method, pathOf(route, place), validCall(route, place).sent);
    expect(reply).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(firm.memory.written()).toBe(before);
  });

  test('is told before anything is said of what they sent or asked for', async () => {
    const reply = await people.guest('PATCH', `/v1/clients/${nowhere.clientId}`, { raw: '{"name":' });
    expect(reply.status).toBe(403);
  });

  test('a guest may change nothing but what is their own, anywhere', () => {
    const changing = everyRoute.filter(([, route]) => route.decide !== undefined);
    expect(changing.length).toBeGreaterThan(10);
    const theirs = changing.filter(([, route]) => mayCall(route, 'guest')).map(([title]) => title);
    // A document tells who read it; that changes nothing for anyone.
    const told = new Set(['GET /v1/documents/{documentId}/download', 'POST /v1/clients/{clientId}/documents/links']);
    expect(theirs.filter((title) => !/^[A-Z]+ \/v1\/me\//.test(title) && !told.has(title))).toEqual([]);
  });

  test('does not make the table be read through before it is refused', async () => {
    const { call } = await firm.member('guest');
    let sweeps = 0;
    const { sweep } = firm.deps;
    firm.deps.sweep = (page) => {
      sweeps++;
      return sweep(page);
    };
    expect(await call('POST', '/v1/audit/verify', { body: {} })).toMatchObject({ status: 403 });
    expect(sweeps).toBe(0);
    firm.deps.sweep = sweep;
  });
});

describe('a change of rights', () => {
  let firm: FirmUnderTest;
  beforeEach(async () => {
    firm = await aFirm();
  });

  test('ends access with the next request, under the same token, and gives it back', async () => {
    const { id, call } = await firm.member('manager');
    expect((await call('GET', '/v1/me')).status).toBe(200);
    await firm.admin.call('POST', `/v1/team/${id}/disable`);
    expect((await call('GET', '/v1/me')).status).toBe(401);
    await firm.admin.call('POST', `/v1/team/${id}/enable`);
    expect((await call('GET', '/v1/me')).status).toBe(200);
  });

  test('takes a role away with the next request', async () => {
    const { id, call } = await firm.member('member');
    await firm.admin.call('PATCH', `/v1/team/${id}`, { body: { role: 'guest' } });
    expect((await call('POST', '/v1/clients', { body: { name: 'Mine' } })).status).toBe(403);
  });

  test('a guest’s last day is a day of the firm’s calendar', async () => {
    at('2026-03-09T12:00:00.000Z');
    const { call } = await firm.member('guest', { accessEndsOn: '2026-03-09' });
    // In Denver it is still the evening of the 9th.
    at('2026-03-10T05:59:00.000Z');
    expect((await call('GET', '/v1/clients')).status).toBe(200);
    at('2026-03-10T06:01:00.000Z');
    expect((await call('GET', '/v1/clients')).status).toBe(401);
    await firm.admin.call('PATCH', '/v1/firm', { body: { timeZone: 'Pacific/Honolulu' } });
    expect((await call('GET', '/v1/clients')).status).toBe(200);
  });

  test('the pool’s own spelling of a member’s id is understood', async () => {
    const { id } = await firm.member('member');
    expect((await firm.as(id.toLowerCase())('GET', '/v1/me')).body).toMatchObject({ member: { id } });
  });
});

test('a path that is no route’s is not found, and a method that is none’s is named', async () => {
  const firm = await aFirm();
  expect(await firm.admin.call('GET', '/v1/nothing')).toMatchObject({ status: 404 });
  expect(await firm.admin.call('DELETE', '/v1/clients')).toMatchObject({
    status: 405,
    headers: { allow: 'POST, GET' },
  });
  expect(everyRoute.map(([, route]) => titleOf(route))).toHaveLength(new Set(everyRoute.map(([title]) => title)).size);
});
