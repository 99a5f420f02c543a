import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { AwsError, type RestService } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import type { GatewayEvent } from '../../../infra/local/gateway/event.ts';
import type { Route } from '../../../infra/local/gateway/routes.ts';
import { startGateway, type Gateway, type GatewayOptions } from '../../../infra/local/gateway/gateway.ts';

const open: Gateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

type Given = Partial<GatewayOptions> & { routes?: Route[]; run?: (event: GatewayEvent) => unknown };

async function gateway({ routes = [{ key: 'ANY /v1/{proxy+}', functionName: 'f' }], run, api, ...rest }: Given = {}) {
  const events: GatewayEvent[] = [];
  const started = await startGateway({
    api: { ...api, routes },
    invoke: async (_, event) => {
      events.push(event as GatewayEvent);
      return run ? run(event as GatewayEvent) : { statusCode: 200, body: 'ok' };
    },
    jwks: () => ({ keys: [] }),
    clock: movableClock(),
    ...rest,
  });
  open.push(started);
  return { ...started, events };
}

/** `fetch` tidies paths up; this sends them as they are. */
function send(url: string, options: http.RequestOptions & { body?: string | Buffer } = {}) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const { body, path, ...rest } = options;
    const request = http.request(url, { agent: false, ...rest, ...(path && { path }) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    request.on('error', reject).end(body);
  });
}

const post = (url: string, type: string | undefined, body: string | Buffer) =>
  send(url, { method: 'POST', headers: type ? { 'content-type': type } : {}, body });

test('the function gets the payload in format 2.0', async () => {
  const { url, events } = await gateway();
  const headers = { cookie: 'a=1; b=2', 'X-Multi': ['1', '2'], 'user-agent': 'someone', 'x-forwarded-for': '10.1.1.1' };
  await send(url, { path: '/v1/a%20b/c?x=1&x=2&y=%C3%BC+z&z', headers });
  const event = events[0]!;
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath: '/v1/a b/c',
    rawQueryString: 'x=1&x=2&y=%C3%BC+z&z',
    queryStringParameters: { x: '1,2', y: 'ü z', z: '' },
    pathParameters: { proxy: 'a b/c' },
    cookies: ['a=1', 'b=2'],
    isBase64Encoded: false,
    headers: {
      'x-multi': '1,2',
      'x-forwarded-for': '10.1.1.1, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': url.split(':')[2],
    },
    requestContext: {
      stage: '$default',
      routeKey: 'ANY /v1/{proxy+}',
      http: { method: 'GET', path: '/v1/a b/c', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'someone' },
    },
  });
  expect(event.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  expect(event).not.toHaveProperty('body');
});

test('the times in the event are those of the one clock', async () => {
  const clock = movableClock();
  clock.forward(400 * 86_400_000);
  const { url, events } = await gateway({ clock });
  await send(`${url}/v1/a`);
  expect(events[0]!.requestContext.timeEpoch).toBeGreaterThan(Date.now() + 399 * 86_400_000);
});

test('text is handed over as text, everything else as base64', async () => {
  const { url, events } = await gateway();
  const bytes = Buffer.from('{"name":"Zoë"}');
  for (const type of ['application/json', 'application/json; charset=utf-8', 'text/csv', 'application/xml'])
    await post(`${url}/v1/a`, type, bytes);
  for (const type of ['application/x-www-form-urlencoded', 'application/octet-stream', 'image/svg+xml', undefined])
    await post(`${url}/v1/a`, type, bytes);
  expect(events.slice(0, 4).map(({ body, isBase64Encoded }) => [body, isBase64Encoded])).toEqual(
    Array.from({ length: 4 }, () => ['{"name":"Zoë"}', false]),
  );
  expect(events.slice(4).map(({ body, isBase64Encoded }) => [body, isBase64Encoded])).toEqual(
    Array.from({ length: 4 }, () => [bytes.toString('base64'), true]),
  );
});

test('a JSON body that is not UTF-8 reaches the function byte for byte', async () => {
  const { url, events } = await gateway();
  const latin1 = Buffer.from('{"name":"Zo\xeb"}', 'latin1');
  await post(`${url}/v1/a`, 'application/json', latin1);
  expect(events[0]).toMatchObject({ isBase64Encoded: true, body: latin1.toString('base64') });
});

test('a byte order mark is not swallowed', async () => {
  const { url, events } = await gateway();
  await post(`${url}/v1/a`, 'text/csv', '\uFEFFa;b');
  expect(events[0]).toMatchObject({ isBase64Encoded: false, body: '\uFEFFa;b' });
});

