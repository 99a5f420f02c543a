import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Bring } from './receive-mail.ts';

/** Mail that came in, as the mail service puts it down, and the place where files are brought to be looked at. */
export type Post = {
  /** Nothing, where it was taken away already. */
  read: (key: string) => Promise<Uint8Array | undefined>;
  forget: (key: string) => Promise<void>;
  bring: Bring;
};

const isThere = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'PreconditionFailed';

export const s3Post = (s3: S3Client, Bucket: string): Post => ({
  async read(Key) {
    try {
      await s3.send(new HeadObjectCommand({ Bucket, Key }));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body!.transformToByteArray();
  },
  async forget(Key) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  },
  async bring({ key: Key, type, size, sha256 }, Body) {
    const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
    const command = new PutObjectCommand({
      Bucket,
      Key,
      Body,
      ContentType: type,
      ContentLength: size,
      ChecksumSHA256,
      IfNoneMatch: '*',
    });
    await s3.send(command).catch((error: unknown) => {
      // An earlier try came this far.
      if (!isThere(error)) throw error;
    });
  },
});
