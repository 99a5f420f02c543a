import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  type AuthenticationResultType,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import * as jose from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLIENT, consoleClient, days, minutes, PASSWORD, POOL, startPool, type StartedPool } from './fixture.ts';

let pool: StartedPool;
let tokens: AuthenticationResultType;
const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`;

async function begin(client: Partial<typeof consoleClient> = {}): Promise<void> {
  pool = await startPool({ clients: [{ ...consoleClient, ...client }] });
  await pool.confirmed('mem_01', 'ada@firm.test');
  tokens = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
}
afterEach(() => pool.close());

const getUser = (AccessToken = tokens.AccessToken) => pool.cognito.send(new GetUserCommand({ AccessToken }));
const renew = async (RefreshToken = tokens.RefreshToken) => {
  const command = new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT, RefreshToken });
  return (await pool.cognito.send(command)).AuthenticationResult!;
};
const renewByFlow = () => {
  const AuthParameters = { REFRESH_TOKEN: tokens.RefreshToken! };
  return pool.cognito.send(
    new InitiateAuthCommand({ ClientId: CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters }),
  );
};

describe('Tokens', () => {
  beforeEach(() => begin());

  test('carry what the managed service writes, the username as chosen and a sub of its own', async () => {
    const access = jose.decodeJwt(tokens.AccessToken!);
    const id = jose.decodeJwt(tokens.IdToken!);
    expect(access).toMatchObject({ username: 'mem_01', client_id: CLIENT, token_use: 'access', iss: issuer });
    expect(access.scope).toBe('aws.cognito.signin.user.admin');
    expect(access.aud).toBeUndefined();
    expect(access.exp! - access.iat!).toBe(5 * 60);
    expect(tokens.ExpiresIn).toBe(5 * 60);
    for (const claim of ['origin_jti', 'jti', 'auth_time', 'sub']) expect(access[claim]).toBeTruthy();
    expect(id).toMatchObject({ aud: CLIENT, token_use: 'id', email: 'ada@firm.test', email_verified: true });
    expect(id['cognito:username']).toBe('mem_01');
    expect([id.sub, id['origin_jti']]).toEqual([access.sub, access['origin_jti']]);
    expect(access.sub).not.toBe('mem_01');
  });

  test('pass CognitoJwtVerifier, with keys from the pool', async () => {
    const verifier = CognitoJwtVerifier.create({ userPoolId: POOL, clientId: CLIENT, tokenUse: 'access' });
    const keys = await (await fetch(`${pool.api.url}/${POOL}/.well-known/jwks.json`)).json();
    verifier.cacheJwks(keys as Parameters<typeof verifier.cacheJwks>[0]);
    expect((await verifier.verify(tokens.AccessToken!)).username).toBe('mem_01');
    await expect(verifier.verify(tokens.IdToken!)).rejects.toThrow('Token use');
  });

  test('pass jose with the keys that the discovery document names', async () => {
    const discovery = await fetch(`${pool.api.url}/${POOL}/.well-known/openid-configuration`);
    const found = (await discovery.json()) as { issuer: string; jwks_uri: string };
    expect(found.issuer).toBe(issuer);
    expect(pool.issuer(POOL)).toBe(issuer);
    const keys = jose.createRemoteJWKSet(new URL(found.jwks_uri));
    expect((await jose.jwtVerify(tokens.IdToken!, keys, { issuer })).payload.aud).toBe(CLIENT);
  });

  test('show no private part of the key', () => {
    expect(Object.keys(pool.jwks(POOL).keys[0]!).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test('are refused when forged, altered, of another key, unsigned, or of the wrong use', async () => {
    const [header, payload, signature] = tokens.AccessToken!.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as jose.JWTPayload;
    const altered = Buffer.from(JSON.stringify({ ...claims, username: 'mem_02' })).toString('base64url');
    const { privateKey } = await jose.generateKeyPair('RS256');
    const { kid } = jose.decodeProtectedHeader(tokens.AccessToken!);
    const foreign = await new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    const forgeries = [
      [header, altered, signature].join('.'),
      foreign,
      new jose.UnsecuredJWT(claims).encode(),
      tokens.IdToken!,
      'not-a-token',
    ];
    for (const forgery of forgeries) await expect(getUser(forgery)).rejects.toThrow('Invalid Access Token');
    expect((await getUser()).Username).toBe('mem_01');
  });

  test('expire by the one clock', async () => {
    pool.clock.forward(minutes(5) - 1000);
    expect((await getUser()).Username).toBe('mem_01');
    pool.clock.forward(minutes(1));
    await expect(getUser()).rejects.toThrow('Access Token has expired');
  });

  test('die with a sign-out everywhere, by the person or by an administrator', async () => {
    const other = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
    await pool.cognito.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken }));
    for (const one of [tokens, other]) {
      await expect(getUser(one.AccessToken)).rejects.toThrow('revoked');
      await expect(renew(one.RefreshToken)).rejects.toThrow('Invalid Refresh Token');
    }
    tokens = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
    expect((await getUser()).Username).toBe('mem_01');
    await pool.cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: POOL, Username: 'mem_01' }));
    await expect(getUser()).rejects.toThrow('revoked');
  });

  test('die when the user is disabled or deleted', async () => {
    const user = { UserPoolId: POOL, Username: 'mem_01' };
    await pool.cognito.send(new AdminDisableUserCommand(user));
    await expect(getUser()).rejects.toThrow('revoked');
    await expect(renew()).rejects.toThrow('Invalid Refresh Token');
    await pool.cognito.send(new AdminDeleteUserCommand(user));
    await pool.create('mem_01', 'ada@firm.test');
    await expect(getUser()).rejects.toThrow('revoked');
  });

  test('can be minted for a developer, also for somebody who never signed in', async () => {
    await pool.create('mem_02', 'bob@firm.test');
    const minted = await pool.mint(POOL, 'bob@firm.test');
    expect((await getUser(minted.AccessToken)).Username).toBe('mem_02');
    await expect(pool.mint(POOL, 'nobody')).rejects.toThrow('User does not exist');
    await expect(pool.mint(POOL, 'mem_02', 'foreign')).rejects.toThrow('foreign');
  });
});

describe('A refresh token', () => {
  test('gives new tokens of the same sign-in, by either operation, and stays good', async () => {
    await begin();
    const first = jose.decodeJwt(tokens.AccessToken!);
    pool.clock.forward(minutes(60));
    const renewed = await renew();
    expect(renewed.RefreshToken).toBeUndefined();
    const second = jose.decodeJwt(renewed.AccessToken!);
    expect([second['origin_jti'], second['auth_time']]).toEqual([first['origin_jti'], first['auth_time']]);
    expect(second.iat! - first.iat!).toBeGreaterThanOrEqual(3600);
    expect((await renewByFlow()).AuthenticationResult!.AccessToken).toBeTypeOf('string');
  });

  test('ends by the clock, belongs to its client, and cannot be invented', async () => {
    await begin();
    await expect(renew('invented')).rejects.toThrow('Invalid Refresh Token');
    pool.clock.forward(days(30));
    await expect(renew()).rejects.toThrow('Refresh Token has expired');
  });

  test('takes the access tokens with it when it is revoked', async () => {
    await begin();
    const other = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
    await pool.cognito.send(new RevokeTokenCommand({ ClientId: CLIENT, Token: tokens.RefreshToken }));
    await expect(renew()).rejects.toThrow('Invalid Refresh Token');
    await expect(getUser()).rejects.toThrow('revoked');
    expect((await getUser(other.AccessToken)).Username).toBe('mem_01');
  });

  test('is replaced when the client rotates, and refused when it is used again', async () => {
    await begin({ rotate: true });
    const renewed = await renew();
    expect(renewed.RefreshToken).not.toBe(tokens.RefreshToken);
    await expect(renew()).rejects.toThrow(expect.objectContaining({ name: 'RefreshTokenReuseException' }));
    expect((await renew(renewed.RefreshToken)).AccessToken).toBeTypeOf('string');
    await expect(renewByFlow()).rejects.toThrow('GetTokensFromRefreshToken');
  });

  test('is replaced once by simultaneous requests', async () => {
    await begin({ rotate: true });
    const renewals = await Promise.allSettled([renew(), renew(), renew()]);
    expect(renewals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('stays good for the seconds of grace after it was replaced', async () => {
    await begin({ rotate: true, graceSeconds: 30 });
    await renew();
    pool.clock.forward(20_000);
    await renew();
    pool.clock.forward(20_000);
    await expect(renew()).rejects.toThrow(expect.objectContaining({ name: 'RefreshTokenReuseException' }));
  });

  test('rotated again and again ends when the first would have ended', async () => {
    await begin({ rotate: true, refreshDays: 1 / 3 });
    pool.clock.forward(minutes(7 * 60));
    const renewed = await renew();
    pool.clock.forward(minutes(61));
    await expect(renew(renewed.RefreshToken)).rejects.toThrow('Refresh Token has expired');
  });
});
