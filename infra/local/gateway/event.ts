import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { eventBody } from './body.ts';
import type { JwtContext } from './jwt.ts';
import { decodePercent, type Match } from './routes.ts';
import type { Visit } from './visit.ts';

export type GatewayEvent = APIGatewayProxyEventV2 & { requestContext: { authorizer?: JwtContext } };

const hopByHop = new Set(['connection', 'cookie', 'expect', 'keep-alive', 'te', 'trailer', 'transfer-encoding']);

function traceId(incoming: string | undefined, now: number): string {
  const root = /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/.exec(incoming ?? '')?.[0];
  const seconds = Math.floor(now / 1000).toString(16);
  return root ?? `Root=1-${seconds.padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}

function joined(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) values.set(name, values.has(name) ? `${values.get(name)},${value}` : value);
  return Object.fromEntries(values);
}

function* headerPairs({ rawHeaders }: IncomingMessage): Generator<readonly [string, string]> {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (!hopByHop.has(name)) yield [name, rawHeaders[i + 1]!];
  }
}

function headersOf(request: IncomingMessage, body: Buffer, visit: Visit): Record<string, string> {
  const headers = joined(headerPairs(request));
  const forwarded = headers['x-forwarded-for'];
  return {
    ...headers,
    'content-length': String(body.length),
    'x-amzn-trace-id': traceId(headers['x-amzn-trace-id'], visit.at),
    'x-forwarded-for': forwarded ? `${forwarded}, ${visit.sourceIp}` : visit.sourceIp,
    'x-forwarded-port': String(request.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
  };
}

/**
 * The payload, format 2.0. API Gateway decodes the path before it calls the function, `rawPath` included (a `%2F` in it
 * has become a slash), while `rawQueryString` stays as it was sent.
 */
export function toEvent(
  request: IncomingMessage,
  { visit, match, body }: { visit: Visit; match: Match; body: Buffer },
): GatewayEvent {
  const { route, pathParameters } = match;
  const path = decodePercent(visit.path);
  const host = request.headers.host ?? '';
  const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean);
  const query = joined(new URLSearchParams(visit.query));
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: visit.query,
    ...(cookies && { cookies }),
    headers: headersOf(request, body, visit),
    ...(Object.keys(query).length && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length && { pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(visit.authorizer && { authorizer: visit.authorizer }),
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0]!,
      http: {
        method: visit.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: visit.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: visit.id,
      routeKey: route.key,
      stage: '$default',
      time: visit.time,
      timeEpoch: visit.at,
    },
    ...eventBody(body, request.headers['content-type']),
  };
}
