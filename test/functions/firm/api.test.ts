import { beforeEach, describe, expect, test } from 'vitest';
import { firms, members } from '../../../functions/firm/store.ts';
import { newId } from '../../../shared/ids.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, statusesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

const adminsNow = async () => firms.read((await firm.memory.get(firms.key('firm')))!).admins;

describe('who I am', () => {
  test('answers the member, the firm, and what each role may do to them', async () => {
    expect(await admin.get('/v1/me')).toMatchObject({
      status: 200,
      body: {
        member: { id: firm.admin.id, role: 'admin', status: 'active', can: { edit: true, disable: false } },
        firm: { name: 'Larkfield & Rowe', timeZone: 'America/Denver', currency: 'USD', can: { edit: true } },
      },
    });
    const { id, call } = await firm.member('manager');
    const me = await verbs(call).get('/v1/me');
    expect(me.body).toMatchObject({
      member: { id, scope: {}, can: { edit: false, disable: false } },
      firm: { can: { edit: false } },
    });
    expect(me.body.member).not.toHaveProperty('invitations');
    expect(me.body.firm).not.toHaveProperty('admins');
  });
});

describe('the firm’s settings', () => {
  test('change by what is said, with a new version', async () => {
    const before = await admin.get('/v1/firm');
    const reply = await admin.patch('/v1/firm', { timeZone: 'Europe/Lisbon' });
    expect(reply).toMatchObject({
      status: 200,
      body: { name: before.body.name, timeZone: 'Europe/Lisbon', version: before.body.version + 1 },
    });
    expect((await admin.get('/v1/firm')).headers.etag).toBe(reply.headers.etag);
  });
  test('with the ETag of an older version are stale, and nothing changes', async () => {
    const { headers } = await admin.get('/v1/firm');
    await admin.patch('/v1/firm', { name: 'First' }, { headers: { 'if-match': headers.etag! } });
    const reply = await admin.patch('/v1/firm', { name: 'Second' }, { headers: { 'if-match': headers.etag! } });
    expect(reply).toMatchObject({ status: 412, body: { type: '/problems/stale' } });
    expect((await admin.get('/v1/firm')).body.name).toBe('First');
  });
});

describe('the team', () => {
  test('is listed by state and name, a page at a time', async () => {
    for (const name of ['Zora', 'abel', 'Milan', 'Otis', 'Bea'])
      await admin.post('/v1/team', { name, mail: `${name}@larkfieldrowe.example` });
    const { body } = await admin.get('/v1/team');
    const otis = body.items.find((one: Answer) => one.name === 'Otis');
    await admin.post(`/v1/team/${otis.id}/disable`);
    const pages = await pagesOf(firm.admin.call, '/v1/team', { limit: '2' });
    expect(pages.flat().map((one) => one.name)).toEqual(['abel', 'Bea', 'Eleanor', 'Milan', 'Zora', 'Otis']);
    expect(pages.every((page) => page.length <= 2)).toBe(true);
  });
  test('a cursor of another list is refused', async () => {
    await firm.member('member');
    const { body } = await admin.get('/v1/team', { query: { limit: '1' } });
    expect((await admin.get('/v1/team', { query: { limit: '2', cursor: body.next } })).status).toBe(200);
    expect(await admin.get('/v1/clients', { query: { cursor: body.next } })).toMatchObject({ status: 400 });
  });
  test('tells whom a wall keeps from whom only to those who lead, and to whom it concerns', async () => {
    const client = await aClient(firm.admin.call);
    const walled = await firm.member('member', { scope: { except: [client.id] } });
    const [manager, member] = [await firm.member('manager'), await firm.member('member')];
    expect((await verbs(manager.call).get(`/v1/team/${walled.id}`)).body.scope).toEqual({ except: [client.id] });
    expect((await verbs(member.call).get(`/v1/team/${walled.id}`)).body).not.toHaveProperty('scope');
    expect((await verbs(walled.call).get(`/v1/team/${member.id}`)).body).not.toHaveProperty('scope');
    expect((await verbs(walled.call).get('/v1/me')).body.member).toHaveProperty('scope');
    const listed = await verbs(member.call).get('/v1/team');
    expect(listed.body.items.filter((one: Answer) => 'scope' in one).map((one: Answer) => one.id)).toEqual([member.id]);
  });
  test('has no one by an unknown id', async () => {
    expect(await admin.get(`/v1/team/${nowhere.memberId}`)).toMatchObject({ status: 404 });
    expect(await admin.post(`/v1/team/${nowhere.memberId}/invite`)).toMatchObject({ status: 404 });
  });
});

