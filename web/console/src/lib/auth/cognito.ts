import type { Config } from '../config.ts';

/** A refusal of Cognito, by its own name for it. */
export class SignInError extends Error {
  override name = 'SignInError';
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export type Tokens = { AccessToken: string; ExpiresIn: number; RefreshToken?: string };
export type Challenged = {
  ChallengeName?: string;
  Session?: string;
  ChallengeParameters?: Record<string, string>;
  AuthenticationResult?: Tokens;
};

/** What people can do about it; Cognito's own words where there is nothing better. */
const sayings: Record<string, string> = {
  NotAuthorizedException: 'That mail address and password do not fit together',
  UserNotFoundException: 'That mail address and password do not fit together',
  CodeMismatchException: 'That code is not right. Take the newest one',
  EnableSoftwareTokenMFAException: 'That code is not right. Take the newest one',
  ExpiredCodeException: 'That code is no longer valid. Ask for a new one',
  LimitExceededException: 'Too many tries. Wait some minutes, then try again',
  TooManyRequestsException: 'Too many tries. Wait some minutes, then try again',
  TooManyFailedAttemptsException: 'Too many tries. Wait some minutes, then try again',
  PasswordResetRequiredException: 'Your password was reset. Choose “Forgot password” to set a new one',
};

export type Cognito = ReturnType<typeof cognito>;

/** Cognito's own protocol (JSON 1.1 over HTTPS): a handful of calls need no SDK. */
export function cognito({ region, clientId, cognitoEndpoint }: Config) {
  const endpoint = cognitoEndpoint ?? `https://cognito-idp.${region}.amazonaws.com/`;

  async function call<T>(operation: string, body: Record<string, unknown>): Promise<T> {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new SignInError('Offline', 'The sign-in service cannot be reached. Check your connection and try again');
    });
    const text = await answer.text();
    const value = (text === '' ? {} : JSON.parse(text)) as T & { __type?: string; message?: string };
    if (answer.ok) return value;
    const type = (value.__type ?? 'Unknown').split('#').at(-1)!;
    throw new SignInError(type, sayings[type] ?? value.message ?? 'Signing in failed');
  }

  return {
    initiate: (flow: string, parameters: Record<string, string>) =>
      call<Challenged>('InitiateAuth', { ClientId: clientId, AuthFlow: flow, AuthParameters: parameters }),
    respond: (name: string, session: string | undefined, answers: Record<string, string>) =>
      call<Challenged>('RespondToAuthChallenge', {
        ClientId: clientId,
        ChallengeName: name,
        ...(session !== undefined && { Session: session }),
        ChallengeResponses: answers,
      }),
    associateToken: (session: string) =>
      call<{ SecretCode: string; Session: string }>('AssociateSoftwareToken', { Session: session }),
    verifyToken: (session: string, code: string) =>
      call<{ Session: string }>('VerifySoftwareToken', { Session: session, UserCode: code }),
    forgot: (username: string) =>
      call<{ CodeDeliveryDetails?: { Destination?: string } }>('ForgotPassword', {
        ClientId: clientId,
        Username: username,
      }),
    confirmForgot: (username: string, code: string, password: string) =>
      call<object>('ConfirmForgotPassword', {
        ClientId: clientId,
        Username: username,
        ConfirmationCode: code,
        Password: password,
      }),
    // The client rotates its refresh tokens, which REFRESH_TOKEN_AUTH does not do.
    refresh: (token: string) =>
      call<{ AuthenticationResult: Tokens }>('GetTokensFromRefreshToken', { ClientId: clientId, RefreshToken: token }),
    revoke: (token: string) => call<object>('RevokeToken', { ClientId: clientId, Token: token }),
  };
}
