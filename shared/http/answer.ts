import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DomainError } from '../errors.ts';
import type { Kept } from './idempotency.ts';
import { toProblem } from './problem.ts';
import type { Route } from './route.ts';

export type Result = APIGatewayProxyStructuredResultV2;

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** An answer as text, with the headers that follow from it. */
export function answered(
  route: Route,
  { status, answer = '', location, etag }: Kept,
  more: Record<string, string> = {},
): Result {
  return {
    statusCode: status,
    headers: {
      ...headers,
      ...(route.type !== undefined && { 'content-type': route.type }),
      ...(etag !== undefined && { etag }),
      ...(location !== undefined && route.method === 'POST' && { location }),
      ...more,
    },
    ...(answer !== '' && { body: answer }),
  };
}

/** Checked against the contract, which also strips what is not in it; a record's version is its ETag. */
export function encode(
  route: Route,
  outcome: { answer: unknown; location?: string; etag?: number; status?: number },
): Kept {
  const { location } = outcome;
  const value = route.response?.parse(outcome.answer) as { version?: unknown } | string | undefined;
  const isText = route.type !== undefined && typeof value === 'string';
  const version = outcome.etag ?? (value as { version?: unknown } | undefined)?.version;
  return {
    status: outcome.status ?? route.status ?? 200,
    ...(value !== undefined && { answer: isText ? value : JSON.stringify(value) }),
    ...(typeof version === 'number' && { etag: `"${version}"` }),
    ...(location !== undefined && { location }),
  };
}

/** A failure as RFC 9457 problem details, with the headers that its code asks for. */
export function refused(error: unknown, requestId: string): Result {
  const problem = toProblem(error, requestId);
  const details = error instanceof DomainError ? error.details : {};
  return {
    statusCode: problem.status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(typeof details.allow === 'string' && { allow: details.allow }),
      ...(typeof details.retryAfter === 'number' && { 'retry-after': String(details.retryAfter) }),
    },
    body: JSON.stringify(problem),
  };
}
