import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { atomically } from '../store.ts';
import { notAuthorized } from './errors.ts';
import type { PoolClient } from './pools.ts';
import type { User } from './users.ts';

/** One sign-in: every token that descends from it names it as `origin_jti` and dies with it. */
export type Grant = {
  origin: string;
  pool: string;
  username: string;
  client: string;
  authTime: number;
  expires: number;
};
type Refresh = Grant & { replaced: number | null };

export type Grants = {
  begin: (user: User, client: PoolClient) => { grant: Grant; refreshToken: string };
  /** With rotation the answer carries the token's successor, which lives no longer than the first would have. */
  refresh: (token: string, client: PoolClient) => { grant: Grant; refreshToken?: string };
  find: (origin: string) => Grant | undefined;
  revoke: (token: string, client: PoolClient) => void;
  revokeAll: (user: User) => void;
};

const DAY = 86_400_000;
const hash = (token: string) => createHash('sha256').update(token).digest('hex');

export function openGrants(store: DatabaseSync, clock: Clock): Grants {
  store.exec(`CREATE TABLE IF NOT EXISTS pool_grants(origin TEXT PRIMARY KEY, pool TEXT, username TEXT, client TEXT, authTime INTEGER, expires INTEGER);
    CREATE TABLE IF NOT EXISTS pool_refresh(hash TEXT PRIMARY KEY, origin TEXT REFERENCES pool_grants ON DELETE CASCADE, replaced INTEGER);
    CREATE INDEX IF NOT EXISTS pool_refresh_origin ON pool_refresh(origin);`);
  const insertGrant = store.prepare('INSERT INTO pool_grants VALUES(?,?,?,?,?,?)');
  const insertToken = store.prepare('INSERT INTO pool_refresh VALUES(?,?,NULL)');
  // A day longer than the refresh token: the longest that an access token of this grant may outlive it.
  const forget = store.prepare('DELETE FROM pool_grants WHERE expires < ?');
  const byToken = store.prepare(
    'SELECT g.*, r.replaced FROM pool_refresh r JOIN pool_grants g USING(origin) WHERE r.hash=?',
  );
  const replace = store.prepare('UPDATE pool_refresh SET replaced=coalesce(replaced, ?) WHERE hash=?');
  const byOrigin = store.prepare('SELECT * FROM pool_grants WHERE origin=?');
  const dropOrigin = store.prepare('DELETE FROM pool_grants WHERE origin=?');
  const dropUser = store.prepare('DELETE FROM pool_grants WHERE pool=? AND username=?');

  function addToken(origin: string): string {
    const token = randomBytes(64).toString('base64url');
    insertToken.run(hash(token), origin);
    return token;
  }
  function good(token: string, client: PoolClient): Refresh {
    const found = byToken.get(hash(token)) as Refresh | undefined;
    if (!found || found.client !== client.id) throw notAuthorized('Invalid Refresh Token');
    if (found.expires <= clock.now()) throw notAuthorized('Refresh Token has expired');
    if (found.replaced !== null && clock.now() >= found.replaced + (client.graceSeconds ?? 0) * 1000)
      throw new AwsError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation');
    return found;
  }
  return {
    begin: (user, client) =>
      atomically(store, () => {
        const now = clock.now();
        forget.run(now - DAY);
        const grant: Grant = {
          origin: randomUUID(),
          pool: user.pool,
          username: user.username,
          client: client.id,
          authTime: Math.floor(now / 1000),
          expires: now + Math.round(client.refreshDays * DAY),
        };
        insertGrant.run(...Object.values(grant));
        return { grant, refreshToken: addToken(grant.origin) };
      }),
    refresh: (token, client) =>
      atomically(store, () => {
        const grant = good(token, client);
        if (!client.rotate) return { grant };
        replace.run(clock.now(), hash(token));
        return { grant, refreshToken: addToken(grant.origin) };
      }),
    find: (origin) => byOrigin.get(origin) as Grant | undefined,
    revoke(token, client) {
      const found = byToken.get(hash(token)) as Refresh | undefined;
      if (found?.client === client.id) dropOrigin.run(found.origin);
    },
    revokeAll: (user) => void dropUser.run(user.pool, user.username),
  };
}
