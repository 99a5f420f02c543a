import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsApi, AwsError, sendJson, startAwsApi } from '../../../infra/local/aws-api.ts';

let api: AwsApi;
beforeAll(async () => {
  api = await startAwsApi({
    json: [
      {
        target: 'Thing',
        headers: { 'access-control-allow-origin': '*' },
        operations: {
          Echo: (input: unknown) => input,
          Fail: () => {
            throw new AwsError('ThingNotFound', 'There is no such thing');
          },
          Break: () => {
            throw new Error('a secret');
          },
        },
      },
    ],
    rest: [
      (_, response, url) => {
        if (url.pathname !== '/functions/one') return false;
        sendJson(response, 200, { invoked: true });
        return true;
      },
    ],
    signed: (_, response) => {
      sendJson(response, 403, { message: 'signature' });
      return true;
    },
  });
});
afterAll(() => api.close());

type Reply = { status: number; headers: Record<string, unknown>; body: string };

/** fetch() sets Host by itself; a page on another site's name does not. */
const call = (path: string, headers: Record<string, string>, body = '{}') =>
  new Promise<Reply>((resolve, reject) => {
    const request = httpRequest(`${api.url}${path}`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });

describe('the one endpoint of the local services', () => {
  test('finds the operation by its target, and answers errors by their names', async () => {
    expect(await call('/', { 'x-amz-target': 'Thing.Echo' }, '{"a":1}')).toMatchObject({
      status: 200,
      body: '{"a":1}',
    });
    expect(await call('/', { 'x-amz-target': 'Thing.Fail' })).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'ThingNotFound', 'access-control-allow-origin': '*' },
    });
    expect((await call('/', { 'x-amz-target': 'Thing.Other' })).body).toContain('does not emulate Thing.Other');
  });

  test('a failure of its own says nothing', async () => {
    const reply = await call('/', { 'x-amz-target': 'Thing.Break' });
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('secret');
  });

  test.each(['http://127.0.0.1:3000', 'http://localhost:5173'])(
    'takes calls of a page of this machine, %s',
    async (origin) => {
      expect((await call('/', { 'x-amz-target': 'Thing.Echo', origin })).status).toBe(200);
      expect((await call('/functions/one', { origin })).body).toContain('invoked');
    },
  );

  test('takes none of another site’s page, but leaves it to signatures', async () => {
    const origin = 'https://evil.example';
    expect((await call('/', { 'x-amz-target': 'Thing.Echo', origin })).status).toBe(403);
    expect(await call('/functions/one', { origin })).toMatchObject({ status: 403, body: '{"message":"signature"}' });
  });

  test('takes none under a name that someone has pointed at this machine', async () => {
    expect((await call('/', { host: 'evil.example', 'x-amz-target': 'Thing.Echo' })).status).toBe(403);
    expect((await call('/functions/one', { host: 'evil.example' })).status).toBe(403);
  });
});
