import { join } from 'node:path';
import { ArnFormat, Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Bundle, Bundled } from './bundle.ts';
import type { Data } from './data.ts';
import type { Edge } from './edge.ts';
import { placeOf } from './findings.ts';
import type { Flags } from './flags.ts';
import type { Mail } from './mail.ts';
import { portalPartitions } from './portal-partitions.ts';

export const entries = join(import.meta.dirname, '..', 'functions', 'entries');

/** Every function as deployed. Which capabilities share one is decided here and in its entry, nowhere else. */
export const bundled = [
  {
    name: 'staff-api',
    assets: { library: 'functions/templates/library', questionnaires: 'functions/organizers/questionnaires' },
    packages: ['yaml', 'rrule-temporal'],
  },
  { name: 'portal-api', packages: ['rrule-temporal'] },
  { name: 'projector', packages: ['rrule-temporal'] },
  { name: 'publisher' },
  { name: 'reactor', packages: ['rrule-temporal'] },
  { name: 'workflow', packages: ['rrule-temporal'] },
  { name: 'delivery', packages: ['rrule-temporal'] },
  { name: 'intake', packages: ['rrule-temporal'] },
  { name: 'renderer', packages: ['rrule-temporal'] },
  { name: 'inbound', packages: ['rrule-temporal'] },
  { name: 'setup' },
  {
    name: 'reference',
    assets: {
      'assets/swagger-ui.css': 'node_modules/swagger-ui-dist/swagger-ui.css',
      'assets/swagger-ui-bundle.js': 'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
    },
  },
] as const satisfies readonly Bundled[];
export type FunctionName = (typeof bundled)[number]['name'];
/** Only a deployment that receives mail has the one for it. */
type Optional = 'inbound';
export type Functions = Readonly<
  Record<Exclude<FunctionName, Optional>, HouseFunction> & { [K in Optional]?: HouseFunction }
>;

type FunctionProps = {
  /** What a person cannot do, or does not get, while this function fails: the sentence of its alarm. */
  errorImpact: string;
  timeout: Duration;
  memory: number;
  /** Names of resources, and the edge's secret; less than 2 KB. */
  environment?: Record<string, string>;
  /** Exactly the actions that its code calls. */
  rights?: PolicyStatement[];
  /** Where an event goes that the function could not handle, when it is called without anyone waiting. */
  undelivered?: Queue;
};

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

/** What `Table` needs: reads, and the transaction that `write` is. */
function tableRights({ table }: Pick<Data, 'table'>, ...more: string[]): PolicyStatement {
  const actions = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
  return allow(
    [...actions, ...more].map((action) => `dynamodb:${action}`),
    [table.tableArn, `${table.tableArn}/index/*`],
  );
}

function portalRights({ table }: Data): PolicyStatement {
  const right = tableRights({ table });
  right.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': portalPartitions });
  return right;
}

/** State machines are known by name before they are made: each needs the function, and the function its name. */
export const machines = (stack: Stack, flags: Pick<Flags, 'stackName'>) => {
  const named = (machine: string) => {
    const name = `${flags.stackName}-${machine}`;
    const arnOf = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    return { name, arn: arnOf('stateMachine', name), executions: arnOf('execution', `${name}:*`) };
  };
  return {
    seal: named('seal'),
    batch: named('batch'),
    job: named('job'),
    recurring: named('recurring-work'),
    intake: named('document-intake'),
  };
};

type Means = {
  batchMachine: string;
  jobMachine: string;
  jobExecutions: string;
  intakeMachine: string;
  data: Data;
  pool: UserPool;
  bus: EventBus;
  mail: Mail;
  unreacted: Queue;
  edge: Edge;
  /** The domain that replies come to, where they do. */
  repliesAt: string | undefined;
};

