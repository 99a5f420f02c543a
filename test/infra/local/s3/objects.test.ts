import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  type ChecksumAlgorithm,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, errorOf, sha256, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const Bucket = 'files';
const put = (Key: string, Body: string | Uint8Array, more = {}) =>
  cloud.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const head = (Key: string, more = {}) => cloud.client.send(new HeadObjectCommand({ Bucket, Key, ...more }));
const get = (Key: string, more = {}) => cloud.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const bodyOf = async (Key: string, more = {}) => (await get(Key, more)).Body!.transformToString();

describe('an object', () => {
  test('is given back as it was put, with its headers and metadata', async () => {
    const key = 'a/hello ü+(1)*.txt';
    const stored = await put(key, 'hello', {
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      ContentDisposition: 'attachment; filename="h.txt"',
      Metadata: { owner: 'x1' },
    });
    expect(stored.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const found = await head(key);
    expect(found).toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 5,
      CacheControl: 'no-cache',
      ContentDisposition: 'attachment; filename="h.txt"',
      Metadata: { owner: 'x1' },
    });
    expect(found.VersionId).toBeUndefined();
    expect(await bodyOf(key)).toBe('hello');
  });

  test('may be empty', async () => {
    await put('empty', new Uint8Array());
    expect(await bodyOf('empty')).toBe('');
    expect((await head('empty')).ContentLength).toBe(0);
  });

  test('that is not there is NoSuchKey, and NotFound to a HEAD', async () => {
    expect(await errorOf(get('none'))).toBe('NoSuchKey');
    expect(await errorOf(head('none'))).toBe('NotFound');
    expect(await errorOf(cloud.client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'x' })))).toBe(
      'NoSuchBucket',
    );
  });

  test('leaves no content behind when it is overwritten or deleted', async () => {
    const before = readdirSync(cloud.blobs).length;
    await put('once', 'one');
    await put('once', 'two');
    expect(readdirSync(cloud.blobs)).toHaveLength(before + 1);
    await cloud.client.send(new DeleteObjectCommand({ Bucket, Key: 'once' }));
    expect(readdirSync(cloud.blobs)).toHaveLength(before);
    expect(await errorOf(get('once'))).toBe('NoSuchKey');
  });

  test('keeps how it is encrypted and refuses what is not emulated by name', async () => {
    const sealed = await put('kms', 'x', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key-1' });
    expect(sealed).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key-1' });
    expect(await head('kms')).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key-1' });
    expect(await errorOf(put('open', 'x', { ACL: 'public-read' }))).toBe('AccessControlListNotSupported');
    await expect(cloud.client.send(new GetObjectAclCommand({ Bucket, Key: 'kms' }))).rejects.toThrow(
      'does not emulate GET /bucket/key?acl',
    );
  });
});

describe('a key', () => {
  test.each(['../../outside', 'a/../b', '/leading', 'double//slash', '.', 'trailing/', '%2e%2e/x', ' spaces '])(
    'like %j is a name and no path',
    async (key) => {
      await put(key, key);
      expect(await bodyOf(key)).toBe(key);
      expect(readdirSync(cloud.blobs).every((name) => /^[0-9a-f-]{36}$/.test(name))).toBe(true);
    },
  );

  test('is refused when it is longer than 1024 bytes or holds a NUL', async () => {
    expect(await errorOf(put('k'.repeat(1025), 'x'))).toBe('KeyTooLongError');
    expect(await errorOf(put('k'.repeat(1024), 'x'))).toBe('no error');
    expect(await errorOf(put('a\0b', 'x'))).toBe('InvalidURI');
  });
});

