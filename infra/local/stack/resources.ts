import * as z from 'zod';
import type { TableSpec } from '../database/tables.ts';
import type { Pattern } from '../event-patterns.ts';

/** The properties that the local cloud acts on, by type; what else a resource says is for AWS. */
export const Function = z.object({
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});
export const Queue = z.object({
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number().default(345_600),
  DelaySeconds: z.number().default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
export const Table = z.object({
  KeySchema: z.custom<TableSpec['keys']>(Array.isArray),
  AttributeDefinitions: z.custom<TableSpec['attributes']>(Array.isArray),
  GlobalSecondaryIndexes: z.custom<TableSpec['indexes']>(Array.isArray),
  StreamSpecification: z.object({ StreamViewType: z.custom<NonNullable<TableSpec['stream']>>() }),
  TimeToLiveSpecification: z.object({ AttributeName: z.string() }),
});
const Cors = z.object({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).optional(),
  ExposedHeaders: z.array(z.string()).optional(),
  MaxAge: z.number().optional(),
});
export type AskedCors = z.output<typeof Cors>;

export const Bucket = z.object({
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
  ObjectLockConfiguration: z
    .object({
      Rule: z.object({ DefaultRetention: z.object({ Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), Days: z.number() }) }),
    })
    .optional(),
  NotificationConfiguration: z.object({ EventBridgeConfiguration: z.unknown() }).optional(),
  CorsConfiguration: z.object({ CorsRules: z.array(Cors) }).optional(),
});
export const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().optional(),
  MaximumRetryAttempts: z.number().optional(),
  MaximumRecordAgeInSeconds: z.number().optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
});
export const EventRule = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.custom<Pattern>((value) => typeof value === 'object'),
  Targets: z.array(
    z.object({
      Id: z.string(),
      Arn: z.string(),
      Input: z.string().optional(),
      InputPath: z.string().optional(),
      InputTransformer: z.unknown().optional(),
      DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
      RetryPolicy: z
        .object({ MaximumRetryAttempts: z.number().optional(), MaximumEventAgeInSeconds: z.number().optional() })
        .optional(),
    }),
  ),
});
export const UserPool = z.object({
  AliasAttributes: z.array(z.string()).default([]),
  UsernameConfiguration: z.object({ CaseSensitive: z.boolean() }).default({ CaseSensitive: true }),
  MfaConfiguration: z.enum(['OFF', 'OPTIONAL', 'ON']).default('OFF'),
  Policies: z.object({
    PasswordPolicy: z.object({
      MinimumLength: z.number(),
      RequireLowercase: z.boolean(),
      RequireUppercase: z.boolean(),
      RequireNumbers: z.boolean(),
      RequireSymbols: z.boolean(),
      TemporaryPasswordValidityDays: z.number(),
    }),
  }),
  AdminCreateUserConfig: z.object({
    InviteMessageTemplate: z.object({ EmailSubject: z.string(), EmailMessage: z.string() }),
  }),
});
export const PoolClient = z.object({
  UserPoolId: z.string(),
  AccessTokenValidity: z.number(),
  IdTokenValidity: z.number(),
  RefreshTokenValidity: z.number(),
  TokenValidityUnits: z.object({
    AccessToken: z.literal('minutes'),
    IdToken: z.literal('minutes'),
    RefreshToken: z.literal('minutes'),
  }),
  RefreshTokenRotation: z.object({ Feature: z.string(), RetryGracePeriodSeconds: z.number().optional() }).optional(),
  ExplicitAuthFlows: z.array(z.string()),
  PreventUserExistenceErrors: z.string().optional(),
  GenerateSecret: z.literal(false),
});
export const ApiRoute = z.object({ RouteKey: z.string(), Target: z.string(), AuthorizerId: z.string().optional() });
export const Integration = z.object({ IntegrationUri: z.string() });
export const Authorizer = z.object({
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});
export const Stage = z.object({
  AccessLogSettings: z.object({ Format: z.string() }).optional(),
  DefaultRouteSettings: z.object({ ThrottlingBurstLimit: z.number(), ThrottlingRateLimit: z.number() }).optional(),
});
export const StateMachine = z.object({ DefinitionString: z.string() });
export const ScheduleResource = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
});
const Behaviour = z.object({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z
    .array(z.object({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .default([]),
});
export const Distribution = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: Behaviour,
    CacheBehaviors: z.array(Behaviour).default([]),
    // A bucket has its own kind of origin; the other is the API.
    Origins: z.array(z.object({ Id: z.string(), S3OriginConfig: z.unknown().optional() })),
  }),
});
export const EdgeFunction = z.object({ FunctionCode: z.string() });
export const HeadersPolicy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.strictObject({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }),
      ContentTypeOptions: z.object({}),
      FrameOptions: z.object({ FrameOption: z.string() }),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
      StrictTransportSecurity: z.object({ AccessControlMaxAgeSec: z.number() }),
      // The CDK names it while a stack is being made, without a value where there is none.
      XSSProtection: z.undefined().optional(),
    }),
    CustomHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) }),
  }),
});
