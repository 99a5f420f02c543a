import type {
  AssociateSoftwareTokenRequest,
  SetUserMFAPreferenceRequest,
  SoftwareTokenMfaSettingsType,
  VerifySoftwareTokenRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../aws-api.ts';
import { codeMismatch, invalidParameter } from './errors.ts';
import type { Parts } from './parts.ts';
import type { Pool } from './pools.ts';
import { makeSecret, stepOf } from './totp.ts';
import type { User } from './users.ts';

/** Whether a sign-in of this user must show a code. */
export const needsCode = (pool: Pool, { totp }: User) =>
  totp.secret !== null && (pool.mfa === 'ON' || (pool.mfa === 'OPTIONAL' && totp.enabled));

export const mfaSettings = ({ totp }: User) =>
  totp.enabled ? { PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA', UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] } : {};

/** The code's step; a code is good once, so a step that was used is refused. */
export function acceptCode(user: User, code: string | undefined, now: number): number {
  const step = stepOf(user.totp.secret!, code ?? '', now);
  if (step === undefined) throw codeMismatch('Invalid code received for user');
  if (step <= user.totp.lastStep)
    throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
  return step;
}

export function preferSoftwareToken(
  pool: Pool,
  { totp }: User,
  settings: SoftwareTokenMfaSettingsType | undefined,
): User['totp'] {
  if (pool.mfa === 'OFF') throw invalidParameter('Software token MFA is not enabled for the user pool.');
  if (settings?.Enabled && totp.secret === null) throw invalidParameter('User has not verified software token mfa');
  return { ...totp, enabled: settings?.Enabled ?? totp.enabled };
}

type Holder = { AccessToken?: string; Session?: string };

/** Enrolment of an authenticator app, by a signed-in user or within the MFA_SETUP challenge. */
export function softwareTokenOperations({ clock, pools, users, tokens, sessions }: Parts) {
  /** Who asks, and how to answer: a session is used up and replaced by the next one. */
  async function holder(request: Holder) {
    if (request.AccessToken) return { ...(await tokens.bearer(request.AccessToken)), next: () => ({}) };
    const session = sessions.look(request.Session, 'MFA_SETUP');
    const pool = pools.get(session.pool);
    const next = (verified: boolean) => {
      sessions.close(request.Session!);
      return { Session: sessions.open({ ...session, verified }) };
    };
    return { pool, user: users.need(pool, session.username), next };
  }
  return {
    async AssociateSoftwareToken(request: AssociateSoftwareTokenRequest) {
      const { pool, user, next } = await holder(request);
      if (pool.mfa === 'OFF')
        throw new AwsError('SoftwareTokenMFANotFoundException', 'Software token MFA is not enabled for the user pool.');
      const secret = makeSecret();
      users.change(pool, user, { totp: { ...user.totp, pending: secret } });
      return { SecretCode: secret, ...next(false) };
    },
    async VerifySoftwareToken(request: VerifySoftwareTokenRequest) {
      const { pool, user, next } = await holder(request);
      const { pending } = user.totp;
      if (pending === null) throw invalidParameter('Call AssociateSoftwareToken before VerifySoftwareToken');
      const step = stepOf(pending, request.UserCode ?? '', clock.now());
      if (step === undefined) throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch');
      // With MFA required there is nothing to prefer: the verified token is asked for from now on.
      const enabled = user.totp.enabled || pool.mfa === 'ON';
      users.change(pool, user, { totp: { secret: pending, pending: null, enabled, lastStep: step } });
      return { Status: 'SUCCESS', ...next(true) };
    },
    async SetUserMFAPreference(request: SetUserMFAPreferenceRequest) {
      const { pool, user } = await tokens.bearer(request.AccessToken);
      users.change(pool, user, { totp: preferSoftwareToken(pool, user, request.SoftwareTokenMfaSettings) });
    },
  };
}
