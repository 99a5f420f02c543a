import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import type { Item } from '../../../shared/table/table.ts';
import { clientsOf, type Scope } from '../../../shared/table/walls.ts';
import { backTo } from '../../support/anew.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest, type Reply } from '../../support/call.ts';
import { everyRoute, guardedRoutes, pagesOf, paramsOf, pathOf, validCall, verbs } from '../../support/office.ts';
import { aPlace, nowhere, type Place } from '../../support/place.ts';

const hiddenName = 'Quandt Aviation Holdings';

/** A wall of the member's own record, or of the client's access list. */
type Kind = {
  scopeOf?: (hidden: string, ...seen: string[]) => Scope;
  listOf?: (walled: string, other: string) => { only?: string[]; deny?: string[] };
};
type Walled = { firm: FirmUnderTest; hidden: Place; seen: Place; sharedId: string; walled: Call };

/**
 * A firm with a client that one administrator may not see, one that they may, and a person who is a contact of both: an
 * administrator, so that nothing but the wall stands in the way.
 */
async function aWall({ scopeOf = () => ({}), listOf }: Kind): Promise<Walled> {
  const firm = await aFirm();
  const admin = verbs(firm.admin.call);
  const hidden = await aPlace(firm, { name: hiddenName, number: 'QAH-1', tags: ['aviators'], lifecycle: 'archived' });
  const seen = await aPlace(firm, { name: 'Juniper Street Dental', lifecycle: 'archived' });
  const shared = await admin.post(`/v1/clients/${hidden.clientId}/contacts`, { name: 'Shared Sam' });
  await admin.put(`/v1/clients/${seen.clientId}/contacts/${shared.body.id}`, {});
  const { id, call } = await firm.member('admin', {
    scope: scopeOf(hidden.clientId, seen.clientId, seen.otherClientId),
  });
  await admin.patch(`/v1/clients/${hidden.clientId}`, { responsible: firm.admin.id, name: `${hiddenName} II` });
  await admin.patch(`/v1/clients/${seen.clientId}`, { responsible: firm.admin.id });
  await admin.patch(`/v1/contacts/${shared.body.id}`, { title: 'CFO' });
  if (listOf) {
    const list = { ...listOf(id, firm.admin.id), reason: 'Quandt competes with their family' };
    expect(await admin.put(`/v1/clients/${hidden.clientId}/access`, list)).toMatchObject({ status: 200 });
  }
  await firm.projected();
  expect(id).toMatch(/^mem_/);
  return { firm, hidden, seen, sharedId: shared.body.id, walled: call };
}

const walls: [string, Kind][] = [
  ['behind a wall', { scopeOf: (hidden) => ({ except: [hidden] }) }],
  ['outside the chosen ones', { scopeOf: (_, ...seen) => ({ only: seen }) }],
  ['that denies them', { listOf: (walled) => ({ deny: [walled] }) }],
  ['that others were chosen for', { listOf: (_, other) => ({ only: [other] }) }],
  [
    'among the chosen ones that denies them',
    { scopeOf: (...all) => ({ only: all }), listOf: (deny) => ({ deny: [deny] }) },
  ],
];

/** Whether a record is known by this id, and is the client's. */
const isFoundBy = (id: string, clientId: string, item: Item): boolean =>
  item.version !== undefined &&
  clientsOf(item).includes(clientId) &&
  [item.pk, item.sk, item.byStatusPk].some((key) => typeof key === 'string' && key.includes(id));

/** What in the hidden place is its client's, as the table knows it: a new kind of id is tried without being named here. */
async function idsOfAClient(): Promise<(keyof Place)[]> {
  const { firm, hidden, seen } = await aWall({});
  const items = firm.memory.all();
  return (Object.keys(hidden) as (keyof Place)[]).filter(
    (name) => hidden[name] !== seen[name] && items.some((item) => isFoundBy(hidden[name], hidden.clientId, item)),
  );
}
const hiddenIds = await idsOfAClient();

test('what belongs to a client is known by its records', () => {
  const some = 'clientId contactId groupId documentId letterId organizerId requestId threadId replyId seriesId';
  expect(hiddenIds).toEqual(expect.arrayContaining([...some.split(' '), 'batchId', 'jobId', 'taskId', 'linkId']));
  for (const ofTheFirm of ['otherClientId', 'memberId', 'templateId', 'importId', 'key', 'question'])
    expect(hiddenIds).not.toContain(ofTheFirm);
});