function list(means: Means): Record<FunctionName, FunctionProps> {
  const { batchMachine, jobMachine, jobExecutions, intakeMachine, data, pool, bus, mail, unreacted, edge, repliesAt } =
    means;
  const replies: Record<string, string> = repliesAt === undefined ? {} : { REPLIES_AT: repliesAt };
  const TABLE = data.table.tableName;
  const SEALS = data.seals.bucketName;
  const QUARANTINE = data.quarantine.bucketName;
  const VAULT = data.vault.bucketName;
  const FIELD_KEY = data.fieldKey.keyArn;
  const imported = data.quarantine.arnForObjects('imports/*');
  const uploaded = data.quarantine.arnForObjects('documents/*');
  const filed = data.vault.arnForObjects('documents/*');
  const lettered = data.vault.arnForObjects('letters/*');
  const sealingFields = allow(['kms:GenerateDataKey', 'kms:Decrypt'], [FIELD_KEY]);
  const sealsToRead = [
    allow(['s3:GetObject', 's3:GetObjectVersion'], [data.seals.arnForObjects('*')]),
    allow(['s3:ListBucketVersions'], [data.seals.bucketArn]),
  ];
  return {
    'staff-api': {
      errorImpact: 'A member of the firm could not open or save something in the console.',
      timeout: Duration.seconds(29),
      memory: 1024,
      environment: { TABLE, SEALS, QUARANTINE, VAULT, FIELD_KEY, ...edge.environment },
      rights: [
        tableRights(data, 'Scan'),
        sealingFields,
        // Of uploads and downloads it only signs the requests; whoever is given one can do what the signer may.
        allow(['s3:PutObject'], [imported, uploaded]),
        allow(['s3:ListMultipartUploadParts'], [uploaded]),
        allow(['s3:GetObject', 's3:GetObjectVersion'], [filed, lettered]),
        ...sealsToRead,
      ],
    },
    'portal-api': {
      errorImpact: 'A client could not open their page, or do on it what the firm asked for.',
      timeout: Duration.seconds(29),
      memory: 512,
      environment: { TABLE, QUARANTINE, VAULT, ...edge.environment },
      rights: [
        portalRights(data),
        // As the staff's: it signs requests for files, and brings none itself.
        allow(['s3:PutObject', 's3:ListMultipartUploadParts'], [uploaded]),
        allow(['s3:GetObject', 's3:GetObjectVersion'], [filed, lettered]),
      ],
    },
    projector: {
      errorImpact: 'Search, what is due and the firm’s totals fall behind what people have entered.',
      timeout: Duration.seconds(60),
      memory: 512,
      environment: { TABLE },
      rights: [tableRights(data)],
    },
    publisher: {
      errorImpact: 'Nothing follows from a change: no mail, no invitation, no reminder leaves.',
      timeout: Duration.seconds(30),
      memory: 256,
      environment: { BUS: bus.eventBusName },
      rights: [allow(['events:PutEvents'], [bus.eventBusArn])],
    },
    reactor: {
      errorImpact: 'A change of the team did not reach sign-in, or what should follow a change did not happen.',
      timeout: Duration.seconds(30),
      memory: 512,
      environment: {
        TABLE,
        USER_POOL: pool.userPoolId,
        BATCH_MACHINE: batchMachine,
        JOB_MACHINE: jobMachine,
        INTAKE_MACHINE: intakeMachine,
      },
      rights: [
        tableRights(data),
        allow(
          ['Create', 'Get', 'Enable', 'Disable'].map((verb) => `cognito-idp:Admin${verb}User`),
          [pool.userPoolArn],
        ),
        allow(['cognito-idp:AdminUserGlobalSignOut', 'cognito-idp:AdminUpdateUserAttributes'], [pool.userPoolArn]),
        allow(['states:StartExecution'], [batchMachine, jobMachine, intakeMachine]),
        allow(['states:SendTaskSuccess'], [jobMachine]),
      ],
      undelivered: unreacted,
    },
    workflow: {
      errorImpact:
        'Jobs do not go on by themselves, long work (an import, a release of mail) stands still, the night’s seal was not written, or people got no morning mail.',
      timeout: Duration.minutes(5),
      memory: 1024,
      environment: { TABLE, SEALS, QUARANTINE, FIELD_KEY, JOB_MACHINE: jobMachine, ...replies },
      rights: [
        tableRights(data),
        sealingFields,
        allow(['states:StartExecution', 'states:SendTaskSuccess'], [jobMachine]),
        allow(['states:DescribeExecution'], [jobExecutions]),
        allow(['s3:GetObject'], [imported]),
        allow(['s3:PutObject'], [data.seals.arnForObjects('*')]),
        ...sealsToRead,
      ],
    },
    delivery: {
      errorImpact: 'A mail that someone is waiting for was not sent.',
      timeout: Duration.seconds(30),
      memory: 512,
      environment: { TABLE, MAIL_FROM: mail.from, MAIL_CONFIGURATION_SET: mail.configurationSetName, ...replies },
      rights: [tableRights(data), mail.right],
    },
    intake: {
      errorImpact: 'Files that clients or the team uploaded are not looked at, and nobody can read them yet.',
      timeout: Duration.minutes(5),
      memory: 1024,
      environment: { TABLE, QUARANTINE, VAULT, INTAKE_MACHINE: intakeMachine },
      rights: [
        tableRights(data),
        allow(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'], [uploaded, filed]),
        // What came in parts is completed where nobody said so, copied in parts, and taken away where it is given up.
        allow(['s3:ListMultipartUploadParts'], [uploaded]),
        allow(['s3:AbortMultipartUpload'], [uploaded, filed]),
        // Of the files of erased clients, every version.
        allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], [filed]),
        // Who may not list is told of a missing file that it is forbidden.
        allow(['s3:ListBucket'], [data.quarantine.bucketArn, data.vault.bucketArn]),
        allow(['states:StartExecution'], [intakeMachine]),
      ],
    },
    inbound: {
      errorImpact: 'What a client replied by mail did not come into its conversation.',
      timeout: Duration.seconds(60),
      memory: 1024,
      environment: { TABLE, QUARANTINE, ...replies },
      rights: [
        tableRights(data),
        allow(
          ['s3:GetObject', 's3:GetObjectVersion', 's3:DeleteObject', 's3:DeleteObjectVersion'],
          [data.quarantine.arnForObjects('mail/*')],
        ),
        allow(['s3:PutObject'], [uploaded]),
        // Who may not list is told of a missing mail that it is forbidden.
        allow(['s3:ListBucket'], [data.quarantine.bucketArn]),
      ],
      undelivered: unreacted,
    },
    renderer: {
      errorImpact: 'A letter that was sent reaches nobody, or the file that shows who signed it is missing.',
      timeout: Duration.seconds(60),
      memory: 512,
      environment: { TABLE, VAULT },
      rights: [
        tableRights(data),
        allow(['s3:GetObject', 's3:GetObjectVersion'], [lettered]),
        // What everyone has signed it puts among the documents too.
        allow(['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'], [lettered, filed]),
      ],
      undelivered: unreacted,
    },
    setup: {
      errorImpact: 'The firm’s first administrator was not invited: nobody can sign in to a new deployment.',
      timeout: Duration.seconds(60),
      memory: 512,
      environment: { TABLE },
      rights: [tableRights(data)],
    },
    reference: {
      errorImpact: 'Engineers cannot read the reference of the API.',
      timeout: Duration.seconds(10),
      memory: 256,
    },
  };
}

