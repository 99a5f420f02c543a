import { beforeEach, describe, expect, test } from 'vitest';
import { Busy } from '../../../shared/table/table.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { inFastTime } from '../../support/faults-time.ts';
import { contentOf, statusesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

describe('adding a client', () => {
  test('answers the record with its version, its place and what the caller may do', async () => {
    const reply = await admin.post('/v1/clients', {
      name: '  Halcyon Orthotics, LLC ',
      kind: 'partnership',
      number: '1009',
      tags: ['healthcare', 'healthcare'],
    });
    expect(reply).toMatchObject({
      status: 201,
      headers: { etag: '"1"', location: `/v1/clients/${reply.body.id}` },
      body: {
        name: 'Halcyon Orthotics, LLC',
        lifecycle: 'prospect',
        tags: ['healthcare'],
        version: 1,
        can: { edit: true },
      },
    });
    expect(Object.keys(reply.body).toSorted()).toEqual([
      'accounts',
      'can',
      'createdAt',
      'custom',
      'formerNames',
      'id',
      'kind',
      'lifecycle',
      'name',
      'number',
      'registrations',
      'roles',
      'standingNotes',
      'tags',
      'version',
      'yearEnd',
    ]);
    expect((await admin.get(`/v1/clients/${reply.body.id}`)).body).toEqual(reply.body);
  });

  test('with a number that another client has is a conflict that names the field, and adds nothing', async () => {
    await aClient(firm.admin.call, { number: 'A1' });
    const before = contentOf(firm);
    expect(await admin.post('/v1/clients', { name: 'Other', number: ' a1 ' })).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict', field: 'number' },
    });
    expect(contentOf(firm)).toEqual(before);
  });

  test('with one number by ten at once adds one', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => admin.post('/v1/clients', { name: `No. ${i}`, number: '7' })),
    );
    expect(statusesOf(replies)).toEqual([201, ...Array<number>(9).fill(409)]);
    expect((await admin.get('/v1/clients')).body.items).toHaveLength(1);
  });

  test.each(['ﷺ'.repeat(200), '각'.repeat(200), '🦉'.repeat(100), '\u0000x', 'A𠮷田', '__proto__', '${x}', '%00'])(
    'named %s works like any other',
    async (name) => {
      const { id, ...client } = await aClient(firm.admin.call, { name, tags: ['x'.repeat(40), '🦉'] });
      expect(client.name).toBe(name);
      await firm.projected();
      expect((await admin.get('/v1/clients')).body.items.map((one: Answer) => one.name)).toEqual([name]);
      expect((await admin.patch(`/v1/clients/${id}`, { name: `${name.slice(0, 100)} 2` })).status).toBe(200);
    },
  );

  test('is repeated with its key without being added twice, also by two calls at once', async () => {
    const sent = { headers: { 'idempotency-key': 'one' } };
    const body = { name: 'Halcyon', tags: Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(40, 'x')) };
    const replies = await Promise.all([1, 2, 3].map(() => admin.post('/v1/clients', body, sent)));
    expect(replies.map(({ status, body: { id } }) => [status, id])).toEqual(Array(3).fill([201, replies[0]!.body.id]));
    const later = await admin.post('/v1/clients', body, sent);
    expect(later).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true', etag: '"1"' } });
    expect(await admin.post('/v1/clients', { name: 'Other' }, sent)).toMatchObject({ status: 422 });
    expect((await admin.get('/v1/clients')).body.items).toHaveLength(1);
  });

  test('under another’s key is a call of its own', async () => {
    const sent = { headers: { 'idempotency-key': 'one' } };
    const { call } = await firm.member('member');
    const [mine, theirs] = [
      await admin.post('/v1/clients', { name: 'A' }, sent),
      await verbs(call).post('/v1/clients', { name: 'A' }, sent),
    ];
    expect(mine.body.id).not.toBe(theirs.body.id);
  });

  test('when its answer was lost on the way from the table adds one, and says so', async () => {
    let lost = 0;
    firm = await aFirm({
      wrap: (table) => ({
        ...table,
        async write(writes) {
          await table.write(writes);
          if (lost++ === 0) throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
        },
      }),
    });
    expect(await firm.admin.call('POST', '/v1/clients', { body: { name: 'Once' } })).toMatchObject({ status: 201 });
    expect((await firm.admin.call('GET', '/v1/clients')).body.items).toHaveLength(1);
  });

  test('while the table stays throttled is a conflict to try again, and never a failure', async () => {
    let isBusy = false;
    firm = await aFirm({
      wrap: (table) => ({
        ...table,
        write: (writes) => (isBusy ? Promise.reject(new Busy('throttled')) : table.write(writes)),
      }),
    });
    isBusy = true;
    const late = await inFastTime(1, () => firm.admin.call('POST', '/v1/clients', { body: { name: 'Later' } }));
    expect(late).toMatchObject({
      status: 409,
      headers: { 'retry-after': '1' },
    });
  });
});

