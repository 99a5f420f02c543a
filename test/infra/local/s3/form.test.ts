import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, errorOf, sha256, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const Bucket = 'files';

function presign(more: Partial<Parameters<typeof createPresignedPost>[1]> = {}, client = cloud.client) {
  return createPresignedPost(client, {
    Bucket,
    Key: 'post/${filename}',
    Conditions: [
      ['content-length-range', 5, 20],
      ['starts-with', '$Content-Type', 'image/'],
      ['starts-with', '$key', 'post/'],
    ],
    Fields: { 'x-amz-meta-a': 'b' },
    Expires: 60,
    ...more,
  });
}

type Sent = { fields?: Record<string, string | null>; content?: string; type?: string };

async function post(
  { url, fields }: PresignedPost,
  { fields: changed, content = '0123456789', type = 'image/png' }: Sent = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, 'Content-Type': type, ...changed }))
    if (value !== null) form.append(name, value);
  form.append('file', new Blob([content], { type }), 'p.png');
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  const code = /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1];
  return { status: response.status, code, location: response.headers.get('location') };
}

const exists = (Key: string) => errorOf(cloud.client.send(new HeadObjectCommand({ Bucket, Key })));

describe('a presigned form', () => {
  test('stores the file under its name, with its type and metadata', async () => {
    expect(await post(await presign())).toMatchObject({ status: 204 });
    const found = await cloud.client.send(new HeadObjectCommand({ Bucket, Key: 'post/p.png' }));
    expect(found).toMatchObject({ ContentType: 'image/png', ContentLength: 10, Metadata: { a: 'b' } });
  });

  test.each<[string, Sent, number, string]>([
    ['a file that is too large', { content: 'x'.repeat(21) }, 400, 'EntityTooLarge'],
    ['a file that is too small', { content: 'xx' }, 400, 'EntityTooSmall'],
    ['a type that is not allowed', { type: 'text/html' }, 403, 'AccessDenied'],
    ['a key elsewhere', { fields: { key: 'other/x' } }, 403, 'AccessDenied'],
    ['a changed field', { fields: { 'x-amz-meta-a': 'zzz' } }, 403, 'AccessDenied'],
    ['a field the policy does not name', { fields: { 'x-amz-meta-q': 'zzz' } }, 403, 'AccessDenied'],
    ['a forged signature', { fields: { 'X-Amz-Signature': 'deadbeef'.repeat(8) } }, 403, 'SignatureDoesNotMatch'],
    ['no policy at all', { fields: { Policy: null, 'X-Amz-Signature': null } }, 403, 'AccessDenied'],
    [
      'a policy of its own',
      { fields: { Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString('base64') } },
      403,
      'SignatureDoesNotMatch',
    ],
  ])('refuses %s', async (_what, sent, status, code) => {
    expect(await post(await presign({ Key: 'post/refused' }), sent)).toMatchObject({ status, code });
    expect(await exists('post/refused')).toBe('NotFound');
  });

  test('is over when its policy has expired, by the time of this machine', async () => {
    const expired = await presign({}, clientOf(cloud.url, { systemClockOffset: -3_600_000 }));
    expect(await post(expired)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('answers as it was signed to: 201 or a redirect', async () => {
    const Conditions: [['starts-with', string, string]] = [['starts-with', '$Content-Type', '']];
    const created = await presign({ Conditions, Fields: { success_action_status: '201' } });
    expect(await post(created)).toMatchObject({ status: 201 });
    const redirected = await presign({ Conditions, Fields: { success_action_redirect: 'http://localhost:3000/done' } });
    expect(await post(redirected)).toMatchObject({
      status: 303,
      location: expect.stringContaining('http://localhost:3000/done?bucket=files&key=post%2Fp.png') as string,
    });
  });

  test('verifies the checksum that its policy fixes', async () => {
    const Fields = { 'x-amz-checksum-sha256': sha256('0123456789') };
    const fixed = await presign({ Key: 'post/fixed', Fields });
    expect(await post(fixed, { content: '012345678X' })).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await exists('post/fixed')).toBe('NotFound');
    expect(await post(fixed)).toMatchObject({ status: 204 });
  });

  test('without a file is refused', async () => {
    const { url, fields } = await presign();
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(400);
  });
});

test('A form whose sender goes away stores nothing and does not keep the server from closing', async () => {
  const leaving = await startS3();
  const { url, fields } = await presign(
    { Key: 'post/half', Conditions: [['starts-with', '$Content-Type', '']] },
    leaving.client,
  );
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, 'Content-Type': 'image/png' })) form.append(name, value);
  form.append('file', new Blob(['x'.repeat(100_000)]), 'p.png');
  const whole = Buffer.from(await new Response(form).arrayBuffer());
  const type = `multipart/form-data; boundary=${whole.subarray(2, whole.indexOf('\r\n')).toString()}`;
  const request = httpRequest(url, {
    method: 'POST',
    headers: { 'content-type': type, 'content-length': whole.length },
  });
  request.on('error', () => undefined).write(whole.subarray(0, whole.length / 2));
  await expect.poll(() => readdirSync(leaving.blobs)).toHaveLength(1);
  request.destroy();
  await expect.poll(() => readdirSync(leaving.blobs)).toHaveLength(0);
  await leaving.close();
});
