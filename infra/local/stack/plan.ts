import type { Rule } from '../bus/rule.ts';
import type { TableSpec } from '../database/tables.ts';
import type { Pattern } from '../event-patterns.ts';
import type { Route } from '../gateway/routes.ts';
import type { Throttle } from '../gateway/throttle.ts';
import type { KmsKey } from '../kms/key-ring.ts';
import type { FunctionDefinition } from '../lambda/run.ts';
import type { QueueMapping } from '../queue/poller.ts';
import type { QueueDefinition } from '../queue/store.ts';
import type { BucketSpec } from '../s3/buckets.ts';
import type { CorsRule } from '../s3/cors.ts';
import type { Schedule } from '../schedules/plan.ts';
import type { Machine } from '../states/machine.ts';
import type { StreamMapping } from '../streams/delivery.ts';
import * as resources from './resources.ts';
import type { Read } from './template.ts';
import type { Pool } from '../user-pool/pools.ts';
import type { Behaviour } from '../website/behaviour.ts';
import { behavioursOf } from './website.ts';

/** What the template asks for, in the words of the services that give it. */
export type Plan = {
  environment: Record<string, string>;
  functions: (FunctionDefinition & { source: string })[];
  table: TableSpec;
  buckets: BucketSpec[];
  queues: QueueDefinition[];
  streams: StreamMapping[];
  queueMappings: (QueueMapping & { queueArn: string })[];
  buses: { name: string; arn: string }[];
  rules: Rule[];
  keys: KmsKey[];
  pools: Pool[];
  machines: Machine[];
  schedules: Schedule[];
  routes: Route[];
  /** Of the distribution, the most particular first. */
  behaviours: Behaviour[];
  stage: { throttle?: Throttle; accessLog?: string };
  setups: { functionArn: string; properties: Record<string, unknown> }[];
};

/** All functions share this process and its environment: the same name must mean the same thing. */
function union(environments: readonly Record<string, string>[]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of environments.flatMap((one) => Object.entries(one))) {
    if (all[name] !== undefined && all[name] !== value)
      throw new Error(`Two functions mean different things by ${name}: ${all[name]} and ${value}`);
    all[name] = value;
  }
  return all;
}

const functionName = (arnOrName: string) => arnOrName.slice(arnOrName.lastIndexOf(':') + 1);

function functionsOf(read: Read) {
  const found = read.of('AWS::Lambda::Function').map(({ id, properties, source }) => {
    const { Timeout, MemorySize, Environment, DeadLetterConfig } = resources.Function.parse(properties);
    if (source === undefined) throw new Error(`The function ${id} does not say which source it is made of`);
    return {
      variables: Environment.Variables,
      definition: {
        name: read.ref(id),
        arn: read.arn(id),
        timeoutSeconds: Timeout,
        memory: MemorySize,
        source,
        ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.TargetArn }),
      },
    };
  });
  return { environment: union(found.map((one) => one.variables)), functions: found.map((one) => one.definition) };
}

function tableOf(read: Read): TableSpec {
  const [first, ...more] = read.of('AWS::DynamoDB::GlobalTable');
  if (!first || more.length > 0) throw new Error('The stack has exactly one table');
  const table = resources.Table.parse(first.properties);
  return {
    name: read.ref(first.id),
    keys: table.KeySchema,
    attributes: table.AttributeDefinitions,
    indexes: table.GlobalSecondaryIndexes,
    stream: table.StreamSpecification.StreamViewType,
    ttlAttribute: table.TimeToLiveSpecification.AttributeName,
  };
}

const corsRule = ({
  AllowedOrigins,
  AllowedMethods,
  AllowedHeaders,
  ExposedHeaders,
  MaxAge,
}: resources.AskedCors): CorsRule => ({
  origins: AllowedOrigins,
  methods: AllowedMethods,
  headers: AllowedHeaders,
  expose: ExposedHeaders,
  maxAge: MaxAge,
});

const bucketsOf = (read: Read): BucketSpec[] =>
  read.of('AWS::S3::Bucket').map(({ id, properties }) => {
    const { VersioningConfiguration, ObjectLockConfiguration, NotificationConfiguration, CorsConfiguration } =
      resources.Bucket.parse(properties);
    const retention = ObjectLockConfiguration?.Rule.DefaultRetention;
    return {
      name: read.ref(id),
      versioned: VersioningConfiguration?.Status === 'Enabled',
      ...(retention && { objectLock: { mode: retention.Mode, days: retention.Days } }),
      ...(NotificationConfiguration && { notifications: 'eventbridge' as const }),
      ...(CorsConfiguration && { cors: CorsConfiguration.CorsRules.map(corsRule) }),
    };
  });

