import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { DomainError } from '../../../shared/errors.ts';
import { api } from '../../../shared/http/api.ts';
import { everyone, routesOf } from '../../../shared/http/route.ts';
import { sealedCursors } from '../../../shared/table/cursors.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { aClient, aFirm, type FirmUnderTest, httpEvent } from '../../support/call.ts';

const on = routesOf();
/** What the next call of the route below fails with. */
let failure: unknown;
const routes = [
  on.reads({
    method: 'GET',
    path: '/v1/fail',
    summary: 'Fails',
    allow: everyone,
    load: () => Promise.reject(failure as Error),
    answer: () => undefined,
  }),
  on.reads({
    method: 'POST',
    path: '/v1/lie',
    summary: 'Answers what it did not promise',
    allow: everyone,
    response: z.object({ n: z.int() }),
    load: async () => undefined,
    answer: () => ({ n: 'secret 42' as unknown as number }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/more',
    summary: 'Answers more than it promised',
    allow: 'anyone',
    response: z.object({ n: z.int() }),
    load: async () => undefined,
    answer: () => ({ n: 1, password: 'hunter2' }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/knock',
    summary: 'Takes two calls a minute from one address',
    allow: 'anyone',
    limit: { per: 'address', times: 2, seconds: 60 },
    load: async () => undefined,
    answer: () => undefined,
  }),
];
const table = memoryTable();
const logged: Record<string, unknown>[] = [];
const handler = api(routes, {
  table,
  cursors: sealedCursors(table),
  authenticate: async ({ username }) => ({ id: username!, name: 'N', role: 'admin', scope: {}, rights: {} }),
  deps: {},
  log: (line) => void logged.push(line),
});
const call = (method: string, path: string) => handler(httpEvent(method, path, 'mem_1'), { awsRequestId: 'req-7' });

afterEach(() => {
  vi.restoreAllMocks();
  delete process.env.CLOCK_OFFSET_MS;
});

test('a limit per address counts each address by itself, whoever calls', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-22T09:00:30.000Z'));
  const knock = (sourceIp: string) => {
    const event = httpEvent('GET', '/v1/knock', null);
    event.requestContext.http.sourceIp = sourceIp;
    return handler(event, { awsRequestId: 'req-8' });
  };
  await knock('192.0.2.1');
  expect(await knock('192.0.2.1')).toMatchObject({ statusCode: 200 });
  const refused = await knock('192.0.2.1');
  expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
  expect(await knock('198.51.100.7')).toMatchObject({ statusCode: 200 });
});

describe('a failure', () => {
  test('nobody foresaw is a 500 that says nothing, and is told to the log with its request', async () => {
    const errors = vi.spyOn(console, 'error').mockReturnValue();
    failure = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7: secret'), { table: 'Practice' });
    const reply = await call('GET', '/v1/fail');
    expect(JSON.parse(reply.body!)).toEqual({
      type: 'about:blank',
      title: 'Internal error',
      status: 500,
      instance: 'req-7',
    });
    expect(reply.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(errors).toHaveBeenCalledWith(failure);
    expect(logged.at(-1)).toMatchObject({ requestId: 'req-7', route: 'GET /v1/fail', caller: 'mem_1', status: 500 });
  });

  test('that is no Error at all does not bring the function down', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    for (const odd of [undefined, null, 'text', { code: 'not-found' }]) {
      failure = odd;
      expect((await call('GET', '/v1/fail')).statusCode).toBe(500);
    }
  });

  test('of a known kind is a problem with its code, detail and request', async () => {
    failure = new DomainError('rule-broken', 'Acme still has 2 open jobs', { jobs: 2 });
    const reply = await call('GET', '/v1/fail');
    expect(JSON.parse(reply.body!)).toEqual({
      type: '/problems/rule-broken',
      title: 'Rule broken',
      status: 422,
      detail: 'Acme still has 2 open jobs',
      instance: 'req-7',
      jobs: 2,
    });
  });

  test('to answer as promised is a 500, and what was not promised does not get out', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const reply = await call('POST', '/v1/lie');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('42');
    expect((await call('GET', '/v1/more')).body).toBe('{"n":1}');
  });
});

describe('the firm’s API', () => {
  let firm: FirmUnderTest;
  beforeEach(async () => {
    firm = await aFirm();
  });

  test('answers 405 with Allow, 404 for nowhere, 401 for nobody', async () => {
    expect(await firm.admin.call('DELETE', '/v1/firm')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, PATCH' },
      body: { type: '/problems/method-not-allowed' },
    });
    expect(await firm.admin.call('GET', '/v1/nothing')).toMatchObject({ status: 404 });
    expect(await firm.as(null)('GET', '/v1/firm')).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
    });
    const claims = { username: firm.admin.id, token_use: 'id', sub: 's' };
    expect(await firm.admin.call('GET', '/v1/firm', { claims })).toMatchObject({ status: 401 });
  });

  test('lets a person call so often and no more, tells when to come back, and lets others on', async () => {
    // In the middle of a window, so that no new one begins meanwhile.
    const hour = 3_600_000;
    process.env.CLOCK_OFFSET_MS = String(hour / 2 - (Date.now() % hour));
    const { id } = await aClient(firm.admin.call, { taxId: '12-3456789' });
    const other = await firm.member('manager');
    const reveal = (who = firm.admin.call) => who('POST', `/v1/clients/${id}/reveal`, { body: { field: 'taxId' } });
    for (let i = 0; i < 60; i++) expect((await reveal()).status).toBe(200);
    const refused = await reveal();
    expect(refused).toMatchObject({ status: 429, body: { type: '/problems/too-many' } });
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect((await reveal(other.call)).status).toBe(200);

    process.env.CLOCK_OFFSET_MS = String(Number(process.env.CLOCK_OFFSET_MS) + seconds * 1000);
    expect((await reveal()).status).toBe(200);
  });

  test('counts calls that come at once', async () => {
    const { id } = await firm.member('member');
    const replies = await Promise.all(
      Array.from({ length: 25 }, () => firm.admin.call('POST', `/v1/team/${id}/invite`)),
    );
    const tooMany = replies.filter(({ status }) => status === 429);
    expect(tooMany).toHaveLength(5);
  });

  test('gives a cursor for one list of one record only', async () => {
    const [one, two] = [await aClient(firm.admin.call), await aClient(firm.admin.call)];
    for (const { id } of [one, two])
      for (const text of ['a', 'b', 'c']) await firm.admin.call('POST', `/v1/clients/${id}/notes`, { body: { text } });
    const notes = (id: string, query: Record<string, string>) =>
      firm.admin.call('GET', `/v1/clients/${id}/notes`, { query });
    const { body } = await notes(one.id, { limit: '2' });
    expect(await notes(one.id, { limit: '1', cursor: body.next })).toMatchObject({
      status: 200,
      body: { items: [{ text: 'a' }] },
    });
    expect(await notes(two.id, { cursor: body.next })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'cursor' }] },
    });
    for (const cursor of ['x', '', body.next.slice(1), `x${body.next}`, body.next.slice(0, 30)])
      expect([cursor, (await notes(one.id, { cursor })).status]).toEqual([cursor, 400]);
  });

  test('does not take a table that fails for a bad cursor', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const cursors = sealedCursors({ ...memoryTable(), get: () => Promise.reject(new Error('down')) });
    await expect(cursors.open('x', 'y')).rejects.toThrow('down');
  });
});
