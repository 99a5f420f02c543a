import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localPlace } from '../../../infra/app.ts';
import { AwsError } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { type Gateway, startGateway } from '../../../infra/local/gateway/gateway.ts';
import { planOf } from '../../../infra/local/stack/plan.ts';
import { readTemplate } from '../../../infra/local/stack/template.ts';
import { behaviourTable } from '../../../infra/local/website/behaviour.ts';
import { cognitoForPages } from '../../../infra/local/website/cognito-door.ts';
import { website } from '../../../infra/local/website/website.ts';
import { contentSecurityPolicy } from '../../../infra/site-headers.ts';
import { deployment } from '../support/deployment.ts';

const { template } = await deployment({ local: true });
const { behaviours, routes } = planOf(
  readTemplate(template, { ...localPlace, stackName: 'Firmament' }, (name) => `http://queue/${name}`),
);
const folder = mkdtempSync(join(tmpdir(), 'firmament-site-'));
const dist = join(folder, 'dist');
const config = { region: 'us-east-1', userPoolId: 'pool', clientId: 'client' };
const problem = { type: '/problems/not-found', title: 'Not found', status: 404 };
const cognito = {
  target: 'Cognito',
  headers: { 'access-control-allow-origin': '*' },
  operations: {
    InitiateAuth: ({ name }: { name: string }) => ({ hello: name }),
    Fail: () => {
      throw new AwsError('NotAuthorizedException', 'Incorrect username or password.');
    },
  },
};

let gateway: Gateway;
beforeAll(async () => {
  for (const path of ['console/index.html', 'console/assets/app-1a2b.js', 'portal/index.html', 'secret.json']) {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), path);
  }
  gateway = await startGateway({
    api: { routes: routes.map(({ authorizer: _, ...route }) => route) },
    invoke: async () => ({
      statusCode: 404,
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify(problem),
    }),
    jwks: () => ({ keys: [] }),
    clock: movableClock(),
    local: [
      cognitoForPages(cognito),
      website({
        behaviours,
        dist,
        config: (host) => ({ ...config, cognitoEndpoint: `http://${host}/local/cognito` }),
        storage: '127.0.0.1:4566',
      }),
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

async function get(path: string, init: RequestInit = {}) {
  const answer = await fetch(gateway.url + path, { redirect: 'manual', ...init });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

describe('the site on this machine', () => {
  test('is one page, whatever place in it the address names', async () => {
    for (const path of ['/', '/clients', '/clients/cli_01J8', '/clients/cli_01J8/', '/v1', '/?search=a.b'])
      expect(await get(path)).toMatchObject({
        status: 200,
        text: 'console/index.html',
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      });
    for (const path of ['/portal', '/portal/', '/portal/documents'])
      expect(await get(path)).toMatchObject({ status: 200, text: 'portal/index.html' });
  });

  test('gives hashed files for a year', async () => {
    expect(await get('/assets/app-1a2b.js')).toMatchObject({
      status: 200,
      text: 'console/assets/app-1a2b.js',
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
  });

  test('a file that is missing is missing, and no page', async () => {
    for (const path of ['/assets/app-9z.js', '/favicon.ico', '/portal/assets/x.js', '/clients/acme.pdf'])
      expect(await get(path)).toMatchObject({ status: 404, text: 'There is no such file' });
  });

  test('leads out of its folder by no path', async () => {
    const outside = ['/..%2fsecret.json', '/assets/..%2f..%2fsecret.json', '/%2e%2e%2fsecret.json', '/.made-of.txt'];
    for (const path of [...outside, '/a%00.json', '/assets%2f.json'])
      expect(await get(path)).toMatchObject({ status: 404 });
  });

  test('sends with every answer of its own the headers that the deployment sends', async () => {
    const policy = contentSecurityPolicy(localPlace.region, ['127.0.0.1:4566', '127.0.0.1:4566']);
    for (const path of ['/', '/clients/cli_1', '/assets/app-1a2b.js', '/assets/none.js', '/config.json'])
      expect((await get(path)).headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
  });

  test('answers the API as it is, and adds nothing to it', async () => {
    const { status, headers, text } = await get('/v1/clients/none');
    expect([status, headers['content-type'], JSON.parse(text)]).toEqual([404, 'application/problem+json', problem]);
    expect(headers).not.toHaveProperty('content-security-policy');
    expect(await get('/v1/')).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    expect(await get('/portal/v1/')).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    expect(JSON.parse((await get('/portal/v1/home')).text)).toEqual(problem);
  });

  test('can be read only', async () => {
    expect(await get('/clients', { method: 'POST' })).toMatchObject({ status: 403 });
    expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  test('tells the console where the local Cognito is, by the name that the browser uses', async () => {
    const { host } = new URL(gateway.url);
    const { text } = await get('/config.json');
    expect(JSON.parse(text)).toEqual({ ...config, cognitoEndpoint: `http://${host}/local/cognito` });
  });

  test('leaves what is below /local to the local cloud', async () => {
    expect((await get('/local/nothing')).status).toBe(404);
  });
});

test('where no console is built, its place leads to the local pages', async () => {
  const empty = await startGateway({
    api: { routes: [] },
    invoke: async () => undefined,
    jwks: () => ({ keys: [] }),
    clock: movableClock(),
    local: [website({ behaviours, dist: join(folder, 'none'), config: () => config, storage: '127.0.0.1:4566' })],
  });
  try {
    const answer = await fetch(empty.url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/local']);
  } finally {
    await empty.close();
  }
});

describe('Cognito at the address of the site', () => {
  const call = (operation: string, headers: Record<string, string> = {}) =>
    get('/local/cognito', {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Cognito.${operation}`, ...headers },
      body: JSON.stringify({ name: 'Ada' }),
    });

  test('answers the page, in Cognito’s own form, errors too', async () => {
    expect(await call('InitiateAuth', { origin: gateway.url })).toMatchObject({ status: 200, text: '{"hello":"Ada"}' });
    const failed = await call('Fail');
    expect(failed.status).toBe(400);
    expect(JSON.parse(failed.text)).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  test('knows no other service and no other operation', async () => {
    for (const target of ['Nothing', 'Sub.InitiateAuth']) expect((await call(target)).status).toBe(400);
  });

  test('is closed to other sites, and tells no browser that it is open', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null'])
      expect((await call('InitiateAuth', { origin })).status).toBe(403);
    expect((await call('InitiateAuth')).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('a path pattern of CloudFront', () => {
  const table = (...patterns: string[]) => {
    const find = behaviourTable(
      patterns.map((pattern) => ({ pattern, serves: 'files', methods: [], headers: {}, functions: [] })),
    );
    return (path: string) => find('GET', path)?.behaviour.pattern;
  };

  test('has * for any characters, ? for one, and the rest by the letter', () => {
    const find = table('/v1/*', '/a?.js', '*');
    expect(['/v1/x/y', '/v1/', '/v1', '/ab.js', '/abb.js', '/abxjs'].map(find)).toEqual([
      '/v1/*',
      '/v1/*',
      '*',
      '/a?.js',
      '*',
      '*',
    ]);
  });
});