describe('a checksum', () => {
  test.each<[ChecksumAlgorithm, string]>([
    ['CRC32', 'NhCmhg=='],
    ['CRC32C', 'mnG7TA=='],
    ['CRC64NVME', 'M3eFcAZSQlc='],
    ['SHA1', 'qvTGHdzF6KLavt4PO0gs2a6pQ00='],
    ['SHA256', 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='],
  ])('of %s is verified, stored and given back', async (algorithm, value) => {
    const stored = await put('sum', 'hello', { ChecksumAlgorithm: algorithm });
    expect(stored).toMatchObject({ [`Checksum${algorithm}`]: value, ChecksumType: 'FULL_OBJECT' });
    expect(await head('sum', { ChecksumMode: 'ENABLED' })).toMatchObject({ [`Checksum${algorithm}`]: value });
    expect(await errorOf(put('bad', 'hallo', { [`Checksum${algorithm}`]: value }))).toBe('BadDigest');
    expect(await errorOf(get('bad'))).toBe('NoSuchKey');
  });

  test('in a trailer of an aws-chunked stream is verified', async () => {
    const stream = Readable.from([Buffer.from('hel'), Buffer.from('lo')]);
    const stored = await cloud.client.send(
      new PutObjectCommand({ Bucket, Key: 'streamed', Body: stream, ContentLength: 5, ContentEncoding: 'identity' }),
    );
    expect(stored.ChecksumCRC32).toBe('NhCmhg==');
    const found = await get('streamed');
    expect(found.ContentEncoding).toBe('identity');
    expect(await found.Body!.transformToString()).toBe('hello');
  });

  test('is looked for in Content-MD5 too', async () => {
    expect(await errorOf(put('md5', 'hello', { ContentMD5: 'XUFAKrxLKna5cZ2REBfFkg==' }))).toBe('no error');
    expect(await errorOf(put('md5', 'other', { ContentMD5: 'XUFAKrxLKna5cZ2REBfFkg==' }))).toBe('BadDigest');
    expect(await errorOf(put('md5', 'other', { ContentMD5: 'short' }))).toBe('InvalidDigest');
  });

  test('that nobody sends is CRC64NVME', async () => {
    const plain = clientOf(cloud.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    await plain.send(new PutObjectCommand({ Bucket, Key: 'plain', Body: 'hello' }));
    expect((await head('plain', { ChecksumMode: 'ENABLED' })).ChecksumCRC64NVME).toBe('M3eFcAZSQlc=');
  });
});

describe('a condition', () => {
  test('If-None-Match: * creates and never overwrites, however many try at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 5 }, (_, number) => errorOf(put('new', `try ${number}`, { IfNoneMatch: '*' }))),
    );
    expect(tries.filter((outcome) => outcome === 'no error')).toHaveLength(1);
    expect(tries.filter((outcome) => outcome === 'PreconditionFailed')).toHaveLength(4);
    expect(await errorOf(put('new', 'again', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
  });

  test('If-Match lets a write through only over the content it names', async () => {
    const { ETag } = await put('matched', 'one');
    expect(await errorOf(put('matched', 'two', { IfMatch: '"0123"' }))).toBe('PreconditionFailed');
    expect(await errorOf(put('matched', 'two', { IfMatch: ETag }))).toBe('no error');
    expect(await errorOf(put('nothing there', 'two', { IfMatch: ETag }))).toBe('NoSuchKey');
  });

  test('of a read is answered with 412 or 304', async () => {
    const { ETag } = await put('read', 'one');
    const notModified = { $metadata: { httpStatusCode: 304 } };
    expect(await bodyOf('read', { IfMatch: ETag })).toBe('one');
    expect(await errorOf(get('read', { IfMatch: '"other"' }))).toBe('PreconditionFailed');
    await expect(get('read', { IfNoneMatch: ETag })).rejects.toMatchObject(notModified);
    expect(await errorOf(get('read', { IfUnmodifiedSince: new Date(0) }))).toBe('PreconditionFailed');
    await expect(get('read', { IfModifiedSince: new Date() })).rejects.toMatchObject(notModified);
  });
});

describe('a range', () => {
  test.each([
    ['bytes=1-3', 'ell', 'bytes 1-3/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=0-99', 'hello', 'bytes 0-4/5'],
  ])('%s is that part', async (Range, text, ContentRange) => {
    await put('ranged', 'hello');
    const part = await get('ranged', { Range });
    expect(part).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
    expect(await part.Body!.transformToString()).toBe(text);
  });

  test('beyond the end is InvalidRange', async () => {
    await put('ranged', 'hello');
    expect(await errorOf(get('ranged', { Range: 'bytes=5-9' }))).toBe('InvalidRange');
  });
});

describe('a copy', () => {
  const copy = (Key: string, source: string, more = {}) =>
    cloud.client.send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent(source)}`, ...more }),
    );

  test('takes content, metadata and tags along, or replaces them', async () => {
    await put('the ü+ source', 'hello', { Metadata: { owner: 'x1' }, ContentType: 'text/plain', Tagging: 'a=b' });
    await copy('copied', 'the ü+ source');
    expect(await head('copied')).toMatchObject({ Metadata: { owner: 'x1' }, ContentType: 'text/plain', TagCount: 1 });
    await copy('copied', 'the ü+ source', {
      MetadataDirective: 'REPLACE',
      Metadata: { owner: 'x2' },
      TaggingDirective: 'REPLACE',
    });
    const replaced = await head('copied');
    expect(replaced.Metadata).toEqual({ owner: 'x2' });
    expect(replaced.TagCount).toBeUndefined();
    expect(await bodyOf('copied')).toBe('hello');
  });

  test('computes the checksum it is asked for, else that of its source', async () => {
    await put('summed', 'hello', { ChecksumAlgorithm: 'SHA256' });
    expect((await copy('copied', 'summed')).CopyObjectResult?.ChecksumSHA256).toBe(sha256('hello'));
    expect((await copy('copied', 'summed', { ChecksumAlgorithm: 'SHA1' })).CopyObjectResult?.ChecksumSHA1).toBe(
      'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
    );
  });

  test('happens only while its conditions hold', async () => {
    const { ETag } = await put('source', 'hello');
    expect(await errorOf(copy('guarded', 'source', { CopySourceIfMatch: '"other"' }))).toBe('PreconditionFailed');
    expect(await errorOf(copy('guarded', 'source', { CopySourceIfNoneMatch: ETag }))).toBe('PreconditionFailed');
    expect(await errorOf(copy('guarded', 'source', { CopySourceIfMatch: ETag, IfNoneMatch: '*' }))).toBe('no error');
    expect(await errorOf(copy('guarded', 'source', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await errorOf(copy('guarded', 'missing'))).toBe('NoSuchKey');
  });
});

test('Tags come with a PUT, are set, read and removed', async () => {
  await put('tagged', 'x', { Tagging: 'a=b&c=d%20e' });
  const tags = async () => (await cloud.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
  expect(await tags()).toEqual([
    { Key: 'a', Value: 'b' },
    { Key: 'c', Value: 'd e' },
  ]);
  const TagSet = [{ Key: 'state', Value: '<clean> & "safe"' }];
  await cloud.client.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
  expect(await tags()).toEqual(TagSet);
  const many = Array.from({ length: 11 }, (_, number) => `k${number}=v`).join('&');
  expect(await errorOf(put('tagged', 'x', { Tagging: many }))).toBe('BadRequest');
});

test('An upload whose sender goes away stores nothing and leaves nothing', async () => {
  const before = readdirSync(cloud.blobs);
  const gone = clientOf(cloud.url);
  const stop = new AbortController();
  async function* half() {
    yield Buffer.alloc(100_000);
    stop.abort();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const sent = gone.send(
    new PutObjectCommand({ Bucket, Key: 'half', Body: Readable.from(half()), ContentLength: 200_000 }),
    { abortSignal: stop.signal },
  );
  expect(await errorOf(sent)).toBe('AbortError');
  await expect.poll(() => readdirSync(cloud.blobs)).toEqual(before);
  expect(await errorOf(get('half'))).toBe('NoSuchKey');
});

test('A virtual-host style request is found by its Host header', async () => {
  await put('by host', 'hello');
  const virtual = clientOf(`http://localhost:${cloud.port}`, { forcePathStyle: false });
  const url = new URL(await getSignedUrl(virtual, new GetObjectCommand({ Bucket, Key: 'by host' })));
  expect(url.host).toBe(`files.localhost:${cloud.port}`);
  // No resolver knows files.localhost, so the request goes to the address and carries the name.
  const request = httpRequest({ host: '127.0.0.1', port: cloud.port, path: url.pathname + url.search });
  request.setHeader('host', url.host).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  expect(await text(response)).toBe('hello');
});

test('An endpoint that is an IP address needs no forcePathStyle', async () => {
  const plain = clientOf(cloud.url, { forcePathStyle: false });
  await plain.send(new PutObjectCommand({ Bucket, Key: 'ip', Body: 'hello' }));
  expect(await bodyOf('ip')).toBe('hello');
});
