import { describe, expect, test } from 'vitest';
import { deployment, ofType } from './support/deployment.ts';
import { lookup } from './support/lookup.ts';

const { template } = await deployment();
const { logicalId, named, only } = lookup(template);

describe('what holds data', () => {
  const kept = Object.entries(template.Resources).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain');

  test('keeps its logical id for ever: another one would be another, empty one', () => {
    expect(kept.map(([id]) => id)).toMatchInlineSnapshot(`
      [
        "Logs6819BB44",
        "TableCD117FA1",
        "Quarantine23FF09FE",
        "Vault23237E5B",
        "Seals7EBF2A19",
        "Failures8A3E1A2F",
        "FieldKey5DAFDAA4",
        "Staff35CBA1CE",
        "WebsiteLogs445E9A75",
      ]
    `);
  });

  test('stays when the stack goes, or when an update would replace it', () => {
    const types = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];
    const site = logicalId('AWS::S3::Bucket', 'Site');
    const holding = types.flatMap((type) => Object.keys(ofType(template, type))).filter((id) => id !== site);
    expect(kept.map(([id]) => id)).toEqual(
      expect.arrayContaining([...holding, logicalId('AWS::KMS::Key', 'FieldKey')]),
    );
    for (const [, { UpdateReplacePolicy }] of kept) expect(UpdateReplacePolicy).toBe('Retain');
  });

  test('the table can be wound back, cannot be deleted, tells of each change and forgets by `ttl`', () => {
    expect(only('AWS::DynamoDB::GlobalTable').Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  });

  test('every index of the design is there from the first release', () => {
    const ofEvents = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['type', 'at', 'actor', 'on', 'seq'] };
    const all = { ProjectionType: 'ALL' };
    const designed = {
      byClient: all,
      byClientEvents: ofEvents,
      byDay: ofEvents,
      byDue: all,
      byNext: { ProjectionType: 'KEYS_ONLY' },
      byJob: all,
      byUnbilled: all,
      byStatus: all,
      byPerson: all,
    };
    expect(only('AWS::DynamoDB::GlobalTable').Properties.GlobalSecondaryIndexes).toEqual(
      Object.entries(designed).map(([IndexName, Projection]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: `${IndexName}Pk`, KeyType: 'HASH' },
          { AttributeName: `${IndexName}Sk`, KeyType: 'RANGE' },
        ],
        Projection,
      })),
    );
  });

  test('seals are locked for seven years, every version of a document is kept, uploads are told of', () => {
    const bucket = (name: string) => named('AWS::S3::Bucket', name).Properties;
    expect(bucket('Seals')).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 2557, Mode: 'GOVERNANCE' } } },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(bucket('Vault')).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    expect(bucket('Quarantine')).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });

  test('the key for sensitive fields is rotated', () => {
    expect(named('AWS::KMS::Key', 'FieldKey').Properties).toMatchObject({
      EnableKeyRotation: true,
    });
  });
});

describe('who works for the firm', () => {
  test('is invited, signs in with a mail address and a second factor, and cannot be deleted by a slip', () => {
    expect(only('AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AliasAttributes: ['email'],
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email' }] },
      DeletionProtection: 'ACTIVE',
      UserPoolTier: 'ESSENTIALS',
    });
  });

  test('the invitation has what Cognito asks for, and the firm’s name cannot become part of its HTML', () => {
    const { InviteMessageTemplate } = only('AWS::Cognito::UserPool').Properties.AdminCreateUserConfig as {
      InviteMessageTemplate: { EmailMessage: string };
    };
    for (const part of ['{username}', '{####}', 'mail address', 'Smith &amp; Sons, LLP'])
      expect(InviteMessageTemplate.EmailMessage).toContain(part);
  });

  test('the console signs in by SRP only, for a working day at most', () => {
    expect(only('AWS::Cognito::UserPoolClient').Properties).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      GenerateSecret: false,
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 480,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      RefreshTokenRotation: { Feature: 'ENABLED' },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
  });
});
