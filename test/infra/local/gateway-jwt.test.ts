import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type GenerateKeyPairResult,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movableClock } from '../../../infra/local/clock.ts';
import type { GatewayEvent } from '../../../infra/local/gateway/event.ts';
import { startGateway, type Gateway } from '../../../infra/local/gateway/gateway.ts';

const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Pool';
const clock = movableClock();
const authorizer = { issuer, audience: ['web', 'phone'] };
let gateway: Gateway;
let keys: GenerateKeyPairResult;
let last: GatewayEvent | undefined;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwks: JSONWebKeySet = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  gateway = await startGateway({
    api: {
      routes: [
        { key: 'GET /me', functionName: 'f', authorizer },
        { key: 'GET /admin', functionName: 'f', authorizer: { ...authorizer, scopes: ['firm/admin', 'firm/owner'] } },
      ],
    },
    invoke: async (_, event) => {
      last = event as GatewayEvent;
      return { statusCode: 200 };
    },
    jwks: (of) => (of === issuer ? jwks : { keys: [] }),
    clock,
  });
});
afterAll(() => gateway.close());

const seconds = () => Math.floor(clock.now() / 1000);

function sign(claims: JWTPayload, header: { alg: string; kid?: string } = { alg: 'RS256', kid: 'k1' }, by = keys) {
  const all = { iss: issuer, aud: 'web', iat: seconds(), exp: seconds() + 300, ...claims };
  return new SignJWT(all).setProtectedHeader(header).sign(by.privateKey);
}

async function ask(authorization: string | undefined, path = '/me') {
  last = undefined;
  const answer = await fetch(gateway.url + path, { headers: authorization === undefined ? {} : { authorization } });
  return { status: answer.status, challenge: answer.headers.get('www-authenticate'), body: await answer.text() };
}

test('a token of the pool passes, with and without the word Bearer', async () => {
  const token = await sign({ sub: 'u1' });
  for (const authorization of [`Bearer ${token}`, `bearer ${token}`, token]) {
    expect((await ask(authorization)).status).toBe(200);
    expect(last?.requestContext.authorizer?.jwt.claims['sub']).toBe('u1');
  }
});

test('claims reach the function as strings, lists in brackets', async () => {
  const exp = seconds() + 300;
  await ask(await sign({ exp, 'cognito:groups': ['a', 'b'], email_verified: true, address: { zip: '1' } }));
  expect(last?.requestContext.authorizer).toEqual({
    jwt: {
      claims: {
        iss: issuer,
        aud: 'web',
        iat: expect.stringMatching(/^\d{10}$/) as string,
        exp: String(exp),
        'cognito:groups': '[a b]',
        email_verified: 'true',
        address: '{"zip":"1"}',
      },
      scopes: null,
    },
  });
});

test('no token is 401 with a challenge, and the function is not called', async () => {
  for (const authorization of [undefined, 'Bearer', 'Basic abc def'])
    expect(await ask(authorization)).toEqual({ status: 401, challenge: 'Bearer', body: '{"message":"Unauthorized"}' });
  expect(last).toBeUndefined();
});

test('the audience is aud, or client_id where there is no aud', async () => {
  expect((await ask(await sign({ aud: undefined, client_id: 'phone' }))).status).toBe(200);
  expect((await ask(await sign({ aud: ['other', 'phone'] }))).status).toBe(200);
  expect((await ask(await sign({ aud: 'other', client_id: 'web' }))).status).toBe(401);
  const refused = await ask(await sign({ aud: undefined, client_id: 'other' }));
  expect(refused.challenge).toContain('the token does not have a valid audience');
});

test('a token of another issuer, another key, an unknown key or no key is refused', async () => {
  const others = await generateKeyPair('RS256');
  const [head, payload, signature] = (await sign({})).split('.');
  const forged = Buffer.from(JSON.stringify({ iss: issuer, aud: 'web', exp: seconds() + 300, sub: 'boss' }));
  const tokens = [
    await sign({ iss: 'https://elsewhere' }),
    await sign({}, { alg: 'RS256', kid: 'k1' }, others),
    await sign({}, { alg: 'RS256', kid: 'k2' }),
    await sign({}, { alg: 'RS256' }),
    `${head}.${forged.toString('base64url')}.${signature}`,
    `${head}.${payload}.`,
    new UnsecuredJWT({ iss: issuer, aud: 'web', exp: seconds() + 300 }).encode(),
    'not-a-token',
  ];
  for (const token of tokens) {
    const refused = await ask(`Bearer ${token}`);
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining('error="invalid_token"')]);
  }
  expect(last).toBeUndefined();
});

test('a token without an end, not yet valid, or issued in the future is refused', async () => {
  for (const claims of [{ exp: undefined }, { nbf: seconds() + 60 }, { iat: seconds() + 60 }])
    expect((await ask(await sign(claims))).status).toBe(401);
});

test('a token ends by the clock of the local cloud', async () => {
  const token = await sign({});
  expect((await ask(token)).status).toBe(200);
  clock.forward(301_000);
  const refused = await ask(token);
  expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining('the token has expired')]);
  expect((await ask(await sign({}))).status).toBe(200);
});

test('a route with scopes wants one of them', async () => {
  const refused = await ask(await sign({ scope: 'firm/read' }), '/admin');
  expect([refused.status, refused.body]).toEqual([403, '{"message":"Forbidden"}']);
  expect(refused.challenge).toContain('error="insufficient_scope"');
  expect((await ask(await sign({}), '/admin')).status).toBe(403);
  expect((await ask(await sign({ scope: 'firm/read firm/owner' }), '/admin')).status).toBe(200);
  expect(last?.requestContext.authorizer?.jwt.scopes).toEqual(['firm/admin', 'firm/owner']);
});
