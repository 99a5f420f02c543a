import { invalidParameter, notFound } from './errors.ts';

export type PasswordPolicy = {
  minimumLength: number;
  requireLowercase: boolean;
  requireUppercase: boolean;
  requireNumbers: boolean;
  requireSymbols: boolean;
  temporaryPasswordValidityDays: number;
};

export type PoolClient = {
  id: string;
  accessMinutes: number;
  idMinutes: number;
  /** May be a fraction: eight hours are a third of a day. */
  refreshDays: number;
  /** Refresh token rotation; a replaced token stays good for `graceSeconds` more. */
  rotate?: boolean;
  graceSeconds?: number;
  /** `ExplicitAuthFlows` of the template: `ALLOW_USER_SRP_AUTH` and so on. */
  flows: readonly string[];
  preventUserExistenceErrors: boolean;
};

/** A user pool as the template describes it. */
export type Pool = {
  id: string;
  name: string;
  passwordPolicy: PasswordPolicy;
  mfa: 'OFF' | 'OPTIONAL' | 'ON';
  /** `AliasAttributes`: what people may sign in with besides the username. Only `email` is emulated. */
  signIn: readonly string[];
  /**
   * `UsernameConfiguration.CaseSensitive`, which is true where a template says nothing. It rules usernames and emails
   * alike: a pool that ignores case gives both back in lower case, whatever was sent.
   */
  caseSensitive: boolean;
  inviteMessage: { subject: string; body: string };
  clients: readonly PoolClient[];
};

export type Pools = {
  all: readonly Pool[];
  get: (id: string | undefined) => Pool;
  ofClient: (clientId: string | undefined) => { pool: Pool; client: PoolClient };
};

export function readPools(all: readonly Pool[]): Pools {
  for (const pool of all) {
    const foreign = pool.signIn.find((alias) => alias !== 'email');
    if (foreign) throw new Error(`The local user pool does not emulate ${foreign} as an alias: use email`);
    if (!/^[\w-]+_[0-9a-zA-Z]+$/.test(pool.id))
      throw new Error(`A user pool's id is <region>_<letters and digits>, not ${pool.id}`);
  }
  return {
    all,
    get(id) {
      const pool = all.find((known) => known.id === id);
      if (!pool) throw notFound(`User pool ${id} does not exist.`);
      return pool;
    },
    ofClient(clientId) {
      for (const pool of all) {
        const client = pool.clients.find((known) => known.id === clientId);
        if (client) return { pool, client };
      }
      throw notFound(`User pool client ${clientId} does not exist.`);
    },
  };
}

export function requireFlow(client: PoolClient, flow: string): void {
  if (!client.flows.includes(`ALLOW_${flow}`)) throw invalidParameter(`${flow} flow not enabled for this client`);
}

/** A username or email as the pool compares it and gives it back. */
export const fold = (pool: Pool, name: string) => (pool.caseSensitive ? name : name.toLowerCase());
