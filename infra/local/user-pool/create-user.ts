import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { AdminCreateUserRequest } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../aws-api.ts';
import { atomically } from '../store.ts';
import { changeAttributes, isEmail } from './attributes.ts';
import { invalidParameter, required } from './errors.ts';
import { invitation } from './mail.ts';
import type { Parts } from './parts.ts';
import { keepPassword, temporaryPassword } from './passwords.ts';
import { fold, type Pool } from './pools.ts';
import { describeUser, toAttributes, type User } from './users.ts';

const DAY = 86_400_000;

export const temporaryUntil = (pool: Pool, now: number) =>
  now + pool.passwordPolicy.temporaryPasswordValidityDays * DAY;

function chosenUsername(pool: Pool, name: string | undefined): string {
  const username = required(name, 'Username');
  if (!/^\S{1,128}$/.test(username)) throw invalidParameter('Username must have 1 to 128 letters and no space');
  if (pool.signIn.includes('email') && isEmail(username))
    throw invalidParameter('Username cannot be of email format, since user pool is configured for email alias.');
  return fold(pool, username);
}

/** Refuses the invitation that nobody would get: SMS is the default medium, and is not emulated. */
function requireDelivery(request: AdminCreateUserRequest, email: string | undefined): void {
  if (request.MessageAction === 'SUPPRESS') return;
  if (!request.DesiredDeliveryMediums?.includes('EMAIL'))
    throw invalidParameter("Pass DesiredDeliveryMediums ['EMAIL']: the default is SMS, which is not emulated");
  if (!email) throw invalidParameter('User has no email to send the invitation to');
}

export function createUserOperation({ store, clock, pools, users, sendMail }: Parts & { store: DatabaseSync }) {
  function create(pool: Pool, request: AdminCreateUserRequest, password: string): User {
    const username = chosenUsername(pool, request.Username);
    const attributes = changeAttributes(pool, {}, request.UserAttributes);
    if (users.named(pool, username)) throw new AwsError('UsernameExistsException', 'User account already exists');
    requireDelivery(request, attributes.email);
    const stored = keepPassword(pool, username, password);
    return atomically(store, () => {
      if (request.ForceAliasCreation && attributes.email_verified === 'true') {
        const owner = users.find(pool, attributes.email!);
        if (owner) users.change(pool, owner, { attributes: { ...owner.attributes, email_verified: 'false' } });
      }
      return users.add(pool, {
        username,
        sub: randomUUID(),
        attributes,
        status: 'FORCE_CHANGE_PASSWORD',
        enabled: true,
        password: stored,
        passwordExpires: temporaryUntil(pool, clock.now()),
        totp: { secret: null, pending: null, enabled: false, lastStep: 0 },
        recovery: null,
        groups: [],
      });
    });
  }
  function resend(pool: Pool, request: AdminCreateUserRequest, password: string): User {
    const user = users.need(pool, request.Username);
    if (user.status !== 'FORCE_CHANGE_PASSWORD')
      throw new AwsError(
        'UnsupportedUserStateException',
        `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
      );
    requireDelivery(request, user.attributes.email);
    return users.change(pool, user, {
      password: keepPassword(pool, user.username, password),
      passwordExpires: temporaryUntil(pool, clock.now()),
    });
  }
  return async function AdminCreateUser(request: AdminCreateUserRequest) {
    const pool = pools.get(request.UserPoolId);
    const password = request.TemporaryPassword || temporaryPassword(pool.passwordPolicy);
    const user = (request.MessageAction === 'RESEND' ? resend : create)(pool, request, password);
    if (request.MessageAction !== 'SUPPRESS') await sendMail(invitation(pool, user, password));
    return { User: { ...describeUser(user), Attributes: toAttributes(user) } };
  };
}