test('malformed percent-encoding in path and query is passed on, not fatal', async () => {
  const { url, events } = await gateway();
  const answer = await send(url, { path: '/v1/%zz%E4/%?q=%zz&r=%E4&%=1' });
  expect(answer.status).toBe(200);
  expect(events[0]).toMatchObject({ rawPath: '/v1/%zz%E4/%', rawQueryString: 'q=%zz&r=%E4&%=1' });
  expect(events[0]!.queryStringParameters).toMatchObject({ q: '%zz', '%': '1' });
  for (const path of ['//', '//evil/x', '/%', '/v1/../%2e%2e/x', '/v1/a?a=1?b=2', '*'])
    expect([200, 404]).toContain((await send(url, { path, method: 'OPTIONS' })).status);
});

test('names out of the prototype are only names', async () => {
  const { url, events } = await gateway();
  await send(url, { path: '/v1/a?__proto__=1&constructor=2' });
  expect(Object.entries(events[0]!.queryStringParameters!)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
});

test("the function's status, headers, cookies and body are the answer", async () => {
  const { url } = await gateway({
    run: () => ({
      statusCode: 201,
      headers: { ETag: '"1"', 'x-number': 7, connection: 'close', 'content-length': '3' },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: 'grüße',
    }),
  });
  const answer = await fetch(`${url}/v1/a`);
  expect([answer.status, await answer.text(), answer.headers.getSetCookie()]).toEqual([
    201,
    'grüße',
    ['a=1; HttpOnly', 'b=2'],
  ]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    etag: '"1"',
    'x-number': '7',
    'content-length': '7',
    'content-type': 'text/plain;charset=utf-8',
    connection: 'keep-alive',
  });
  expect(answer.headers.get('apigw-requestid')).toMatch(/^.{15}=$/);
});

test('an answer without a status code is JSON with status 200', async () => {
  const { url } = await gateway({ run: ({ rawPath }) => (rawPath === '/v1/text' ? 'plain' : { a: 1 }) });
  const answer = await fetch(`${url}/v1/object`);
  expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([
    200,
    'application/json',
    { a: 1 },
  ]);
  expect(await (await fetch(`${url}/v1/text`)).text()).toBe('plain');
});

test('a base64 answer is sent as its bytes', async () => {
  const { url } = await gateway({
    run: () => ({ statusCode: 200, isBase64Encoded: true, body: 'AP8=', headers: { 'content-type': 'image/png' } }),
  });
  expect([...new Uint8Array(await (await fetch(`${url}/v1/a`)).arrayBuffer())]).toEqual([0, 255]);
});

test('HEAD gets the headers of the answer and no body, and only from an ANY route', async () => {
  const routes = [
    { key: 'ANY /v1/{proxy+}', functionName: 'f' },
    { key: 'GET /only', functionName: 'f' },
  ];
  const { url, events } = await gateway({ routes });
  const answer = await send(`${url}/v1/a`, { method: 'HEAD' });
  expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '2', '']);
  expect(events[0]!.requestContext.http.method).toBe('HEAD');
  expect((await send(`${url}/only`, { method: 'HEAD' })).status).toBe(404);
});

test('a function that fails, answers nonsense or answers too much is an internal server error that says nothing', async () => {
  const answers: Record<string, () => unknown> = {
    '/v1/throws': () => {
      throw new Error('secret');
    },
    '/v1/status': () => ({ statusCode: 'ok' }),
    '/v1/body': () => ({ statusCode: 200, body: { a: 1 } }),
    '/v1/header': () => ({ statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: c=1' } }),
    '/v1/cookie': () => ({ statusCode: 200, cookies: ['a=1\r\nx: y'] }),
    '/v1/large': () => ({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) }),
  };
  const reported: unknown[] = [];
  const lines: string[] = [];
  const { url, close } = await gateway({
    run: ({ rawPath }) => answers[rawPath]!(),
    report: (error) => reported.push(error),
    log: (line) => lines.push(line),
  });
  for (const path of Object.keys(answers)) {
    const answer = await send(url + path);
    expect([path, answer.status, answer.body]).toEqual([path, 500, '{"message":"Internal Server Error"}']);
  }
  await close();
  expect(reported).toHaveLength(5);
  expect(lines[0]).toContain('"error":"secret"');
});

test('a function slower than its integration allows is 503', async () => {
  const routes = [{ key: 'GET /slow', functionName: 'f', timeoutSeconds: 0.05 }];
  const { url } = await gateway({ routes, run: () => new Promise(() => {}) });
  const answer = await send(`${url}/slow`);
  expect([answer.status, answer.body]).toEqual([503, '{"message":"Service Unavailable"}']);
});

test('a path that no route knows is not found, and $default takes it where there is one', async () => {
  const answer = await send(`${(await gateway()).url}/v2/a`);
  expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
    404,
    'application/json',
    '{"message":"Not Found"}',
  ]);
  const { url, events } = await gateway({ routes: [{ key: '$default', functionName: 'f' }] });
  expect((await send(`${url}/v2/a`, { method: 'PURGE' })).status).toBe(200);
  expect(events[0]).toMatchObject({ routeKey: '$default', rawPath: '/v2/a' });
});

