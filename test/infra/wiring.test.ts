import { describe, expect, test } from 'vitest';
import { portalPartitions } from '../../infra/portal-partitions.ts';
import { secretKey } from '../../shared/table/secret.ts';
import { isLetIn } from '../support/portal-table.ts';
import { deployment, ofType } from './support/deployment.ts';
import { getAtt, lookup } from './support/lookup.ts';
import { actionsOf, functionOf, roleOf, statementsOf } from './support/rights.ts';

const { template } = await deployment();
const { logicalId, functionId, named, only, propertiesOf } = lookup(template);

describe('the gateway', () => {
  const routes = propertiesOf<{ RouteKey: string; AuthorizationType: string }>('AWS::ApiGatewayV2::Route');

  test('asks for a token on every route but those that must be open', () => {
    const keys = (type: string) =>
      routes.filter(({ AuthorizationType }) => AuthorizationType === type).map(({ RouteKey }) => RouteKey);
    expect(keys('JWT')).toEqual(['ANY /v1/{proxy+}']);
    expect(keys('NONE')).toEqual([
      'GET /v1/health',
      'GET /v1/calendar/{file}',
      'GET /v1/letters/verify/{sha256}',
      'GET /v1/openapi.json',
      'GET /v1/reference',
      'GET /v1/reference/{asset}',
      'ANY /portal/v1/{proxy+}',
    ]);
  });

  test('one permission lets it call a function, however many routes lead there', () => {
    const permissions = propertiesOf<{ Principal: string }>('AWS::Lambda::Permission');
    expect(permissions.filter(({ Principal }) => Principal === 'apigateway.amazonaws.com')).toHaveLength(3);
  });

  test('logs who called by their sub, never by their token, and is throttled', () => {
    const { AccessLogSettings, DefaultRouteSettings } = only('AWS::ApiGatewayV2::Stage').Properties as {
      AccessLogSettings: { Format: string };
      DefaultRouteSettings: unknown;
    };
    expect(JSON.parse(AccessLogSettings.Format)).toMatchObject({ sub: '$context.authorizer.claims.sub' });
    expect(AccessLogSettings.Format).not.toMatch(/header|authorization/i);
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  });
});

describe('from the stream to whoever acts', () => {
  const mappings = propertiesOf<Record<string, unknown>>('AWS::Lambda::EventSourceMapping');
  const stream = getAtt(logicalId('AWS::DynamoDB::GlobalTable', 'Table'), 'StreamArn');
  const readers = mappings.filter(({ EventSourceArn }) => JSON.stringify(EventSourceArn) === JSON.stringify(stream));

  test('projector and publisher are the only readers of the stream', () => {
    expect(readers.map(({ FunctionName }) => FunctionName)).toEqual([
      { Ref: functionId('Projector') },
      { Ref: functionId('Publisher') },
    ]);
  });

  test('they read new events only, give up one record rather than a batch, and keep what they gave up', () => {
    for (const reader of readers) {
      expect(reader).toMatchObject({
        BatchSize: 100,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 20 * 3600,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: getAtt(logicalId('AWS::S3::Bucket', 'Failures')) } },
      });
      const { Filters } = reader.FilterCriteria as { Filters: { Pattern: string }[] };
      expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
        { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: '~EVENT#' }] } } } },
      ]);
    }
  });

  test('the reactor hears every event, and what it cannot handle is kept', () => {
    const rules = propertiesOf<{ EventPattern: unknown; Targets: { Arn: unknown; DeadLetterConfig?: unknown }[] }>(
      'AWS::Events::Rule',
    );
    const toReactor = rules.find(({ Targets }) => JSON.stringify(Targets).includes(functionId('Reactor')));
    const unreacted = getAtt(logicalId('AWS::SQS::Queue', 'Unreacted'));
    expect(toReactor).toMatchObject({
      EventPattern: { source: ['firmament'] },
      Targets: [{ Arn: getAtt(functionId('Reactor')), DeadLetterConfig: { Arn: unreacted } }],
    });
    // The rule's own dead letters are only what it could not hand to Lambda; errors of the code come by this way.
    expect(named('AWS::Lambda::Function', 'Reactor').Properties).toMatchObject({
      DeadLetterConfig: { TargetArn: unreacted },
    });
  });

  test('mail waits in a queue that tries five times, two at once, and then keeps it', () => {
    const outbox = named('AWS::SQS::Queue', 'Outbox').Properties;
    expect(outbox).toMatchObject({
      RedrivePolicy: {
        maxReceiveCount: 5,
        deadLetterTargetArn: getAtt(logicalId('AWS::SQS::Queue', 'Undelivered')),
      },
    });
    const { Timeout } = named('AWS::Lambda::Function', 'Delivery').Properties as { Timeout: number };
    expect(outbox?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
    expect(
      mappings.find(({ FunctionName }) => JSON.stringify(FunctionName).includes(functionId('Delivery'))),
    ).toMatchObject({
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('the firm is set up only when its invitation would be heard', () => {
    const [setup] = Object.values(ofType(template, 'Custom::Setup'));
    const before = [
      ...Object.keys(ofType(template, 'AWS::Lambda::EventSourceMapping')),
      ...Object.keys(ofType(template, 'AWS::Events::Rule')),
    ];
    expect(setup?.DependsOn).toEqual(expect.arrayContaining(before));
    expect(setup?.Properties).toMatchObject({
      ServiceToken: getAtt(functionId('Setup')),
      firmName: 'Smith & Sons, LLP',
      administratorMail: 'ada@smith.example',
      timeZone: 'America/New_York',
      currency: 'USD',
    });
  });
});

describe('time', () => {
  test('schedules fire once an hour or four times, in UTC: the firm’s zone is a setting, and the code decides', () => {
    const schedules = propertiesOf<{ ScheduleExpression: string }>('AWS::Scheduler::Schedule');
    expect(schedules.length).toBeGreaterThan(0);
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({ ScheduleExpressionTimezone: 'Etc/UTC', State: 'ENABLED' });
      expect(schedule.ScheduleExpression).toMatch(/^cron\((?:\d+|\*\/15) \* \* \* \? \*\)$/);
    }
  });
});

describe('the clients’ page', () => {
  const statements = statementsOf(template, roleOf(functionOf(template, 'portal-api')));

  test('reaches the table by how partitions begin, and in no other way', () => {
    const ofTable = statements.filter((one) => actionsOf(one).some((action) => action.startsWith('dynamodb:')));
    expect(ofTable).toHaveLength(1);
    expect(ofTable[0]).toMatchObject({
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': portalPartitions } },
    });
  });

  test('reads the one secret that it needs, and no other', () => {
    expect(isLetIn(secretKey('CURSOR').pk)).toBe(true);
    for (const pk of [secretKey('REPLY').pk, 'SECRET', 'SECRET#CURSORS']) expect(isLetIn(pk), pk).toBe(false);
  });

  test.each(['MEMBER#mem_1', 'JOB#job_1', 'FIRMS', 'NOTICES#mem_1', 'THREADS-READ#mem_1', 'LIMIT#/v1/search#mem_1'])(
    'is not let into %s',
    (pk) => expect(isLetIn(pk)).toBe(false),
  );
});
