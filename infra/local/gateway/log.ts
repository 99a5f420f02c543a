import { decodePercent } from './routes.ts';
import type { Visit } from './visit.ts';

/** The access log's format where the stage has none of its own. */
export const defaultFormat = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  httpMethod: '$context.httpMethod',
  path: '$context.path',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  error: '$context.error.message',
});

type Outcome = { status: number; length: number; milliseconds: number };

function contextOf(visit: Visit, outcome: Outcome): Record<string, string | number | undefined> {
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName: visit.host,
    'error.message': visit.error,
    extendedRequestId: visit.id,
    httpMethod: visit.method,
    'identity.sourceIp': visit.sourceIp,
    'identity.userAgent': visit.userAgent,
    integrationErrorMessage: visit.error,
    path: decodePercent(visit.path),
    protocol: visit.protocol,
    requestId: visit.id,
    requestTime: visit.time,
    requestTimeEpoch: visit.at,
    responseLatency: outcome.milliseconds,
    responseLength: outcome.length,
    routeKey: visit.routeKey,
    stage: '$default',
    status: outcome.status,
  };
}

/** One line of the access log: `$context.…` replaced, `-` where there is nothing. Values cannot break the JSON. */
export function logLine(format: string, visit: Visit, outcome: Outcome): string {
  const context = contextOf(visit, outcome);
  const claims = visit.authorizer?.jwt.claims ?? {};
  return format.replace(/\$context\.([\w:.-]*[\w])/g, (_, name: string) => {
    const value = context[name] ?? claims[name.replace(/^authorizer\.(?:jwt\.)?claims\./, '')] ?? '-';
    return JSON.stringify(String(value)).slice(1, -1);
  });
}
