import { Duration, Fn, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachedMethods,
  CachePolicy,
  Distribution,
  Function,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { closed } from './data.ts';
import { siteHeader } from '../shared/http/edge.ts';
import { type Edge, webAclOf } from './edge.ts';
import type { Flags } from './flags.ts';
import { sitePolicy, worldwide } from './site-headers.ts';

export type Website = { distribution: Distribution; bucket: Bucket };
export type WebsiteProps = { api: HttpApi; logs: Bucket; files: readonly Bucket[]; edge: Edge };

/**
 * The one address of the firm: the console and the portal as built files, and the API below `/v1` and `/portal/v1`.
 * One origin, so that no browser has to be told by CORS whom to trust.
 */
export function website(stack: Stack, flags: Flags, { api, logs, files, edge }: WebsiteProps): Website {
  const bucket = new Bucket(stack, 'Site', {
    ...closed,
    encryption: BucketEncryption.S3_MANAGED,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'site/',
    // Nothing of the firm: `npm run deploy` brings it back, `npm run destroy` empties it first.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const toApi = apiBehaviour(stack, api, edge);
  const distribution = new Distribution(stack, 'Website', {
    comment: 'The console, the portal and the API, under one address',
    // The function sees to it already; named, so that nobody can come to list the bucket should it be taken away.
    defaultRootObject: 'index.html',
    defaultBehavior: pages(stack, bucket, files),
    additionalBehaviors: { '/v1/*': toApi, '/portal/v1/*': { ...toApi, functionAssociations: [named(stack)] } },
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
    webAclId: webAclOf(stack, flags),
    logBucket: edgeLogs(stack, flags, logs),
    logIncludesCookies: false,
  });
  acknowledge(distribution, flags);
  return { distribution, bucket };
}

function pages(stack: Stack, bucket: Bucket, files: readonly Bucket[]): BehaviorOptions {
  return {
    // Allowed to list, S3 says 404 of a file that is not there; otherwise it says 403.
    origin: S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessControl: new S3OriginAccessControl(stack, 'SiteAccess', {
        originAccessControlName: worldwide(stack, 'site'),
      }),
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachedMethods: CachedMethods.CACHE_GET_HEAD,
    // Each file says how long it may be kept; what says `no-cache` is asked for again after one second.
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    compress: true,
    responseHeadersPolicy: sitePolicy(
      stack,
      files.map((one) => one.bucketRegionalDomainName),
    ),
    functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: places(stack) }],
  };
}

/** A place inside the console has a path, and no file: an error page in its stead would swallow the API's 404 and 403 too. */
const placesCode = `function handler(event) {
  var request = event.request;
  var last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (last.includes('.')) return request;
  var ofPortal = request.uri === '/portal' || request.uri.startsWith('/portal/');
  request.uri = ofPortal ? '/portal/index.html' : '/index.html';
  return request;
}
`;

const places = (stack: Stack) =>
  new Function(stack, 'Places', {
    functionName: worldwide(stack, 'places'),
    comment: 'Places of the console and the portal to their one page',
    code: FunctionCode.fromInline(placesCode),
    runtime: FunctionRuntime.JS_2_0,
  });

/**
 * The gateway is not told the name by which the site was called, and its own would be no use: the portal is told here,
 * whatever the caller wrote, so that it knows its own pages from others (docs/decisions/0021).
 */
const namedCode = `function handler(event) {
  var request = event.request;
  request.headers['${siteHeader}'] = { value: request.headers.host.value };
  return request;
}
`;

const named = (stack: Stack): FunctionAssociation => ({
  eventType: FunctionEventType.VIEWER_REQUEST,
  function: new Function(stack, 'SiteName', {
    functionName: worldwide(stack, 'site-name'),
    comment: 'The name of the site to the clients’ API',
    code: FunctionCode.fromInline(namedCode),
    runtime: FunctionRuntime.JS_2_0,
  }),
});

function apiBehaviour(stack: Stack, api: HttpApi, { headers }: Edge): BehaviorOptions {
  return {
    origin: new HttpOrigin(Fn.join('', [api.apiId, '.execute-api.', stack.region, '.amazonaws.com']), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // As long as the gateway waits for a function.
      readTimeout: Duration.seconds(30),
      customHeaders: headers,
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: false,
  };
}

/** CloudFront writes its logs by access lists, which the other buckets do not know. It logs queries, hence not for long. */
function edgeLogs(stack: Stack, flags: Flags, logs: Bucket): Bucket {
  return new Bucket(stack, 'WebsiteLogs', {
    ...closed,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    encryption: BucketEncryption.S3_MANAGED,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'websitelogs/',
    lifecycleRules: [{ id: 'Forget', expiration: Duration.days(flags.hardened ? 365 : 30) }],
  });
}

function acknowledge(distribution: Distribution, flags: Flags): void {
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'People of the firm travel and clients live anywhere: a country is no sign of an attack.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason: 'CloudFront’s own name has CloudFront’s own certificate, whose oldest protocol AWS decides.',
    },
  );
  Validations.of(distribution).acknowledge({
    id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    reason: 'No path leads to the bucket itself: the root is the page, by the function and as the root object.',
  });
  if (flags.hardened) return;
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR2',
    reason: 'A web ACL costs more each month than all the rest of a small firm; the flag hardened brings it.',
  });
}
