import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, type RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { sendAnswer, toAnswer } from './answer.ts';
import { cutOff, MAX_BODY, readUpTo } from './body.ts';
import { isPreflight, setCors, type Cors } from './cors.ts';
import { toEvent } from './event.ts';
import { jwtAuthorizer, type Jwks } from './jwt.ts';
import { foreign, isLocalPath } from './local.ts';
import { defaultFormat, logLine } from './log.ts';
import { Refusal } from './refusal.ts';
import { routeTable, type Match, type Route } from './routes.ts';
import { tokenBucket, type Throttle } from './throttle.ts';
import { openVisit, type Visit } from './visit.ts';

/** API Gateway waits no longer for a function. */
const MAX_SECONDS = 30;

export type ApiOptions = {
  /** `accessLog` is the stage's format, with `$context.…` in it. */
  api: { routes: readonly Route[]; cors?: Cors; throttle?: Throttle; accessLog?: string };
  /** Runs a function; rejects, having logged why, when it fails or runs out of its own time. */
  invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** The public keys of a token's issuer. */
  jwks: Jwks;
  clock: Clock;
  /** Pages and services of the local cloud: asked first for `/` and `/local/…`, and wherever no route matches. */
  local?: readonly RestService[];
  /** Takes the lines of the access log. */
  log?: (line: string) => void;
  /** Takes the other errors that the caller only sees as a 500. */
  report?: (error: unknown) => void;
};

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal(503, 'Service Unavailable')), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function failed(cause: unknown): never {
  throw new Refusal(500, 'Internal Server Error', {}, cause);
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message, headers }: Refusal): void {
  if (response.headersSent || (request.destroyed && !request.complete)) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify({ message }));
  sendAnswer(response, { status, headers: { ...headers, 'content-type': 'application/json' }, cookies: [], body });
  if (!request.complete) cutOff(request);
}

/** What answers every request: the local cloud's own pages, then the API as API Gateway would. */
export function httpApi({ api, invoke, jwks, clock, local = [], log, report = console.error }: ApiOptions) {
  const match = routeTable(api.routes);
  const fallback = api.routes.find(({ key }) => key === '$default');
  const authorize = jwtAuthorizer(jwks, clock);
  const mayPass = api.throttle ? tokenBucket(api.throttle, clock) : () => true;

  async function askLocal(request: IncomingMessage, response: ServerResponse, { path, query }: Visit) {
    const why = local.length ? foreign(request) : undefined;
    if (why) throw new Refusal(403, why);
    const url = new URL(`http://local${path}?${query}`);
    for (const service of local) if (await service(request, response, url)) return true;
    return false;
  }

  async function call(request: IncomingMessage, response: ServerResponse, visit: Visit, found: Match): Promise<void> {
    const { route } = found;
    visit.routeKey = route.key;
    if (!mayPass()) throw new Refusal(429, 'Too Many Requests');
    if (route.authorizer) visit.authorizer = await authorize(request, route.authorizer);
    const body = await readUpTo(request, MAX_BODY);
    const event = toEvent(request, { visit, match: found, body });
    const seconds = Math.min(route.timeoutSeconds ?? MAX_SECONDS, MAX_SECONDS);
    const result = await within(seconds, invoke(route.functionName, event).catch(failed));
    const answer = toAnswer(result);
    if (api.cors)
      for (const name of Object.keys(answer.headers))
        if (name.startsWith('access-control-')) delete answer.headers[name];
    sendAnswer(response, answer);
  }

  async function handle(request: IncomingMessage, response: ServerResponse, visit: Visit): Promise<void> {
    const found = match(visit.method, visit.path);
    const preflight = !!api.cors && isPreflight(request);
    const isPage = isLocalPath(visit.path) || (!found && !preflight);
    if (isPage && (await askLocal(request, response, visit))) return;
    response.setHeader('apigw-requestid', visit.id);
    if (log) logWhenDone(response, visit);
    if (api.cors) setCors(request, response, api.cors);
    if (preflight) return void response.writeHead(204).end();
    if (found) return call(request, response, visit, found);
    if (!fallback) throw new Refusal(404, 'Not Found');
    return call(request, response, visit, { route: fallback, pathParameters: {} });
  }

  function logWhenDone(response: ServerResponse, visit: Visit): void {
    const start = performance.now();
    response.once('close', () => {
      const length = Number(response.getHeader('content-length') ?? 0);
      const milliseconds = Math.round(performance.now() - start);
      log?.(logLine(api.accessLog ?? defaultFormat, visit, { status: response.statusCode, length, milliseconds }));
    });
  }

  function asRefusal(error: unknown, request: IncomingMessage, visit: Visit): Refusal {
    const cause = error instanceof Refusal && error.cause ? error.cause : error;
    visit.error = cause instanceof Error ? cause.message : String(cause);
    if (error instanceof Refusal) return error;
    if (error instanceof AwsError) return new Refusal(error.status, error.message);
    if (!request.errored) report(error);
    return new Refusal(500, 'Internal Server Error');
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const visit = openVisit(request, clock.now());
    handle(request, response, visit).catch((error: unknown) => {
      refuse(request, response, asRefusal(error, request, visit));
    });
  };
}
