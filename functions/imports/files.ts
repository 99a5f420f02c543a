import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Where a file waits to be imported. It is forgotten there after thirty days. */
export type ImportFiles = {
  /** The same file again is the same object. */
  keep: (sha256: string, bytes: Uint8Array) => Promise<void>;
  read: (sha256: string) => Promise<Uint8Array | undefined>;
};

export const hashOfFile = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Named by what is in it, never by what someone called it. */
const keyOf = (sha256: string) => `imports/${sha256}.csv`;

export const s3ImportFiles = (s3: S3Client, Bucket: string): ImportFiles => ({
  async keep(sha256, bytes) {
    const ContentType = 'application/octet-stream';
    await s3.send(
      new PutObjectCommand({ Bucket, Key: keyOf(sha256), Body: bytes, ContentType, ChecksumAlgorithm: 'SHA256' }),
    );
  },
  async read(sha256) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(sha256) }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
});
