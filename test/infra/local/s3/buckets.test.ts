import * as aws from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, ORIGIN, startIn, startS3, temporaryDirectory } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const Bucket = 'files';
const put = (bucket: string, Key: string, Body = 'x') =>
  cloud.client.send(new aws.PutObjectCommand({ Bucket: bucket, Key, Body }));

describe('a bucket', () => {
  test('of the template is there at the start, others are made and removed through the API', async () => {
    const { client } = cloud;
    const { Buckets } = await client.send(new aws.ListBucketsCommand({}));
    expect(Buckets?.map((bucket) => bucket.Name)).toEqual(['files', 'seals', 'vault']);
    await client.send(new aws.CreateBucketCommand({ Bucket: 'made-here' }));
    expect(await errorOf(client.send(new aws.CreateBucketCommand({ Bucket: 'made-here' })))).toBe(
      'BucketAlreadyOwnedByYou',
    );
    await client.send(new aws.HeadBucketCommand({ Bucket: 'made-here' }));
    await put('made-here', 'x');
    expect(await errorOf(client.send(new aws.DeleteBucketCommand({ Bucket: 'made-here' })))).toBe('BucketNotEmpty');
    await client.send(new aws.DeleteObjectCommand({ Bucket: 'made-here', Key: 'x' }));
    await client.send(new aws.DeleteBucketCommand({ Bucket: 'made-here' }));
    expect(await errorOf(client.send(new aws.HeadBucketCommand({ Bucket: 'made-here' })))).toBe('NotFound');
    expect(await errorOf(put('made-here', 'x'))).toBe('NoSuchBucket');
  });

  test('may be called as the template calls it, in capitals too', async () => {
    const named = await startS3({ buckets: [{ name: 'DataVault1A2B', versioned: false }] });
    await named.client.send(new aws.PutObjectCommand({ Bucket: 'DataVault1A2B', Key: 'x', Body: 'x' }));
    await named.close();
  });

  test('keeps its objects over a restart and takes what the template changed', async () => {
    const { directory, remove } = temporaryDirectory();
    const first = await startIn(directory, { buckets: [{ name: 'kept', versioned: false }] });
    await first.client.send(new aws.PutObjectCommand({ Bucket: 'kept', Key: 'x', Body: 'before' }));
    await first.close();
    const second = await startIn(directory, { buckets: [{ name: 'kept', versioned: true }] });
    await second.client.send(new aws.PutObjectCommand({ Bucket: 'kept', Key: 'x', Body: 'after' }));
    const old = await second.client.send(new aws.GetObjectCommand({ Bucket: 'kept', Key: 'x', VersionId: 'null' }));
    expect(await old.Body!.transformToString()).toBe('before');
    await second.close();
    remove();
  });

  test('has a location and a versioning state', async () => {
    const { client } = cloud;
    await client.send(new aws.GetBucketLocationCommand({ Bucket }));
    expect((await client.send(new aws.GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect((await client.send(new aws.GetBucketVersioningCommand({ Bucket: 'vault' }))).Status).toBe('Enabled');
  });
});

describe('a configuration', () => {
  test('of lifecycle, encryption and policy is kept and given back', async () => {
    const { client } = cloud;
    const Rules: aws.LifecycleRule[] = [
      { ID: 'x', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 1 } },
    ];
    expect(await errorOf(client.send(new aws.GetBucketLifecycleConfigurationCommand({ Bucket })))).toBe(
      'NoSuchLifecycleConfiguration',
    );
    await client.send(new aws.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await client.send(new aws.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
    await client.send(new aws.DeleteBucketLifecycleCommand({ Bucket }));
    expect(await errorOf(client.send(new aws.GetBucketLifecycleConfigurationCommand({ Bucket })))).toBe(
      'NoSuchLifecycleConfiguration',
    );
    const ServerSideEncryptionConfiguration = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }],
    };
    await client.send(new aws.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    const encryption = await client.send(new aws.GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration).toEqual(ServerSideEncryptionConfiguration);
    await client.send(new aws.PutBucketPolicyCommand({ Bucket, Policy: '{"Statement":[]}' }));
    expect((await client.send(new aws.GetBucketPolicyCommand({ Bucket }))).Policy).toBe('{"Statement":[]}');
    expect(await errorOf(client.send(new aws.PutBucketPolicyCommand({ Bucket, Policy: '{' })))).toBe('MalformedPolicy');
  });

  test('of CORS replaces the template’s and is acted on', async () => {
    const { client } = cloud;
    const CORSRules = [{ AllowedMethods: ['PUT'], AllowedOrigins: ['https://*.example.com'], AllowedHeaders: ['x-*'] }];
    await client.send(new aws.PutBucketCorsCommand({ Bucket: 'vault', CORSConfiguration: { CORSRules } }));
    expect((await client.send(new aws.GetBucketCorsCommand({ Bucket: 'vault' }))).CORSRules).toEqual(CORSRules);
    const preflight = (origin: string, headers: string) =>
      fetch(`${cloud.url}/vault/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': headers },
      });
    expect((await preflight('https://app.example.com', 'x-a')).status).toBe(200);
    expect((await preflight('https://app.example.com', 'range')).status).toBe(403);
    expect((await preflight(ORIGIN, 'x-a')).status).toBe(403);
    await client.send(new aws.DeleteBucketCorsCommand({ Bucket: 'vault' }));
    expect(await errorOf(client.send(new aws.GetBucketCorsCommand({ Bucket: 'vault' })))).toBe(
      'NoSuchCORSConfiguration',
    );
  });

  test('of notifications other than EventBridge, and what is not emulated, are refused by name', async () => {
    const { client } = cloud;
    const queue = { QueueArn: 'arn:aws:sqs:eu-central-1:0:q', Events: ['s3:ObjectCreated:*' as const] };
    const NotificationConfiguration = { QueueConfigurations: [queue] };
    await expect(
      client.send(new aws.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration })),
    ).rejects.toThrow('does not emulate QueueConfiguration');
    const VersioningConfiguration = { Status: 'Enabled' as const };
    const accelerate = { Bucket, AccelerateConfiguration: VersioningConfiguration };
    await expect(client.send(new aws.PutBucketAccelerateConfigurationCommand(accelerate))).rejects.toThrow(
      'does not emulate PUT /bucket?accelerate',
    );
  });

  test('that is no XML is MalformedXML, and no entity of it is ever expanded', async () => {
    const { client } = cloud;
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body?: string; headers: Record<string, string>; path: string };
        request.body = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Tagging><TagSet>&a;</TagSet></Tagging>';
        request.headers['content-length'] = String(request.body.length);
        for (const name of Object.keys(request.headers)) if (/checksum/.test(name)) delete request.headers[name];
        return next(args);
      },
      { step: 'build', name: 'replaceBody', priority: 'low' },
    );
    const TagSet = [{ Key: 'a', Value: 'b' }];
    const sent = client.send(new aws.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(await errorOf(sent)).toBe('MalformedXML');
    client.middlewareStack.remove('replaceBody');
  });
});

describe('a list', () => {
  const prefix = 'list/';
  beforeAll(async () => {
    for (let number = 0; number < 12; number++) await put(Bucket, `${prefix}d${number % 3}/f${number}`);
    await put(Bucket, `${prefix}<&>"'.txt`);
  });
  const list = (more: Partial<aws.ListObjectsV2CommandInput>) =>
    cloud.client.send(new aws.ListObjectsV2Command({ Bucket, Prefix: prefix, ...more }));

  test('groups what lies under a delimiter', async () => {
    const { CommonPrefixes, Contents, KeyCount } = await list({ Delimiter: '/' });
    expect(CommonPrefixes?.map((common) => common.Prefix)).toEqual(['list/d0/', 'list/d1/', 'list/d2/']);
    expect(Contents?.map((object) => object.Key)).toEqual([`list/<&>"'.txt`]);
    expect(KeyCount).toBe(4);
  });

  const namesOf = ({ Contents = [], CommonPrefixes = [] }: aws.ListObjectsV2CommandOutput) =>
    [...Contents.map(({ Key = '' }) => Key), ...CommonPrefixes.map(({ Prefix = '' }) => Prefix)].toSorted();

  test.each([undefined, '/'])('comes in pages that miss and repeat nothing (delimiter %j)', async (Delimiter) => {
    const found: string[] = [];
    for (let ContinuationToken: string | undefined, more = true; more;) {
      const page = await list({ Delimiter, MaxKeys: 2, ContinuationToken });
      expect(namesOf(page).length).toBeLessThanOrEqual(2);
      found.push(...namesOf(page));
      ContinuationToken = page.NextContinuationToken;
      more = page.IsTruncated === true;
    }
    expect(found.toSorted()).toEqual(namesOf(await list({ Delimiter })));
  });

  test('begins after a key, and encodes keys where it is asked to', async () => {
    const { Contents } = await list({ StartAfter: 'list/d2/f2', EncodingType: 'url' });
    expect(Contents?.map((object) => object.Key)).toEqual(['list/d2/f5', 'list/d2/f8']);
    const encoded = await list({ EncodingType: 'url', MaxKeys: 1 });
    expect(encoded.Contents?.[0]?.Key).toBe('list/%3C%26%3E%22%27.txt');
  });

  test('in its first form pages by marker', async () => {
    const page = await cloud.client.send(
      new aws.ListObjectsCommand({ Bucket, Prefix: prefix, Delimiter: '/', MaxKeys: 2 }),
    );
    const next = await cloud.client.send(
      new aws.ListObjectsCommand({ Bucket, Prefix: prefix, Delimiter: '/', Marker: page.NextMarker }),
    );
    expect(next.CommonPrefixes?.map((common) => common.Prefix)).toEqual(['list/d1/', 'list/d2/']);
  });

  test('of deletions says what went', async () => {
    const Objects = [{ Key: 'list/d0/f0' }, { Key: 'list/d1/f1' }, { Key: 'never there' }];
    const { Deleted } = await cloud.client.send(new aws.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map((object) => object.Key)).toEqual(Objects.map((object) => object.Key));
    const quiet = await cloud.client.send(new aws.DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    expect(quiet.Deleted).toBeUndefined();
    expect((await list({ Prefix: 'list/d0/' })).KeyCount).toBe(3);
  });
});