test('a body of 10 MB passes, one byte more is refused, whether or not its length was told', async () => {
  const { url, events } = await gateway();
  const limit = 10 * 1024 * 1024;
  expect((await post(`${url}/v1/a`, 'text/plain', 'x'.repeat(limit))).status).toBe(200);
  expect(events[0]!.body).toHaveLength(limit);
  const told = await post(`${url}/v1/a`, 'text/plain', 'x'.repeat(limit + 1));
  const chunked = { 'transfer-encoding': 'chunked' };
  const untold = await send(`${url}/v1/a`, { method: 'POST', headers: chunked, body: 'x'.repeat(limit + 1) });
  for (const answer of [told, untold])
    expect([answer.status, answer.body]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  expect(events).toHaveLength(1);
});

function talk(url: string, text: string, more?: (socket: net.Socket) => void) {
  return new Promise<string>((resolve) => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(text);
      more?.(socket);
    });
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}

test('a sender that never ends is cut off', async () => {
  const { url, events } = await gateway();
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
  const heard = await talk(
    url,
    'POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n',
    (socket) => {
      const pour = () => {
        while (!socket.destroyed) if (!socket.write(chunk)) return void socket.once('drain', pour);
      };
      pour();
    },
  );
  expect(heard).toMatch(/^HTTP\/1.1 413 /);
  expect(events).toEqual([]);
});

test('a client that dawdles over its headers or its body is cut off', async () => {
  const { url, events } = await gateway({ patience: { headers: 100, request: 200 } });
  expect(await talk(url, 'GET /v1/a HTTP/1.1\r\nhost')).toMatch(/^(HTTP\/1.1 408 |$)/);
  await talk(url, 'POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
  expect(events).toEqual([]);
  expect((await send(`${url}/v1/a`)).status).toBe(200);
});

test('a client that leaves in the middle of its body disturbs nobody', async () => {
  const reported: unknown[] = [];
  const { url } = await gateway({ report: (error) => reported.push(error) });
  await talk(url, 'POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc', (socket) => socket.end());
  expect((await send(`${url}/v1/a`)).status).toBe(200);
  expect(reported).toEqual([]);
});

test('one connection carries many requests', async () => {
  const { url } = await gateway();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  agent.on('free', (socket: net.Socket) => ports.add(socket.localPort));
  for (let i = 0; i < 5; i++) await send(`${url}/v1/a`, { agent });
  agent.destroy();
  expect(ports.size).toBe(1);
});

test('closing lets the request under way end', async () => {
  let release!: () => void;
  const started = Promise.withResolvers<void>();
  const released = new Promise<void>((resolve) => (release = resolve));
  const { url, close } = await gateway({
    run: async () => {
      started.resolve();
      await released;
      return { statusCode: 200, body: 'finished' };
    },
  });
  const answer = fetch(`${url}/v1/a`);
  await started.promise;
  const closed = close();
  release();
  expect(await (await answer).text()).toBe('finished');
  await closed;
  await expect(fetch(`${url}/v1/a`)).rejects.toThrow();
});

test('the stage throttle refuses what goes over its burst, and fills up again with time', async () => {
  const clock = movableClock();
  const stopped = { ...clock, now: () => 1_800_000_000_000 + clock.offset() };
  const routes = [{ key: 'GET /a', functionName: 'f' }];
  const { url } = await gateway({
    api: { routes, throttle: { rateLimit: 10, burstLimit: 2 } },
    routes,
    clock: stopped,
  });
  const statuses = async (n: number) => {
    const all = [];
    for (let i = 0; i < n; i++) all.push((await send(`${url}/a`)).status);
    return all;
  };
  expect(await statuses(3)).toEqual([200, 200, 429]);
  expect((await send(`${url}/a`)).body).toBe('{"message":"Too Many Requests"}');
  clock.forward(100);
  expect(await statuses(2)).toEqual([200, 429]);
  clock.forward(60_000);
  expect(await statuses(3)).toEqual([200, 200, 429]);
});

test('the access log has one line of JSON for each request to the API', async () => {
  const lines: string[] = [];
  const format =
    '{"id":"$context.requestId","status":$context.status,"route":"$context.routeKey","agent":"$context.identity.userAgent","error":"$context.error.message","path":"$context.path","sub":"$context.authorizer.claims.sub"}';
  const routes = [{ key: 'GET /v1/{proxy+}', functionName: 'f' }];
  const { url, close } = await gateway({
    api: { routes, accessLog: format },
    routes,
    log: (line) => lines.push(line),
    local: [(_, response) => !!response.end('page')],
  });
  const found = await send(`${url}/v1/a%22`, { headers: { 'user-agent': 'a"\\b' } });
  await send(`${url}/local/mail`);
  await close();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      id: found.headers['apigw-requestid'],
      status: 200,
      route: 'GET /v1/{proxy+}',
      agent: 'a"\\b',
      error: '-',
      path: '/v1/a"',
      sub: '-',
    },
  ]);
});

