import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib/core';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { localPlace } from '../../infra/app.ts';
import { repository } from '../../infra/bundle.ts';
import { bundled, type FunctionName } from '../../infra/functions.ts';
import { deployment, ofType } from './support/deployment.ts';
import { definitions, wrongIn } from './support/machines.ts';
import { actionsOf, functionOf, knowsNoResources, rightsOf, statementsOf } from './support/rights.ts';
import { handlerSending } from './support/stand-ins.ts';

const plain = await deployment();
const local = await deployment({ local: true });
const receiving = await deployment({ domain: 'smith.example', repliesAt: 'reply.smith.example' });
const { template, stack } = plain;
/** Only a deployment that receives mail has the function for it. */
const deploymentWith = (name: FunctionName) => (name === 'inbound' ? receiving : plain);
const functions = ofType(template, 'AWS::Lambda::Function');

const webAcl = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/WebAcl/1';

afterEach(() => vi.unstubAllEnvs());

describe('the rules of CloudFormation and cdk-nag', () => {
  test('find nothing in a plain deployment', () => {
    expect(plain.findings).toEqual([]);
  });

  test('find nothing in a hardened one with a domain', async () => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '111122223333');
    vi.stubEnv('CDK_DEFAULT_REGION', 'eu-central-1');
    const hardened = await deployment({ hardened: true, domain: 'smith.example', webAcl });
    expect(hardened.findings).toEqual([]);
    expect(Object.values(ofType(hardened.template, 'AWS::Cognito::UserPool'))[0]?.Properties).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
    expect(Object.keys(ofType(hardened.template, 'AWS::SES::EmailIdentity'))).toHaveLength(1);
    const modes = Object.values(ofType(hardened.template, 'AWS::S3::Bucket')).flatMap(
      ({ Properties }) => JSON.stringify(Properties).match(/COMPLIANCE|GOVERNANCE/) ?? [],
    );
    expect(modes).toEqual(['COMPLIANCE']);
  });

  test('find nothing in a hardened one that holds its own web ACL', async () => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '111122223333');
    vi.stubEnv('CDK_DEFAULT_REGION', 'us-east-1');
    expect((await deployment({ hardened: true })).findings).toEqual([]);
  });

  test('would find what is wrong', async () => {
    const spoiled = await deployment(
      {},
      {
        change(built) {
          new Queue(built.stack, 'Open');
          new CfnBucket(built.stack, 'Odd').addPropertyOverride('VersioningConfiguration.Status', 'Sometimes');
        },
      },
    );
    const rules = spoiled.findings.map(({ rule, at }) => `${rule} ${at}`);
    expect(rules).toContain('AwsSolutions-SQS4 Firmament/Open/Resource');
    expect(rules).toContain('W3030 Firmament/Odd');
  });

  test('are put aside one finding at a time, each with a sentence that says why', () => {
    const acknowledged = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>));
    expect(acknowledged.length).toBeGreaterThan(5);
    for (const [id, reason] of acknowledged) {
      expect(id).not.toMatch(/IAM5$/);
      expect(reason).toMatch(/^[A-Z].{30,}\.$/);
    }
  });
});

