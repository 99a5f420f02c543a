import type {
  AdminGetUserRequest,
  AdminSetUserMFAPreferenceRequest,
  AdminSetUserPasswordRequest,
  AdminUpdateUserAttributesRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { changeAttributes } from './attributes.ts';
import { temporaryUntil } from './create-user.ts';
import type { Parts } from './parts.ts';
import { keepPassword } from './passwords.ts';
import type { Pool } from './pools.ts';
import { mfaSettings, preferSoftwareToken } from './software-token.ts';
import { describeUser, toAttributes, type User } from './users.ts';

/** Every request that names one user of one pool. */
type OneUser = AdminGetUserRequest;

/** What an administrator may do to a user who exists. */
export function administration({ clock, pools, users, tokens }: Parts) {
  function named(request: OneUser): { pool: Pool; user: User } {
    const pool = pools.get(request.UserPoolId);
    return { pool, user: users.need(pool, request.Username) };
  }
  return {
    AdminGetUser(request: OneUser) {
      const { user } = named(request);
      return { ...describeUser(user), UserAttributes: toAttributes(user), ...mfaSettings(user) };
    },
    AdminDeleteUser(request: OneUser) {
      const { pool, user } = named(request);
      tokens.grants.revokeAll(user);
      users.remove(pool, user);
    },
    AdminDisableUser(request: OneUser) {
      const { pool, user } = named(request);
      users.change(pool, user, { enabled: false });
      tokens.grants.revokeAll(user);
    },
    AdminEnableUser(request: OneUser) {
      const { pool, user } = named(request);
      users.change(pool, user, { enabled: true });
    },
    AdminUserGlobalSignOut(request: OneUser) {
      tokens.grants.revokeAll(named(request).user);
    },
    AdminUpdateUserAttributes(request: AdminUpdateUserAttributesRequest) {
      const { pool, user } = named(request);
      users.change(pool, user, { attributes: changeAttributes(pool, user.attributes, request.UserAttributes) });
    },
    AdminSetUserPassword(request: AdminSetUserPasswordRequest) {
      const { pool, user } = named(request);
      users.change(pool, user, {
        password: keepPassword(pool, user.username, request.Password),
        status: request.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
        passwordExpires: request.Permanent ? null : temporaryUntil(pool, clock.now()),
        recovery: null,
      });
    },
    AdminSetUserMFAPreference(request: AdminSetUserMFAPreferenceRequest) {
      const { pool, user } = named(request);
      users.change(pool, user, { totp: preferSoftwareToken(pool, user, request.SoftwareTokenMfaSettings) });
    },
  };
}