/** The house Lambda: its own role with exact statements, its own log, its source written beside it. */
export class HouseFunction extends lambda.Function {
  readonly errorImpact: string;

  constructor(stack: Stack, name: FunctionName, bundle: Bundle, flags: Flags, props: FunctionProps) {
    const id = constructId(name);
    const logGroup = new LogGroup(stack, `${id}Logs`, {
      retention: flags.hardened ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of props.rights ?? []) role.addToPolicy(statement);
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The two actions that send traces to X-Ray know no resources.',
    });
    super(stack, id, {
      description: `${name}: functions/entries/${name}.ts`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(bundle.folder(name)),
      timeout: props.timeout,
      memorySize: props.memory,
      environment: props.environment,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      tracing: lambda.Tracing.ACTIVE,
      deadLetterQueue: props.undelivered,
    });
    this.errorImpact = props.errorImpact;
    if (this.node.defaultChild instanceof lambda.CfnFunction)
      this.node.defaultChild.addMetadata('source', `functions/entries/${name}.ts`);
  }
}

/** `staff-api` is `StaffApi` in the template. */
const constructId = (name: FunctionName) =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Executions are named after their jobs: which there will be, nobody knows beforehand. */
function acknowledgeExecutions(stack: Stack, flags: Flags): void {
  Validations.of(stack).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${placeOf(stack, 'states')}:execution:${flags.stackName}-job:*]`,
    reason: 'Any execution of the one machine for jobs: they are named by their jobs, which come and go.',
  });
}

export function functions(stack: Stack, flags: Flags, bundle: Bundle, means: Means): Functions {
  acknowledgeExecutions(stack, flags);
  const deployed = Object.entries(list(means)).filter(([name]) => name !== 'inbound' || flags.repliesAt !== undefined);
  const made = deployed.map(([name, props]) => [
    name,
    new HouseFunction(stack, name as FunctionName, bundle, flags, props),
  ]);
  return Object.fromEntries(made) as Functions;
}
