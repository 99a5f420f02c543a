import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { instant, now } from '../clock.ts';
import { DomainError, forbidden } from '../errors.ts';
import { canonical } from '../events/chain.ts';
import { again } from '../events/retry.ts';
import { Found, write } from '../events/write.ts';
import { newId } from '../ids.ts';
import type { Cursors } from '../table/cursors.ts';
import { fieldKinds } from '../table/fields.ts';
import { renamed } from '../table/renamed.ts';
import { Merged, recordsFor } from '../table/records.ts';
import type { Table, Write } from '../table/table.ts';
import { answered, encode, refused, type Result } from './answer.ts';
import { addressOf, checkEdge } from './edge.ts';
import { type Kept, once, type Once, recall, remember } from './idempotency.ts';
import { checkMatch, type Claims, claimsOf, type HttpEvent, type Input, readInput } from './request.ts';
import { has } from './rights.ts';
import type { Caller, Loading, Outcome, Route } from './route.ts';
import { router } from './router.ts';

/** What the dispatcher needs around the routes. `deps` is what capabilities load with, beside the table. */
export type Service<Deps> = {
  table: Table;
  cursors: Cursors;
  /** Reads the caller's record strongly; throws `unauthenticated` for who is no member, or no longer one. */
  authenticate: (claims: Claims) => Promise<Caller>;
  /** What a call says of who makes it, as far as can be told without the table: by the gateway's JWT, if nothing else is said. */
  identify?: (event: HttpEvent) => Claims;
  /** Refuses calls of any route, before anything else: those that another site makes a browser send. */
  guard?: (event: HttpEvent) => void;
  deps: Deps;
  /** What CloudFront sends with every call; where it is given, the API demands it. */
  edgeSecret?: string | undefined;
  log?: (line: Record<string, unknown>) => void;
};

const nobody: Caller = { id: 'nobody', name: '', role: 'guest', scope: { only: [] }, rights: {} };

type Params = Record<string, string>;
type Given = { params: never; query: never; body: never };

