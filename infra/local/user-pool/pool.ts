import type { DatabaseSync } from 'node:sqlite';
import type { JWK } from 'jose';
import { AwsError, type JsonService, type Operation, type RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { accountOperations } from './account.ts';
import { administration } from './administration.ts';
import { countAttempts } from './attempts.ts';
import { createUserOperation } from './create-user.ts';
import { describeOperations } from './describe.ts';
import { groupOperations } from './groups.ts';
import { listUsersOperation } from './list-users.ts';
import type { Parts, SendMail } from './parts.ts';
import { readPools, type Pool } from './pools.ts';
import { recoveryOperations } from './recovery.ts';
import { openSessions } from './sessions.ts';
import { signInOperations } from './sign-in.ts';
import { softwareTokenOperations } from './software-token.ts';
import { openTokens, type IssuedTokens } from './tokens.ts';
import { openUsers } from './users.ts';
import { CORS_HEADERS, wellKnown } from './well-known.ts';

export type UserPool = {
  /** With the headers that let a browser read the answers. */
  service: JsonService & { headers: Record<string, string> };
  rest: RestService;
  jwks: (poolId: string) => { keys: JWK[] };
  issuer: (poolId: string) => string;
  /** Tokens of a user who exists, without a password: for the command line of a developer. */
  mint: (poolId: string, username: string, clientId?: string) => Promise<IssuedTokens>;
};

type Operations = Record<string, Operation>;

/** Operations that IAM guards in the cloud. Here the signature is not checked, but there must be one. */
function signed(operations: Operations): Operations {
  const guard =
    (run: Operation): Operation =>
    (input, request) => {
      if (!request.headers.authorization)
        throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
      return run(input, request);
    };
  return Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, guard(run)]));
}

/** Cognito user pools. Users, keys and tokens are in the store; sign-ins under way are in memory. */
export function userPool(options: {
  store: DatabaseSync;
  clock: Clock;
  pools: readonly Pool[];
  sendMail: SendMail;
  region: string;
}): UserPool {
  const { store, clock, sendMail, region } = options;
  const pools = readPools(options.pools);
  const users = openUsers(store, clock);
  const tokens = openTokens({ store, clock, pools, users, region });
  const sessions = openSessions(clock);
  const parts: Parts = { clock, pools, users, tokens, sessions, attempts: countAttempts(clock), sendMail };
  const recovery = recoveryOperations(parts);
  const operations: Operations = {
    ...signInOperations(parts),
    ...softwareTokenOperations(parts),
    ...accountOperations(parts),
    ...recovery.self,
    ...signed({
      AdminCreateUser: createUserOperation({ ...parts, store }),
      ...administration(parts),
      ...recovery.administration,
      ...groupOperations({ ...parts, store }),
      ...describeOperations(parts, region),
      ListUsers: listUsersOperation(parts),
    }),
  };
  const issuer = (poolId: string) => tokens.issuer(pools.get(poolId));
  const jwks = (poolId: string) => ({ keys: [tokens.keyOf(pools.get(poolId)).publicJwk] });
  return {
    service: { target: 'AWSCognitoIdentityProviderService', operations, headers: CORS_HEADERS },
    rest: wellKnown({ has: (poolId) => pools.all.some(({ id }) => id === poolId), issuer, jwks }),
    jwks,
    issuer,
    async mint(poolId, username, clientId) {
      const pool = pools.get(poolId);
      const client = clientId === undefined ? pool.clients[0] : pools.ofClient(clientId).client;
      if (!client || !pool.clients.includes(client)) throw new Error(`User pool ${poolId} has no such client`);
      return tokens.signIn(pool, client, users.need(pool, username));
    },
  };
}
