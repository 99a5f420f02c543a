import { createHash } from 'node:crypto';
import type { Blobs } from './blobs.ts';
import { namedAlgorithm, receive, receiveText } from './body.ts';
import type { Buckets } from './buckets.ts';
import { atMost, type Call, type Routes } from './call.ts';
import { type Checksum, checksumElements, checksumHeader, compositeChecksum, DEFAULT_ALGORITHM } from './checksums.ts';
import { copyAlgorithm, copySource } from './copying.ts';
import { keptHeaders } from './metadata.ts';
import {
  checkPartAlgorithm,
  checksumTypeOf,
  checkWhole,
  chosenParts,
  parseCompletion,
  partNumberOf,
} from './multipart.ts';
import { rangeOf, versionHeader, wholeOf } from './reading.ts';
import { tagsOfHeader } from './tags.ts';
import type { Part, Upload, Uploads } from './uploads.ts';
import type { Versions } from './versions.ts';
import { sendXml } from './xml.ts';

type Parts = { blobs: Blobs; buckets: Buckets; versions: Versions; uploads: Uploads };

/** Of a creation's headers, those that are the object's. */
const OBJECTS =
  /^(content-(?!length|md5)|cache-control|expires|x-amz-(meta-|tagging$|object-lock-|server-side-|storage-|acl$))/;

function createUpload({ bucket, key, headers, response }: Call, { buckets, uploads }: Parts): void {
  buckets.get(bucket);
  keptHeaders(headers);
  tagsOfHeader(headers['x-amz-tagging']);
  const algorithm = namedAlgorithm(headers);
  const type = checksumTypeOf(algorithm, headers['x-amz-checksum-type']);
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => OBJECTS.test(name)));
  const id = uploads.create({ bucket, key, headers: own, algorithm, type });
  sendXml(
    response,
    { InitiateMultipartUploadResult: { Bucket: bucket, Key: key, UploadId: id } },
    { headers: algorithm && type ? { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type } : {} },
  );
}

async function putPart(call: Call, upload: Upload, { blobs, uploads }: Parts): Promise<void> {
  const number = partNumberOf(call.query.get('partNumber'));
  checkPartAlgorithm(upload, namedAlgorithm(call.headers));
  const { blob, checksum } = await receive(call, blobs);
  uploads.putPart(upload, number, blob, checksum);
  const headers = { etag: `"${blob.md5}"`, [checksumHeader(checksum.algorithm)]: checksum.value, 'content-length': 0 };
  call.response.writeHead(200, headers).end();
}

async function copyPart(call: Call, upload: Upload, { blobs, uploads, versions }: Parts): Promise<void> {
  const number = partNumberOf(call.query.get('partNumber'));
  const source = copySource(call.headers, versions);
  const algorithm = upload.algorithm ?? copyAlgorithm({}, source);
  const range = rangeOf(call.headers['x-amz-copy-source-range'], source.size) ?? wholeOf(source);
  const blob = await blobs.write(blobs.read(source.blob, range), [algorithm]);
  const checksum: Checksum = { algorithm, type: 'FULL_OBJECT', value: blob.sums[algorithm]! };
  const created = uploads.putPart(upload, number, blob, checksum);
  const result = {
    ETag: `"${blob.md5}"`,
    LastModified: new Date(created).toISOString(),
    [`Checksum${algorithm}`]: checksum.value,
  };
  sendXml(call.response, { CopyPartResult: result });
}

/** The MD5 of the parts' MD5s, and how many they are: clients compute it themselves and compare. */
const entityTag = (parts: readonly Part[]) =>
  `${createHash('md5')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex'))))
    .digest('hex')}-${parts.length}`;

async function joined(upload: Upload, parts: readonly Part[], blobs: Blobs) {
  const algorithm = upload.algorithm ?? DEFAULT_ALGORITHM;
  const composite = upload.type === 'COMPOSITE';
  async function* content() {
    for (const part of parts) yield* blobs.read(part.blob, wholeOf(part)) as AsyncIterable<Uint8Array>;
  }
  const blob = await blobs.write(content(), composite ? [] : [algorithm], { min: 0, max: Number.MAX_SAFE_INTEGER });
  const checksum: Checksum = composite
    ? compositeChecksum(
        algorithm,
        parts.map((part) => part.checksum.value),
      )
    : { algorithm, type: 'FULL_OBJECT', value: blob.sums[algorithm]! };
  return { blob, checksum };
}

async function completeUpload(call: Call, upload: Upload, { blobs, versions, uploads }: Parts): Promise<void> {
  const { bucket, key, headers, response } = call;
  // The checksum headers of a completion speak of the object, not of this body.
  const others = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-')));
  const asked = parseCompletion(await receiveText({ ...call, headers: others }));
  const parts = chosenParts(upload, asked, uploads.parts(upload.id));
  const { blob, checksum } = await joined(upload, parts, blobs);
  try {
    checkWhole(headers, checksum.algorithm, checksum.value, blob.size);
  } catch (error) {
    blobs.remove([blob.name]);
    throw error;
  }
  const stored = versions.put(
    {
      bucket,
      key,
      blob: blob.name,
      size: blob.size,
      etag: entityTag(parts),
      checksum,
      kept: keptHeaders(upload.headers),
      headers: { ...upload.headers, 'if-match': headers['if-match'], 'if-none-match': headers['if-none-match'] },
      tags: tagsOfHeader(upload.headers['x-amz-tagging']),
      reason: 'CompleteMultipartUpload',
    },
    () => uploads.end(upload),
  );
  const result = { Bucket: bucket, Key: key, ETag: `"${stored.etag}"`, ...checksumElements(checksum) };
  sendXml(response, { CompleteMultipartUploadResult: result }, { headers: versionHeader(stored) });
}

function listParts({ bucket, key, query, response }: Call, upload: Upload, { uploads }: Parts): void {
  const max = atMost(1000, query.get('max-parts'));
  const after = Number(query.get('part-number-marker') ?? 0);
  const left = uploads.parts(upload.id).filter((part) => part.number > after);
  const page = left.slice(0, max);
  sendXml(response, {
    ListPartsResult: {
      Bucket: bucket,
      Key: key,
      UploadId: upload.id,
      PartNumberMarker: after,
      NextPartNumberMarker: page.at(-1)?.number,
      MaxParts: max,
      IsTruncated: left.length > max,
      ChecksumAlgorithm: upload.algorithm,
      ChecksumType: upload.type,
      Part: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.created).toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.size,
        [`Checksum${part.checksum.algorithm}`]: part.checksum.value,
      })),
    },
  });
}

export function multipartRoutes(parts: Parts): Routes {
  const named = ({ bucket, key, query }: Call) => {
    parts.buckets.get(bucket);
    return parts.uploads.get(query.get('uploadId') ?? '', bucket, key);
  };
  return {
    'POST uploads': (call) => createUpload(call, parts),
    'PUT uploadId': (call) =>
      call.headers['x-amz-copy-source'] === undefined
        ? putPart(call, named(call), parts)
        : copyPart(call, named(call), parts),
    'POST uploadId': (call) => completeUpload(call, named(call), parts),
    'GET uploadId': (call) => listParts(call, named(call), parts),
    'DELETE uploadId': (call) => {
      parts.uploads.abort(named(call));
      call.response.writeHead(204).end();
    },
  };
}
