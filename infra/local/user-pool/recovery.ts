import { randomInt } from 'node:crypto';
import type {
  AdminResetUserPasswordRequest,
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../aws-api.ts';
import { attemptKey } from './challenges.ts';
import { codeMismatch, invalidParameter, notAuthorized, required, userNotFound } from './errors.ts';
import { resetCode } from './mail.ts';
import type { Parts } from './parts.ts';
import { keepPassword } from './passwords.ts';
import type { Pool, PoolClient } from './pools.ts';
import type { User } from './users.ts';

const HOUR = 3_600_000;
const GUESSES = 5;

const delivery = (address: string) => ({
  CodeDeliveryDetails: {
    Destination: address.includes('@') ? address.replace(/^(.)[^@]*@(.).*$/, '$1***@$2***') : 'u***@e***',
    DeliveryMedium: 'EMAIL',
    AttributeName: 'email',
  },
});

/** Why no code can be sent to this user; undefined when it can. */
function obstacle(user: User | undefined): AwsError | undefined {
  if (!user) return userNotFound();
  if (!user.enabled) return notAuthorized('User is disabled.');
  if (user.attributes.email_verified !== 'true')
    return invalidParameter('Cannot reset password for the user as there is no registered/verified email');
  return undefined;
}

function refuseUnlessResettable(user: User): void {
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    throw notAuthorized('User password cannot be reset in the current state.');
}

export function recoveryOperations({ clock, pools, users, attempts, sendMail }: Parts) {
  async function sendCode(pool: Pool, user: User, change: Partial<User> = {}): Promise<void> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    users.change(pool, user, { ...change, recovery: { code, until: clock.now() + HOUR, wrong: 0 } });
    await sendMail(resetCode(user, code));
  }
  function checkCode(pool: Pool, client: PoolClient, user: User | undefined, code: string): User {
    if (!user && !client.preventUserExistenceErrors) throw userNotFound();
    const { recovery } = user ?? {};
    if (!user || !recovery) throw codeMismatch();
    if (recovery.wrong >= GUESSES)
      throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
    if (recovery.until <= clock.now())
      throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    if (recovery.code !== code) {
      users.change(pool, user, { recovery: { ...recovery, wrong: recovery.wrong + 1 } });
      throw codeMismatch();
    }
    return user;
  }
  return {
    self: {
      async ForgotPassword(request: ForgotPasswordRequest) {
        const { pool, client } = pools.ofClient(request.ClientId);
        const name = required(request.Username, 'Username');
        const user = users.find(pool, name);
        const refusal = obstacle(user);
        if (refusal && !client.preventUserExistenceErrors) throw refusal;
        // Who asks for somebody unknown is told the same as for somebody known.
        if (refusal || !user) return delivery(name);
        refuseUnlessResettable(user);
        await sendCode(pool, user);
        return delivery(user.attributes.email!);
      },
      ConfirmForgotPassword(request: ConfirmForgotPasswordRequest) {
        const { pool, client } = pools.ofClient(request.ClientId);
        const found = users.find(pool, required(request.Username, 'Username'));
        const user = checkCode(pool, client, found, required(request.ConfirmationCode, 'ConfirmationCode'));
        const password = keepPassword(pool, user.username, request.Password);
        users.change(pool, user, { password, status: 'CONFIRMED', passwordExpires: null, recovery: null });
        attempts.clear(attemptKey(pool, user.username));
      },
    },
    administration: {
      async AdminResetUserPassword(request: AdminResetUserPasswordRequest) {
        const pool = pools.get(request.UserPoolId);
        const user = users.need(pool, request.Username);
        refuseUnlessResettable(user);
        const refusal = obstacle(user);
        if (refusal) throw refusal;
        await sendCode(pool, user, { status: 'RESET_REQUIRED' });
      },
    },
  };
}
