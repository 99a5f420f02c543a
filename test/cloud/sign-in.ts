import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { awsOf } from './aws.ts';
import type { Running } from './running.ts';

/** Signs in with the temporary password of an invitation, as the console does: by SRP, then with a new password. */
export async function signIn(cloud: Running, mail: string, temporary: string, NEW_PASSWORD: string) {
  const cognito = new CognitoIdentityProviderClient(awsOf(cloud));
  const { USER_POOL: pool = '', USER_POOL_CLIENT: ClientId = '' } = cloud.environment;
  const session = createSrpSession(mail, temporary, pool, false);
  const AuthParameters = { USERNAME: mail };
  const asked = await cognito.send(
    new InitiateAuthCommand(wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters })),
  );
  const USERNAME = asked.ChallengeParameters!.USER_ID_FOR_SRP!;
  const challenged = await cognito.send(
    new RespondToAuthChallengeCommand(
      wrapAuthChallenge(signSrpSession(session, asked), {
        ClientId,
        ChallengeName: 'PASSWORD_VERIFIER' as const,
        ChallengeResponses: { USERNAME },
      }),
    ),
  );
  const signedIn = await cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: challenged.ChallengeName,
      Session: challenged.Session,
      ChallengeResponses: { USERNAME, NEW_PASSWORD },
    }),
  );
  cognito.destroy();
  return { challenge: challenged.ChallengeName, tokens: signedIn.AuthenticationResult! };
}