const queuesOf = (read: Read): QueueDefinition[] =>
  read.of('AWS::SQS::Queue').map(({ id, properties }) => {
    const { VisibilityTimeout, MessageRetentionPeriod, DelaySeconds, RedrivePolicy } =
      resources.Queue.parse(properties);
    const arn = read.arn(id);
    return {
      name: arn.slice(arn.lastIndexOf(':') + 1),
      arn,
      visibilitySeconds: VisibilityTimeout,
      retentionSeconds: MessageRetentionPeriod,
      delaySeconds: DelaySeconds,
      ...(RedrivePolicy && {
        redrive: { deadLetterArn: RedrivePolicy.deadLetterTargetArn, maxReceiveCount: RedrivePolicy.maxReceiveCount },
      }),
    };
  });

function mappingsOf(read: Read) {
  const all = read
    .of('AWS::Lambda::EventSourceMapping')
    .map(({ id, properties }) => ({ id, ...resources.Mapping.parse(properties) }));
  const partial = (types: readonly string[]) => types.includes('ReportBatchItemFailures');
  return {
    streams: all
      .filter(({ EventSourceArn }) => EventSourceArn.includes(':dynamodb:'))
      .map((one): StreamMapping => ({
        id: one.id,
        functionName: functionName(one.FunctionName),
        batchSize: one.BatchSize,
        bisectOnError: one.BisectBatchOnFunctionError,
        maximumRetryAttempts: one.MaximumRetryAttempts,
        maximumRecordAgeSeconds: one.MaximumRecordAgeInSeconds,
        reportBatchItemFailures: partial(one.FunctionResponseTypes),
        filters: one.FilterCriteria?.Filters.map(({ Pattern: text }) => JSON.parse(text) as Pattern),
        destination: one.DestinationConfig?.OnFailure.Destination,
      })),
    queueMappings: all
      .filter(({ EventSourceArn }) => EventSourceArn.includes(':sqs:'))
      .map((one) => ({
        queueArn: one.EventSourceArn,
        functionName: functionName(one.FunctionName),
        batchSize: one.BatchSize,
        reportBatchItemFailures: partial(one.FunctionResponseTypes),
        ...(one.ScalingConfig && { maximumConcurrency: one.ScalingConfig.MaximumConcurrency }),
      })),
  };
}

const rulesOf = (read: Read): Rule[] =>
  read.of('AWS::Events::Rule').map(({ id, properties }) => {
    const { EventBusName, EventPattern, Targets } = resources.EventRule.parse(properties);
    return {
      name: id,
      arn: read.arn(id),
      busName: EventBusName,
      pattern: EventPattern,
      targets: Targets.map(({ Id, Arn, Input, InputPath, InputTransformer, DeadLetterConfig, RetryPolicy }) => ({
        id: Id,
        arn: Arn,
        ...(Input !== undefined && { input: Input }),
        ...(InputPath !== undefined && { inputPath: InputPath }),
        ...(InputTransformer !== undefined && { inputTransformer: InputTransformer }),
        ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
        ...(RetryPolicy && {
          retry: {
            ...(RetryPolicy.MaximumRetryAttempts !== undefined && {
              maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
            }),
            ...(RetryPolicy.MaximumEventAgeInSeconds !== undefined && {
              maximumEventAgeSeconds: RetryPolicy.MaximumEventAgeInSeconds,
            }),
          },
        }),
      })),
    };
  });

