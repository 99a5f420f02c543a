import type { DescribeUserPoolClientRequest, DescribeUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import { notFound } from './errors.ts';
import type { Parts } from './parts.ts';
import type { Pool } from './pools.ts';

function passwordPolicy({ passwordPolicy: policy }: Pool) {
  return {
    MinimumLength: policy.minimumLength,
    RequireLowercase: policy.requireLowercase,
    RequireUppercase: policy.requireUppercase,
    RequireNumbers: policy.requireNumbers,
    RequireSymbols: policy.requireSymbols,
    TemporaryPasswordValidityDays: policy.temporaryPasswordValidityDays,
  };
}

export function describeOperations({ pools, users }: Parts, region: string) {
  return {
    DescribeUserPool(request: DescribeUserPoolRequest) {
      const pool = pools.get(request.UserPoolId);
      return {
        UserPool: {
          Id: pool.id,
          Name: pool.name,
          Arn: `arn:aws:cognito-idp:${region}:000000000000:userpool/${pool.id}`,
          Policies: { PasswordPolicy: passwordPolicy(pool) },
          AliasAttributes: pool.signIn,
          UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
          MfaConfiguration: pool.mfa,
          EstimatedNumberOfUsers: users.all(pool).length,
          AdminCreateUserConfig: {
            AllowAdminCreateUserOnly: true,
            InviteMessageTemplate: { EmailSubject: pool.inviteMessage.subject, EmailMessage: pool.inviteMessage.body },
          },
        },
      };
    },
    DescribeUserPoolClient(request: DescribeUserPoolClientRequest) {
      const { pool, client } = pools.ofClient(request.ClientId);
      if (pool.id !== request.UserPoolId) throw notFound(`User pool client ${client.id} does not exist.`);
      return {
        UserPoolClient: {
          UserPoolId: pool.id,
          ClientId: client.id,
          ClientName: client.id,
          ExplicitAuthFlows: client.flows,
          AccessTokenValidity: client.accessMinutes,
          IdTokenValidity: client.idMinutes,
          RefreshTokenValidity: Math.round(client.refreshDays * 1440),
          TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
          PreventUserExistenceErrors: client.preventUserExistenceErrors ? 'ENABLED' : 'LEGACY',
          EnableTokenRevocation: true,
          RefreshTokenRotation: {
            Feature: client.rotate ? 'ENABLED' : 'DISABLED',
            RetryGracePeriodSeconds: client.graceSeconds ?? 0,
          },
        },
      };
    },
  };
}
