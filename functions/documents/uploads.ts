import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { instant, now } from '../../shared/clock.ts';
import type { Document } from './document.ts';
import type { DownloadLink, Instructions } from './instructions.ts';
import { type PartUploads, s3PartUploads } from './part-uploads.ts';
import { base64, seconds } from './signing.ts';

/** Requests that pass the function by, signed by it. */
export type Uploads = {
  instructionsFor: (document: Document) => Promise<Instructions>;
  linkFor: (file: Pick<Document, 'key' | 'versionId' | 'name' | 'type'>) => Promise<DownloadLink>;
  /** For files that are too large for one request. */
  parts: PartUploads;
};

const expiry = (after: number) => instant(now() + after * 1000);

/** RFC 6266: always a file to be kept, never a page; its own name, and one in ASCII for who cannot read that. */
export function disposition(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\u0020-\u007e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

export const s3Uploads = (s3: S3Client, buckets: { quarantine: string; vault: string }): Uploads => ({
  parts: s3PartUploads(s3, buckets.quarantine),
  async instructionsFor({ key, type, size, sha256 }) {
    const command = new PutObjectCommand({
      Bucket: buckets.quarantine,
      Key: key,
      ContentType: type,
      ContentLength: size,
      ChecksumSHA256: base64(sha256),
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(s3, command, {
      expiresIn: seconds.upload,
      signableHeaders: new Set(['content-type', 'content-length', 'if-none-match']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    });
    const headers = { 'content-type': type, 'x-amz-checksum-sha256': base64(sha256), 'if-none-match': '*' };
    return { method: 'PUT', url, headers, expiresAt: expiry(seconds.upload) };
  },
  async linkFor({ key, versionId, name, type }) {
    const command = new GetObjectCommand({
      Bucket: buckets.vault,
      Key: key,
      VersionId: versionId,
      ResponseContentDisposition: disposition(name),
      ResponseContentType: type,
    });
    return {
      url: await getSignedUrl(s3, command, { expiresIn: seconds.download }),
      expiresAt: expiry(seconds.download),
    };
  },
});
