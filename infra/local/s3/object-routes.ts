import { pipeline } from 'node:stream/promises';
import type { Blobs } from './blobs.ts';
import { namedAlgorithm, receive, receiveText } from './body.ts';
import type { Buckets } from './buckets.ts';
import { type Call, type Routes } from './call.ts';
import { checksumElements, checksumHeaders } from './checksums.ts';
import { copySource, copyAlgorithm } from './copying.ts';
import { notEmulated, S3Error } from './error.ts';
import { encryptionHeaders, keptHeaders } from './metadata.ts';
import { headersOf, judge, preconditionFailed, rangeOf, versionHeader, wholeOf } from './reading.ts';
import { parseTags, tagsOfHeader, tagsXml } from './tags.ts';
import { checkPrecondition, type StoredVersion } from './version.ts';
import type { Versions } from './versions.ts';
import { sendXml } from './xml.ts';

type Parts = { blobs: Blobs; buckets: Buckets; versions: Versions };

export const bypasses = ({ headers }: Call) => headers['x-amz-bypass-governance-retention']?.toLowerCase() === 'true';

async function putObject(call: Call, { blobs, buckets, versions }: Parts): Promise<void> {
  const { bucket, key, headers, response } = call;
  const { locked } = buckets.get(bucket);
  if (locked && headers['content-md5'] === undefined && !namedAlgorithm(headers))
    throw new S3Error(
      400,
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  checkPrecondition(versions.find(bucket, key), headers);
  const [kept, tags] = [keptHeaders(headers), tagsOfHeader(headers['x-amz-tagging'])];
  const { blob, checksum } = await receive(call, blobs);
  const content = { blob: blob.name, size: blob.size, etag: blob.md5, checksum };
  const stored = versions.put({ bucket, key, ...content, kept, headers, tags, reason: 'PutObject' });
  response.writeHead(200, {
    etag: `"${stored.etag}"`,
    ...checksumHeaders(checksum),
    ...encryptionHeaders(kept),
    ...versionHeader(stored),
    'content-length': 0,
  });
  response.end();
}

/** Metadata goes along unless it is replaced; how the source was encrypted and locked does not. */
function copiedHeaders(source: StoredVersion, headers: Call['headers']): Record<string, string> {
  const asked = keptHeaders(headers);
  if (headers['x-amz-metadata-directive']?.toUpperCase() === 'REPLACE') return asked;
  const own = Object.entries(source.headers).filter(([name]) => !/^x-amz-(server-side|storage)/.test(name));
  return { ...Object.fromEntries(own), ...encryptionHeaders(asked) };
}

async function copyObject(call: Call, { blobs, versions }: Parts): Promise<void> {
  const { bucket, key, headers, response } = call;
  const source = copySource(headers, versions);
  const algorithm = copyAlgorithm(headers, source);
  const replaced = headers['x-amz-tagging-directive']?.toUpperCase() === 'REPLACE';
  const [kept, tags] = [
    copiedHeaders(source, headers),
    replaced ? tagsOfHeader(headers['x-amz-tagging']) : source.tags,
  ];
  const blob = await blobs.write(blobs.read(source.blob, wholeOf(source)), [algorithm]);
  const checksum = { algorithm, type: 'FULL_OBJECT', value: blob.sums[algorithm]! } as const;
  const content = { blob: blob.name, size: blob.size, etag: blob.md5, checksum };
  const stored = versions.put({ bucket, key, ...content, kept, headers, tags, reason: 'CopyObject' });
  const from = versionHeader(source)['x-amz-version-id'];
  const result = {
    ETag: `"${stored.etag}"`,
    LastModified: new Date(stored.created).toISOString(),
    ...checksumElements(checksum),
  };
  sendXml(
    response,
    { CopyObjectResult: result },
    {
      headers: {
        ...versionHeader(stored),
        ...encryptionHeaders(kept),
        ...(from && { 'x-amz-copy-source-version-id': from }),
      },
    },
  );
}

async function readObject(call: Call, { blobs, versions }: Parts): Promise<void> {
  const { bucket, key, headers, query, response, method } = call;
  if (query.has('partNumber')) throw notEmulated('reading by partNumber; read by range');
  const version = versions.get(bucket, key, query.get('versionId'));
  const verdict = judge(version, {
    match: headers['if-match'],
    noneMatch: headers['if-none-match'],
    modifiedSince: headers['if-modified-since'],
    unmodifiedSince: headers['if-unmodified-since'],
  });
  if (verdict === 'failed') throw preconditionFailed();
  const answered = headersOf(version, headers, query);
  if (verdict === 'not modified') {
    response.writeHead(304, { etag: answered.etag, 'last-modified': answered['last-modified'] }).end();
    return;
  }
  const range = rangeOf(headers.range, version.size);
  const { from, to } = range ?? wholeOf(version);
  const content = method === 'HEAD' ? undefined : blobs.read(version.blob, { from, to });
  response.writeHead(range ? 206 : 200, {
    ...answered,
    'content-length': to - from + 1,
    ...(range && { 'content-range': `bytes ${from}-${to}/${version.size}` }),
  });
  if (content) await pipeline(content, response);
  else response.end();
}

function deleteObject(call: Call, { versions }: Parts): void {
  const { bucket, key, headers, query, response } = call;
  const removed = versions.remove(bucket, key, { versionId: query.get('versionId'), bypass: bypasses(call), headers });
  response
    .writeHead(204, { ...versionHeader(removed), ...(removed.isDeleteMarker && { 'x-amz-delete-marker': 'true' }) })
    .end();
}

export function objectRoutes(parts: Parts): Routes {
  const { versions } = parts;
  const named = ({ bucket, key, query }: Call) => versions.get(bucket, key, query.get('versionId'));
  return {
    PUT: (call) => (call.headers['x-amz-copy-source'] === undefined ? putObject(call, parts) : copyObject(call, parts)),
    GET: (call) => readObject(call, parts),
    HEAD: (call) => readObject(call, parts),
    DELETE: (call) => deleteObject(call, parts),
    'GET tagging': (call) => {
      const version = named(call);
      sendXml(call.response, tagsXml(version.tags), { headers: versionHeader(version) });
    },
    'PUT tagging': async (call) => {
      const tags = parseTags(await receiveText(call));
      const version = named(call);
      versions.setTags(version, tags);
      call.response.writeHead(200, versionHeader(version)).end();
    },
    'DELETE tagging': (call) => {
      const version = named(call);
      versions.setTags(version, []);
      call.response.writeHead(204, versionHeader(version)).end();
    },
  };
}
