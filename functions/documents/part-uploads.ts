import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  NoSuchUpload,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { instant, now } from '../../shared/clock.ts';
import type { Document } from './document.ts';
import type { Part } from './in-parts.ts';
import type { SignedPart } from './instructions.ts';
import type { InParts } from './part-store.ts';
import { base64, seconds } from './signing.ts';

type Place = Pick<Document, 'key'>;
export type Arrived = { number: number; size: number; sha256: string | undefined; etag: string };

/** Files that come in parts, which are one object only when all of them are there. */
export type PartUploads = {
  /** Answers the upload that the parts belong to. */
  begin: (document: Pick<Document, 'key' | 'type'>) => Promise<string>;
  sign: (document: Place, uploadId: string, parts: readonly Part[]) => Promise<SignedPart[]>;
  /** Undefined where the upload is over: it was completed, or given up. */
  arrived: (document: Place, uploadId: string) => Promise<Arrived[] | undefined>;
  complete: (
    document: Pick<Document, 'key' | 'size' | 'sha256'>,
    of: InParts,
    arrived: readonly Arrived[],
  ) => Promise<void>;
};

/** Somebody else was first, or is at it in this moment. */
const completedElsewhere = new Set(['NoSuchUpload', 'PreconditionFailed', 'ConditionalRequestConflict']);

const hex = (sum: string) => Buffer.from(sum, 'base64').toString('hex');
const composite = (sha256: string) => {
  const [sum = '', count] = sha256.split('-');
  return `${base64(sum)}-${count}`;
};

export function s3PartUploads(s3: S3Client, Bucket: string): PartUploads {
  async function sign({ key }: Place, UploadId: string, { number, size, sha256 }: Part): Promise<SignedPart> {
    const command = new UploadPartCommand({
      Bucket,
      Key: key,
      UploadId,
      PartNumber: number,
      ContentLength: size,
      ChecksumSHA256: base64(sha256),
    });
    const url = await getSignedUrl(s3, command, {
      expiresIn: seconds.upload,
      signableHeaders: new Set(['content-length']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    });
    const expiresAt = instant(now() + seconds.upload * 1000);
    return { number, method: 'PUT', url, headers: { 'x-amz-checksum-sha256': base64(sha256) }, expiresAt };
  }

  return {
    async begin({ key, type }) {
      const command = new CreateMultipartUploadCommand({
        Bucket,
        Key: key,
        ContentType: type,
        ChecksumAlgorithm: 'SHA256',
        ChecksumType: 'COMPOSITE',
      });
      return (await s3.send(command)).UploadId!;
    },
    sign: (document, uploadId, parts) => Promise.all(parts.map((part) => sign(document, uploadId, part))),
    // A page has a thousand, and there are 320 at most.
    async arrived({ key }, UploadId) {
      try {
        const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket, Key: key, UploadId }));
        return Parts.map(({ PartNumber, Size, ChecksumSHA256, ETag }) => ({
          number: PartNumber!,
          size: Size!,
          sha256: ChecksumSHA256 === undefined ? undefined : hex(ChecksumSHA256),
          etag: ETag!,
        }));
      } catch (error) {
        if (error instanceof NoSuchUpload) return undefined;
        throw error;
      }
    },
    async complete({ key, size, sha256 }, { uploadId, parts }, arrived) {
      const etags = new Map(arrived.map(({ number, etag }) => [number, etag]));
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key: key,
        UploadId: uploadId,
        IfNoneMatch: '*',
        ChecksumType: 'COMPOSITE',
        ChecksumSHA256: composite(sha256),
        MpuObjectSize: size,
        MultipartUpload: {
          Parts: parts.map((part) => ({
            PartNumber: part.number,
            ETag: etags.get(part.number),
            ChecksumSHA256: base64(part.sha256),
          })),
        },
      });
      await s3.send(command).catch((error: unknown) => {
        if (!(error instanceof Error) || !completedElsewhere.has(error.name)) throw error;
      });
    },
  };
}
