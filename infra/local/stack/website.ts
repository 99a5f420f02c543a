import type { Behaviour } from '../website/behaviour.ts';
import * as resources from './resources.ts';
import type { Read } from './template.ts';

type Properties = Record<string, unknown>;

function headersOf(properties: Properties): Record<string, string> {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } =
    resources.HeadersPolicy.parse(properties).ResponseHeadersPolicyConfig;
  return {
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': security.FrameOptions.FrameOption,
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    'strict-transport-security': `max-age=${security.StrictTransportSecurity.AccessControlMaxAgeSec}`,
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}

/** The behaviours of the stack's distribution, in the order in which CloudFront tries them. */
export function behavioursOf(read: Read): Behaviour[] {
  const [distribution] = read.of('AWS::CloudFront::Distribution');
  if (!distribution) return [];
  const { DistributionConfig } = resources.Distribution.parse(distribution.properties);
  const { DefaultCacheBehavior, CacheBehaviors, Origins } = DistributionConfig;
  const policies = new Map(
    read.of('AWS::CloudFront::ResponseHeadersPolicy').map(({ id, properties }) => [id, headersOf(properties)]),
  );
  const functions = new Map(
    read
      .of('AWS::CloudFront::Function')
      .map(({ id, properties }) => [id, resources.EdgeFunction.parse(properties).FunctionCode]),
  );
  const isFiles = (originId: string) => Origins.find(({ Id }) => Id === originId)?.S3OriginConfig !== undefined;
  return [...CacheBehaviors, DefaultCacheBehavior].map((one) => ({
    pattern: one.PathPattern ?? '*',
    serves: isFiles(one.TargetOriginId) ? 'files' : 'api',
    methods: one.AllowedMethods,
    headers: policies.get(one.ResponseHeadersPolicyId ?? '') ?? {},
    functions: one.FunctionAssociations.map(({ FunctionARN }) => {
      const code = functions.get(FunctionARN.slice(FunctionARN.lastIndexOf('/') + 1));
      if (code === undefined) throw new Error(`The distribution runs ${FunctionARN}, which is not in the stack`);
      return code;
    }),
  }));
}
