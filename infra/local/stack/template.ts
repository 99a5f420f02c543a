import type { Resource, Template } from '../../app.ts';

type Json = unknown;
type Properties = Record<string, Json>;

/** Where the stack pretends to be deployed. */
export type Place = { account: string; region: string; stackName: string };

/** What a Ref and each GetAtt of a resource give; name and ARN are the whole vocabulary of the stack. */
type Names = { ref: string; attributes: Record<string, string> };

/** A template read with every reference resolved; physical names are the logical ids. */
export type Read = {
  /** The resources of a type, their properties resolved. */
  of: (type: string) => { id: string; properties: Properties; source: string | undefined }[];
  arn: (id: string) => string;
  ref: (id: string) => string;
};

const arnOf = ({ account, region }: Place, service: string, resource: string) =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const text = (value: Json, otherwise: string) => (typeof value === 'string' ? value : otherwise);

/** A pool's id has a region and letters; Cognito's own are as short. */
const poolId = ({ region }: Place, id: string) => `${region}_${id.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 12)}`;

const namings: Record<
  string,
  (id: string, properties: Properties, at: Place, queueUrl: (name: string) => string) => Names
> = {
  'AWS::DynamoDB::GlobalTable': (id, { TableName }, at) => {
    const arn = arnOf(at, 'dynamodb', `table/${text(TableName, id)}`);
    return { ref: text(TableName, id), attributes: { Arn: arn, StreamArn: `${arn}/stream/local` } };
  },
  'AWS::S3::Bucket': (id, { BucketName }, { region }) => {
    const name = text(BucketName, id.toLowerCase());
    return {
      ref: name,
      attributes: { Arn: `arn:aws:s3:::${name}`, RegionalDomainName: `${name}.s3.${region}.amazonaws.com` },
    };
  },
  'AWS::SQS::Queue': (id, { QueueName }, at, queueUrl) => {
    const name = text(QueueName, id);
    return {
      ref: queueUrl(name),
      attributes: { Arn: arnOf(at, 'sqs', name), QueueName: name, QueueUrl: queueUrl(name) },
    };
  },
  'AWS::Events::EventBus': (id, { Name }, at) => {
    const name = text(Name, id);
    return { ref: name, attributes: { Arn: arnOf(at, 'events', `event-bus/${name}`), Name: name } };
  },
  'AWS::Events::Rule': (id, _, at) => ({ ref: id, attributes: { Arn: arnOf(at, 'events', `rule/${id}`) } }),
  'AWS::Lambda::Function': (id, { FunctionName }, at) => {
    const name = text(FunctionName, id);
    return { ref: name, attributes: { Arn: arnOf(at, 'lambda', `function:${name}`) } };
  },
  'AWS::Cognito::UserPool': (id, _, at) => {
    const ref = poolId(at, id);
    const ProviderName = `cognito-idp.${at.region}.amazonaws.com/${ref}`;
    return {
      ref,
      attributes: {
        Arn: arnOf(at, 'cognito-idp', `userpool/${ref}`),
        ProviderName,
        ProviderURL: `https://${ProviderName}`,
      },
    };
  },
  'AWS::Cognito::UserPoolClient': (id) => ({ ref: id, attributes: { ClientId: id } }),
  'AWS::StepFunctions::StateMachine': (id, { StateMachineName }, at) => {
    const arn = arnOf(at, 'states', `stateMachine:${text(StateMachineName, id)}`);
    return { ref: arn, attributes: { Arn: arn, Name: text(StateMachineName, id) } };
  },
  'AWS::ApiGatewayV2::Api': (id, _, at) => ({
    ref: id,
    attributes: { ApiEndpoint: `https://${id}.execute-api.${at.region}.amazonaws.com` },
  }),
  'AWS::ApiGatewayV2::Authorizer': (id) => ({ ref: id, attributes: {} }),
  'AWS::ApiGatewayV2::Integration': (id) => ({ ref: id, attributes: {} }),
  'AWS::KMS::Key': (id, _, at) => ({ ref: id, attributes: { Arn: arnOf(at, 'kms', `key/${id}`), KeyId: id } }),
  'AWS::Logs::LogGroup': (id, { LogGroupName }, at) => ({
    ref: text(LogGroupName, id),
    attributes: { Arn: arnOf(at, 'logs', `log-group:${text(LogGroupName, id)}:*`) },
  }),
  'AWS::IAM::Role': (id, _, at) => ({ ref: id, attributes: { Arn: `arn:aws:iam::${at.account}:role/${id}` } }),
  'AWS::SNS::Topic': (id, _, at) => ({ ref: arnOf(at, 'sns', id), attributes: { TopicArn: arnOf(at, 'sns', id) } }),
  'AWS::CloudFront::Distribution': (id) => ({
    ref: id,
    attributes: { Id: id, DomainName: `${id.toLowerCase()}.cloudfront.net` },
  }),
  'AWS::CloudFront::Function': (id, _, at) => ({
    ref: id,
    attributes: { FunctionARN: `arn:aws:cloudfront::${at.account}:function/${id}` },
  }),
  'AWS::CloudFront::OriginAccessControl': (id) => ({ ref: id, attributes: { Id: id } }),
  'AWS::CloudFront::ResponseHeadersPolicy': (id) => ({ ref: id, attributes: {} }),
  'AWS::SES::ConfigurationSet': (id, { Name }) => ({ ref: text(Name, id), attributes: {} }),
};

