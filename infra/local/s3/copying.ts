import { namedAlgorithm } from './body.ts';
import { checkKey } from './call.ts';
import { type Algorithm, DEFAULT_ALGORITHM } from './checksums.ts';
import { S3Error } from './error.ts';
import { judge, preconditionFailed } from './reading.ts';
import type { Headers } from './signature.ts';
import type { StoredVersion } from './version.ts';
import type { Versions } from './versions.ts';

type Source = { bucket: string; key: string; versionId: string | undefined };

/** `/bucket/key?versionId=…`, percent-encoded. */
function parseCopySource(header: string): Source {
  const [path = '', versionId] = header.replace(/^\//, '').split('?versionId=');
  try {
    const [bucket = '', ...key] = decodeURIComponent(path).split('/');
    if (!bucket || !key.join('/')) throw new URIError('It names no object');
    return { bucket, key: checkKey(key.join('/')), versionId };
  } catch {
    throw new S3Error(
      400,
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
}

/** The version that a copy takes its content from, if the conditions on it hold. */
export function copySource(headers: Headers, versions: Versions): StoredVersion {
  const { bucket, key, versionId } = parseCopySource(headers['x-amz-copy-source'] ?? '');
  const source = versions.get(bucket, key, versionId);
  const verdict = judge(source, {
    match: headers['x-amz-copy-source-if-match'],
    noneMatch: headers['x-amz-copy-source-if-none-match'],
    modifiedSince: headers['x-amz-copy-source-if-modified-since'],
    unmodifiedSince: headers['x-amz-copy-source-if-unmodified-since'],
  });
  if (verdict !== 'met') throw preconditionFailed();
  return source;
}

export const copyAlgorithm = (headers: Headers, source: StoredVersion): Algorithm =>
  namedAlgorithm(headers) ?? source.checksum?.algorithm ?? DEFAULT_ALGORITHM;
