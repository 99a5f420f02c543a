import type { Resource, Template } from '../../../infra/app.ts';
import type { Bundle } from '../../../infra/bundle.ts';
import type { FunctionName } from '../../../infra/functions.ts';

/** A command of the AWS SDK whose code is in a bundle. */
export type Command = { client: string; command: string };

const services: Record<string, string> = {
  dynamodb: 'dynamodb',
  kms: 'kms',
  s3: 's3',
  'cognito-identity-provider': 'cognito-idp',
  eventbridge: 'events',
  lambda: 'lambda',
  sesv2: 'ses',
  sfn: 'states',
  sqs: 'sqs',
};

/** Commands that IAM does not know by their own name. */
const otherwise: Record<string, string[]> = {
  'dynamodb:TransactGetItems': ['dynamodb:GetItem'],
  'dynamodb:TransactWriteItems': [
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:ConditionCheckItem',
  ],
  // Seals are read by version.
  's3:GetObject': ['s3:GetObject', 's3:GetObjectVersion'],
  // That there is none, S3 tells only who may list.
  's3:HeadObject': ['s3:GetObject', 's3:ListBucket'],
  's3:DeleteObject': ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  's3:HeadBucket': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:CopyObject': ['s3:GetObject', 's3:PutObject'],
  's3:DeleteObjects': ['s3:DeleteObject'],
  's3:CreateMultipartUpload': ['s3:PutObject'],
  's3:UploadPart': ['s3:PutObject'],
  's3:CompleteMultipartUpload': ['s3:PutObject'],
  's3:UploadPartCopy': ['s3:GetObject', 's3:PutObject'],
  's3:ListParts': ['s3:ListMultipartUploadParts'],
};

/** Commands that a client carries for features nobody switched on: endpoint discovery, S3 Express. */
const carried = new Set(['dynamodb:DescribeEndpoints', 's3:CreateSession']);

/** The commands that are left in a bundle, by esbuild's account of it: what is not called was shaken out. */
export function commandsIn(inputs: Readonly<Record<string, { bytesInOutput: number }>>): Command[] {
  return Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
    const [, client, command] = /@aws-sdk\/client-([\w-]+)\/dist-[a-z]+\/commands\/(\w+)Command\.js$/.exec(path) ?? [];
    return client && command && bytesInOutput > 0 && !carried.has(`${client}:${command}`) ? [{ client, command }] : [];
  });
}

/** The actions that IAM asks for when these commands are sent. */
export function actionsFor(commands: readonly Command[]): string[] {
  const actions = commands.flatMap(({ client, command }) => {
    const service = services[client];
    if (!service) throw new Error(`Say in this file which actions client-${client} needs`);
    const action = `${service}:${command}`;
    return otherwise[action] ?? [action];
  });
  return [...new Set(actions)].toSorted();
}

export type Statement = { Effect: string; Action: string | string[]; Resource: unknown };

/** Every statement of the policies of a role, inline or attached. */
export function statementsOf(template: Template, roleId: string): Statement[] {
  const role = template.Resources[roleId];
  if (role?.Type !== 'AWS::IAM::Role') throw new Error(`${roleId} is not a role`);
  const inline = (role.Properties?.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  const attached = Object.values(template.Resources).filter(
    ({ Type, Properties }) =>
      Type === 'AWS::IAM::Policy' &&
      (Properties?.Roles as { Ref: string }[] | undefined)?.some(({ Ref }) => Ref === roleId),
  );
  const documents = [...inline, ...attached.map(({ Properties }) => Properties)] as (typeof inline)[number][];
  return documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

export const actionsOf = (statement: Statement): string[] => [statement.Action].flat();

/** The role that a function runs under. */
export function roleOf({ Properties }: Resource): string {
  const role = Properties?.Role as { 'Fn::GetAtt': [string, string] } | undefined;
  if (!role) throw new Error('This function has no role');
  return role['Fn::GetAtt'][0];
}

/** Actions that can only be allowed on everything. */
export const knowsNoResources = new Set([
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
]);

/** What Lambda itself does under a function's role, whatever its code says. */
const runtime = {
  always: ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  readsStream: [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    's3:ListBucket',
    's3:PutObject',
  ],
  readsQueue: [
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ],
  hasDeadLetters: ['sqs:SendMessage'],
};

/** The function's resource, found by the source that is written beside it. */
export function functionOf(template: Template, name: FunctionName): Resource {
  const found = Object.values(template.Resources).find(
    ({ Metadata }) => Metadata?.source === `functions/entries/${name}.ts`,
  );
  if (!found) throw new Error(`No function names functions/entries/${name}.ts as its source`);
  return found;
}

/** What a function may do beside what Lambda does for it, and what its code asks for. */
export function rightsOf({ template, bundle }: { template: Template; bundle: Bundle }, name: FunctionName) {
  const resource = functionOf(template, name);
  const ofLambda = new Set([
    ...runtime.always,
    ...(name === 'projector' || name === 'publisher' ? runtime.readsStream : []),
    ...(name === 'delivery' ? runtime.readsQueue : []),
    ...(resource.Properties?.DeadLetterConfig ? runtime.hasDeadLetters : []),
  ]);
  const actions = statementsOf(template, roleOf(resource)).flatMap(actionsOf);
  return {
    allowed: [...new Set(actions)].filter((action) => !ofLambda.has(action)).toSorted(),
    needed: actionsFor(commandsIn(bundle.inputs(name))),
  };
}
