import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type FirmUnderTest, type Sent } from '../support/call.ts';
import {
  everyRoute,
  type Field,
  fieldsOf,
  guardedRoutes,
  paramsOf,
  pathOf,
  type StaffRoute,
  validCall,
} from '../support/office.ts';
import { aPlace, nowhere, type Place } from '../support/place.ts';

let firm: FirmUnderTest;
let place: Place;
beforeAll(async () => {
  firm = await aFirm();
  place = await aPlace(firm);
  // The key of the cursors is made by whoever needs it first.
  await firm.cursors.seal({ pk: 'any', sk: 'any' }, 'any');
});

beforeEach(() => {
  firm.memory.meddle((rows) => {
    for (const [id, { pk }] of rows) if (pk.startsWith('LIMIT#')) rows.delete(id);
  });
});

const isOf = (wanted: string, { type, anyOf }: Omit<Field, 'name'>): boolean =>
  type === wanted || (anyOf?.some((one) => isOf(wanted, one)) ?? false);

const withBody = everyRoute.filter(([, { body }]) => body);
const withQuery = everyRoute.filter(([, { query }]) => query);
const bodyFields = withBody.flatMap(([title, route]) =>
  fieldsOf(route.body).map((field) => [title, field.name, route, field] as const),
);
const queryFields = withQuery.flatMap(([title, route]) =>
  fieldsOf(route.query).map((field) => [title, field.name, route] as const),
);

/** The call is refused by these fields' names, and nothing is written. */
async function expectRefused(route: StaffRoute, sent: Sent, path: string | RegExp, at: Place = place): Promise<void> {
  const before = firm.memory.written();
  const reply = await firm.admin.call(route.method, pathOf(route, at), sent);
  expect(reply, JSON.stringify(reply.body)).toMatchObject({
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: '/problems/invalid-input', status: 400 },
  });
  const paths = (reply.body.issues as Answer[]).map((issue) => issue.path);
  expect(paths).toContainEqual(typeof path === 'string' ? path : expect.stringMatching(path));
  expect(firm.memory.written()).toBe(before);
}

describe('a path that is not one', () => {
  const params = everyRoute.flatMap(([title, route]) => paramsOf(route).map((name) => [title, name, route] as const));
  const wrong = ['nonsense', `not_${'I'.repeat(26)}`, `${nowhere.clientId}0`, '__proto__', '%00', '2026-02-30', 'İ'];

  test.each(params)('%s names %s', async (_, name, route) => {
    for (const value of wrong)
      await expectRefused(route, validCall(route, place).sent, `path.${name}`, { ...place, [name]: value });
  });

  // A day needs no record, what has a key of the firm's own is made under it, and a question is no record: an organizer has it or not; every onboarding has every step.
  const noRecords = ['date', 'question', 'step'];
  const makesIt = [
    'PUT /v1/mail-templates/{mailKey}',
    'PUT /v1/letter-templates/{letterKey}',
    'PUT /v1/folder-templates/{treeKey}',
  ];
  const findable = params.filter(([title, name]) => !noRecords.includes(name) && !makesIt.includes(title));
  test.each(findable)('%s does not find a %s that is nobody’s', async (_, name, route) => {
    const before = firm.memory.written();
    const at = { ...place, [name]: nowhere[name] };
    const reply = await firm.admin.call(route.method, pathOf(route, at), validCall(route, place).sent);
    expect(reply).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    expect(firm.memory.written()).toBe(before);
  });
});

describe('a query', () => {
  test.each(everyRoute)('of %s with a parameter that there is not', (_, route) =>
    expectRefused(route, { ...validCall(route, place).sent, query: { nonsense: '1' } }, 'query.nonsense'),
  );
  test.each(everyRoute)('of %s that would reach the prototype', (_, route) =>
    expectRefused(
      route,
      { ...validCall(route, place).sent, query: JSON.parse('{"__proto__":"1"}') },
      'query.__proto__',
    ),
  );

  const limited = queryFields.filter(([, name]) => name === 'limit');
  test.each(limited)('of %s with a bad %s', async (_, name, route) => {
    const valid = validCall(route, place).sent.query;
    for (const limit of ['0', '101', 'abc', '-1', '1.5', '', 'Infinity', 'NaN'])
      await expectRefused(route, { query: { ...valid, limit } }, `query.${name}`);
  });

  const others = queryFields.filter(([, name]) => name !== 'limit' && name !== 'cursor');
  test.each(others)('of %s with a bad %s', async (_, name, route) => {
    for (const value of ['', ' ', 'x'.repeat(5000)])
      await expectRefused(route, { query: { [name]: value } }, `query.${name}`);
  });

  const paged = queryFields.filter(([, name]) => name === 'cursor');
  test.each(paged)('of %s with a bad %s', async (_, _name, route) => {
    const valid = validCall(route, place).sent.query;
    const foreign = await firm.cursors.seal({ pk: 'CLIENT', sk: 'CLIENT' }, 'another list');
    for (const cursor of ['', '0', '1', '2', '9', 'x', 'nonsense', '=', '🦉', `0${foreign}`, `1${foreign}`, foreign])
      await expectRefused(route, { query: { ...valid, cursor } }, /^(query\.)?cursor$/);
    await expectRefused(route, { query: { ...valid, cursor: 'x'.repeat(5000) } }, 'query.cursor');
  });
});

