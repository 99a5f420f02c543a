import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Busy } from '../../shared/table/table.ts';
import type { Seal } from './seal.ts';
import { sealPrefix } from './seal-store.ts';

/** Keeps a seal; the same span is sealed once, and whoever comes second finds it done. Only the workflow may. */
export type KeepSeal = (seal: Seal) => Promise<void>;

export const s3KeepSeal =
  (s3: S3Client, Bucket: string): KeepSeal =>
  async (seal) => {
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: `${sealPrefix}${seal.through}.json`,
          Body: JSON.stringify(seal),
          ContentType: 'application/json',
          ChecksumAlgorithm: 'SHA256',
          IfNoneMatch: '*',
        }),
      );
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      // Two puts at once: S3 asks for another try, and the state machine makes it.
      if (name === 'ConditionalRequestConflict') throw new Busy('Another seal is being kept');
      if (name !== 'PreconditionFailed') throw error;
    }
  };
