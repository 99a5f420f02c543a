import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandInput,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { startAwsApi } from '../../../../infra/local/aws-api.ts';
import type { Clock } from '../../../../infra/local/clock.ts';
import { openStore } from '../../../../infra/local/store.ts';
import type { Mail } from '../../../../infra/local/user-pool/parts.ts';
import { userPool } from '../../../../infra/local/user-pool/pool.ts';
import type { Pool, PoolClient } from '../../../../infra/local/user-pool/pools.ts';

export const REGION = 'eu-central-1';
export const POOL = 'eu-central-1_Staff';
export const CLIENT = 'console';
export const TEMPORARY = 'Temp-Passw0rd1';
export const PASSWORD = 'Good-Passw0rd1';

export const consoleClient: PoolClient = {
  id: CLIENT,
  accessMinutes: 5,
  idMinutes: 5,
  refreshDays: 30,
  flows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  preventUserExistenceErrors: true,
};

export const staffPool: Pool = {
  id: POOL,
  name: 'Staff',
  passwordPolicy: {
    minimumLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
  },
  mfa: 'OPTIONAL',
  signIn: ['email'],
  caseSensitive: false,
  inviteMessage: { subject: 'Welcome', body: '<p>You are {username}.</p><p>Your password: {####}</p>' },
  clients: [consoleClient],
};

export const minutes = (count: number) => count * 60_000;
export const days = (count: number) => count * 86_400_000;

/** A clock that moves only when told: a slow machine must not end a lockout of one second. */
function stillClock(): Clock & { forward: (milliseconds: number) => void } {
  let time = Date.now();
  return {
    now: () => time,
    sleep: async (until) => void (time = Math.max(time, until)),
    forward: (milliseconds) => void (time += milliseconds),
  };
}

export function sdkClient(endpoint: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new CognitoIdentityProviderClient({ endpoint, region: REGION, credentials, maxAttempts: 1 });
}

type Answer = InitiateAuthCommandOutput | RespondToAuthChallengeCommandOutput;

/** A user pool behind its HTTP door, on a fresh store. */
export async function startPool(pool: Partial<Pool> = {}, file = ':memory:') {
  const store = openStore(file);
  const clock = stillClock();
  const mails: Mail[] = [];
  const sendMail = (mail: Mail) => void mails.push(mail);
  const pools = [{ ...staffPool, ...pool }];
  const local = userPool({ store, clock, pools, sendMail, region: REGION });
  const api = await startAwsApi({ json: [local.service], rest: [local.rest] });
  const cognito = sdkClient(api.url);

  function create(
    Username: string,
    email: string,
    more: Partial<ConstructorParameters<typeof AdminCreateUserCommand>[0]> = {},
  ) {
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ];
    const input = { UserPoolId: POOL, Username, UserAttributes, TemporaryPassword: TEMPORARY };
    return cognito.send(new AdminCreateUserCommand({ ...input, MessageAction: 'SUPPRESS', ...more }));
  }
  function withPassword(USERNAME: string, password: string): Promise<Answer> {
    const AuthParameters = { USERNAME, PASSWORD: password };
    return cognito.send(new InitiateAuthCommand({ ClientId: CLIENT, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }));
  }
  async function withSrp(USERNAME: string, password: string): Promise<Answer> {
    const session = createSrpSession(USERNAME, password, POOL, false);
    const asked = await cognito.send(
      new InitiateAuthCommand(
        wrapInitiateAuth(session, { ClientId: CLIENT, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME } }),
      ),
    );
    const claim: RespondToAuthChallengeCommandInput = wrapAuthChallenge(signSrpSession(session, asked), {
      ClientId: CLIENT,
      ChallengeName: 'PASSWORD_VERIFIER' as const,
      ChallengeResponses: { USERNAME: asked.ChallengeParameters!.USER_ID_FOR_SRP! },
    });
    return cognito.send(new RespondToAuthChallengeCommand(claim));
  }
  function respond(challenge: Answer, answers: Record<string, string>): Promise<Answer> {
    const USERNAME = challenge.ChallengeParameters!.USER_ID_FOR_SRP!;
    return cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId: CLIENT,
        ChallengeName: challenge.ChallengeName,
        Session: challenge.Session,
        ChallengeResponses: { USERNAME, ...answers },
      }),
    );
  }
  /** A user who has chosen a password, by the administrator's hand. */
  async function confirmed(username: string, email: string): Promise<void> {
    await create(username, email);
    const input = { UserPoolId: POOL, Username: username, Password: PASSWORD, Permanent: true };
    await cognito.send(new AdminSetUserPasswordCommand(input));
  }
  const close = async () => {
    cognito.destroy();
    await api.close();
    store.close();
  };
  return { ...local, api, clock, mails, cognito, create, withPassword, withSrp, respond, confirmed, close };
}

export type StartedPool = Awaited<ReturnType<typeof startPool>>;