/** What says who may see which clients, to whoever may change that. */
const tellsScopes = /\/v1\/(me|team|team\/\{memberId\}(\/(invite|disable|enable))?)$/;

/** The answer without what differs by the call itself. */
const bare = ({ status, body }: Reply, place: Place) =>
  JSON.parse(
    Object.values(place)
      // Not what is no id: the number of a version is in many a text.
      .filter((id) => id.length > 3)
      .reduce((text, id) => text.replaceAll(id, 'X'), JSON.stringify({ status, body }))
      .replace(/req-\d+/g, 'R')
      .replace(/bat_\w{26}/g, 'B')
      .replace(/"startedAt":"[^"]+"/, '"startedAt":"T"'),
  ) as unknown;

function expectNoneOf(hidden: Place, { status, headers, body }: Reply): void {
  const text = JSON.stringify([status, headers, body]);
  // A group was everyone's to see before a client came into it.
  for (const name of hiddenIds.filter((one) => one !== 'groupId')) expect(text, name).not.toContain(hidden[name]);
  for (const secret of ['Quandt', 'QAH-1', 'aviators']) expect(text).not.toContain(secret);
}

describe.each(walls)('a client %s', (_, kind) => {
  let w: Walled;
  beforeAll(async () => {
    w = await aWall(kind);
  });

  const expectNotTold = (reply: Reply) => expectNoneOf(w.hidden, reply);

  const placed = guardedRoutes.filter(([, route]) => paramsOf(route).some((name) => hiddenIds.includes(name)));

  test.each(placed)('is to %s as if it were not there', async (_title, route) => {
    const at = (place: Place) => w.walled(route.method, pathOf(route, place), validCall(route, place).sent);
    const before = w.firm.memory.written();
    const reply = await at(w.hidden);
    const elsewhere = await at(nowhere);
    expect(reply.status).toBe(404);
    expect(bare(reply, w.hidden)).toEqual(bare(elsewhere, nowhere));
    expect(w.firm.memory.written()).toBe(before);
  });

  const nested = placed.filter(([, route]) => paramsOf(route).length > 1);
  test.each(nested)(
    'is to %s as if it were not there where only a part of the path is hidden',
    async (_title, route) => {
      const before = w.firm.memory.written();
      for (const name of paramsOf(route).filter((one) => hiddenIds.includes(one))) {
        const at = (other: Place) => {
          const place = { ...w.seen, [name]: other[name] };
          return w.walled(route.method, pathOf(route, place), validCall(route, w.seen).sent);
        };
        const reply = await at(w.hidden);
        expect(reply.status, name).toBe(404);
        expect(bare(reply, w.hidden)).toEqual(bare(await at(nowhere), nowhere));
      }
      expect(w.firm.memory.written()).toBe(before);
    },
  );

  test('is not verified by its id', async () => {
    const reply = await w.walled('POST', '/v1/audit/verify', { body: { clientId: w.hidden.clientId } });
    const elsewhere = await w.walled('POST', '/v1/audit/verify', { body: { clientId: nowhere.clientId } });
    expect(bare(reply, w.hidden)).toEqual(bare(elsewhere, nowhere));
  });

  test('gets and gives no person across the wall', async () => {
    const before = w.firm.memory.written();
    const across = [
      `/v1/clients/${w.seen.clientId}/contacts/${w.hidden.contactId}`,
      `/v1/clients/${w.hidden.clientId}/contacts/${w.seen.contactId}`,
      `/v1/clients/${w.hidden.clientId}/contacts/${w.sharedId}`,
    ];
    for (const path of across) {
      expect((await w.walled('PUT', path, { body: {} })).status).toBe(404);
      expect((await w.walled('DELETE', path)).status).toBe(404);
    }
    expect(w.firm.memory.written()).toBe(before);
  });

  // Nothing more is made for a client who is archived, as these are.
  const refused: Readonly<Record<string, number>> = { 'POST /v1/series/{seriesId}/preview': 422 };
  const reading = everyRoute.filter(([, { decide }]) => !decide);
  test.each(reading)('is not told of by %s of something else', async (title, route) => {
    const { sent, first } = validCall(route, w.seen);
    await first(w.firm.admin.call, w.seen);
    const reply = await w.walled(route.method, pathOf(route, w.seen), sent);
    expect(reply.status, JSON.stringify(reply.body)).toBe(refused[title] ?? route.status ?? 200);
    // Who may change the walls is told what they are.
    if (!tellsScopes.test(title)) expectNotTold(reply);
  });

  test.each([{ q: 'quandt' }, { q: 'aviat' }, { q: 'QAH-1' }, { q: 'odile' }, { q: 'shared' }, { q: 'juniper' }])(
    'is not found by searching %j',
    async (query) => {
      expectNotTold(await w.walled('GET', '/v1/search', { query }));
    },
  );

  test('is in no list, though its people who are others’ too are', async () => {
    for (const query of [
      {},
      { lifecycle: 'archived' },
      { responsible: w.firm.admin.id },
      { lifecycle: 'archived', responsible: w.firm.admin.id },
    ] as Record<string, string>[]) {
      const reply = await w.walled('GET', '/v1/clients', { query });
      const others = [w.hidden.otherClientId, w.seen.otherClientId];
      const listed = reply.body.items.map((one: Answer) => one.id).filter((one: string) => !others.includes(one));
      expect(listed).toEqual([w.seen.clientId]);
      expectNotTold(reply);
    }
    const person = await w.walled('GET', `/v1/contacts/${w.sharedId}`);
    expect(person.body).toMatchObject({ name: 'Shared Sam', clientIds: [w.seen.clientId] });
    const people = await w.walled('GET', `/v1/clients/${w.seen.clientId}/contacts`);
    expect(people.body.items.map((one: Answer) => one.name)).toContain('Shared Sam');
    expectNotTold(person);
    expectNotTold(people);
    expectNotTold(await w.walled('PATCH', `/v1/contacts/${w.sharedId}`, { body: { phone: '555-0142' } }));
    expectNotTold(
      await w.walled('PUT', `/v1/clients/${w.seen.clientId}/contacts/${w.sharedId}`, { body: { sign: true } }),
    );
  });

  test('is in no history: not in a shared person’s, nor in a day’s, nor in the firm’s', async () => {
    const date = civilDateAt(new Date().toISOString(), 'America/Denver');
    const paths = [
      `/v1/clients/${w.seen.clientId}/timeline`,
      `/v1/audit/records/${w.sharedId}`,
      `/v1/audit/records/${w.seen.clientId}`,
      `/v1/audit/records/${w.hidden.memberId}`,
      '/v1/audit/records/firm',
      `/v1/audit/days/${date}`,
    ];
    for (const path of paths)
      for (const limit of ['1', '3', '100']) {
        const items = (await pagesOf(w.walled, path, { limit })).flat();
        expect(items.length).toBeGreaterThan(0);
        expectNotTold({ status: 200, headers: {}, body: items });
      }
    const shared = (await pagesOf(w.walled, `/v1/audit/records/${w.sharedId}`)).flat();
    expect(JSON.stringify(shared)).toContain('hidden');
  });

  test('is not named where the audit found something', async () => {
    const told_: Answer = {
      findings: [null, [{ chain: `CLIENT#${w.hidden.clientId}`, what: 'event altered', seq: 1 }]],
    };
    const event = w.firm.memory.all().find(({ pk, sk }) => pk === 'FIRM' && sk === '~EVENT#0000000001')!;
    w.firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.id === event.id) item.changes = { FIRM: told_ };
    });
    expectNotTold(await w.walled('GET', '/v1/audit/records/firm'));
    w.firm.memory.meddle((rows) => {
      for (const item of rows.values()) {
        if (item.id === event.id) item.changes = event.changes;
        if (item.sk === 'CLIENT' && item.id === w.hidden.clientId) item.name = 'Quandt altered';
      }
    });
    const verdict = await w.walled('POST', '/v1/audit/verify', { body: {} });
    expect(verdict.body).toMatchObject({ verdict: 'broken', finding: { what: 'record altered' } });
    expectNotTold(verdict);
  });
});

