import * as aws from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compositeOf, partsOf } from '../../../functions/documents/in-parts.ts';
import { s3Quarantine } from '../../../functions/documents/quarantine.ts';
import { errorOf, sha256, startS3 } from '../../infra/local/s3/fixture.ts';
import { sha256Of } from '../../support/documents.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const buckets = { quarantine: 'files', vault: 'vault' };
const partSize = 5 * 2 ** 20;
const pieces = [1, 2, 3].map((n) => Buffer.alloc(n === 3 ? 1000 : partSize, n));
const bytes = Buffer.concat(pieces);
const sums = pieces.map(sha256Of);
const inParts = { uploadId: 'over', partSize, parts: partsOf({ size: partSize, sha256: sums }, bytes.length) };
let key: string;
let etag: string;
let count = 0;

/** A file that came in parts and lies in quarantine. */
beforeEach(async () => {
  key = `documents/file-${++count}`;
  const place = { Bucket: buckets.quarantine, Key: key };
  const create = new aws.CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm: 'SHA256' });
  const { UploadId } = await cloud.client.send(create);
  const Parts: aws.CompletedPart[] = [];
  for (const [i, Body] of pieces.entries()) {
    const part = { PartNumber: i + 1, ChecksumSHA256: sha256(Body) };
    const { ETag } = await cloud.client.send(new aws.UploadPartCommand({ ...place, UploadId, Body, ...part }));
    Parts.push({ ...part, ETag });
  }
  const completed = await cloud.client.send(
    new aws.CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }),
  );
  etag = completed.ETag!;
});

const released = () => ({ key, etag, type: 'application/pdf', size: bytes.length });
const inVault = () =>
  cloud.client.send(new aws.HeadObjectCommand({ Bucket: buckets.vault, Key: key, ChecksumMode: 'ENABLED' }));
const unfinished = async () => {
  const { Uploads = [] } = await cloud.client.send(
    new aws.ListMultipartUploadsCommand({ Bucket: buckets.vault, Prefix: key }),
  );
  return Uploads.length;
};

describe('a file in parts on its way into the vault', () => {
  test('keeps its bytes, its type and its checksum', async () => {
    const versionId = await s3Quarantine(cloud.client, buckets).release(released(), inParts);
    const found = await inVault();
    expect(found).toMatchObject({ VersionId: versionId, ContentLength: bytes.length, ContentType: 'application/pdf' });
    const [digest, parts] = found.ChecksumSHA256!.split('-');
    expect(`${Buffer.from(digest!, 'base64').toString('hex')}-${parts}`).toBe(compositeOf(sums));
    const whole = await cloud.client.send(new aws.GetObjectCommand({ Bucket: buckets.vault, Key: key }));
    expect(Buffer.from(await whole.Body!.transformToByteArray()).equals(bytes)).toBe(true);
  });

  test('leaves nothing unfinished where a part cannot be copied, and is copied by the next try', async () => {
    let copies = 0;
    const failing = {
      send: (command: never) => {
        if ((command as object) instanceof aws.UploadPartCopyCommand && ++copies === 2) throw new Error('Cut off');
        return cloud.client.send(command);
      },
    } as unknown as aws.S3Client;
    await expect(s3Quarantine(failing, buckets).release(released(), inParts)).rejects.toThrow('Cut off');
    expect([await errorOf(inVault()), await unfinished()]).toEqual(['NotFound', 0]);
    const first = await s3Quarantine(failing, buckets).release(released(), inParts);
    expect(await s3Quarantine(failing, buckets).release(released(), inParts)).toBe(first);
  });

  test('is not copied where it is not what was looked at, or a part is not what was sent', async () => {
    const quarantine = s3Quarantine(cloud.client, buckets);
    const later = { ...released(), etag: '"0123456789abcdef0123456789abcdef-3"' };
    expect(await errorOf(quarantine.release(later, inParts))).toBe('PreconditionFailed');
    const others = { ...inParts, parts: partsOf({ size: partSize, sha256: sums.toReversed() }, bytes.length) };
    await expect(quarantine.release(released(), others)).rejects.toThrow('is not what was sent');
    expect([await errorOf(inVault()), await unfinished()]).toEqual(['NotFound', 0]);
  });
});
