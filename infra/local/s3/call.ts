import type { IncomingMessage, ServerResponse } from 'node:http';
import { S3Error } from './error.ts';
import type { Headers } from './signature.ts';

/** A request that was authenticated: which bucket and key it means, and the headers that count. */
export type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: Headers;
  /** The hex digest of the body, or how it is sent instead. */
  payload: string;
};

type Route = (call: Call) => void | Promise<void>;
/** Handlers by method and subresource: `GET`, `PUT tagging`. */
export type Routes = Record<string, Route>;

type Address = { bucket: string; key: string; path: string; query: URLSearchParams };

const PARAMETERS = new Set(
  (
    'x-id,prefix,delimiter,marker,max-keys,list-type,continuation-token,start-after,fetch-owner,encoding-type,' +
    'key-marker,version-id-marker,upload-id-marker,max-uploads,part-number-marker,max-parts,versionId,partNumber'
  ).split(','),
);

/** The query parameter that names the operation: everything that only qualifies one is left out. */
export function subresource(query: URLSearchParams): string | undefined {
  return [...query.keys()].find((name) => !PARAMETERS.has(name) && !/^(x-amz-|response-)/i.test(name));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Keys are names and nothing else; `..` means nothing in them. What XML cannot carry is refused. */
export function checkKey(key: string): string {
  if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long: 1024 bytes.');
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(key))
    throw new S3Error(400, 'InvalidURI', 'The key holds a control character.');
  return key;
}

/** Path style, `/bucket/key`, or virtual-host style, `bucket.localhost` or `bucket.s3.<region>.localhost`. */
export function addressOf(target: string, host: string): Address {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const virtual = /^(.+?)\.(?:s3\.(?:[a-z0-9-]+\.)?)?localhost(?::\d+)?$/.exec(host)?.[1];
  const segments = path.slice(1).split('/').map(decoded);
  const bucket = virtual ?? segments.shift() ?? '';
  return {
    bucket,
    key: checkKey(segments.join('/')),
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
  };
}

export const sentHeaders = (request: IncomingMessage): Headers =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]));

/**
 * The headers that count. The SDK moves `x-amz-*` headers of a presigned URL into its query: S3 takes metadata from
 * there, and nothing else. A checksum in the query is not looked at.
 */
export function effectiveHeaders(request: IncomingMessage, query: URLSearchParams): Headers {
  const metadata = [...query].filter(([name]) => name.startsWith('x-amz-meta-'));
  return { ...(query.has('X-Amz-Signature') && Object.fromEntries(metadata)), ...sentHeaders(request) };
}

/** A parameter that counts something, within what S3 gives at most. */
export function atMost(most: number, value: string | null): number {
  const count = Number(value ?? most);
  if (!Number.isInteger(count) || count < 0) throw new S3Error(400, 'InvalidArgument', `${value} is not a count`);
  return Math.min(count, most);
}