describe('changing a client', () => {
  test('with If-Match of an older version is stale and changes nothing; without, it is taken', async () => {
    const { id } = await aClient(firm.admin.call);
    const path = `/v1/clients/${id}`;
    const first = await admin.patch(path, { name: 'First' }, { headers: { 'if-match': '"1"' } });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await admin.patch(path, { name: 'Second' }, { headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 412,
      body: { type: '/problems/stale', version: 2 },
    });
    for (const tag of ['"2"', 'W/"3"', '"9", "4"', '*'])
      expect((await admin.patch(path, { name: `With ${tag}` }, { headers: { 'if-match': tag } })).status).toBe(200);
    expect((await admin.patch(path, { name: 'Without' })).status).toBe(200);
  });

  test('by ten at once with the same version lets one through', async () => {
    const { id } = await aClient(firm.admin.call);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        admin.patch(`/v1/clients/${id}`, { name: `No. ${i}` }, { headers: { 'if-match': '"1"' } }),
      ),
    );
    expect(statusesOf(replies)).toEqual([200, ...Array<number>(9).fill(412)]);
  });

  test('by ten at once without a version takes all ten', async () => {
    const { id } = await aClient(firm.admin.call);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => admin.patch(`/v1/clients/${id}`, { tags: [`${i}`] })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await admin.get(`/v1/clients/${id}`)).body.version).toBe(11);
  });

  test('gives a number back that nobody holds any more, and takes one only if it is free', async () => {
    const [one, two] = [
      await aClient(firm.admin.call, { number: 'A1' }),
      await aClient(firm.admin.call, { number: 'A2' }),
    ];
    expect(await admin.patch(`/v1/clients/${two.id}`, { number: 'A1' })).toMatchObject({
      status: 409,
      body: { field: 'number' },
    });
    expect((await admin.patch(`/v1/clients/${one.id}`, { number: null })).body).not.toHaveProperty('number');
    expect((await admin.patch(`/v1/clients/${two.id}`, { number: 'a1' })).status).toBe(200);
    expect((await admin.patch(`/v1/clients/${two.id}`, { number: 'A1' })).status).toBe(200);
    expect((await admin.patch(`/v1/clients/${one.id}`, { number: 'A2' })).status).toBe(200);
  });

  test('by two who swap their numbers at once never leaves a number with two, or with a holder that has it not', async () => {
    const [one, two] = [
      await aClient(firm.admin.call, { number: 'A' }),
      await aClient(firm.admin.call, { number: 'B' }),
    ];
    await Promise.all([
      admin.patch(`/v1/clients/${one.id}`, { number: 'C' }),
      admin.patch(`/v1/clients/${two.id}`, { number: 'A' }),
      admin.patch(`/v1/clients/${one.id}`, { number: 'B' }),
      admin.patch(`/v1/clients/${two.id}`, { number: null }),
    ]);
    const held = firm.memory.all().filter(({ pk }) => pk.startsWith('UNIQUE#client-number'));
    const has = (await admin.get('/v1/clients')).body.items.flatMap((holder: Answer) =>
      holder.number ? [`UNIQUE#client-number#${holder.number.toLowerCase()} CLIENT#${holder.id}`] : [],
    );
    expect(new Set(held.map(({ pk, holder }) => `${pk} ${holder as string}`))).toEqual(new Set(has));
  });

  test('keeps what this code does not know', async () => {
    const { id } = await aClient(firm.admin.call);
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.sk === 'CLIENT' && item.id === id) item.fromTomorrow = { a: [1] };
    });
    await admin.patch(`/v1/clients/${id}`, { name: 'Renamed' });
    expect(await firm.memory.get({ pk: `CLIENT#${id}`, sk: 'CLIENT' })).toMatchObject({ fromTomorrow: { a: [1] } });
    expect((await admin.get(`/v1/clients/${id}`)).body).not.toHaveProperty('fromTomorrow');
  });
});

describe('the responsible person', () => {
  test('must be in the team, have access, and be able to see the client', async () => {
    const { id } = await aClient(firm.admin.call);
    const fine = await firm.member('member');
    const gone = await firm.member('member');
    await admin.post(`/v1/team/${gone.id}/disable`);
    const over = await firm.member('member', { accessEndsOn: '2026-01-31' });
    const walled = await firm.member('member', { scope: { except: [id] } });
    const chosen = await firm.member('member', { scope: { only: [id] } });
    for (const responsible of [nowhere.memberId, gone.id, over.id, walled.id])
      expect(await admin.patch(`/v1/clients/${id}`, { responsible })).toMatchObject({
        status: 400,
        body: { issues: [{ path: 'body.responsible' }] },
      });
    expect((await admin.patch(`/v1/clients/${id}`, { responsible: fine.id })).body.responsible).toBe(fine.id);
    expect((await admin.patch(`/v1/clients/${id}`, { responsible: chosen.id })).status).toBe(200);
    expect(await admin.post('/v1/clients', { name: 'New', responsible: chosen.id })).toMatchObject({ status: 400 });
    expect((await admin.patch(`/v1/clients/${id}`, { responsible: null })).body).not.toHaveProperty('responsible');
  });
  test('of a client that there is not is not looked at', async () => {
    const reply = await admin.patch(`/v1/clients/${nowhere.clientId}`, { responsible: nowhere.memberId });
    expect(reply.status).toBe(404);
  });
});

test('ten people adding people and notes to one client at once all succeed', async () => {
  const { id } = await aClient(firm.admin.call);
  const people = await Promise.all(Array.from({ length: 5 }, () => firm.member('member')));
  const replies = await Promise.all(
    people.flatMap(({ call }, i) => [
      call('POST', `/v1/clients/${id}/contacts`, { body: { name: `Person ${i}` } }),
      call('POST', `/v1/clients/${id}/notes`, { body: { text: `Note ${i}` } }),
    ]),
  );
  expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect((await admin.get(`/v1/clients/${id}/contacts`)).body.items).toHaveLength(5);
  expect((await admin.get(`/v1/clients/${id}/notes`)).body.items).toHaveLength(5);
  // None of it is a change of the client itself.
  expect((await admin.get(`/v1/clients/${id}`)).headers.etag).toBe('"1"');
  const chain = eventsOf(firm.memory.all()).filter(({ pk }) => pk === `CLIENT#${id}`);
  expect(chain.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
});
