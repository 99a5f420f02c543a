import type { Buckets } from './buckets.ts';
import { atMost, type Call, type Routes } from './call.ts';
import { S3Error } from './error.ts';
import { markerOf, objectsAfter, pageOf, versionsAfter } from './listing.ts';
import { uriEncode } from './signature.ts';
import type { Tables } from './tables.ts';
import type { Uploads } from './uploads.ts';
import type { Version } from './version.ts';
import { sendXml } from './xml.ts';

type Parts = { tables: Tables; buckets: Buckets; uploads: Uploads };

const asked = (query: URLSearchParams, most: string) => ({
  prefix: query.get('prefix') ?? '',
  delimiter: query.get('delimiter') ?? '',
  max: atMost(1000, query.get(most)),
});

/** Keys go out percent-encoded where the caller asks for it: XML cannot carry them all. */
function encoder(query: URLSearchParams): (key: string) => string {
  if (query.get('encoding-type') !== 'url') return (key) => key;
  return (key) => key.split('/').map(uriEncode).join('/');
}

function elementsOf(version: Version, encode: (key: string) => string) {
  return {
    Key: encode(version.key),
    LastModified: new Date(version.created).toISOString(),
    ETag: `"${version.etag}"`,
    ChecksumAlgorithm: version.checksum?.algorithm,
    ChecksumType: version.checksum?.type,
    Size: version.size,
    StorageClass: 'STANDARD',
  };
}

function readToken(token: string | null): { after: string; isPrefix: boolean } | undefined {
  if (token === null) return undefined;
  const text = Buffer.from(token, 'base64url').toString();
  if (!/^[kp]/.test(text)) throw new S3Error(400, 'InvalidArgument', 'The continuation token provided is incorrect');
  return { after: text.slice(1), isPrefix: text.startsWith('p') };
}

function listObjects({ bucket, query, response }: Call, { tables }: Parts): void {
  const { prefix, delimiter, max } = asked(query, 'max-keys');
  const second = query.get('list-type') === '2';
  const token = readToken(second ? query.get('continuation-token') : null);
  const start = token?.after ?? query.get(second ? 'start-after' : 'marker') ?? '';
  const after = (token?.isPrefix ?? !second) ? start : '';
  const page = pageOf(objectsAfter(tables, bucket, start, prefix), { prefix, delimiter, max, after });
  const next = page.next?.item?.key ?? page.next?.prefix;
  const encode = encoder(query);
  const nextToken = next && Buffer.from((page.next?.prefix === undefined ? 'k' : 'p') + next).toString('base64url');
  sendXml(response, {
    ListBucketResult: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      MaxKeys: max,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: next !== undefined,
      ...(second
        ? {
            KeyCount: page.items.length + page.prefixes.length,
            ContinuationToken: query.get('continuation-token') ?? undefined,
            StartAfter: query.get('start-after') ?? undefined,
            NextContinuationToken: nextToken,
          }
        : { Marker: encode(start), NextMarker: next && encode(next) }),
      Contents: page.items.map((version) => elementsOf(version, encode)),
      CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
    },
  });
}

function listVersions({ bucket, query, response }: Call, { tables }: Parts): void {
  const { prefix, delimiter, max } = asked(query, 'max-keys');
  const after = { key: query.get('key-marker') ?? '', versionId: query.get('version-id-marker') };
  const items = versionsAfter(tables, bucket, after, prefix);
  const page = pageOf(items, { prefix, delimiter, max, after: after.key });
  const encode = encoder(query);
  const { item, prefix: group } = page.next ?? {};
  const nextKey = item?.key ?? group;
  const common = (version: Version) => ({ VersionId: version.versionId, IsLatest: version.isLatest });
  sendXml(response, {
    ListVersionsResult: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      MaxKeys: max,
      KeyMarker: encode(after.key),
      VersionIdMarker: after.versionId ?? undefined,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: page.next !== undefined,
      NextKeyMarker: nextKey === undefined ? undefined : encode(nextKey),
      NextVersionIdMarker: item && markerOf(item.versionId, item.seq),
      Version: page.items
        .filter((version) => version.blob !== null)
        .map((version) => ({ ...elementsOf(version, encode), ...common(version) })),
      DeleteMarker: page.items
        .filter((version) => version.blob === null)
        .map((version) => ({
          Key: encode(version.key),
          LastModified: new Date(version.created).toISOString(),
          ...common(version),
        })),
      CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
    },
  });
}

function listUploads({ bucket, query, response }: Call, { uploads }: Parts): void {
  const { prefix, delimiter, max } = asked(query, 'max-uploads');
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('upload-id-marker')];
  const items = uploads.after(bucket, keyMarker, idMarker, prefix);
  const page = pageOf(items, { prefix, delimiter, max, after: keyMarker });
  const encode = encoder(query);
  const { item, prefix: group } = page.next ?? {};
  const nextKey = item?.key ?? group;
  sendXml(response, {
    ListMultipartUploadsResult: {
      Bucket: bucket,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker ?? undefined,
      NextKeyMarker: nextKey === undefined ? undefined : encode(nextKey),
      NextUploadIdMarker: item && markerOf(item.id, item.seq),
      MaxUploads: max,
      IsTruncated: page.next !== undefined,
      Upload: page.items.map((upload) => ({
        Key: encode(upload.key),
        UploadId: upload.id,
        Initiated: new Date(upload.created).toISOString(),
        ChecksumAlgorithm: upload.algorithm,
        ChecksumType: upload.type,
      })),
      CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
    },
  });
}

export function listingRoutes(parts: Parts): Routes {
  const existing = (call: Call, list: (call: Call, parts: Parts) => void) => {
    parts.buckets.get(call.bucket);
    list(call, parts);
  };
  return {
    GET: (call) => existing(call, listObjects),
    'GET versions': (call) => existing(call, listVersions),
    'GET uploads': (call) => existing(call, listUploads),
  };
}
