import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { instant, now } from '../clock.ts';
import { DomainError, forbidden } from '../errors.ts';
import * as z from 'zod';
import { canonical } from '../events/chain.ts';
import { again } from '../events/retry.ts';
import { Found, write } from '../events/write.ts';
import { newId } from '../ids.ts';
import type { Cursors } from '../table/cursors.ts';
import { fieldKinds } from '../table/fields.ts';
import { recordsFor } from '../table/records.ts';
import type { Table, Write } from '../table/table.ts';
import { type Kept, once, recall, remember } from './idempotency.ts';
import { toProblem } from './problem.ts';
import { checkMatch, type Claims, claimsOf, type HttpEvent, type Input, readInput } from './request.ts';
import type { Caller, Loading, Outcome, Route } from './route.ts';
import { router } from './router.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** What the dispatcher needs around the routes. `deps` is what capabilities load with, beside the table. */
export type Service<Deps> = {
  table: Table;
  cursors: Cursors;
  /** Reads the caller's record strongly; throws `unauthenticated` for who is no member, or no longer one. */
  authenticate: (claims: Claims) => Promise<Caller>;
  deps: Deps;
  log?: (line: Record<string, unknown>) => void;
};

const nobody: Caller = { id: 'nobody', name: '', role: 'guest', scope: { only: [] } };

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** An answer as text, with the headers that follow from it. */
function answered(
  route: Route,
  { status, answer = '', location, etag }: Kept,
  more: Record<string, string> = {},
): Result {
  return {
    statusCode: status,
    headers: {
      ...headers,
      ...(etag !== undefined && { etag }),
      ...(location !== undefined && route.method === 'POST' && { location }),
      ...more,
    },
    ...(answer !== '' && { body: answer }),
  };
}

/** Checked against the contract, which also strips what is not in it; a record's version is its ETag. */
function encode(route: Route, outcome: { answer: unknown; location?: string; etag?: number }): Kept {
  const { location } = outcome;
  const value = route.response?.parse(outcome.answer) as { version?: unknown } | undefined;
  const version = outcome.etag ?? value?.version;
  return {
    status: route.status ?? 200,
    ...(value !== undefined && { answer: JSON.stringify(value) }),
    ...(typeof version === 'number' && { etag: `"${version}"` }),
    ...(location !== undefined && { location }),
  };
}

