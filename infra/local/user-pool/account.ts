import type {
  ChangePasswordRequest,
  GetUserRequest,
  GlobalSignOutRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { attemptKey } from './challenges.ts';
import { required, wrongPassword } from './errors.ts';
import type { Parts } from './parts.ts';
import { isPassword, keepPassword } from './passwords.ts';
import { mfaSettings } from './software-token.ts';
import { toAttributes } from './users.ts';

/** What signed-in people do to their own account. */
export function accountOperations({ users, tokens, attempts }: Parts) {
  return {
    async GetUser(request: GetUserRequest) {
      const { user } = await tokens.bearer(request.AccessToken);
      return { Username: user.username, UserAttributes: toAttributes(user), ...mfaSettings(user) };
    },
    async GlobalSignOut(request: GlobalSignOutRequest) {
      tokens.grants.revokeAll((await tokens.bearer(request.AccessToken)).user);
    },
    async ChangePassword(request: ChangePasswordRequest) {
      const { pool, user } = await tokens.bearer(request.AccessToken);
      const key = attemptKey(pool, user.username);
      attempts.check(key);
      if (!isPassword(pool, user, required(request.PreviousPassword, 'PreviousPassword'))) {
        attempts.fail(key);
        throw wrongPassword();
      }
      users.change(pool, user, { password: keepPassword(pool, user.username, request.ProposedPassword) });
    },
  };
}
