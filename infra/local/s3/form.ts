import busboy from 'busboy';
import type { Readable } from 'node:stream';
import type { Blobs } from './blobs.ts';
import { namedAlgorithm, verify } from './body.ts';
import { type Call, checkKey } from './call.ts';
import { type Algorithm, DEFAULT_ALGORITHM } from './checksums.ts';
import { S3Error } from './error.ts';
import { keptHeaders } from './metadata.ts';
import { checkPolicy, type Fields } from './post-policy.ts';
import { versionHeader } from './reading.ts';
import type { Keys } from './signature.ts';
import { parseTags } from './tags.ts';
import type { StoredVersion } from './version.ts';
import type { Versions } from './versions.ts';
import { sendXml } from './xml.ts';

type Parts = { blobs: Blobs; versions: Versions; keys: Keys };

async function storeFile(call: Call, fields: Fields, file: Readable, filename: string, parts: Parts) {
  const { blobs, versions, keys } = parts;
  const key = checkKey((fields.get('key') ?? '').replaceAll('${filename}', filename));
  if (!key) throw new S3Error(400, 'InvalidArgument', 'Bucket POST must contain a field named "key".');
  const limits = checkPolicy(new Map(fields).set('key', key), call.bucket, keys, Date.now());
  const headers = Object.fromEntries(fields);
  const kept = keptHeaders(headers);
  const tags = headers.tagging === undefined ? [] : parseTags(headers.tagging);
  const algorithm: Algorithm = namedAlgorithm(headers) ?? DEFAULT_ALGORITHM;
  const blob = await blobs.write(file, [algorithm], limits);
  try {
    verify(blob, headers, '');
  } catch (error) {
    blobs.remove([blob.name]);
    throw error;
  }
  return versions.put({
    bucket: call.bucket,
    key,
    blob: blob.name,
    size: blob.size,
    etag: blob.md5,
    checksum: { algorithm, type: 'FULL_OBJECT', value: blob.sums[algorithm]! },
    kept,
    headers,
    tags,
    reason: 'POST Object',
  });
}

function answer({ response, bucket }: Call, fields: Fields, stored: StoredVersion): void {
  const headers = { etag: `"${stored.etag}"`, ...versionHeader(stored) };
  const redirect = fields.get('success_action_redirect');
  const target = redirect === undefined ? null : URL.parse(redirect);
  if (target) {
    target.searchParams.set('bucket', bucket);
    target.searchParams.set('key', stored.key);
    target.searchParams.set('etag', `"${stored.etag}"`);
    response.writeHead(303, { ...headers, location: target.href }).end();
    return;
  }
  const status = fields.get('success_action_status');
  if (status === '201') {
    const body = { PostResponse: { Bucket: bucket, Key: stored.key, ETag: `"${stored.etag}"` } };
    return sendXml(response, body, { status: 201, headers });
  }
  response.writeHead(status === '200' ? 200 : 204, headers).end();
}

/** A browser's form: the fields come first and carry the signed policy, the file is the last of it. */
export function postObject(call: Call, parts: Parts): Promise<void> {
  const { request } = call;
  return new Promise<void>((resolve, reject) => {
    const fields = new Map<string, string>();
    let stored: Promise<StoredVersion> | undefined;
    const form = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fieldSize: 20_480, fields: 100, files: 1 },
    });
    const fail = (error: unknown) => {
      request.unpipe(form);
      reject(error as Error);
    };
    form.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated)
        fail(new S3Error(400, 'MaxPostPreDataLengthExceededError', `The field ${name} is too large.`));
      if (!stored) fields.set(name.toLowerCase(), value);
    });
    form.on('file', (_name, file, { filename }) => {
      stored = storeFile(call, fields, file, filename ?? '', parts);
      stored.then((version) => answer(call, fields, version)).then(resolve, fail);
    });
    form.on('error', fail);
    form.on('close', () => {
      if (!stored) fail(new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.'));
    });
    request.on('aborted', () => form.destroy(new Error('The sender went away')));
    request.pipe(form);
  });
}