/** Read, and rightly not acted on: they mean something in AWS only, or are part of something that is. */
const silent = new Set([
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::ReceiptRuleSet',
  'AWS::SES::ReceiptRule',
]);
const made = new Set([
  'AWS::Lambda::EventSourceMapping',
  'AWS::Scheduler::Schedule',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'Custom::Setup',
  ...Object.keys(namings),
]);

/** What names a thing is all that a reference reads of it: its other properties refer back and forth. */
const naming = ['TableName', 'BucketName', 'QueueName', 'Name', 'FunctionName', 'StateMachineName', 'LogGroupName'];

const cannot = (what: string, of: Json): never => {
  throw new Error(`The local cloud cannot read ${what}: ${JSON.stringify(of).slice(0, 160)}`);
};

/** Resolves a synthesized template; what it holds that the local cloud does not emulate is refused by name. */
export function readTemplate(template: Template, at: Place, queueUrl: (name: string) => string): Read {
  const resources = template.Resources;
  const unknown = Object.entries(resources).filter(([, { Type }]) => !made.has(Type) && !silent.has(Type));
  if (unknown.length > 0)
    throw new Error(
      `The local cloud does not emulate ${unknown.map(([id, { Type }]) => `${Type} (${id})`).join(', ')}`,
    );

  const pseudo: Record<string, string> = {
    'AWS::Region': at.region,
    'AWS::AccountId': at.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': at.stackName,
    'AWS::StackId': arnOf(at, 'cloudformation', `stack/${at.stackName}/local`),
  };

  function names(id: string): Names {
    const { Type, Properties = {} } = resources[id] ?? (cannot('a reference to', id) as unknown as Resource);
    const known = naming.flatMap((name) => (name in Properties ? [[name, value(Properties[name])]] : []));
    const give = namings[Type] ?? cannot('a reference to a', Type);
    return give(id, Object.fromEntries(known) as Properties, at, queueUrl);
  }

  const ref = (id: string): string => pseudo[id] ?? names(id).ref;
  const attribute = (id: string, name: string): string =>
    names(id).attributes[name] ?? cannot(`the attribute ${name} of`, resources[id]?.Type);

  const intrinsics: Record<string, (argument: never) => Json> = {
    Ref: (id: string) => ref(id),
    'Fn::GetAtt': ([id, name]: [string, string]) => attribute(id, name),
    'Fn::Join': ([separator, parts]: [string, Json[]]) => (value(parts) as string[]).join(separator),
  };

  function value(of: Json): Json {
    if (Array.isArray(of)) return of.map(value);
    if (of === null || typeof of !== 'object') return of;
    const entries = Object.entries(of);
    const [name, argument] = entries[0] ?? ['', undefined];
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::')))
      return (intrinsics[name] ?? cannot('the function', of))(argument as never);
    return Object.fromEntries(entries.map(([key, one]) => [key, value(one)]));
  }

  return {
    of: (type) =>
      Object.entries(resources)
        .filter(([, { Type }]) => Type === type)
        .map(([id, { Properties, Metadata }]) => ({
          id,
          properties: value(Properties ?? {}) as Properties,
          source: Metadata?.source as string | undefined,
        })),
    arn: (id) => attribute(id, 'Arn'),
    ref,
  };
}