function refused(error: unknown, requestId: string): Result {
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

/** A promise that is awaited later: until then its failure must not count as unhandled. */
function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** One function for all routes: match, authenticate, validate, load → decide → write → answer. */
export function api<Deps>(routes: readonly Route<Deps>[], service: Service<Deps>) {
  const match = router(routes);
  const { table, cursors } = service;

  async function underLimit(route: Route<Deps>, caller: string, address: string): Promise<void> {
    if (!route.limit) return;
    const { per, times, seconds } = route.limit;
    const window = Math.floor(now() / 1000 / seconds);
    const who = per === 'person' ? caller : address;
    const key = { pk: `LIMIT#${route.method} ${route.path}#${who}`, sk: String(window) };
    if ((await again(() => table.count(key, (window + 2) * seconds))) <= times) return;
    const retryAfter = Math.ceil((window + 1) * seconds - now() / 1000);
    throw new DomainError('too-many', `At most ${times} of these calls in ${seconds} seconds`, { retryAfter });
  }

  async function run(event: HttpEvent, requestId: string, about: Record<string, unknown>): Promise<Result> {
    const { http } = event.requestContext;
    const { route, params } = match(http.method, event.rawPath);
    about.route = `${route.method} ${route.path}`;
    const open = route.allow === 'anyone';
    const claims = open ? undefined : claimsOf(event);
    const caller = later(
      claims ? again(() => service.authenticate(claims)).then((who) => allowed(route, who)) : Promise.resolve(nobody),
    );
    about.caller = claims?.username;
    const limited = later(underLimit(route, claims?.username ?? '', http.sourceIp));

    let input: Input;
    try {
      input = readInput(route, event, params);
    } catch (error) {
      await caller;
      throw error;
    }

    const key = event.headers['idempotency-key'];
    const call =
      key !== undefined && route.method === 'POST' && !route.sensitive && claims
        ? once(key, claims.username!, route.path, {
            params,
            query: input.query,
            body: withoutSealed(route, input.body),
          })
        : undefined;
    const records = recordsFor(table, () => caller, cursors, purpose(route, params, input.query));
    const from: Loading<Deps> = { ...service.deps, records, newId };
    const eventIds: string[] = [];
    const given = input as { params: never; query: never; body: never };

    const attempt = async (): Promise<Result> => {
      const earlier = later(call ? table.get(call.key, { strong: true }) : Promise.resolve(undefined));
      // Where calls are limited, nothing is done for who may not call, or not now.
      if (route.limit) await Promise.all([caller, limited]);
      const loading = later(route.load(given, from));
      const who = await caller;
      await limited;
      const before = call && recall(await earlier, call, now() / 1000);
      if (before) return replay(event, route, before, requestId);
      const loaded = await loading;
      const circumstances = { ...given, loaded, caller: who, now: instant(), newId };
      if (route.answer) return answered(route, encode(route, { answer: route.answer(circumstances) }));

      checkMatch(event.headers['if-match'], route.subject?.(loaded));
      const outcome: Outcome<unknown> = route.decide!(circumstances);
      const kept = encode(route, outcome);
      const guard: Write | undefined = call && remember(call, kept, Math.floor(now() / 1000));
      try {
        const author = {
          actor: who.id,
          at: circumstances.now,
          requestId,
          eventIds: (i: number) => (eventIds[i] ??= newId('event')),
        };
        if (outcome.write.length > 0) await write(table, outcome.write, author, guard);
      } catch (error) {
        if (!(error instanceof Found) || !call) throw error;
        // The other of two simultaneous calls was first: its answer is ours.
        return replay(event, route, recall(error.item, call, 0)!, requestId);
      }
      return answered(route, kept);
    };
    return again(attempt);
  }

  /**
   * Answers again what was answered before, if the caller may still see it and it was not erased since. A large answer
   * is read anew from where it lives.
   */
  async function replay(event: HttpEvent, route: Route<Deps>, kept: Kept, requestId: string): Promise<Result> {
    const replayed = { 'idempotency-replayed': 'true' };
    if (kept.location === undefined) return answered(route, kept, replayed);
    const { queryStringParameters: _, body: _body, ...rest } = event;
    const http = { ...event.requestContext.http, method: 'GET' };
    const read = { ...rest, rawPath: kept.location, requestContext: { ...event.requestContext, http } };
    const answer = await run(read as HttpEvent, requestId, {});
    const isErased = (JSON.parse(answer.body ?? '{}') as { erasedAt?: string }).erasedAt !== undefined;
    if (kept.answer !== undefined && !isErased) return answered(route, kept, replayed);
    return { ...answer, statusCode: kept.status, headers: { ...answer.headers, location: kept.location, ...replayed } };
  }

  return async (event: HttpEvent, context: Pick<Context, 'awsRequestId'>): Promise<Result> => {
    const began = performance.now();
    const about: Record<string, unknown> = {};
    let result: Result;
    try {
      result = await run(event, context.awsRequestId, about);
    } catch (error) {
      result = refused(error, context.awsRequestId);
      if (result.statusCode === 500) console.error(error);
    }
    const ms = Math.round((performance.now() - began) * 10) / 10;
    (service.log ?? console.info)({
      msg: 'request',
      requestId: context.awsRequestId,
      ...about,
      status: result.statusCode,
      ms,
    });
    return result;
  };
}

function allowed<Deps>(route: Route<Deps>, caller: Caller): Caller {
  if (route.allow === 'anyone' || route.allow.includes(caller.role)) return caller;
  throw forbidden(`This takes the role ${route.allow.join(' or ')}; yours is ${caller.role}`);
}

/** What is never kept in clear is not hashed either: nine digits are soon guessed. */
function withoutSealed<Deps>({ body: schema }: Route<Deps>, body: unknown): unknown {
  if (!(schema instanceof z.ZodObject) || body === null || typeof body !== 'object') return body;
  const kinds = fieldKinds(schema);
  return Object.fromEntries(Object.entries(body).filter(([name]) => kinds.get(name) !== 'sealed'));
}

/** A cursor belongs to one list of one record with its filters, whatever the page's size. */
function purpose(route: Pick<Route, 'path'>, params: Record<string, string>, query: unknown): string {
  const { cursor: _, limit: _limit, ...filters } = (query ?? {}) as Record<string, unknown>;
  return canonical({ path: route.path, params, filters });
}
