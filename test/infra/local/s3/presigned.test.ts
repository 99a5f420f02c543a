import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, errorOf, KEYS, ORIGIN, sha256, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
  await cloud.client.send(new PutObjectCommand({ Bucket, Key: 'stored', Body: 'hello' }));
});
afterAll(() => cloud.close());

const Bucket = 'files';
const body = Buffer.from('%PDF-1.7 test');
const headers = { 'content-type': 'application/pdf', 'x-amz-checksum-sha256': sha256(body), 'if-none-match': '*' };
const anHourAgo = () => new Date(Date.now() - 3_600_000);

/** Fixes key, size, type and content, as the product does for its uploads. */
function uploadUrl(Key: string, options = {}): Promise<string> {
  const command = new PutObjectCommand({
    Bucket,
    Key,
    ContentType: 'application/pdf',
    ContentLength: body.length,
    ChecksumSHA256: sha256(body),
    IfNoneMatch: '*',
  });
  return getSignedUrl(cloud.client, command, {
    expiresIn: 300,
    signableHeaders: new Set(['content-type', 'content-length', 'if-none-match']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    ...options,
  });
}

async function send(url: string, init: RequestInit): Promise<[number, string | undefined]> {
  const response = await fetch(url, init);
  return [response.status, /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1]];
}

describe('a presigned PUT', () => {
  test('takes what it was signed for, once', async () => {
    const url = await uploadUrl('up/1');
    expect(await send(url, { method: 'PUT', body, headers })).toEqual([200, undefined]);
    expect(await send(url, { method: 'PUT', body, headers })).toEqual([412, 'PreconditionFailed']);
    const found = await cloud.client.send(new HeadObjectCommand({ Bucket, Key: 'up/1', ChecksumMode: 'ENABLED' }));
    expect(found).toMatchObject({ ContentType: 'application/pdf', ChecksumSHA256: sha256(body) });
  });

  test.each([
    ['another content type', { headers: { ...headers, 'content-type': 'text/html' } }, 'SignatureDoesNotMatch'],
    ['another size', { body: Buffer.from('a body of another size') }, 'SignatureDoesNotMatch'],
    [
      'another checksum',
      { headers: { ...headers, 'x-amz-checksum-sha256': sha256('%PDF-1.7 tesX') }, body: Buffer.from('%PDF-1.7 tesX') },
      'SignatureDoesNotMatch',
    ],
    [
      'no If-None-Match',
      { headers: { 'content-type': 'application/pdf', 'x-amz-checksum-sha256': sha256(body) } },
      'SignatureDoesNotMatch',
    ],
    ['an x-amz header that was not signed', { headers: { ...headers, 'x-amz-meta-a': 'b' } }, 'AccessDenied'],
  ])('refuses %s with 403', async (_what, init, code) => {
    expect(await send(await uploadUrl('up/refused'), { method: 'PUT', body, headers, ...init })).toEqual([403, code]);
  });

  test('refuses content that is not what its checksum says', async () => {
    const other = Buffer.from('%PDF-1.7 tesX');
    expect(await send(await uploadUrl('up/2'), { method: 'PUT', body: other, headers })).toEqual([400, 'BadDigest']);
  });

  test('refuses a changed signature, another key, another method', async () => {
    const url = await uploadUrl('up/3');
    const forged = url.replace(/X-Amz-Signature=..../, 'X-Amz-Signature=zzzz');
    expect(await send(forged, { method: 'PUT', body, headers })).toEqual([403, 'SignatureDoesNotMatch']);
    const elsewhere = url.replace('/up/3', '/up/4');
    expect(await send(elsewhere, { method: 'PUT', body, headers })).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(url, { method: 'DELETE' })).toEqual([403, 'SignatureDoesNotMatch']);
  });

  test('is over when it has expired', async () => {
    const url = await uploadUrl('up/5', { signingDate: anHourAgo() });
    expect(await send(url, { method: 'PUT', body, headers })).toEqual([403, 'AccessDenied']);
  });

  test('as the SDK signs one by default is not held to the checksum of nothing in its query', async () => {
    const command = new PutObjectCommand({ Bucket, Key: 'default', Metadata: { owner: 'x1' } });
    const url = await getSignedUrl(cloud.client, command);
    expect(url).toContain('x-amz-checksum-crc32=AAAAAA');
    expect(await send(url, { method: 'PUT', body: 'content' })).toEqual([200, undefined]);
    const found = await cloud.client.send(new HeadObjectCommand({ Bucket, Key: 'default' }));
    expect(found.Metadata).toEqual({ owner: 'x1' });
  });

  test('goes by the time of this machine while the local clock moves a month ahead', async () => {
    const moved = await startS3();
    moved.clock.forward(30 * 86_400_000);
    const url = await getSignedUrl(moved.client, new PutObjectCommand({ Bucket, Key: 'later' }), { expiresIn: 60 });
    expect(await send(url, { method: 'PUT', body: 'content' })).toEqual([200, undefined]);
    const found = await moved.client.send(new HeadObjectCommand({ Bucket, Key: 'later' }));
    expect(found.LastModified!.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    await moved.close();
  });
});

