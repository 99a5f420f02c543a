import { checksumHeaders } from './checksums.ts';
import { S3Error } from './error.ts';
import { lockHeaders } from './lock.ts';
import { checkHeaderValue, CONTENT_HEADERS } from './metadata.ts';
import type { Headers } from './signature.ts';
import type { StoredVersion, Version } from './version.ts';

/** Bytes of the content; `to` is the last one of them. */
export type Range = { from: number; to: number };

export const wholeOf = (version: { size: number }): Range => ({ from: 0, to: version.size - 1 });

/** The one range a `Range` header asks for; what is no such range is not looked at. */
export function rangeOf(header: string | undefined, size: number): Range | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if ((!first && !last) || (first && last && Number(last) < Number(first))) return undefined;
  const range = first
    ? { from: Number(first), to: last ? Math.min(Number(last), size - 1) : size - 1 }
    : { from: Math.max(0, size - Number(last)), to: size - 1 };
  if (range.from > range.to)
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${size}`,
    });
  return range;
}

const listed = (header: string, etag: string) =>
  header.split(',').some((one) => one.trim() === '*' || one.trim().replaceAll('"', '') === etag);

type ReadConditions = {
  match?: string | undefined;
  noneMatch?: string | undefined;
  modifiedSince?: string | undefined;
  unmodifiedSince?: string | undefined;
};

/** What a read's conditions come to: `match` beats `unmodifiedSince`, `noneMatch` beats `modifiedSince`. */
export function judge(version: Version, asked: ReadConditions): 'met' | 'failed' | 'not modified' {
  const modified = Math.floor(version.created / 1000) * 1000;
  if (asked.match !== undefined) {
    if (!listed(asked.match, version.etag)) return 'failed';
  } else if (modified > Date.parse(asked.unmodifiedSince ?? '')) return 'failed';
  if (asked.noneMatch !== undefined) return listed(asked.noneMatch, version.etag) ? 'not modified' : 'met';
  return modified <= Date.parse(asked.modifiedSince ?? '') ? 'not modified' : 'met';
}

export const preconditionFailed = () =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

export const versionHeader = ({ versionId }: { versionId?: string | undefined }): Record<string, string> =>
  versionId === undefined || versionId === 'null' ? {} : { 'x-amz-version-id': versionId };

function overrides(query: URLSearchParams): Record<string, string> {
  const asked = CONTENT_HEADERS.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  for (const [name, value] of asked) checkHeaderValue(name, value);
  return Object.fromEntries(asked);
}

/** The headers of a read, all but those that its range decides. */
export function headersOf(version: StoredVersion, headers: Headers, query: URLSearchParams): Record<string, string> {
  const withChecksum = headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && !headers.range;
  return {
    'content-type': 'binary/octet-stream',
    ...version.headers,
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.created).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(version),
    ...lockHeaders(version.lock),
    ...(version.tags.length && { 'x-amz-tagging-count': String(version.tags.length) }),
    ...(withChecksum && checksumHeaders(version.checksum)),
    ...overrides(query),
  };
}
