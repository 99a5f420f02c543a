import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seal, seal } from '../../../functions/audit/seal.ts';
import { s3KeepSeal } from '../../../functions/audit/seal-keeper.ts';
import { s3Seals } from '../../../functions/audit/seal-store.ts';
import { startS3 } from '../../infra/local/s3/fixture.ts';

let files: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
let round = 0;
let Bucket: string;
const buckets = ['one', 'two', 'three', 'four', 'five'].map((name) => ({
  name: `seals-${name}`,
  versioned: true,
  objectLock: { mode: 'COMPLIANCE' as const, days: 2557 },
}));

beforeAll(async () => {
  files = await startS3({ buckets });
  client = files.client;
});
afterAll(() => files.close());
beforeEach(() => {
  Bucket = buckets[round++]!.name;
});

const day = (n: number, previous: Seal | undefined): Seal =>
  seal({
    from: `2026-01-0${n}T09:00:00.000Z`,
    through: `2026-01-0${n + 1}T09:00:00.000Z`,
    previous: previous?.root ?? '',
    heads: { [`CLIENT#${n}`]: { seq: n, hash: `hash ${n}` } },
  });

async function twoKept() {
  const keep = s3KeepSeal(client, Bucket);
  const first = day(1, undefined);
  const second = day(2, first);
  await keep(first);
  await keep(second);
  return { keep, first, second, Key: `seals/${first.through}.json` };
}

describe('seals in the locked bucket', () => {
  test('are read oldest first, and the last by itself', async () => {
    const { first, second } = await twoKept();
    const seals = s3Seals(client, Bucket);
    expect(await seals.all()).toEqual([first, second]);
    expect(await seals.last()).toEqual(second);
    expect(await seals.meddled()).toEqual([]);
  });

  test('are kept once: whoever comes second finds it done', async () => {
    const { keep, first } = await twoKept();
    await keep({ ...first, heads: {} });
    expect(await s3Seals(client, Bucket).all()).toHaveLength(2);
    expect(await s3Seals(client, Bucket).meddled()).toEqual([]);
  });

  test('count as they were first written, whatever is put over them, and that is told', async () => {
    const { first, second, Key } = await twoKept();
    await client.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify({ ...first, heads: {} }) }));
    const seals = s3Seals(client, Bucket);
    expect(await seals.all()).toEqual([first, second]);
    expect(await seals.meddled()).toEqual([Key]);
  });

  test('count although a delete marker hides them, and that is told', async () => {
    const { first, second, Key } = await twoKept();
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    const seals = s3Seals(client, Bucket);
    expect(await seals.all()).toEqual([first, second]);
    expect(await seals.meddled()).toEqual([Key]);
  });

  test('cannot be removed', async () => {
    const { Key } = await twoKept();
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
    const VersionId = Versions[0]!.VersionId;
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});
