import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JwtContext } from './jwt.ts';

/** What is known of one request, for the function's event and for the access log. */
export type Visit = {
  id: string;
  at: number;
  time: string;
  method: string;
  path: string;
  query: string;
  sourceIp: string;
  protocol: string;
  userAgent: string;
  host: string;
  routeKey?: string;
  authorizer?: JwtContext;
  error?: string;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2027:19:03:58 +0000`, as API Gateway writes it. */
function clfTime(at: number): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}

/** Path and query as sent; the absolute form (`GET http://host/path`) is allowed by HTTP too. */
function targetOf(url: string): { path: string; query: string } {
  const [, path = '/', query = ''] = /^(?:https?:\/\/[^/?#]*)?(\/[^?#]*)?(?:\?([^#]*))?/i.exec(url) ?? [];
  return { path, query };
}

export function openVisit(request: IncomingMessage, at: number): Visit {
  return {
    id: `${randomBytes(11).toString('base64url')}=`,
    at,
    time: clfTime(at),
    method: request.method ?? 'GET',
    ...targetOf(request.url ?? '/'),
    sourceIp: request.socket.remoteAddress ?? '',
    protocol: `HTTP/${request.httpVersion}`,
    userAgent: request.headers['user-agent'] ?? '',
    host: request.headers.host ?? '',
  };
}
