import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  NoSuchUpload,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { Document } from './document.ts';
import type { Part } from './in-parts.ts';
import type { InParts } from './part-store.ts';
import { base64 } from './signing.ts';

export type Released = Pick<Document, 'key' | 'etag' | 'type' | 'size'>;
type Upload = { Bucket: string; Key: string; UploadId: string };

const atOnce = 6;

export async function abort(s3: S3Client, upload: Upload): Promise<void> {
  await s3.send(new AbortMultipartUploadCommand(upload)).catch((error: unknown) => {
    if (!(error instanceof NoSuchUpload)) throw error;
  });
}

/** Several at once, each of the bounds that it was sent in: S3 sums it up anew, and it must be what it was. */
async function copyParts(
  s3: S3Client,
  upload: Upload,
  source: { of: string; etag: string | undefined },
  parts: Part[],
) {
  const etags = new Map<number, string>();
  const left = parts.values();
  let from = 0;
  const starts = new Map(parts.map(({ number, size }) => [number, (from += size) - size]));
  const worker = async () => {
    for (const { number, size, sha256 } of left) {
      const start = starts.get(number)!;
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({
          ...upload,
          PartNumber: number,
          CopySource: source.of,
          CopySourceIfMatch: source.etag,
          CopySourceRange: `bytes=${start}-${start + size - 1}`,
        }),
      );
      if (CopyPartResult?.ChecksumSHA256 !== base64(sha256)) throw new Error(`Part ${number} is not what was sent`);
      etags.set(number, CopyPartResult.ETag!);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return parts.map(({ number, sha256 }) => ({
    PartNumber: number,
    ETag: etags.get(number),
    ChecksumSHA256: base64(sha256),
  }));
}

/** In its own parts, so that it keeps its checksum; one copy of the whole might take longer than anyone waits. */
export async function copyInParts(
  s3: S3Client,
  { from, to }: { from: string; to: string },
  { key, etag, type, size }: Released,
  { parts }: InParts,
): Promise<string> {
  const created = await s3.send(
    new CreateMultipartUploadCommand({
      Bucket: to,
      Key: key,
      ContentType: type,
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
    }),
  );
  const upload = { Bucket: to, Key: key, UploadId: created.UploadId! };
  try {
    const Parts = await copyParts(s3, upload, { of: `${from}/${key}`, etag }, parts);
    const completed = await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MpuObjectSize: size, MultipartUpload: { Parts } }),
    );
    return completed.VersionId!;
  } catch (error) {
    await abort(s3, upload);
    throw error;
  }
}
