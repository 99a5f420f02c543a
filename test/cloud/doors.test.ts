import { readFileSync } from 'node:fs';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  administrator,
  inCloud,
  newDirectory,
  type Reply,
  type Running,
  startLocal,
  tidy,
  whyNoDatabase,
} from './running.ts';
import { signIn } from './sign-in.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

const me = (token?: string) => cloud.call('GET', '/v1/me', token === undefined ? {} : { token });
const isProblem = ({ headers }: Reply) => headers.get('content-type')?.startsWith('application/problem+json');

/** The claims of a real token, signed by someone else's key. */
async function forged(claims: Record<string, unknown> = {}): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const { kid = '' } = decodeProtectedHeader(admin);
  return new SignJWT({ ...decodeJwt(admin), ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

/** `alg: none`, as if no signature were needed. */
function unsigned(): string {
  const [, claims] = admin.split('.');
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')}.${claims}.`;
}

inCloud('without a good token the API is closed', () => {
  test('none, garbage, an unsigned one, one that was altered', async () => {
    const [head, claims, signature] = admin.split('.');
    const other = Buffer.from(JSON.stringify({ ...decodeJwt(admin), username: 'mem_0' })).toString('base64url');
    expect(await me(admin)).toMatchObject({ status: 200 });
    for (const token of [undefined, 'garbage', `${head}.${claims}`, `${head}.${other}.${signature}`, unsigned()])
      expect((await me(token)).status, token).toBe(401);
    const basic = await cloud.call('GET', '/v1/me', { headers: { authorization: 'Basic YTpi' } });
    expect(basic.status).toBe(401);
    expect((await me()).headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test('one of another pool, or signed by another key', async () => {
    const iss = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other';
    for (const token of [await forged(), await forged({ iss }), await forged({ client_id: 'other' })])
      expect((await me(token)).status).toBe(401);
  });

  test('an ID token, which says who someone is, not what they may call', async () => {
    const { items } = (await cloud.call('GET', '/local/mail.json')).body;
    const [, password = ''] = /<strong>([^<]+)<\/strong>/.exec(items[0].html) ?? [];
    const plain = password.replaceAll(/&#(\d+);/g, (_: string, code: string) => String.fromCharCode(Number(code)));
    const { tokens } = await signIn(cloud, administrator, plain, 'Copper-Lantern-42');
    expect((await me(tokens.AccessToken)).status).toBe(200);
    const refused = await me(tokens.IdToken);
    expect(refused.status).toBe(401);
    expect(isProblem(refused)).toBe(true);
  });

  test('one whose time is over', async () => {
    await cloud.local('/clock', { minutes: 16 });
    expect((await me(admin)).status).toBe(401);
    admin = await cloud.token();
    expect((await me(admin)).status).toBe(200);
  });

  test('one of someone whose access ended a moment ago', async () => {
    const body = { name: 'Ada Turner', mail: 'ada@larkfieldrowe.example', role: 'manager' };
    const ada = (await cloud.call('POST', '/v1/team', { token: admin, body })).body;
    await cloud.local('/settled');
    const token = await cloud.token(body.mail);
    expect((await me(token)).status).toBe(200);
    expect((await cloud.call('POST', `/v1/team/${ada.id}/disable`, { token: admin })).status).toBe(200);
    const refused = await me(token);
    expect(refused.status).toBe(401);
    expect(isProblem(refused)).toBe(true);
  });
});

inCloud('a body that is not what it should be', () => {
  const post = (sent: Parameters<Running['call']>[2]) => cloud.call('POST', '/v1/clients', { token: admin, ...sent });

  test('is refused by the application with a problem that names the reason', async () => {
    const malformed = await post({ raw: '{"name": ' });
    expect(malformed).toMatchObject({ status: 400, body: { type: '/problems/invalid-input' } });
    const bytes = Uint8Array.from([...Buffer.from('{"name":"'), 0xc3, 0x28, ...Buffer.from('"}')]);
    const garbled = await post({ raw: bytes });
    expect(garbled).toMatchObject({ status: 400, body: { issues: [{ message: 'The body is not valid UTF-8' }] } });
    const unknown = await post({ body: { name: 'Halcyon Orthotics, LLC', colour: 'blue' } });
    expect(unknown).toMatchObject({ status: 400, body: { issues: [{ path: 'body.colour' }] } });
    const large = await post({ body: { name: 'x'.repeat(300_000) } });
    expect(large).toMatchObject({ status: 413, body: { type: '/problems/too-large' } });
    for (const reply of [malformed, garbled, unknown, large]) expect(isProblem(reply)).toBe(true);
  });

  test('is refused by the gateway, in its own words, when it has 11 MB', async () => {
    const reply = await post({ raw: new Uint8Array(11 * 1024 * 1024).fill(0x20) });
    expect(reply).toMatchObject({ status: 413, body: { message: 'Request Entity Too Large' } });
  });

  test('leaves nothing behind', async () => {
    expect((await cloud.call('GET', '/v1/clients', { token: admin })).body).toEqual({ items: [] });
  });

  test('nor is a wrong method or an unknown place anything but refused', async () => {
    const method = await cloud.call('DELETE', '/v1/me', { token: admin });
    expect(method).toMatchObject({ status: 405, body: { type: '/problems/method-not-allowed' } });
    expect(method.headers.get('allow')).toBe('GET');
    expect(await cloud.call('GET', '/v1/nothing', { token: admin })).toMatchObject({ status: 404 });
    // Where the gateway has no route, and no page stands either.
    expect(await cloud.call('GET', '/portal/v1/')).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    });
  });
});

inCloud('the reference', () => {
  test('is the committed document, open to everyone', async () => {
    const file = new URL('../../docs/openapi.json', import.meta.url);
    const { status, body } = await cloud.call('GET', '/v1/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(Object.keys(body.paths)).toContain('/v1/clients');
    const { Problem, Client } = body.components.schemas;
    expect(Object.keys(Problem.properties)).toContain('title');
    expect(Object.keys(Client.properties)).toContain('lifecycle');
  });

  test('is a page with its own scripts and styles, and a policy that allows no others', async () => {
    const page = await cloud.call('GET', '/v1/reference');
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>Firmament API</title>') });
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
    const parts = [...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string);
    expect(parts.length).toBeGreaterThan(2);
    for (const path of parts) expect((await cloud.call('GET', path)).status, path).toBe(200);
  });
});