function poolsOf(read: Read): Pool[] {
  const clients = read
    .of('AWS::Cognito::UserPoolClient')
    .map(({ id, properties }) => ({ id, ...resources.PoolClient.parse(properties) }));
  return read.of('AWS::Cognito::UserPool').map(({ id, properties }) => {
    const pool = resources.UserPool.parse(properties);
    const policy = pool.Policies.PasswordPolicy;
    const { EmailSubject: subject, EmailMessage: body } = pool.AdminCreateUserConfig.InviteMessageTemplate;
    return {
      id: read.ref(id),
      name: id,
      passwordPolicy: {
        minimumLength: policy.MinimumLength,
        requireLowercase: policy.RequireLowercase,
        requireUppercase: policy.RequireUppercase,
        requireNumbers: policy.RequireNumbers,
        requireSymbols: policy.RequireSymbols,
        temporaryPasswordValidityDays: policy.TemporaryPasswordValidityDays,
      },
      mfa: pool.MfaConfiguration,
      signIn: pool.AliasAttributes,
      caseSensitive: pool.UsernameConfiguration.CaseSensitive,
      inviteMessage: { subject, body },
      clients: clients
        .filter((client) => client.UserPoolId === read.ref(id))
        .map((client) => ({
          id: client.id,
          accessMinutes: client.AccessTokenValidity,
          idMinutes: client.IdTokenValidity,
          refreshDays: client.RefreshTokenValidity / 1440,
          rotate: client.RefreshTokenRotation?.Feature === 'ENABLED',
          graceSeconds: client.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0,
          flows: client.ExplicitAuthFlows,
          preventUserExistenceErrors: client.PreventUserExistenceErrors === 'ENABLED',
        })),
    };
  });
}

function routesOf(read: Read, timeouts: ReadonlyMap<string, number>): Route[] {
  const integrations = new Map(
    read
      .of('AWS::ApiGatewayV2::Integration')
      .map(({ id, properties }) => [id, resources.Integration.parse(properties).IntegrationUri]),
  );
  const authorizers = new Map(
    read
      .of('AWS::ApiGatewayV2::Authorizer')
      .map(({ id, properties }) => [id, resources.Authorizer.parse(properties).JwtConfiguration]),
  );
  return read.of('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const { RouteKey, Target, AuthorizerId } = resources.ApiRoute.parse(properties);
    const name = functionName(integrations.get(Target.replace('integrations/', '')) ?? '');
    const jwt = AuthorizerId === undefined ? undefined : authorizers.get(AuthorizerId);
    return {
      key: RouteKey,
      functionName: name,
      timeoutSeconds: timeouts.get(name) ?? 30,
      ...(jwt && { authorizer: { issuer: jwt.Issuer, audience: jwt.Audience } }),
    };
  });
}

function stageOf(read: Read): Plan['stage'] {
  const [stage] = read.of('AWS::ApiGatewayV2::Stage');
  if (!stage) return {};
  const { AccessLogSettings, DefaultRouteSettings } = resources.Stage.parse(stage.properties);
  return {
    ...(AccessLogSettings && { accessLog: AccessLogSettings.Format }),
    ...(DefaultRouteSettings && {
      throttle: {
        rateLimit: DefaultRouteSettings.ThrottlingRateLimit,
        burstLimit: DefaultRouteSettings.ThrottlingBurstLimit,
      },
    }),
  };
}

const schedulesOf = (read: Read): Schedule[] =>
  read.of('AWS::Scheduler::Schedule').map(({ id, properties }) => {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } =
      resources.ScheduleResource.parse(properties);
    return {
      name: id,
      expression: ScheduleExpression,
      timeZone: ScheduleExpressionTimezone,
      state: State,
      target: { arn: Target.Arn, ...(Target.Input !== undefined && { input: Target.Input }) },
    };
  });

/** Reads the resolved template into what each local service is given. */
export function planOf(read: Read): Plan {
  const { environment, functions } = functionsOf(read);
  return {
    environment,
    functions,
    table: tableOf(read),
    buckets: bucketsOf(read),
    queues: queuesOf(read),
    ...mappingsOf(read),
    buses: [
      { name: 'default', arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      ...read.of('AWS::Events::EventBus').map(({ id }) => ({ name: read.ref(id), arn: read.arn(id) })),
    ],
    rules: rulesOf(read),
    keys: read
      .of('AWS::KMS::Key')
      .map(({ id }) => ({ id, arn: read.arn(id), aliases: [], spec: 'SYMMETRIC_DEFAULT' as const })),
    pools: poolsOf(read),
    machines: read.of('AWS::StepFunctions::StateMachine').map(({ id, properties }) => {
      const arn = read.arn(id);
      const definition = JSON.parse(resources.StateMachine.parse(properties).DefinitionString) as Machine['definition'];
      return { name: arn.slice(arn.lastIndexOf(':') + 1), arn, definition };
    }),
    schedules: schedulesOf(read),
    routes: routesOf(read, new Map(functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds]))),
    behaviours: behavioursOf(read),
    stage: stageOf(read),
    setups: read.of('Custom::Setup').map(({ properties: { ServiceToken, ServiceTimeout: _, ...properties } }) => ({
      functionArn: ServiceToken as string,
      properties,
    })),
  };
}
