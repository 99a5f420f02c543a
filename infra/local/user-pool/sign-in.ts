import { createHash } from 'node:crypto';
import type {
  GetTokensFromRefreshTokenRequest,
  InitiateAuthRequest,
  RevokeTokenRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { attemptKey, challenges } from './challenges.ts';
import { invalidParameter, notAuthorized, required, userNotFound, wrongPassword } from './errors.ts';
import type { Parts } from './parts.ts';
import { isPassword } from './passwords.ts';
import { fold, requireFlow, type Pool, type PoolClient } from './pools.ts';
import { beginExchange, noVerifier } from './srp.ts';

type Parameters = Record<string, string | undefined>;

/** The username that a client is told for a name nobody has: always the same one, and no real one. */
function inventedUsername(secret: string, name: string): string {
  const hex = createHash('sha256').update(secret).update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export function signInOperations(parts: Parts) {
  const { pools, users, tokens, sessions, attempts } = parts;
  const { proceed, RespondToAuthChallenge } = challenges(parts);

  function findUser(pool: Pool, client: PoolClient, name: string) {
    const user = users.find(pool, name);
    if (!user && !client.preventUserExistenceErrors) throw userNotFound();
    return user;
  }
  async function byPassword(pool: Pool, client: PoolClient, parameters: Parameters) {
    const name = required(parameters.USERNAME, 'USERNAME');
    const user = findUser(pool, client, name);
    const key = attemptKey(pool, user?.username ?? fold(pool, name));
    attempts.check(key);
    if (!user || !isPassword(pool, user, required(parameters.PASSWORD, 'PASSWORD'))) {
      attempts.fail(key);
      throw wrongPassword();
    }
    return proceed(pool, client, user);
  }
  function bySrp(pool: Pool, client: PoolClient, parameters: Parameters) {
    const name = required(parameters.USERNAME, 'USERNAME');
    const user = findUser(pool, client, name);
    const { secret } = tokens.keyOf(pool);
    const username = user?.username ?? inventedUsername(secret, fold(pool, name));
    const stored = user?.password ?? noVerifier(secret, username);
    const exchange = beginExchange(required(parameters.SRP_A, 'SRP_A'), stored);
    if (!exchange) throw invalidParameter('SRP_A is not a valid public value');
    const exists = user !== undefined;
    const secretBlock = sessions.open({
      kind: 'PASSWORD_VERIFIER',
      pool: pool.id,
      client: client.id,
      username,
      exists,
      exchange,
    });
    return {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: stored.salt,
        SRP_B: exchange.B.toString(16),
        SECRET_BLOCK: secretBlock,
        USERNAME: username,
        USER_ID_FOR_SRP: username,
      },
    };
  }
  async function byRefreshToken(pool: Pool, client: PoolClient, token: string | undefined) {
    return { AuthenticationResult: await tokens.refresh(pool, client, required(token, 'REFRESH_TOKEN')) };
  }
  function byRefreshFlow(pool: Pool, client: PoolClient, parameters: Parameters) {
    if (client.rotate) throw notAuthorized('Refresh token rotation is enabled: call GetTokensFromRefreshToken instead');
    return byRefreshToken(pool, client, parameters.REFRESH_TOKEN);
  }
  const flows: Partial<Record<string, (pool: Pool, client: PoolClient, parameters: Parameters) => unknown>> = {
    USER_PASSWORD_AUTH: byPassword,
    USER_SRP_AUTH: bySrp,
    REFRESH_TOKEN_AUTH: byRefreshFlow,
  };
  return {
    RespondToAuthChallenge,
    async InitiateAuth(request: InitiateAuthRequest) {
      const { pool, client } = pools.ofClient(request.ClientId);
      const name = request.AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : (request.AuthFlow ?? '');
      const flow = flows[name];
      if (!flow) throw invalidParameter(`The local user pool does not emulate the flow ${name}`);
      requireFlow(client, name);
      return flow(pool, client, request.AuthParameters ?? {});
    },
    async GetTokensFromRefreshToken(request: GetTokensFromRefreshTokenRequest) {
      const { pool, client } = pools.ofClient(request.ClientId);
      return byRefreshToken(pool, client, request.RefreshToken);
    },
    RevokeToken(request: RevokeTokenRequest) {
      const { client } = pools.ofClient(request.ClientId);
      tokens.grants.revoke(required(request.Token, 'Token'), client);
    },
  };
}
