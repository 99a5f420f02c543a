import type { RespondToAuthChallengeRequest as Request } from '@aws-sdk/client-cognito-identity-provider';
import { timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-api.ts';
import { invalidParameter, notAuthorized, required, wrongPassword } from './errors.ts';
import type { Parts } from './parts.ts';
import { keepPassword, poolName } from './passwords.ts';
import type { Pool, PoolClient } from './pools.ts';
import { acceptCode, needsCode } from './software-token.ts';
import { claimSignature } from './srp.ts';
import type { User } from './users.ts';

export const attemptKey = (pool: Pool, username: string) => `${pool.id} ${username}`;

type Answers = Record<string, string | undefined>;
type Step = 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP' | 'TOKENS';

/** What stands between a right password and the tokens. */
export function stepAfterPassword(pool: Pool, user: User, now: number): Step {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'RESET_REQUIRED')
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    if (user.passwordExpires !== null && user.passwordExpires <= now)
      throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
    return 'NEW_PASSWORD_REQUIRED';
  }
  if (needsCode(pool, user)) return 'SOFTWARE_TOKEN_MFA';
  return pool.mfa === 'ON' ? 'MFA_SETUP' : 'TOKENS';
}

function parametersOf(step: Exclude<Step, 'TOKENS'>, user: User): Record<string, string> {
  const common = { USER_ID_FOR_SRP: user.username };
  switch (step) {
    case 'NEW_PASSWORD_REQUIRED':
      return { ...common, requiredAttributes: '[]', userAttributes: JSON.stringify(user.attributes) };
    case 'MFA_SETUP':
      return { ...common, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
    case 'SOFTWARE_TOKEN_MFA':
      return common;
  }
}

export function challenges({ clock, pools, users, tokens, sessions, attempts }: Parts) {
  /** Answers a right password with the next challenge, or with the tokens. */
  async function proceed(pool: Pool, client: PoolClient, user: User) {
    const step = stepAfterPassword(pool, user, clock.now());
    if (step === 'TOKENS') return finish(pool, client, user);
    const opened = { pool: pool.id, client: client.id, username: user.username, verifier: user.password.verifier };
    const session = step === 'MFA_SETUP' ? { ...opened, kind: step, verified: false } : { ...opened, kind: step };
    return { ChallengeName: step, Session: sessions.open(session), ChallengeParameters: parametersOf(step, user) };
  }
  async function finish(pool: Pool, client: PoolClient, user: User) {
    if (!user.enabled) throw notAuthorized('User is disabled.');
    attempts.clear(attemptKey(pool, user.username));
    return { ChallengeParameters: {}, AuthenticationResult: await tokens.signIn(pool, client, user) };
  }
  /** Whose session this is; the answer must name the same user. */
  function userOf(request: Request, kind: Exclude<Step, 'TOKENS'>, pool: Pool): User {
    const { username, verifier } = sessions.look<Exclude<Step, 'TOKENS'>>(request.Session, kind, request.ClientId);
    const claimed = users.find(pool, required(request.ChallengeResponses?.USERNAME, 'USERNAME'));
    if (claimed?.username !== username || claimed.password.verifier !== verifier)
      throw notAuthorized('Invalid session for the user.');
    return claimed;
  }
  function verifyPassword(pool: Pool, client: PoolClient, request: Request) {
    const answers: Answers = request.ChallengeResponses ?? {};
    const secretBlock = required(answers.PASSWORD_CLAIM_SECRET_BLOCK, 'PASSWORD_CLAIM_SECRET_BLOCK');
    const { username, exists, exchange } = sessions.look(secretBlock, 'PASSWORD_VERIFIER', client.id);
    sessions.close(secretBlock);
    const key = attemptKey(pool, username);
    attempts.check(key);
    const timestamp = required(answers.TIMESTAMP, 'TIMESTAMP');
    const wanted = Buffer.from(
      claimSignature(exchange, { poolName: poolName(pool), username, secretBlock, timestamp }),
    );
    const given = Buffer.from(required(answers.PASSWORD_CLAIM_SIGNATURE, 'PASSWORD_CLAIM_SIGNATURE'));
    const user = users.find(pool, username);
    if (!exists || !user || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      attempts.fail(key);
      throw wrongPassword();
    }
    return proceed(pool, client, user);
  }
  function newPassword(pool: Pool, client: PoolClient, request: Request) {
    const user = userOf(request, 'NEW_PASSWORD_REQUIRED', pool);
    if (user.status !== 'FORCE_CHANGE_PASSWORD') throw notAuthorized('Invalid session for the user.');
    const password = keepPassword(pool, user.username, request.ChallengeResponses?.NEW_PASSWORD);
    sessions.close(request.Session!);
    const changed = users.change(pool, user, { password, status: 'CONFIRMED', passwordExpires: null });
    return proceed(pool, client, changed);
  }
  function softwareToken(pool: Pool, client: PoolClient, request: Request) {
    const user = userOf(request, 'SOFTWARE_TOKEN_MFA', pool);
    const key = attemptKey(pool, user.username);
    attempts.check(key);
    let lastStep: number;
    try {
      lastStep = acceptCode(user, request.ChallengeResponses?.SOFTWARE_TOKEN_MFA_CODE, clock.now());
    } catch (error) {
      attempts.fail(key);
      throw error;
    }
    sessions.close(request.Session!);
    return finish(pool, client, users.change(pool, user, { totp: { ...user.totp, lastStep } }));
  }
  function mfaSetup(pool: Pool, client: PoolClient, request: Request) {
    const user = userOf(request, 'MFA_SETUP', pool);
    if (!sessions.look(request.Session, 'MFA_SETUP').verified)
      throw invalidParameter('Verify the software token before answering MFA_SETUP');
    sessions.close(request.Session!);
    return finish(pool, client, user);
  }
  const answers: Partial<Record<string, (pool: Pool, client: PoolClient, request: Request) => Promise<unknown>>> = {
    PASSWORD_VERIFIER: verifyPassword,
    NEW_PASSWORD_REQUIRED: newPassword,
    SOFTWARE_TOKEN_MFA: softwareToken,
    MFA_SETUP: mfaSetup,
  };
  async function RespondToAuthChallenge(request: Request) {
    const { pool, client } = pools.ofClient(request.ClientId);
    const answer = answers[request.ChallengeName ?? ''];
    if (!answer) throw invalidParameter(`The local user pool does not emulate the challenge ${request.ChallengeName}`);
    return answer(pool, client, request);
  }
  return { proceed, RespondToAuthChallenge };
}