describe('a change of something else', () => {
  const kind: Kind = { listOf: (walled) => ({ deny: [walled] }) };
  const changing = guardedRoutes.filter(([title, { decide }]) => decide && !tellsScopes.test(title));

  let wall: Walled;
  let anew: () => void;
  beforeAll(async () => {
    wall = await aWall(kind);
    anew = backTo(wall.firm);
  });

  test.each(changing)('by %s answers nothing of a client behind a wall', async (_, route) => {
    anew();
    const { firm, hidden, walled } = wall;
    const seen = { ...wall.seen };
    await firm.admin.call('PATCH', `/v1/clients/${seen.clientId}`, { body: { lifecycle: 'active' } });
    const { sent, first } = validCall(route, seen);
    await first(firm.admin.call, seen);
    const reply = await walled(route.method, pathOf(route, seen), sent);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: route.status ?? 200 });
    expectNoneOf(hidden, reply);
  });
});

describe('a call that names', () => {
  let wall: Walled;
  let anew: () => void;
  beforeAll(async () => {
    wall = await aWall({ listOf: (walled) => ({ deny: [walled] }) });
    anew = backTo(wall.firm);
  });
  /** The place with what is a client's of another. */
  const withIdsOf = (other: Place, place: Place): Place => ({
    ...place,
    ...Object.fromEntries(hiddenIds.map((name) => [name, other[name]])),
  });
  const marked = withIdsOf(Object.fromEntries(hiddenIds.map((name) => [name, 'marked'])) as Place, nowhere);
  const naming = guardedRoutes.filter(([, route]) => JSON.stringify(validCall(route, marked).sent).includes('marked'));

  test.each(naming)('what is hidden, by %s of something else, is answered as if it named nothing', async (_, route) => {
    const answered = async (other: Place) => {
      anew();
      const { firm, walled } = wall;
      await firm.admin.call('PATCH', `/v1/clients/${wall.seen.clientId}`, { body: { lifecycle: 'active' } });
      const seen = { ...wall.seen };
      await validCall(route, seen).first(firm.admin.call, seen);
      const { sent } = validCall(route, withIdsOf(other, seen));
      return bare(await walled(route.method, pathOf(route, seen), sent), other);
    };
    expect(await answered(wall.hidden)).toEqual(await answered(nowhere));
  });
});

