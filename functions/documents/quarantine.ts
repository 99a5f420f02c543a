import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Document } from './document.ts';
import type { InParts } from './part-store.ts';
import { abort, copyInParts, type Released } from './vault-copy.ts';

/** What lies under a key. The checksum is of the whole, or of the checksums of its parts. */
export type Lying = { size: number; sha256: string | undefined; etag: string; versionId?: string };

/** The two buckets as intake uses them. */
export type Quarantine = {
  find: (key: string) => Promise<Lying | undefined>;
  read: (key: string, from: number, length: number) => Promise<Uint8Array>;
  content: (key: string) => Promise<AsyncIterable<Uint8Array>>;
  /** Copies what was looked at, and nothing that came after it, into the vault; answers its version there. */
  release: (document: Released, inParts: InParts | undefined) => Promise<string>;
  /** Takes away what has come of a file in parts that will not be completed. */
  abandon: (document: Pick<Document, 'key'>, uploadId: string) => Promise<void>;
  /** Takes the bytes away and leaves the key taken: the signed request cannot be used a second time. */
  empty: (key: string) => Promise<void>;
  /** Takes the released bytes away for good. */
  destroy: (document: Pick<Document, 'key' | 'versionId'>) => Promise<void>;
};

const hex = (base64: string) => {
  const [digest = '', parts] = base64.split('-');
  return Buffer.from(digest, 'base64').toString('hex') + (parts === undefined ? '' : `-${parts}`);
};

async function head(s3: S3Client, Bucket: string, Key: string): Promise<Lying | undefined> {
  try {
    const found = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    return {
      size: found.ContentLength ?? 0,
      sha256: found.ChecksumSHA256 === undefined ? undefined : hex(found.ChecksumSHA256),
      etag: found.ETag!,
      ...(found.VersionId !== undefined && { versionId: found.VersionId }),
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

export const s3Quarantine = (s3: S3Client, buckets: { quarantine: string; vault: string }): Quarantine => {
  const Bucket = buckets.quarantine;
  return {
    find: (key) => head(s3, Bucket, key),
    async read(Key, from, length) {
      const Range = `bytes=${from}-${from + length - 1}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
      return Body!.transformToByteArray();
    },
    async content(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return Body as AsyncIterable<Uint8Array>;
    },
    async release(document, inParts) {
      const { key, etag, type, size } = document;
      // An earlier try may have come as far as this.
      const there = await head(s3, buckets.vault, key);
      if (there?.versionId !== undefined && there.size === size) return there.versionId;
      if (inParts) return copyInParts(s3, { from: Bucket, to: buckets.vault }, document, inParts);
      const { VersionId } = await s3.send(
        new CopyObjectCommand({
          Bucket: buckets.vault,
          Key: key,
          CopySource: `${Bucket}/${key}`,
          CopySourceIfMatch: etag,
          ChecksumAlgorithm: 'SHA256',
          MetadataDirective: 'REPLACE',
          ContentType: type,
        }),
      );
      return VersionId!;
    },
    abandon: ({ key }, uploadId) => abort(s3, { Bucket, Key: key, UploadId: uploadId }),
    async empty(Key) {
      const found = await head(s3, Bucket, Key);
      if (found === undefined || found.size === 0) return;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: '' }));
    },
    async destroy({ key, versionId }) {
      const VersionId = versionId ?? (await head(s3, buckets.vault, key))?.versionId;
      if (VersionId !== undefined)
        await s3.send(new DeleteObjectCommand({ Bucket: buckets.vault, Key: key, VersionId }));
    },
  };
};