describe('the rights of each function', () => {
  test.for(bundled.map(({ name }) => name))('%s may do exactly what its code does', (name) => {
    const { allowed, needed } = rightsOf(deploymentWith(name), name);
    expect(allowed).toEqual(needed);
  });

  test('a function whose code does more than it may, or less, would be found', async () => {
    const handlers = {
      publisher: handlerSending({ eventbridge: ['PutEvents'], kms: ['Decrypt'] }),
      delivery: handlerSending({ dynamodb: ['GetItem'], sesv2: ['SendEmail'] }),
    };
    const changed = await deployment({}, { handlers });
    expect(rightsOf(changed, 'publisher')).toEqual({
      allowed: ['events:PutEvents'],
      needed: ['events:PutEvents', 'kms:Decrypt'],
    });
    const { allowed, needed } = rightsOf(changed, 'delivery');
    expect(needed).toEqual(['dynamodb:GetItem', 'ses:SendEmail']);
    expect(allowed).toContain('dynamodb:PutItem');
  });

  test('no action is a pattern, and only what knows no resources is allowed on all', () => {
    const roles = Object.keys(ofType(template, 'AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(bundled.length);
    for (const statement of roles.flatMap((id) => statementsOf(template, id))) {
      for (const action of actionsOf(statement)) expect(action).not.toContain('*');
      if (statement.Resource === '*')
        expect(actionsOf(statement).filter((action) => !knowsNoResources.has(action))).toEqual([]);
    }
  });

  test('no role has a policy that AWS manages', () => {
    for (const { Properties } of Object.values(ofType(template, 'AWS::IAM::Role')))
      expect(Properties.ManagedPolicyArns).toBeUndefined();
  });
});

describe('each function', () => {
  test.for(bundled.map(({ name }) => name))('%s is configured as the house has it', (name) => {
    const { Properties = {} } = functionOf(deploymentWith(name).template, name);
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    expect(Properties.Timeout).toBeTypeOf('number');
    expect(Properties.MemorySize).toBeTypeOf('number');
    // New accounts have ten concurrent executions in all; AWS refuses to reserve any of them.
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    expect(JSON.stringify(Properties.Environment ?? {}).length).toBeLessThan(2048);
  });

  test.for(bundled.map(({ name }) => name))('%s is given the names that its code reads', (name) => {
    const sources = Object.keys(deploymentWith(name).bundle.inputs(name)).filter(
      (path) => !path.includes('node_modules'),
    );
    const read = sources.flatMap((path) =>
      [...readFileSync(join(repository, path), 'utf8').matchAll(/\benvironment\('(\w+)'\)/g)].map(([, word]) =>
        String(word),
      ),
    );
    const { Environment } = functionOf(deploymentWith(name).template, name).Properties as {
      Environment?: { Variables: object };
    };
    expect(Object.keys(Environment?.Variables ?? {}).toSorted()).toEqual([...new Set(read)].toSorted());
  });
});

describe('the stack', () => {
  test('has at most 350 resources', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(350);
  });

  test('puts no custom resource of the toolkit beside its own', () => {
    const custom = Object.values(template.Resources).filter(({ Type }) => /^Custom::|CustomResource/.test(Type));
    expect(custom.map(({ Type }) => Type)).toEqual(['Custom::Setup']);
  });

  test('every alarm says in a sentence what a person lost, and tells the administrator', () => {
    const alarms = Object.values(ofType(template, 'AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(bundled.length);
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toMatch(/^[A-Z].{25,}\.$/);
      expect(Properties.AlarmActions).toEqual([{ Ref: Object.keys(ofType(template, 'AWS::SNS::Topic'))[0] }]);
    }
    expect(Object.values(ofType(template, 'AWS::SNS::Subscription'))[0]?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ada@smith.example',
    });
  });

  test('its state machines are well-formed', () => {
    const machines = definitions(template);
    expect(machines.length).toBeGreaterThan(0);
    for (const machine of machines) expect(wrongIn(machine)).toEqual([]);
    expect(wrongIn({ StartAt: 'Nowhere', States: { A: { Type: 'Succeed' } } })).not.toEqual([]);
  });

  test('is tagged for cost, with characters that AWS takes', () => {
    expect(Object.values(functions)[0]?.Properties.Tags).toEqual([
      { Key: 'Application', Value: 'Firmament' },
      { Key: 'Firm', Value: 'Smith Sons LLP' },
    ]);
  });

  test('says where it is to be reached', () => {
    expect(Object.keys(template.Outputs).toSorted()).toEqual([
      'AlarmTopic',
      'ApiUrl',
      'BusName',
      'ConsoleClientId',
      'DistributionId',
      'SealBucket',
      'SiteBucket',
      'SiteUrl',
      'TableName',
      'UserPoolId',
    ]);
  });
});

describe('the local cloud’s template', () => {
  test('differs from a deployment’s only in how people sign in', async () => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', localPlace.account);
    vi.stubEnv('CDK_DEFAULT_REGION', localPlace.region);
    const deployed = await deployment();
    expect(local.findings).toEqual([]);
    const differing = Object.keys(deployed.template.Resources).filter(
      (id) => JSON.stringify(deployed.template.Resources[id]) !== JSON.stringify(local.template.Resources[id]),
    );
    expect(Object.keys(local.template.Resources)).toEqual(Object.keys(deployed.template.Resources));
    expect(differing.map((id) => local.template.Resources[id]?.Type)).toEqual([
      'AWS::Cognito::UserPool',
      'AWS::Cognito::UserPoolClient',
    ]);
    const properties = differing.map((id) => local.template.Resources[id]?.Properties);
    expect(properties[0]).toMatchObject({ MfaConfiguration: 'OFF' });
    expect(properties[1]).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'],
    });
  });

  test('refers to other resources in three ways only', () => {
    const intrinsics = JSON.stringify(local.template.Resources).match(/"(Ref|Fn::\w+)":/g) ?? [];
    expect([...new Set(intrinsics)].toSorted()).toEqual(['"Fn::GetAtt":', '"Fn::Join":', '"Ref":']);
  });
});
