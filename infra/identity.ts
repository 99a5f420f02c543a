import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  NumberAttribute,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import type { Flags } from './flags.ts';

export type Identity = { pool: UserPool; console: UserPoolClient };

/** Who works for the firm. The username is the member's id; people sign in with their mail address. */
export function identity(stack: Stack, flags: Flags): Identity {
  const pool = new UserPool(stack, 'Staff', {
    selfSignUpEnabled: false,
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    standardAttributes: { email: { required: false, mutable: true } },
    // The address in use stays until the new one is proven.
    keepOriginal: { email: true },
    // How often someone was invited: the invitation that was asked for again is sent once.
    customAttributes: { invitations: new NumberAttribute({ mutable: true }) },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(7),
    },
    mfa: flags.local ? Mfa.OFF : Mfa.REQUIRED,
    ...(flags.local ? {} : { mfaSecondFactor: { otp: true, sms: false } }),
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    userInvitation: invitation(flags.firmName),
    userVerification: {
      emailSubject: `Your code for ${flags.firmName.replaceAll('{', '(')}`,
      emailBody: '<p>Your code is <strong>{####}</strong>. If you did not ask for one, tell your administrator.</p>',
    },
    featurePlan: flags.hardened ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
    ...(flags.hardened ? { standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION } : {}),
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(pool, flags);
  return { pool, console: consoleClient(pool, flags) };
}

function consoleClient(pool: UserPool, flags: Flags): UserPoolClient {
  return pool.addClient('Console', {
    generateSecret: false,
    disableOAuth: true,
    authFlows: { userSrp: true, userPassword: flags.local },
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    // A renewed refresh token keeps the end of the first: whoever signs in at nine signs in again by five.
    refreshTokenValidity: Duration.hours(8),
    refreshTokenRotationGracePeriod: Duration.seconds(10),
    // People cannot change their own address past the application: it is what they recover their account with.
    writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
  });
}

/** The mail is HTML, and Cognito fills in `{username}` and `{####}`: both must be there. */
function invitation(firmName: string) {
  const firm = firmName.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{', '&#123;');
  return {
    emailSubject: `Your invitation to ${firmName.replaceAll('{', '(')}`,
    emailBody: [
      `<p>${firm} has invited you to its practice management.</p>`,
      '<p>Sign in with this mail address and the one-time password <strong>{####}</strong>; ',
      'you will be asked for a password of your own. It is valid for seven days.</p>',
      '<p>Your number in the firm is {username}; you do not need it to sign in.</p>',
    ].join(''),
  };
}

function acknowledge(pool: UserPool, flags: Flags): void {
  if (flags.local)
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG2',
      reason:
        'The local cloud listens on loopback only and holds invented people; a deployment requires a second factor.',
    });
  if (!flags.hardened)
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan is paid per person and month. Every member needs a second factor; a firm that wants threat protection sets the flag hardened.',
    });
}
