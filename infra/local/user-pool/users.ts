import type { DatabaseSync } from 'node:sqlite';
import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { fold, type Pool } from './pools.ts';
import type { Verifier } from './srp.ts';
import { required, userNotFound } from './errors.ts';

export type User = {
  pool: string;
  username: string;
  sub: string;
  attributes: Record<string, string>;
  status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED' | 'RESET_REQUIRED';
  enabled: boolean;
  password: Verifier;
  /** When a temporary password stops being good. */
  passwordExpires: number | null;
  /** `pending` is the secret that AssociateSoftwareToken gave out and nobody has proved yet. */
  totp: { secret: string | null; pending: string | null; enabled: boolean; lastStep: number };
  recovery: { code: string; until: number; wrong: number } | null;
  groups: string[];
  created: number;
  modified: number;
};

export type Users = {
  /** By username alone. */
  named: (pool: Pool, username: string) => User | undefined;
  /** By username, or by an alias that is verified. */
  find: (pool: Pool, name: string) => User | undefined;
  need: (pool: Pool, name: string | undefined) => User;
  add: (pool: Pool, user: Omit<User, 'pool' | 'created' | 'modified'>) => User;
  change: (pool: Pool, user: User, change: Partial<User>) => User;
  remove: (pool: Pool, user: User) => void;
  all: (pool: Pool) => User[];
};

/** The email that signs the user in, as the pool compares it; an unverified one does not. */
function aliasOf(pool: Pool, { attributes }: Pick<User, 'attributes'>): string | null {
  if (!pool.signIn.includes('email') || attributes.email_verified !== 'true' || !attributes.email) return null;
  return fold(pool, attributes.email);
}

export function openUsers(store: DatabaseSync, clock: Clock): Users {
  store.exec(`CREATE TABLE IF NOT EXISTS pool_users(pool TEXT, name TEXT, alias TEXT, record TEXT, PRIMARY KEY(pool, name));
    CREATE UNIQUE INDEX IF NOT EXISTS pool_users_alias ON pool_users(pool, alias);`);
  const byName = store.prepare('SELECT record FROM pool_users WHERE pool=? AND name=?');
  const byAlias = store.prepare('SELECT record FROM pool_users WHERE pool=? AND alias=?');
  const every = store.prepare('SELECT record FROM pool_users WHERE pool=? ORDER BY name');
  const insert = store.prepare('INSERT INTO pool_users VALUES(?,?,?,?)');
  const update = store.prepare('UPDATE pool_users SET alias=?, record=? WHERE pool=? AND name=?');
  const drop = store.prepare('DELETE FROM pool_users WHERE pool=? AND name=?');
  const read = (row: unknown) => (row ? (JSON.parse((row as { record: string }).record) as User) : undefined);

  function refuseTakenAlias(pool: Pool, user: Pick<User, 'username' | 'attributes'>): string | null {
    const alias = aliasOf(pool, user);
    const owner = alias === null ? undefined : read(byAlias.get(pool.id, alias));
    if (owner && owner.username !== user.username)
      throw new AwsError('AliasExistsException', 'An account with the given email already exists.');
    return alias;
  }
  const named = (pool: Pool, username: string) => read(byName.get(pool.id, fold(pool, username)));
  const find = (pool: Pool, name: string) => named(pool, name) ?? read(byAlias.get(pool.id, fold(pool, name)));
  return {
    named,
    find,
    need(pool, name) {
      const user = find(pool, required(name, 'Username'));
      if (!user) throw userNotFound();
      return user;
    },
    add(pool, fresh) {
      const user: User = { ...fresh, pool: pool.id, created: clock.now(), modified: clock.now() };
      const alias = refuseTakenAlias(pool, user);
      insert.run(pool.id, fold(pool, user.username), alias, JSON.stringify(user));
      return user;
    },
    change(pool, user, change) {
      const changed: User = { ...user, ...change, modified: clock.now() };
      update.run(refuseTakenAlias(pool, changed), JSON.stringify(changed), pool.id, fold(pool, user.username));
      return changed;
    },
    remove: (pool, user) => void drop.run(pool.id, fold(pool, user.username)),
    all: (pool) => every.all(pool.id).map((row) => read(row)!),
  };
}

export const toAttributes = (user: User): AttributeType[] =>
  Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({ Name, Value }));

/** A user as every operation answers it; AWS JSON has instants in seconds. */
export const describeUser = (user: User) => ({
  Username: user.username,
  UserStatus: user.status,
  Enabled: user.enabled,
  UserCreateDate: user.created / 1000,
  UserLastModifiedDate: user.modified / 1000,
});