/** One request on its way: what does not change when it has to decide again. */
type Visit<Deps> = {
  event: HttpEvent;
  requestId: string;
  route: Route<Deps>;
  caller: Promise<Caller>;
  limited: Promise<void>;
  call: Once | undefined;
  given: Given;
  from: Loading<Deps>;
  eventIds: (index: number) => string;
};

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

  /** Who calls, read while everything else is; a role that may not call is refused. */
  async function enter(route: Route<Deps>, claims: Claims | undefined): Promise<Caller> {
    if (!claims) return nobody;
    return allowed(route, await again(() => service.authenticate(claims)));
  }

  /** What was sent; who may not call is told so first. */
  async function inputOf(
    route: Route<Deps>,
    event: HttpEvent,
    params: Params,
    caller: Promise<Caller>,
  ): Promise<Input> {
    try {
      return readInput(route, event, params);
    } catch (error) {
      await caller;
      throw error;
    }
  }

  /** The call that this may be a repetition of, where an answer is kept for it. */
  function repeatable(route: Route<Deps>, event: HttpEvent, claims: Claims | undefined, params: Params, input: Input) {
    const key = event.headers['idempotency-key'];
    if (key === undefined || route.method !== 'POST' || route.sensitive || !claims) return undefined;
    const asked = { params, query: input.query, body: withoutSealed(route, input.body) };
    return once(key, claims.username!, route.path, asked);
  }

  async function run(event: HttpEvent, requestId: string, about: Record<string, unknown>): Promise<Result> {
    checkEdge(event, service.edgeSecret);
    service.guard?.(event);
    const { http } = event.requestContext;
    const { route, params } = match(http.method, event.rawPath);
    about.route = `${route.method} ${route.path}`;
    const claims = route.allow === 'anyone' ? undefined : (service.identify ?? claimsOf)(event);
    about.caller = claims?.username;
    const caller = later(enter(route, claims));
    const limited = later(underLimit(route, claims?.username ?? '', addressOf(event)));
    const input = await inputOf(route, event, params, caller);
    const call = repeatable(route, event, claims, params, input);
    const records = recordsFor(table, () => caller, cursors, purpose(route, params, input.query));
    const eventIds: string[] = [];
    return following(event, input, (given) =>
      again(() =>
        attempt({
          event,
          requestId,
          route,
          caller,
          limited,
          call,
          given: given as Given,
          from: { ...service.deps, records, newId },
          eventIds: (i) => (eventIds[i] ??= newId('event')),
        }),
      ),
    );
  }

  /** Load, decide, write, answer: again from the beginning when the write lost a race. */
  async function attempt(visit: Visit<Deps>): Promise<Result> {
    const { event, route, caller, limited, call, given, from } = visit;
    const earlier = later(call ? table.get(call.key, { strong: true }) : Promise.resolve(undefined));
    // Where calls are limited, nothing is done for who may not call, or not now.
    if (route.limit) await Promise.all([caller, limited]);
    const loading = later(route.load(given, from));
    const who = await caller;
    await limited;
    const before = call && recall(await earlier, call, now() / 1000);
    if (before) {
      // What lives somewhere is read there.
      if (before.location === undefined) await stillSeen(loading);
      return replay(visit, who, before);
    }
    const visitor = { address: addressOf(event), userAgent: (event.headers['user-agent'] ?? '').slice(0, 500) };
    const circumstances = { ...given, loaded: await loading, caller: who, now: instant(), newId, visitor };
    if (route.answer) return answered(route, encode(route, { answer: route.answer(circumstances) }));
    checkMatch(event.headers['if-match'], route.subject?.(circumstances.loaded));
    return commit(visit, circumstances.now, who, route.decide!(circumstances));
  }

  async function commit(visit: Visit<Deps>, at: string, who: Caller, outcome: Outcome<unknown>): Promise<Result> {
    const { route, call, requestId, eventIds } = visit;
    const kept = encode(route, outcome);
    const guard: Write | undefined = call && remember(call, { ...kept, ...held(who) }, Math.floor(now() / 1000));
    try {
      await write(table, outcome.write, { actor: outcome.by ?? who.id, at, requestId, eventIds }, guard);
    } catch (error) {
      if (!(error instanceof Found) || !call) throw error;
      // The other of two simultaneous calls was first: its answer is ours.
      return replay(visit, who, recall(error.item, call, 0)!);
    }
    const result = answered(route, kept);
    return outcome.cookies ? { ...result, cookies: [...outcome.cookies] } : result;
  }

  /**
   * Answers again what was answered before, if the caller may still see it, with the rights they had, and it was not
   * erased since. Otherwise, and where it was large, it is read anew from where it lives.
   */
  async function replay({ event, route, requestId }: Visit<Deps>, who: Caller, kept: Kept): Promise<Result> {
    const replayed = { 'idempotency-replayed': 'true' };
    const isTheirs = (kept.rights ?? []).every((right) => has(who, right));
    if (kept.location === undefined && !isTheirs)
      throw forbidden('This was done, and answered with rights that you no longer have');
    if (kept.location === undefined) return answered(route, kept, replayed);
    const { queryStringParameters: _, body: _body, ...rest } = event;
    const http = { ...event.requestContext.http, method: 'GET' };
    const read = { ...rest, rawPath: kept.location, requestContext: { ...event.requestContext, http } };
    const answer = await run(read as HttpEvent, requestId, {});
    const isErased = (JSON.parse(answer.body ?? '{}') as { erasedAt?: string }).erasedAt !== undefined;
    if (kept.answer !== undefined && isTheirs && !isErased) return answered(route, kept, replayed);
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

/** What a repeated call is about must still be there for the caller: a wall may have gone up since. */
async function stillSeen(loading: Promise<unknown>): Promise<void> {
  await loading.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not-found') throw error;
  });
}

/** One record takes in twenty others, one after the other at worst. A call may name several. */
const mostMerges = 40;

/**
 * Whoever names a record that was merged into another is answered by that one: the call begins anew with its id in the
 * place of the old one, wherever it was given. `Content-Location` says so.
 */
async function following(event: HttpEvent, input: Input, run: (input: Input) => Promise<Result>): Promise<Result> {
  let given = input;
  let place = event.rawPath;
  for (let merges = 0; ; merges++) {
    try {
      const result = await run(given);
      if (merges > 0) result.headers = { ...result.headers, 'content-location': place };
      return result;
    } catch (error) {
      if (!(error instanceof Merged) || merges === mostMerges) throw error;
      given = renamed(given, error.from, error.into);
      place = place.replaceAll(error.from, error.into);
    }
  }
}

function allowed<Deps>(route: Route<Deps>, caller: Caller): Caller {
  if (route.allow === 'anyone' || route.allow.includes(caller.role)) return caller;
  throw forbidden(`This takes the role ${route.allow.join(' or ')}; yours is ${caller.role}`);
}

/** The rights with which an answer was made, as they stand beside it. */
function held({ rights }: Caller): Pick<Kept, 'rights'> {
  const had = Object.keys(rights).filter((right) => rights[right]);
  return had.length > 0 ? { rights: had } : {};
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
