import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import * as aws from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorOf, sha256, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const Bucket = 'vault';
const FULL = Buffer.alloc(5 * 2 ** 20, 7);
const REST = Buffer.from('the rest');
let count = 0;
let Key: string;
beforeEach(() => {
  Key = `large ${count++}`;
});

async function create(more: Partial<aws.CreateMultipartUploadCommandInput> = {}): Promise<string> {
  const { UploadId } = await cloud.client.send(new aws.CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return UploadId!;
}
const uploadPart = (UploadId: string, PartNumber: number, Body: Uint8Array, more = {}) =>
  cloud.client.send(new aws.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
const complete = (UploadId: string, Parts: aws.CompletedPart[], more = {}) =>
  cloud.client.send(
    new aws.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
  );
const head = () => cloud.client.send(new aws.HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));

describe('a multipart upload', () => {
  test('becomes one object, with the headers it was created with and the tag of its parts', async () => {
    const upload = await create({ ContentType: 'video/mp4', Metadata: { owner: 'x1' }, Tagging: 'a=b' });
    const Parts: aws.CompletedPart[] = [];
    for (const [index, body] of [FULL, FULL, REST].entries())
      Parts.push({ PartNumber: index + 1, ETag: (await uploadPart(upload, index + 1, body)).ETag });
    const { ETag, VersionId } = await complete(upload, Parts);
    const digests = Parts.map((part) => Buffer.from(part.ETag!.replaceAll('"', ''), 'hex'));
    expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-3"`);
    const found = await head();
    expect(found).toMatchObject({
      ContentLength: 2 * FULL.length + REST.length,
      ContentType: 'video/mp4',
      VersionId,
      TagCount: 1,
    });
    expect(found.ChecksumType).toBe('FULL_OBJECT');
    const range = await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key, Range: 'bytes=5242870-5242889' }));
    expect(await range.Body!.transformToByteArray()).toEqual(new Uint8Array(20).fill(7));
    expect(await errorOf(complete(upload, Parts))).toBe('NoSuchUpload');
  });

  test('keeps the list of its parts’ SHA-256 as one composite', async () => {
    const upload = await create({ ChecksumAlgorithm: 'SHA256' });
    const Parts: aws.CompletedPart[] = [];
    for (const [index, body] of [FULL, REST].entries()) {
      const command = new aws.UploadPartCommand({
        Bucket,
        Key,
        UploadId: upload,
        PartNumber: index + 1,
        ContentLength: body.length,
        ChecksumSHA256: sha256(body),
      });
      const url = await getSignedUrl(cloud.client, command, {
        signableHeaders: new Set(['content-length']),
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
      const headers = { 'x-amz-checksum-sha256': sha256(body) };
      const damaged = Buffer.from(body).fill('X', 0, 1);
      expect((await fetch(url, { method: 'PUT', body: damaged, headers })).status).toBe(400);
      const sent = await fetch(url, { method: 'PUT', body, headers });
      expect(sent.status).toBe(200);
      Parts.push({ PartNumber: index + 1, ETag: sent.headers.get('etag')!, ChecksumSHA256: sha256(body) });
    }
    const composite = `${sha256(Buffer.concat(Parts.map((part) => Buffer.from(part.ChecksumSHA256!, 'base64'))))}-2`;
    expect(await errorOf(complete(upload, Parts, { ChecksumSHA256: `${sha256('other')}-2` }))).toBe('BadDigest');
    const done = await complete(upload, Parts, { ChecksumSHA256: composite });
    expect(done).toMatchObject({ ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' });
    expect(await head()).toMatchObject({ ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' });
    const whole = await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key }));
    expect(sha256(await whole.Body!.transformToByteArray())).toBe(sha256(Buffer.concat([FULL, REST])));
  });

  test('refuses parts without the checksum it was created for', async () => {
    const upload = await create({ ChecksumAlgorithm: 'SHA256' });
    expect(await errorOf(uploadPart(upload, 1, REST))).toBe('InvalidRequest');
    const { ETag } = await uploadPart(upload, 1, REST, { ChecksumAlgorithm: 'SHA256' });
    expect(await errorOf(complete(upload, [{ PartNumber: 1, ETag }]))).toBe('InvalidRequest');
    const wrong = { PartNumber: 1, ETag, ChecksumSHA256: sha256('other') };
    expect(await errorOf(complete(upload, [wrong]))).toBe('InvalidPart');
    expect(await errorOf(create({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }))).toBe('InvalidRequest');
  });

  test('computes a CRC of the whole where it is asked to', async () => {
    const upload = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const { ETag } = await uploadPart(upload, 1, Buffer.from('hello'));
    expect(await complete(upload, [{ PartNumber: 1, ETag }])).toMatchObject({
      ChecksumCRC32: 'NhCmhg==',
      ChecksumType: 'FULL_OBJECT',
    });
  });

  test('refuses missing, small and unordered parts', async () => {
    const upload = await create();
    const [first, second] = [await uploadPart(upload, 1, REST), await uploadPart(upload, 2, REST)];
    const one = { PartNumber: 1, ETag: first.ETag };
    const two = { PartNumber: 2, ETag: second.ETag };
    expect(await errorOf(complete(upload, [one, two]))).toBe('EntityTooSmall');
    expect(await errorOf(complete(upload, [two, one]))).toBe('InvalidPartOrder');
    expect(await errorOf(complete(upload, [one, { ...two, PartNumber: 3 }]))).toBe('InvalidPart');
    expect(await errorOf(complete(upload, [{ ...one, ETag: '"00"' }]))).toBe('InvalidPart');
    expect(await errorOf(uploadPart(upload, 10_001, REST))).toBe('InvalidArgument');
  });

  test('takes the last of a part that was sent twice', async () => {
    const upload = await create();
    await uploadPart(upload, 1, Buffer.from('first try'));
    const { ETag } = await uploadPart(upload, 1, Buffer.from('second try'));
    await complete(upload, [{ PartNumber: 1, ETag }]);
    const whole = await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key }));
    expect(await whole.Body!.transformToString()).toBe('second try');
  });

  test('can refuse to overwrite at its completion', async () => {
    await cloud.client.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'first' }));
    const upload = await create();
    const { ETag } = await uploadPart(upload, 1, REST);
    expect(await errorOf(complete(upload, [{ PartNumber: 1, ETag }], { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await errorOf(complete(upload, [{ PartNumber: 1, ETag }]))).toBe('no error');
  });

  test('lists its parts page by page, and is listed itself until it is aborted', async () => {
    const before = readdirSync(cloud.blobs).length;
    const upload = await create();
    const another = await create();
    for (const number of [1, 2, 5]) await uploadPart(upload, number, REST);
    const parts = { Bucket, Key, UploadId: upload };
    const page = await cloud.client.send(new aws.ListPartsCommand({ ...parts, MaxParts: 2 }));
    expect(page).toMatchObject({ IsTruncated: true, Parts: [{ PartNumber: 1, Size: 8 }, { PartNumber: 2 }] });
    const next = await cloud.client.send(
      new aws.ListPartsCommand({ ...parts, PartNumberMarker: page.NextPartNumberMarker }),
    );
    expect(next.Parts?.map((part) => part.PartNumber)).toEqual([5]);
    const list = (more = {}) =>
      cloud.client.send(new aws.ListMultipartUploadsCommand({ Bucket, Prefix: Key, ...more }));
    const first = await list({ MaxUploads: 1 });
    expect(first.Uploads?.map((one) => one.UploadId)).toEqual([upload]);
    await cloud.client.send(new aws.AbortMultipartUploadCommand(parts));
    const rest = await list({ KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker });
    expect(rest.Uploads?.map((one) => one.UploadId)).toEqual([another]);
    expect(await errorOf(uploadPart(upload, 1, REST))).toBe('NoSuchUpload');
    expect(readdirSync(cloud.blobs)).toHaveLength(before);
  });

  test('takes parts from another object', async () => {
    await cloud.client.send(new aws.PutObjectCommand({ Bucket, Key: 'source', Body: 'hello world' }));
    const upload = await create();
    const { CopyPartResult } = await cloud.client.send(
      new aws.UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId: upload,
        PartNumber: 1,
        CopySource: `${Bucket}/source`,
        CopySourceRange: 'bytes=6-10',
      }),
    );
    await complete(upload, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    const whole = await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key }));
    expect(await whole.Body!.transformToString()).toBe('world');
  });
});
