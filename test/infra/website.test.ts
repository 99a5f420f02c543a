import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { App } from 'aws-cdk-lib/core';
import { edgeApp } from '../../infra/edge-app.ts';
import type { Template } from '../../infra/app.ts';
import { deployment, ofType } from './support/deployment.ts';
import { getAtt, lookup } from './support/lookup.ts';

afterEach(() => vi.unstubAllEnvs());

const { template } = await deployment({ local: true });
const { logicalId, named, only } = lookup(template);

type Behaviour = { PathPattern?: string; TargetOriginId: string } & Record<string, unknown>;
type Origin = { Id: string; DomainName: unknown; OriginCustomHeaders?: unknown } & Record<string, unknown>;
type Config = {
  DefaultCacheBehavior: Behaviour;
  CacheBehaviors: Behaviour[];
  Origins: Origin[];
  CustomErrorResponses?: unknown;
  WebACLId?: unknown;
} & Record<string, unknown>;
const configOf = (of: Template) =>
  (lookup(of).only('AWS::CloudFront::Distribution').Properties as { DistributionConfig: Config }).DistributionConfig;
const config = configOf(template);
const originOf = ({ TargetOriginId }: Behaviour) => config.Origins.find(({ Id }) => Id === TargetOriginId)!;

const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('the distribution', () => {
  test('leads to the API below /v1 and /portal/v1: any method, everything forwarded but the host, nothing kept', () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/v1/*', '/portal/v1/*']);
    for (const behaviour of config.CacheBehaviors) {
      expect(behaviour).toMatchObject({
        CachePolicyId: cachingDisabled,
        OriginRequestPolicyId: allViewerExceptHost,
        ViewerProtocolPolicy: 'https-only',
      });
      expect((behaviour.AllowedMethods as string[]).toSorted()).toEqual(
        ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'].toSorted(),
      );
      expect(originOf(behaviour)).toMatchObject({
        DomainName: { 'Fn::Join': ['', [{ Ref: logicalId('AWS::ApiGatewayV2::Api', 'Api') }, expect.any(String)]] },
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      });
    }
  });

  test('leads to the built files elsewhere, compressed, signed for, for reading only', () => {
    const pages = config.DefaultCacheBehavior;
    expect(pages).toMatchObject({
      AllowedMethods: ['GET', 'HEAD'],
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
      ResponseHeadersPolicyId: { Ref: logicalId('AWS::CloudFront::ResponseHeadersPolicy', 'SiteHeaders') },
    });
    expect(originOf(pages)).toMatchObject({
      DomainName: getAtt(logicalId('AWS::S3::Bucket', 'Site'), 'RegionalDomainName'),
      OriginAccessControlId: getAtt(logicalId('AWS::CloudFront::OriginAccessControl', 'SiteAccess'), 'Id'),
    });
    expect(only('AWS::CloudFront::OriginAccessControl').Properties).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  test('puts no page in the place of an error: that would swallow the API’s own', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
  });

  test('speaks HTTP/2 and 3 from the cheap edges, and logs without cookies', () => {
    expect(config).toMatchObject({
      HttpVersion: 'http2and3',
      PriceClass: 'PriceClass_100',
      Logging: { IncludeCookies: false },
    });
  });

  test('has names of the region where CloudFront’s names are of the account', () => {
    const names = [
      'AWS::CloudFront::Function',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CloudFront::ResponseHeadersPolicy',
    ].flatMap((type) =>
      Object.values(ofType(template, type)).map(
        ({ Properties }) => JSON.stringify(Properties).match(/"Name":"([^"]*)"/)?.[1],
      ),
    );
    expect(names.map(String).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'Firmament-us-east-1-places',
      'Firmament-us-east-1-site',
      'Firmament-us-east-1-site',
      'Firmament-us-east-1-site-name',
    ]);
  });

  test('tells the clients’ API by which name it was called, whatever the caller says', () => {
    const [, portal] = config.CacheBehaviors;
    const functions = ofType(template, 'AWS::CloudFront::Function');
    const [id, { Properties }] = Object.entries(functions).find(([one]) => one.startsWith('SiteName'))!;
    expect(portal).toMatchObject({
      FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: getAtt(id, 'FunctionARN') }],
    });
    const headers = { host: { value: 'd1.cloudfront.net' }, 'x-firmament-site': { value: 'evil.example' } };
    const run = runInNewContext(`${(Properties as { FunctionCode: string }).FunctionCode}\nhandler`) as (
      event: object,
    ) => { headers: unknown };
    expect(run({ request: { headers } }).headers).toMatchObject({ 'x-firmament-site': { value: 'd1.cloudfront.net' } });
  });
});

test('pages load scripts from the site only, ask the site, Cognito and the buckets for files only, and cannot be framed', () => {
  const { ResponseHeadersPolicyConfig: policy } = only('AWS::CloudFront::ResponseHeadersPolicy').Properties as {
    ResponseHeadersPolicyConfig: { SecurityHeadersConfig: unknown; CustomHeadersConfig: unknown };
  };
  expect(policy.SecurityHeadersConfig).toEqual({
    ContentSecurityPolicy: {
      ContentSecurityPolicy: {
        'Fn::Join': [
          '',
          [
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' https://cognito-idp.us-east-1.amazonaws.com ",
            { 'Fn::GetAtt': [expect.stringMatching(/^Quarantine/), 'RegionalDomainName'] },
            ' ',
            { 'Fn::GetAtt': [expect.stringMatching(/^Vault/), 'RegionalDomainName'] },
            "; frame-src blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          ],
        ],
      },
      Override: true,
    },
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'same-origin', Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: false, Override: true },
  });
  expect(JSON.stringify(policy.CustomHeadersConfig)).toContain('camera=(), geolocation=(), microphone=()');
});

describe('the bucket of the built files', () => {
  const site = logicalId('AWS::S3::Bucket', 'Site');

  test('is closed to everybody but this distribution, which may read and list and nothing else', () => {
    expect(named('AWS::S3::Bucket', 'Site').Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const policy = Object.values(ofType(template, 'AWS::S3::BucketPolicy')).find(
      ({ Properties }) => JSON.stringify(Properties.Bucket) === JSON.stringify({ Ref: site }),
    )!.Properties.PolicyDocument as { Statement: { Effect: string; Condition: unknown }[] };
    const allowed = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([
      expect.objectContaining({
        Action: ['s3:GetObject', 's3:ListBucket'],
        Principal: { Service: 'cloudfront.amazonaws.com' },
      }),
    ]);
    expect(JSON.stringify(allowed[0]!.Condition)).toContain(logicalId('AWS::CloudFront::Distribution', 'Website'));
    expect(JSON.stringify(policy.Statement)).toContain('aws:SecureTransport');
  });

  test('goes with the stack: it holds nothing of the firm', () => {
    expect(template.Resources[site]?.DeletionPolicy).toBe('Delete');
  });
});

describe('hardened', () => {
  const hardened = async (region: string, webAcl?: string) => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '111122223333');
    vi.stubEnv('CDK_DEFAULT_REGION', region);
    return (await deployment({ hardened: true, webAcl })).template;
  };
  const arn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/Own/1';

  test('in us-east-1 the stack has its own web ACL before the site: AWS’s rules, and a limit per address', async () => {
    const own = await hardened('us-east-1');
    const id = lookup(own).only('AWS::WAFv2::WebACL');
    expect(id.Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    const rules = id.Properties.Rules as { Name: string; Action?: unknown; Statement: Record<string, unknown> }[];
    expect(rules.map(({ Name }) => Name)).toEqual([
      'PerAddress',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(rules[0]).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 10_000 } },
    });
    expect(configOf(own).WebACLId).toEqual(getAtt(Object.keys(ofType(own, 'AWS::WAFv2::WebACL'))[0]!));
  });

  test('elsewhere it takes the one that is given, and without one says who makes it', async () => {
    const given = await hardened('eu-central-1', arn);
    expect(Object.keys(ofType(given, 'AWS::WAFv2::WebACL'))).toEqual([]);
    expect(configOf(given).WebACLId).toBe(arn);
    await expect(hardened('eu-central-1')).rejects.toThrow('npm run deploy');
  });

  test('CloudFront sends the API a secret that the API is given too', async () => {
    const own = await hardened('us-east-1');
    const secret = JSON.stringify({ Ref: Object.keys(ofType(own, 'AWS::SecretsManager::Secret'))[0] });
    const sent = configOf(own).Origins.flatMap(({ OriginCustomHeaders }) => OriginCustomHeaders ?? []);
    expect(sent).toEqual([{ HeaderName: 'x-firmament-edge', HeaderValue: expect.anything() }]);
    expect(JSON.stringify(sent)).toContain('{{resolve:secretsmanager:');
    expect(JSON.stringify(sent)).toContain(secret);
    const { Variables } = (
      lookup(own).named('AWS::Lambda::Function', 'StaffApi').Properties as {
        Environment: { Variables: Record<string, unknown> };
      }
    ).Environment;
    expect(Variables.EDGE_SECRET).toEqual((sent[0] as { HeaderValue: unknown }).HeaderValue);
  });

  test('a plain deployment has neither, and pays for neither', () => {
    expect(config.WebACLId).toBeUndefined();
    expect(Object.keys(ofType(template, 'AWS::SecretsManager::Secret'))).toEqual([]);
    expect(JSON.stringify(config.Origins)).not.toContain('HeaderName');
  });
});

test('the stack beside holds the same web ACL in us-east-1, and says its ARN', () => {
  const app = new App();
  const stack = edgeApp(app, 'Acme', '111122223333');
  const made = app.synth().getStackByName(stack.stackName);
  expect([stack.stackName, made.environment.region]).toEqual(['Acme-edge', 'us-east-1']);
  const { Resources, Outputs } = made.template as Template;
  expect(Object.values(Resources).map(({ Type }) => Type)).toEqual(['AWS::WAFv2::WebACL']);
  expect(Object.keys(Outputs)).toEqual(['WebAclArn']);
});