describe('a wall', () => {
  let firm: FirmUnderTest;
  let admin: ReturnType<typeof verbs>;
  beforeEach(async () => {
    firm = await aFirm();
    admin = verbs(firm.admin.call);
  });

  test('that is put up or taken down acts with the next request', async () => {
    const { id: clientId } = await aClient(firm.admin.call);
    const { id, call } = await firm.member('member');
    const status = async () => (await call('GET', `/v1/clients/${clientId}`)).status;
    expect(await status()).toBe(200);
    for (const [scope, is] of [
      [{ except: [clientId] }, 404],
      [{ only: [] }, 404],
      [{ only: [clientId] }, 200],
      [{}, 200],
    ] as const) {
      await admin.patch(`/v1/team/${id}`, { scope });
      expect(await status()).toBe(is);
    }
  });

  test('leaves no gap in the pages of a list by which it could be seen, and leaves nothing else out', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i++)
      ids.push((await aClient(firm.admin.call, { name: `Client ${String.fromCharCode(97 + i)}` })).id);
    const except = ids.slice(2, 8);
    const { call } = await firm.member('member', { scope: { except } });
    const pages = await pagesOf(call, '/v1/clients', { limit: '3' });
    expect(pages.map((page) => page.length).filter((length) => length > 0)).toEqual([3, 3]);
    expect(pages.flat().map((one) => one.id)).toEqual(ids.filter((id) => !except.includes(id)));
  });

  test('of chosen clients only keeps who stands behind it from adding one that they would not see', async () => {
    const { call } = await firm.member('manager', { scope: { only: [] } });
    expect(await call('POST', '/v1/clients', { body: { name: 'New' } })).toMatchObject({ status: 403 });
    expect((await admin.get('/v1/clients')).body.items).toEqual([]);
  });

  test('does not let two clients have one number, and tells no more than that', async () => {
    const { id } = await aClient(firm.admin.call, { name: hiddenName, number: 'QAH-1' });
    const { call } = await firm.member('member', { scope: { except: [id] } });
    const reply = await call('POST', '/v1/clients', { body: { name: 'Mine', number: 'QAH-1' } });
    expect(reply).toMatchObject({ status: 409, body: { field: 'number' } });
    expect(JSON.stringify(reply)).not.toContain(id);
    expect(JSON.stringify(reply)).not.toContain('Quandt');
  });

  test('names no client to whom it is in the way of, unless they may change it', async () => {
    const { id: hidden } = await aClient(firm.admin.call, { name: hiddenName });
    const other = await firm.member('member', { scope: { except: [hidden] } });
    for (const role of ['manager', 'member', 'guest'] as const) {
      const { call } = await firm.member(role, { scope: { except: [hidden] } });
      for (const path of ['/v1/me', '/v1/team', `/v1/team/${other.id}`])
        expect(JSON.stringify(await call('GET', path))).not.toContain(hidden);
    }
    expect((await admin.get(`/v1/team/${other.id}`)).body.scope).toEqual({ except: [hidden] });
  });
});
