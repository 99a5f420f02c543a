import type { Config } from '../config.ts';
import { type Challenged, type Cognito, SignInError, type Tokens } from './cognito.ts';
import { begin, claim, timestampOf } from './srp.ts';

/** What Cognito wants next, or the tokens. */
export type Step =
  | { kind: 'new-password'; username: string; session: string }
  | { kind: 'code'; username: string; session: string }
  | { kind: 'set-up-code'; username: string; session: string; secret: string }
  | { kind: 'signed-in'; tokens: Tokens };

async function stepOf(service: Cognito, answer: Challenged, known: string): Promise<Step> {
  const { ChallengeName, Session = '', ChallengeParameters, AuthenticationResult } = answer;
  if (AuthenticationResult) return { kind: 'signed-in', tokens: AuthenticationResult };
  const username = ChallengeParameters?.USER_ID_FOR_SRP ?? known;
  switch (ChallengeName) {
    case 'NEW_PASSWORD_REQUIRED':
      return { kind: 'new-password', username, session: Session };
    case 'SOFTWARE_TOKEN_MFA':
      return { kind: 'code', username, session: Session };
    case 'MFA_SETUP': {
      const { SecretCode, Session: next } = await service.associateToken(Session);
      return { kind: 'set-up-code', username, session: next, secret: SecretCode };
    }
    case undefined:
    default:
      throw new SignInError('Unknown', `This page does not know the step ${ChallengeName}; tell your administrator`);
  }
}

/** A mistyped code leaves the session good, so the same step is answered again. */
export function signingIn(service: Cognito, { userPoolId }: Config) {
  const poolName = userPoolId.split('_')[1]!;
  return {
    async password(mail: string, password: string): Promise<Step> {
      const ephemeral = begin();
      const asked = await service.initiate('USER_SRP_AUTH', { USERNAME: mail, SRP_A: ephemeral.A.toString(16) });
      const { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP } = asked.ChallengeParameters as Record<string, string>;
      const timestamp = timestampOf(new Date());
      const question = { username: USER_ID_FOR_SRP!, salt: SALT!, B: SRP_B!, secretBlock: SECRET_BLOCK! };
      const signature = await claim(ephemeral, question, { poolName, password, timestamp });
      const answer = await service.respond('PASSWORD_VERIFIER', asked.Session, {
        USERNAME: USER_ID_FOR_SRP!,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK!,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      });
      return stepOf(service, answer, USER_ID_FOR_SRP!);
    },
    async newPassword({ username, session }: { username: string; session: string }, password: string) {
      const answers = { USERNAME: username, NEW_PASSWORD: password };
      return stepOf(service, await service.respond('NEW_PASSWORD_REQUIRED', session, answers), username);
    },
    async code({ username, session }: { username: string; session: string }, code: string) {
      const answers = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code };
      return stepOf(service, await service.respond('SOFTWARE_TOKEN_MFA', session, answers), username);
    },
    async setUpCode({ username, session }: { username: string; session: string }, code: string) {
      const verified = await service.verifyToken(session, code);
      return stepOf(service, await service.respond('MFA_SETUP', verified.Session, { USERNAME: username }), username);
    },
  };
}

/** What an authenticator app reads, by link or by typing the secret. */
export const authenticatorLink = (secret: string, mail: string): string =>
  `otpauth://totp/${encodeURIComponent(`Firmament:${mail}`)}?secret=${secret}&issuer=Firmament`;