describe('a mail address', () => {
  const body = { name: 'Ines Abara', mail: 'ines@larkfieldrowe.example' };

  test('belongs to one member, however it is spelled, and the conflict names it', async () => {
    await admin.post('/v1/team', body);
    expect(await admin.post('/v1/team', { ...body, mail: 'INES@Larkfieldrowe.example' })).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict', field: 'mail' },
    });
  });
  test('is free again once its holder has another, and can be spelled anew by its holder', async () => {
    const { body: ines } = await admin.post('/v1/team', body);
    expect((await admin.patch(`/v1/team/${ines.id}`, { mail: 'Ines@larkfieldrowe.example' })).status).toBe(200);
    expect((await admin.patch(`/v1/team/${ines.id}`, { mail: 'lund@larkfieldrowe.example' })).status).toBe(200);
    expect((await admin.post('/v1/team', body)).status).toBe(201);
    expect(await admin.patch(`/v1/team/${ines.id}`, { mail: body.mail })).toMatchObject({
      status: 409,
      body: { field: 'mail' },
    });
  });
  test('asked for by ten at once goes to one', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => admin.post('/v1/team', body)));
    expect(statusesOf(replies)).toEqual([201, ...Array<number>(9).fill(409)]);
  });
});

describe('the last administrator', () => {
  test('cannot be demoted, disabled, or given a last day', async () => {
    const path = `/v1/team/${firm.admin.id}`;
    expect(await admin.patch(path, { role: 'manager' })).toMatchObject({ status: 422, body: { field: 'role' } });
    expect(await admin.post(`${path}/disable`)).toMatchObject({ status: 422 });
    expect(await admin.patch(path, { accessEndsOn: '2020-01-01' })).toMatchObject({ status: 422 });
    expect((await admin.get('/v1/me')).status).toBe(200);
  });
  test('of two who demote each other at once, one is left', async () => {
    const second = await firm.member('admin');
    const replies = await Promise.all([
      admin.patch(`/v1/team/${second.id}`, { role: 'member' }),
      verbs(second.call).patch(`/v1/team/${firm.admin.id}`, { role: 'member' }),
    ]);
    expect(statusesOf(replies)).toEqual([200, 422]);
    const items = (await firm.memory.query({ index: 'byStatus', pk: 'MEMBER' })).items.map(members.read);
    expect(items.filter(({ role }) => role === 'admin').map(({ id }) => id)).toEqual(await adminsNow());
    expect(await adminsNow()).toHaveLength(1);
  });
  test('of three who end each other’s access in a ring, one is left', async () => {
    const [second, third] = [await firm.member('admin'), await firm.member('admin')];
    await Promise.all([
      admin.post(`/v1/team/${second.id}/disable`),
      verbs(second.call).post(`/v1/team/${third.id}/disable`),
      verbs(third.call).post(`/v1/team/${firm.admin.id}/disable`),
    ]);
    expect((await adminsNow()).length).toBeGreaterThan(0);
    const items = (await firm.memory.query({ index: 'byStatus', pk: 'MEMBER' })).items.map(members.read);
    const active = items.filter(({ role, status }) => role === 'admin' && status === 'active').map(({ id }) => id);
    expect(active.toSorted()).toEqual((await adminsNow()).toSorted());
  });
  test('whoever is invited, promoted, disabled or enabled as one, the firm’s list follows', async () => {
    const { id } = await firm.member('admin');
    const { id: other } = await firm.member('member');
    expect((await adminsNow()).toSorted()).toEqual([firm.admin.id, id].toSorted());
    await admin.patch(`/v1/team/${other}`, { role: 'admin' });
    await admin.post(`/v1/team/${id}/disable`);
    expect((await adminsNow()).toSorted()).toEqual([firm.admin.id, other].toSorted());
    await admin.patch(`/v1/team/${id}`, { role: 'manager' });
    await admin.post(`/v1/team/${id}/enable`);
    expect((await adminsNow()).toSorted()).toEqual([firm.admin.id, other].toSorted());
  });
});

describe('a repeated request', () => {
  test('with the same key invites one person, and answers the same', async () => {
    const sent = { headers: { 'idempotency-key': 'k1' } };
    const body = { name: 'Ines Abara', mail: 'ines@larkfieldrowe.example' };
    const [first, second] = await Promise.all([admin.post('/v1/team', body, sent), admin.post('/v1/team', body, sent)]);
    expect([first!.status, second!.status]).toEqual([201, 201]);
    expect(first!.body).toEqual(second!.body);
    expect(await admin.post('/v1/team', { ...body, name: 'Other' }, sent)).toMatchObject({ status: 422 });
  });
  test('asks for one more invitation each time it is no repetition', async () => {
    const { id } = await firm.member('member');
    const sent = { headers: { 'idempotency-key': 'again' } };
    await admin.post(`/v1/team/${id}/invite`, undefined, sent);
    await admin.post(`/v1/team/${id}/invite`, undefined, sent);
    await admin.post(`/v1/team/${id}/invite`);
    expect(members.read((await firm.memory.get(members.key(id)))!).invitations).toBe(3);
  });
});

test('an unknown field of a member survives every change of them', async () => {
  const { id } = await firm.member('member');
  firm.memory.meddle((rows) => {
    for (const item of rows.values()) if (item.sk === 'MEMBER' && item.id === id) item.nickname = 'Ace';
  });
  await admin.patch(`/v1/team/${id}`, { name: 'Renamed', scope: { only: [newId('client')] } });
  for (const action of ['invite', 'disable', 'enable']) await admin.post(`/v1/team/${id}/${action}`);
  expect(await firm.memory.get(members.key(id))).toMatchObject({ name: 'Renamed', nickname: 'Ace', version: 5 });
});
