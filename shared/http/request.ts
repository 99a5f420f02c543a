import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { DomainError, invalid, type Issue } from '../errors.ts';
import { readJson } from './body.ts';
import { issuesOf } from './problem.ts';
import type { Route } from './route.ts';

export type Claims = Record<string, string>;

/** The gateway's event with what its JWT authorizer adds. */
export type HttpEvent = APIGatewayProxyEventV2 & {
  requestContext: { authorizer?: { jwt?: { claims?: Claims } } };
};

export type Input = { params: unknown; query: unknown; body: unknown };

/** The claims of an access token of the firm's pool; the gateway has verified signature, issuer, audience and expiry. */
export function claimsOf(event: HttpEvent): Claims {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  // An id token passes the gateway too, but says who someone is, not what they may call.
  if (!claims || claims.token_use !== 'access' || !claims.username)
    throw new DomainError('unauthenticated', 'Sign in and send the access token as Authorization: Bearer …');
  return claims;
}

type Parsed = { value: unknown; issues: Issue[] };

function parse(schema: z.ZodType | undefined, value: unknown, within: string): Parsed {
  if (!schema) return { value: undefined, issues: unexpected(value, within) };
  const result = schema.safeParse(value);
  return result.success
    ? { value: result.data, issues: [] }
    : { value: undefined, issues: issuesOf(result.error, within) };
}

/** What a route does not take is refused too, so that a misspelled filter is not silently ignored. */
function unexpected(value: unknown, within: string): Issue[] {
  if (value === undefined) return [];
  if (within === 'body') return [{ path: 'body', message: 'This call takes no body' }];
  return Object.keys(value as object).map((name) => ({
    path: `${within}.${name}`,
    message: 'There is no such parameter',
  }));
}

/** Everything a call sends, validated; all wrong fields are named at once. */
export function readInput(route: Route, event: HttpEvent, params: Record<string, string>): Input {
  const sent = route.method === 'GET' ? undefined : readJson(event, route.bodyLimit);
  const parsed = {
    params: parse(route.params, Object.keys(params).length > 0 || route.params ? params : undefined, 'path'),
    query: parse(route.query, route.query ? (event.queryStringParameters ?? {}) : event.queryStringParameters, 'query'),
    body: parse(route.body, sent, 'body'),
  };
  const issues = Object.values(parsed).flatMap((one) => one.issues);
  if (issues.length > 0) throw invalid(...issues);
  return { params: parsed.params.value, query: parsed.query.value, body: parsed.body.value };
}

/** Refuses a change of a record that moved since the caller read it. Without If-Match there is nothing to check. */
export function checkMatch(header: string | undefined, subject: { version: number } | undefined): void {
  if (header === undefined || header.trim() === '*' || !subject) return;
  const versions = header.split(',').map((tag) => /^(?:W\/)?"(\d{1,15})"$/.exec(tag.trim())?.[1]);
  if (versions.some((version) => version === undefined))
    throw invalid({ path: 'If-Match', message: 'Takes the ETag of a record, such as "3"' });
  if (!versions.map(Number).includes(subject.version))
    throw new DomainError('stale', 'This has changed since you read it; read it again and repeat your change', {
      version: subject.version,
    });
}