describe('a presigned GET', () => {
  const disposition = 'attachment; filename="r.pdf"; filename*=UTF-8\'\'r%C3%A9.pdf';
  const downloadUrl = (options = {}) =>
    getSignedUrl(
      cloud.client,
      new GetObjectCommand({
        Bucket,
        Key: 'stored',
        ResponseContentDisposition: disposition,
        ResponseContentType: 'application/pdf',
      }),
      { expiresIn: 60, ...options },
    );

  test('answers with the headers it was signed with', async () => {
    const response = await fetch(await downloadUrl());
    expect(response.headers.get('content-disposition')).toBe(disposition);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(await response.text()).toBe('hello');
  });

  test('is refused when it has expired or was changed', async () => {
    expect(await send(await downloadUrl({ signingDate: anHourAgo() }), {})).toEqual([403, 'AccessDenied']);
    const changed = (await downloadUrl()).replace('r.pdf', 'x.pdf');
    expect(await send(changed, {})).toEqual([403, 'SignatureDoesNotMatch']);
  });

  test('cannot split a response by what it overrides', async () => {
    const command = new GetObjectCommand({ Bucket, Key: 'stored', ResponseContentType: 'a/b\r\nset-cookie: x=y' });
    expect(await send(await getSignedUrl(cloud.client, command), {})).toEqual([400, 'InvalidArgument']);
  });

  test('that is valid for longer than a week is none', async () => {
    const url = (await downloadUrl()).replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
    expect(await send(url, {})).toEqual([400, 'AuthorizationQueryParametersError']);
  });
});

describe('without the right key', () => {
  test.each(['GET', 'PUT', 'HEAD', 'DELETE', 'POST'])('an unsigned %s is 403', async (method) => {
    const target = `${cloud.url}/files/stored`;
    expect((await fetch(target, { method, ...(/P/.test(method) && { body }) })).status).toBe(403);
    expect((await fetch(`${cloud.url}/files`, { method })).status).toBe(403);
  });

  test('a wrong secret, an unknown id and a clock that is off are told apart', async () => {
    const list = new ListObjectsV2Command({ Bucket });
    const withKey = (accessKeyId: string, secretAccessKey: string, more = {}) =>
      errorOf(clientOf(cloud.url, { credentials: { accessKeyId, secretAccessKey }, ...more }).send(list));
    expect(await withKey('local', 'wrong')).toBe('SignatureDoesNotMatch');
    expect(await withKey('nobody', 'wrong')).toBe('InvalidAccessKeyId');
    expect(await withKey('__proto__', 'wrong')).toBe('InvalidAccessKeyId');
    expect(await withKey('local', KEYS.local, { systemClockOffset: -3_600_000 })).toBe('RequestTimeTooSkewed');
    expect(await withKey('local', KEYS.local)).toBe('no error');
  });
});

describe('a page of another origin', () => {
  const preflight = (origin: string, method: string) =>
    fetch(`${cloud.url}/files/stored`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,x-amz-checksum-sha256',
      },
    });

  test('is let in when a rule of the bucket names it', async () => {
    const allowed = await preflight(ORIGIN, 'PUT');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type, x-amz-checksum-sha256');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
    const url = await getSignedUrl(cloud.client, new GetObjectCommand({ Bucket, Key: 'stored' }));
    const read = await fetch(url, { headers: { origin: ORIGIN } });
    expect(read.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(read.headers.get('access-control-expose-headers')).toBe('ETag');
  });

  test('is kept out otherwise', async () => {
    for (const refused of [await preflight('http://evil.example', 'PUT'), await preflight(ORIGIN, 'DELETE')]) {
      expect(refused.status).toBe(403);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
