import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  UnsupportedUserStateException,
  UsernameExistsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

export type Account = { mail: string; enabled: boolean; invitations: number };

/** The accounts that people sign in with; an account's name is the member's id. */
export type UserPool = {
  find: (memberId: string) => Promise<Account | undefined>;
  /** Makes the account and mails the invitation. Does nothing if it is there. */
  invite: (memberId: string, mail: string) => Promise<void>;
  /** A new temporary password by mail, for who has not signed in yet. */
  inviteAgain: (memberId: string, invitations: number) => Promise<void>;
  changeMail: (memberId: string, mail: string) => Promise<void>;
  enable: (memberId: string) => Promise<void>;
  /** Ends every session too. */
  disable: (memberId: string) => Promise<void>;
};

const invited = 'custom:invitations';

export function cognitoPool(cognito: CognitoIdentityProviderClient, UserPoolId: string): UserPool {
  const mailAttributes = (mail: string) => [
    { Name: 'email', Value: mail },
    { Name: 'email_verified', Value: 'true' },
  ];
  const setAttributes = (Username: string, UserAttributes: { Name: string; Value: string }[]) =>
    cognito.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));

  return {
    async find(Username) {
      try {
        const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
        const attribute = (name: string) => user.UserAttributes?.find((one) => one.Name === name)?.Value;
        return {
          mail: attribute('email') ?? '',
          enabled: user.Enabled ?? false,
          invitations: Number(attribute(invited) ?? 1),
        };
      } catch (error) {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      }
    },
    async invite(Username, mail) {
      try {
        await cognito.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username,
            UserAttributes: [...mailAttributes(mail), { Name: invited, Value: '1' }],
            DesiredDeliveryMediums: ['EMAIL'],
          }),
        );
      } catch (error) {
        if (!(error instanceof UsernameExistsException)) throw error;
      }
    },
    async inviteAgain(Username, invitations) {
      try {
        await cognito.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username,
            MessageAction: 'RESEND',
            DesiredDeliveryMediums: ['EMAIL'],
          }),
        );
      } catch (error) {
        // Who has signed in already needs no invitation.
        if (!(error instanceof UnsupportedUserStateException)) throw error;
      }
      await setAttributes(Username, [{ Name: invited, Value: String(invitations) }]);
    },
    changeMail: async (Username, mail) => void (await setAttributes(Username, mailAttributes(mail))),
    enable: async (Username) => void (await cognito.send(new AdminEnableUserCommand({ UserPoolId, Username }))),
    async disable(Username) {
      await cognito.send(new AdminDisableUserCommand({ UserPoolId, Username }));
      await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    },
  };
}
