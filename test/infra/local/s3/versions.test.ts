import * as aws from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorOf, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3();
});
afterAll(() => cloud.close());

const Bucket = 'vault';
let count = 0;
let Key: string;
beforeEach(() => {
  Key = `object ${count++}`;
});
const put = (Body: string, key = Key) => cloud.client.send(new aws.PutObjectCommand({ Bucket, Key: key, Body }));
const remove = (VersionId?: string) => cloud.client.send(new aws.DeleteObjectCommand({ Bucket, Key, VersionId }));
const read = async (VersionId?: string) =>
  (await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key, VersionId }))).Body!.transformToString();
const versions = (more: Partial<aws.ListObjectVersionsCommandInput> = {}) =>
  cloud.client.send(new aws.ListObjectVersionsCommand({ Bucket, Prefix: Key, ...more }));

describe('a versioned bucket', () => {
  test('keeps what is overwritten', async () => {
    const first = await put('one');
    const second = await put('two');
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await read()).toBe('two');
    expect(await read(first.VersionId)).toBe('one');
    const { Versions } = await versions();
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [second.VersionId, true],
      [first.VersionId, false],
    ]);
    expect(await errorOf(read('nothing'))).toBe('NoSuchVersion');
  });

  test('hides what is deleted behind a marker, and shows it when the marker goes', async () => {
    await put('one');
    const marker = await remove();
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(await errorOf(read())).toBe('NoSuchKey');
    expect(await errorOf(read(marker.VersionId))).toBe('MethodNotAllowed');
    expect((await versions()).DeleteMarkers).toMatchObject([{ Key, VersionId: marker.VersionId, IsLatest: true }]);
    expect(await remove(marker.VersionId)).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect(await read()).toBe('one');
  });

  test('forgets one version for good and falls back to the one before', async () => {
    const first = await put('one');
    const second = await put('two');
    await remove(second.VersionId);
    expect(await read()).toBe('one');
    await remove(first.VersionId);
    expect((await versions()).Versions).toBeUndefined();
  });

  test('can be emptied page by page, deleting what each page shows', async () => {
    for (const key of [Key, `${Key}/b`]) for (const body of ['1', '2', '3']) await put(body, key);
    let [KeyMarker, VersionIdMarker, pages] = [undefined, undefined, 0] as [string?, string?, number?];
    do {
      const page = await versions({ MaxKeys: 2, KeyMarker, VersionIdMarker });
      const Objects = page.Versions!.map((version) => ({ Key: version.Key, VersionId: version.VersionId }));
      await cloud.client.send(new aws.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      [KeyMarker, VersionIdMarker, pages] = [page.NextKeyMarker, page.NextVersionIdMarker, pages! + 1];
    } while (KeyMarker);
    expect(pages).toBe(3);
    expect((await versions()).Versions).toBeUndefined();
  });

  test('tells which version a read, a copy and a tag are of', async () => {
    const first = await put('one');
    await put('two');
    const source = `${Bucket}/${encodeURIComponent(Key)}?versionId=${first.VersionId}`;
    const copied = await cloud.client.send(
      new aws.CopyObjectCommand({ Bucket, Key: `${Key} copy`, CopySource: source }),
    );
    expect(copied.CopySourceVersionId).toBe(first.VersionId);
    const copy = await cloud.client.send(new aws.GetObjectCommand({ Bucket, Key: `${Key} copy` }));
    expect(await copy.Body!.transformToString()).toBe('one');
    expect(copy.VersionId).toBe(copied.VersionId);
    const tagged = { Bucket, Key, VersionId: first.VersionId };
    const Tagging = { TagSet: [{ Key: 'state', Value: 'clean' }] };
    await cloud.client.send(new aws.PutObjectTaggingCommand({ ...tagged, Tagging }));
    expect((await cloud.client.send(new aws.GetObjectTaggingCommand(tagged))).TagSet).toEqual(Tagging.TagSet);
    expect((await cloud.client.send(new aws.GetObjectTaggingCommand({ Bucket, Key }))).TagSet).toEqual([]);
  });

  test('whose versioning is suspended overwrites only the null version', async () => {
    const { client } = cloud;
    const first = await put('one');
    const suspend = (Status: 'Enabled' | 'Suspended') =>
      client.send(new aws.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    await suspend('Suspended');
    await put('two');
    await put('three');
    expect(await read()).toBe('three');
    expect(await read(first.VersionId)).toBe('one');
    expect((await versions()).Versions).toHaveLength(2);
    await remove();
    expect(await errorOf(read())).toBe('NoSuchKey');
    expect((await versions()).Versions).toHaveLength(1);
    await suspend('Enabled');
  });
});