test('without a format of the stage the log line says what, who and how it ended', async () => {
  const lines: string[] = [];
  const { url, close } = await gateway({ log: (line) => lines.push(line) });
  await send(`${url}/nowhere`);
  await close();
  expect(JSON.parse(lines[0]!)).toMatchObject({
    httpMethod: 'GET',
    path: '/nowhere',
    status: '404',
    error: 'Not Found',
  });
});

const cors = {
  allowOrigins: ['http://localhost:5173'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization'],
  exposeHeaders: ['etag'],
  maxAge: 60,
  allowCredentials: true,
};
const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'GET' },
});

test('the gateway answers preflights itself, without the function and without a token', async () => {
  const authorizer = { issuer: 'https://issuer', audience: ['web'] };
  const routes = [{ key: 'GET /a', functionName: 'f', authorizer }];
  const { url, events } = await gateway({ api: { routes, cors }, routes });
  const answer = await send(`${url}/a`, preflight('http://localhost:5173'));
  expect(answer).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '60',
    },
  });
  const stranger = await send(`${url}/a`, preflight('http://evil.example'));
  expect([stranger.status, stranger.headers['access-control-allow-origin']]).toEqual([204, undefined]);
  expect(events).toEqual([]);
});

test("with CORS configured the function's own CORS headers are ignored", async () => {
  const routes = [{ key: 'GET /a', functionName: 'f' }];
  const run = () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*', vary: 'accept' }, body: '' });
  const { url } = await gateway({ api: { routes, cors }, routes, run });
  const own = await send(`${url}/a`, { headers: { origin: 'http://localhost:5173' } });
  expect(own.headers).toMatchObject({
    'access-control-allow-origin': 'http://localhost:5173',
    'access-control-expose-headers': 'etag',
    vary: 'Origin, accept',
  });
  const stranger = await send(`${url}/a`, { headers: { origin: 'http://evil.example' } });
  expect(stranger.headers).not.toHaveProperty('access-control-allow-origin');
});

const page: RestService = (request, response, url) => {
  if (url.pathname === '/local/refuses') throw new AwsError('NotFound', 'There is no such schedule', 404);
  if (!['/', '/local/mail', '/console/app.js'].includes(url.pathname)) return false;
  response.end(`${request.method} ${url.pathname}`);
  return true;
};

test('local services come first under / and /local, and after the routes elsewhere', async () => {
  const routes = [
    { key: 'ANY /v1/{proxy+}', functionName: 'f' },
    { key: '$default', functionName: 'f' },
  ];
  const { url } = await gateway({ local: [page], routes });
  const bodies = [];
  for (const path of ['/', '/local/mail', '/console/app.js', '/v1/a', '/local/other'])
    bodies.push((await send(url + path)).body);
  expect(bodies).toEqual(['GET /', 'GET /local/mail', 'GET /console/app.js', 'ok', 'ok']);
  const refused = await send(`${url}/local/refuses`);
  expect([refused.status, refused.body]).toEqual([404, '{"message":"There is no such schedule"}']);
});

test('local services are closed to other host names and to other sites', async () => {
  const { url } = await gateway({ local: [page] });
  const { host } = new URL(url);
  const status = async (headers: Record<string, string>, method = 'POST') =>
    (await send(`${url}/local/mail`, { method, headers })).status;
  expect(await status({ host: 'rebound.example' }, 'GET')).toBe(403);
  expect(await status({ host: 'localhost.evil.example' }, 'GET')).toBe(403);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ origin: 'http://localhost:1' })).toBe(403);
  expect(await status({ origin: `http://${host}` })).toBe(200);
  expect(await status({ host: 'localhost:3000' }, 'GET')).toBe(200);
  expect(await status({ host: '[::1]:3000' }, 'GET')).toBe(200);
  expect(await status({})).toBe(200);
});

test('the gateway listens on loopback only', async () => {
  await expect(gateway({ host: '0.0.0.0' })).rejects.toThrow(
    'The local cloud listens on loopback only, not on 0.0.0.0',
  );
});
