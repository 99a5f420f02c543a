import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { openBlobs } from './blobs.ts';
import { bucketRoutes, listBuckets } from './bucket-routes.ts';
import { type BucketSpec, openBuckets } from './buckets.ts';
import { addressOf, type Call, effectiveHeaders, type Routes, sentHeaders, subresource } from './call.ts';
import { corsHeaders, type CorsRule } from './cors.ts';
import { notEmulated, S3Error } from './error.ts';
import type { S3Event } from './events.ts';
import { postObject } from './form.ts';
import { listingRoutes } from './listing-routes.ts';
import { bucketLockRoutes, objectLockRoutes } from './lock-routes.ts';
import { multipartRoutes } from './multipart-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { openOutbox } from './outbox.ts';
import { settingRoutes } from './setting-routes.ts';
import { authenticate, type Keys } from './signature.ts';
import { openTables, type Tables } from './tables.ts';
import { openUploads } from './uploads.ts';
import { openVersions } from './versions.ts';
import { sendXml } from './xml.ts';

export type S3Options = {
  /** Where the content of objects lies. Everything else is in the store. */
  directory: string;
  store: DatabaseSync;
  clock: Clock;
  buckets: readonly BucketSpec[];
  keys: Keys;
  /** Gets every event of buckets with notifications at least once; what it throws is tried again. */
  onEvent?: (event: S3Event) => void | Promise<void>;
};

export type S3 = {
  /** Takes every request: mount it last. */
  handle: RestService;
  /** Waits for what is being answered and ends the delivery of events. Close the server before, the store after. */
  close: () => Promise<void>;
};

const blobsInUse = (tables: Tables) =>
  new Set(
    tables
      .all<{ blob: string }>('SELECT blob FROM s3_versions WHERE blob IS NOT NULL UNION SELECT blob FROM s3_parts')
      .map((row) => row.blob),
  );

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const known = error instanceof S3Error;
  if (!known) console.error(error);
  const { status, code, message, headers } = known
    ? error
    : new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
  // What is left of the body has to be read, or the sender never comes to reading the answer.
  request.resume();
  if (request.method === 'HEAD') {
    response.writeHead(status, headers).end();
    return;
  }
  sendXml(response, { Error: { Code: code, Message: message, RequestId: randomUUID() } }, { status, headers });
}

function routeOf(routes: Routes, call: Call): Routes[string] {
  const sub = subresource(call.query);
  const name = sub === undefined ? call.method : `${call.method} ${sub}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw notEmulated(`${call.method} ${call.key ? '/bucket/key' : '/bucket'}${sub ? `?${sub}` : ''}`);
  return route;
}

function preflight(call: Call, rules: readonly CorsRule[]): void {
  const allowed = corsHeaders(rules, {
    origin: call.headers.origin ?? '',
    method: call.headers['access-control-request-method'] ?? '',
    headers: (call.headers['access-control-request-headers'] ?? '').split(',').flatMap((name) => name.trim() || []),
  });
  if (!allowed)
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed by the bucket.');
  call.response.writeHead(200, { ...allowed, 'content-length': 0 }).end();
}

/** S3 as far as this product uses it, and what it does not emulate refused by name. */
export function s3({ directory, store, clock, buckets: specs, keys, onEvent = () => undefined }: S3Options): S3 {
  const tables = openTables(store);
  const blobs = openBlobs(join(directory, 'blobs'));
  blobs.sweep(blobsInUse(tables));
  const outbox = openOutbox(tables, clock, onEvent);
  const buckets = openBuckets(tables, clock, specs);
  const versions = openVersions(tables, blobs, buckets, outbox, clock);
  const uploads = openUploads(tables, blobs, clock);
  const parts = { tables, blobs, buckets, versions, uploads, clock, keys };
  const ofBuckets: Routes = {
    ...bucketRoutes(parts),
    ...listingRoutes(parts),
    ...settingRoutes(buckets),
    ...bucketLockRoutes(buckets),
  };
  const ofObjects: Routes = { ...objectRoutes(parts), ...objectLockRoutes(parts), ...multipartRoutes(parts) };
  outbox.wake();

  async function route(call: Call, path: string): Promise<void> {
    const { bucket, key, request, response, method, headers } = call;
    const rules = buckets.find(bucket)?.cors ?? [];
    if (method === 'OPTIONS') return preflight(call, rules);
    if (headers.origin) {
      const allowed = corsHeaders(rules, { origin: headers.origin, method, headers: [] });
      for (const [name, value] of Object.entries(allowed ?? {})) response.setHeader(name, value);
    }
    if (method === 'POST' && bucket && !key && headers['content-type']?.startsWith('multipart/form-data')) {
      buckets.get(bucket);
      return postObject(call, parts);
    }
    call.payload = authenticate({ method, path, query: call.query, headers: sentHeaders(request) }, keys, Date.now());
    if (!bucket && method === 'GET') return listBuckets(call, buckets);
    await routeOf(key ? ofObjects : ofBuckets, call)(call);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { path, query, bucket, key } = addressOf(request.url ?? '/', request.headers.host ?? '');
      const headers = effectiveHeaders(request, query);
      const method = request.method ?? 'GET';
      await route({ request, response, method, bucket, key, query, headers, payload: '' }, path);
    } catch (error) {
      sendError(request, response, error);
    }
  }

  const answering = new Set<Promise<void>>();
  return {
    async handle(request, response) {
      const answered = answer(request, response);
      answering.add(answered);
      await answered;
      answering.delete(answered);
      return true;
    },
    async close() {
      await Promise.all(answering);
      await outbox.close();
    },
  };
}