describe('a body', () => {
  const bodies: [string, Sent][] = [
    ['cut off', { raw: '{"name":"Ju' }],
    ['no JSON', { raw: 'name=Juniper' }],
    ['of bytes that are no text', { raw: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('base64'), base64: true }],
    ['with half of a surrogate pair', { raw: '{"name":"\\ud83e"}' }],
    ['with half of a surrogate pair in a name', { raw: '{"\\ud83e":"x"}' }],
    ['that would reach the prototype', { raw: '{"name":"x","__proto__":{"role":"admin"}}' }],
    ['nested without end', { raw: '['.repeat(50_000) + ']'.repeat(50_000) }],
    ['with a number that cannot be kept', { raw: '{"name":1e400}' }],
  ];
  const sending = everyRoute.filter(([, { method }]) => method !== 'GET');

  describe.each(bodies)('%s', (_, sent) => {
    test.each(sending)('is refused by %s', (_title, route) => expectRefused(route, sent, /^body/));
  });

  test.each(withBody)('of %s that is no object', async (_, route) => {
    for (const raw of ['null', '[]', '[{}]', '"x"', '1', 'true']) await expectRefused(route, { raw }, 'body');
  });

  test.each(sending)('of %s over 256 KB, or what it takes, is too large', async (_, route) => {
    const { bodyLimit: limit = 256 * 1024 } = route;
    const before = firm.memory.written();
    const raw = JSON.stringify({ name: 'x'.repeat(limit + 1024) });
    for (const sent of [{ raw }, { raw: Buffer.from(raw).toString('base64'), base64: true }]) {
      const reply = await firm.admin.call(route.method, pathOf(route, place), sent);
      expect(reply).toMatchObject({ status: 413, body: { type: '/problems/too-large', limit } });
    }
    expect(firm.memory.written()).toBe(before);
  });

  test.each(sending.filter(([, { body }]) => !body))('where %s takes none', async (_, route) => {
    for (const body of [{}, { name: 'x' }, null, 0, '']) await expectRefused(route, { body }, 'body');
  });

  test.each(withBody)('of %s with a field that there is not', async (_, route) => {
    const valid = (validCall(route, place).sent.body ?? {}) as object;
    for (const name of ['nonsense', 'id', 'version', 'constructor', 'clientIds', 'pk'])
      await expectRefused(route, { body: { ...valid, [name]: 'x' } }, `body.${name}`);
  });

  test.each(bodyFields)('of %s with a wrong type of %s', async (_, name, route, field) => {
    const wrong = [{ nonsense: true }, [{ nonsense: true }], 12.5, ...(isOf('boolean', field) ? ['yes'] : [true])];
    for (const value of wrong) await expectRefused(route, { body: { [name]: value } }, new RegExp(`^body\\.${name}`));
  });

  const texts = bodyFields.filter(([, , , field]) => isOf('string', field));
  test.each(texts)('of %s with too much, nothing or half a character in %s', async (_, name, route) => {
    for (const value of ['x'.repeat(100_001), '', '   ', '\ud83e', '\u0000'.repeat(30_000)])
      await expectRefused(route, { raw: JSON.stringify({ [name]: value }) }, new RegExp(`(^|\\.)${name}$`));
  });

  const lists = bodyFields.filter(([, , , field]) => isOf('array', field));
  test.each(lists)('of %s with too many %s', (_, name, route) =>
    expectRefused(route, { body: { [name]: Array.from({ length: 51 }, (_one, i) => `t${i}`) } }, `body.${name}`),
  );

  test('names every wrong field at once, by the way to it', async () => {
    const reply = await firm.admin.call('POST', '/v1/clients', {
      query: { dry: '1' },
      body: { name: '', kind: 'shop', tags: ['fine', 7], colour: 'red' },
    });
    expect(reply.body.issues.map((issue: Answer) => issue.path).toSorted()).toEqual([
      'body.colour',
      'body.kind',
      'body.name',
      'body.tags.1',
      'query.dry',
    ]);
  });

  test('that names clients without end is refused by the scope', async () => {
    const ids = Array.from({ length: 201 }, (_, i) => `cli_${String(i).padStart(26, '0')}`);
    const body = { name: 'Ines', mail: 'ines@larkfieldrowe.example' };
    for (const scope of [{ only: ids }, { except: ids }, { only: [], except: [] }, { only: ['x'] }]) {
      const reply = await firm.admin.call('POST', '/v1/team', { body: { ...body, scope } });
      expect(reply).toMatchObject({ status: 400 });
      expect(reply.body.issues[0].path).toMatch(/^body\.scope/);
    }
  });
});

describe('a header', () => {
  const posts = guardedRoutes.filter(([, { method, sensitive }]) => method === 'POST' && !sensitive);
  test.each(posts)('Idempotency-Key of %s that is none', async (_, route) => {
    for (const key of ['', 'with space', 'é', 'x'.repeat(201)])
      await expectRefused(
        route,
        { ...validCall(route, place).sent, headers: { 'idempotency-key': key } },
        'Idempotency-Key',
      );
  });
  const matching = guardedRoutes.filter(([, { subject }]) => subject);
  test.each(matching)('If-Match of %s that is no ETag', async (_, route) => {
    for (const tag of ['1', 'x', '"1', '"x"', '""', '"1", x', ''])
      await expectRefused(route, { ...validCall(route, place).sent, headers: { 'if-match': tag } }, 'If-Match');
  });
});
