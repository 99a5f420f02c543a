import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, type HttpRoute, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Flags } from './flags.ts';
import type { Functions } from './functions.ts';
import type { Identity } from './identity.ts';

/** One line per call: who by their `sub`, never by the token. */
const accessLog = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  length: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integration: '$context.integrationLatency',
  ip: '$context.identity.sourceIp',
  agent: '$context.identity.userAgent',
  sub: '$context.authorizer.claims.sub',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};

/** Calendars cannot sign in: the address itself says whose it is. */
const calendarPath = '/v1/calendar/{file}';

/** Whoever has a letter’s file may ask whether it is one, without an account. */
const verifyPath = '/v1/letters/verify/{sha256}';

/** The gateway knows few routes: the functions dispatch by the API's own list of routes. */
export function gateway(stack: Stack, flags: Flags, functions: Functions, { pool, console }: Identity): HttpApi {
  const api = new HttpApi(stack, 'Api', {
    description: 'The staff API, its reference, and the clients’ page',
    createDefaultStage: false,
  });
  const staff = new HttpLambdaIntegration('ToStaffApi', functions['staff-api'], { scopePermissionToRoute: false });
  const portal = new HttpLambdaIntegration('ToPortalApi', functions['portal-api'], { scopePermissionToRoute: false });
  const reference = new HttpLambdaIntegration('ToReference', functions.reference, { scopePermissionToRoute: false });
  const signedIn = new HttpJwtAuthorizer(
    'SignedIn',
    `https://cognito-idp.${stack.region}.amazonaws.com/${pool.userPoolId}`,
    { jwtAudience: [console.userPoolClientId] },
  );
  api.addRoutes({ path: '/v1/{proxy+}', methods: [HttpMethod.ANY], integration: staff, authorizer: signedIn });
  const open = [
    ...['/v1/health', calendarPath, verifyPath].flatMap((path) =>
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: staff }),
    ),
    ...['/v1/openapi.json', '/v1/reference', '/v1/reference/{asset}'].flatMap((path) =>
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: reference }),
    ),
  ];
  for (const route of open) acknowledgeOpen(route);
  for (const route of api.addRoutes({ path: '/portal/v1/{proxy+}', methods: [HttpMethod.ANY], integration: portal }))
    acknowledgePortal(route);
  stage(stack, flags, api);
  return api;
}

function stage(stack: Stack, flags: Flags, api: HttpApi): void {
  const logGroup = new LogGroup(stack, 'AccessLogs', {
    retention: flags.hardened ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(stack, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 50, burstLimit: 100 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(accessLog)),
    },
  });
}

function acknowledgePortal(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'Clients have no account: they come by a mailed link and stay by a cookie, both of 256 random bits, which the function looks up on each call.',
  });
}

function acknowledgeOpen(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'Says only that the service runs, or what the API looks like: nothing of the firm, and needed before sign-in. A calendar is opened by the 256 random bits in its address, and by nothing else. A letter’s file is verified by its hash, and nothing is said of whom it is between.',
  });
}
