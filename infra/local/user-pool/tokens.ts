import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as jose from 'jose';
import type { Clock } from '../clock.ts';
import { notAuthorized } from './errors.ts';
import { openGrants, type Grant, type Grants } from './grants.ts';
import { openSigningKey, type SigningKey } from './keys.ts';
import type { Pool, PoolClient, Pools } from './pools.ts';
import type { User, Users } from './users.ts';

/** What Cognito calls an AuthenticationResult. */
export type IssuedTokens = {
  AccessToken: string;
  IdToken: string;
  RefreshToken?: string;
  ExpiresIn: number;
  TokenType: 'Bearer';
};

export type Tokens = {
  keyOf: (pool: Pool) => SigningKey;
  issuer: (pool: Pool) => string;
  grants: Grants;
  signIn: (pool: Pool, client: PoolClient, user: User) => Promise<IssuedTokens>;
  refresh: (pool: Pool, client: PoolClient, refreshToken: string) => Promise<IssuedTokens>;
  /** Who presents this access token; refuses what is forged, expired or revoked. */
  bearer: (accessToken: string | undefined) => Promise<{ pool: Pool; user: User }>;
};

type Claims = { pool: Pool; client: PoolClient; user: User; grant: Grant; issuer: string; now: number };

/** The claims of both tokens, as the managed service writes them. */
export function claimsOf({ client, user, grant, issuer, now }: Claims) {
  const iat = Math.floor(now / 1000);
  const common = {
    sub: user.sub,
    ...(user.groups.length > 0 && { 'cognito:groups': user.groups }),
    iss: issuer,
    origin_jti: grant.origin,
    event_id: randomUUID(),
    auth_time: grant.authTime,
    iat,
  };
  const { email_verified: emailVerified, ...attributes } = user.attributes;
  const access = {
    ...common,
    token_use: 'access',
    client_id: client.id,
    username: user.username,
    scope: 'aws.cognito.signin.user.admin',
    exp: iat + client.accessMinutes * 60,
    jti: randomUUID(),
  };
  const id = {
    ...attributes,
    ...(emailVerified !== undefined && { email_verified: emailVerified === 'true' }),
    ...common,
    token_use: 'id',
    aud: client.id,
    'cognito:username': user.username,
    exp: iat + client.idMinutes * 60,
    jti: randomUUID(),
  };
  return { access, id };
}

export function openTokens(parts: {
  store: DatabaseSync;
  clock: Clock;
  pools: Pools;
  users: Users;
  region: string;
}): Tokens {
  const { store, clock, pools, users, region } = parts;
  const grants = openGrants(store, clock);
  const keys = new Map(pools.all.map((pool) => [pool.id, openSigningKey(store, pool.id)]));
  const keyOf = (pool: Pool) => keys.get(pool.id)!;
  const issuer = (pool: Pool) => `https://cognito-idp.${region}.amazonaws.com/${pool.id}`;

  async function issue(who: Omit<Claims, 'issuer' | 'now'>, refreshToken?: string): Promise<IssuedTokens> {
    const { access, id } = claimsOf({ ...who, issuer: issuer(who.pool), now: clock.now() });
    const { sign } = keyOf(who.pool);
    return {
      AccessToken: await sign(access),
      IdToken: await sign(id),
      ...(refreshToken && { RefreshToken: refreshToken }),
      ExpiresIn: access.exp - access.iat,
      TokenType: 'Bearer',
    };
  }
  async function verified(token: string): Promise<{ pool: Pool; claims: jose.JWTPayload }> {
    try {
      const { iss } = jose.decodeJwt(token);
      const pool = pools.all.find((known) => issuer(known) === iss);
      if (!pool) throw notAuthorized('Invalid Access Token');
      return { pool, claims: await keyOf(pool).verify(token, { issuer: issuer(pool), now: clock.now() }) };
    } catch (error) {
      const expired = error instanceof jose.errors.JWTExpired;
      throw notAuthorized(expired ? 'Access Token has expired' : 'Invalid Access Token');
    }
  }
  return {
    keyOf,
    issuer,
    grants,
    signIn(pool, client, user) {
      const { grant, refreshToken } = grants.begin(user, client);
      return issue({ pool, client, user, grant }, refreshToken);
    },
    async refresh(pool, client, token) {
      const { grant, refreshToken } = grants.refresh(token, client);
      const user = users.find(pool, grant.username);
      if (!user) throw notAuthorized('Invalid Refresh Token');
      if (!user.enabled) throw notAuthorized('User is disabled.');
      return issue({ pool, client, user, grant }, refreshToken);
    },
    async bearer(token) {
      const { pool, claims } = await verified(token ?? '');
      if (claims.token_use !== 'access') throw notAuthorized('Invalid Access Token');
      const grant = grants.find(String(claims.origin_jti));
      const user = grant && users.find(pool, grant.username);
      if (!user || user.sub !== claims.sub) throw notAuthorized('Access Token has been revoked');
      if (!user.enabled) throw notAuthorized('User is disabled.');
      return { pool, user };
    },
  };
}
