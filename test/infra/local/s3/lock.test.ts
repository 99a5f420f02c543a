import * as aws from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientOf, errorOf, startS3 } from './fixture.ts';

const DAY = 86_400_000;
let cloud: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  cloud = await startS3({
    buckets: [
      { name: 'seals', versioned: true, objectLock: { mode: 'COMPLIANCE', days: 30 } },
      { name: 'governed', versioned: true, objectLock: { mode: 'GOVERNANCE', years: 1 } },
      { name: 'plain', versioned: true },
    ],
  });
});
afterAll(() => cloud.close());

let count = 0;
let Key: string;
beforeEach(() => {
  Key = `seal-${count++}`;
});
const put = (Bucket: string, more: Partial<aws.PutObjectCommandInput> = {}) =>
  cloud.client.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'root', ...more }));
const remove = (Bucket: string, VersionId?: string, BypassGovernanceRetention?: boolean) =>
  cloud.client.send(new aws.DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));
const retentionOf = async (Bucket: string) =>
  (await cloud.client.send(new aws.GetObjectRetentionCommand({ Bucket, Key }))).Retention;
const retain = (Bucket: string, Mode: aws.ObjectLockRetentionMode, days: number, BypassGovernanceRetention?: boolean) =>
  cloud.client.send(
    new aws.PutObjectRetentionCommand({
      Bucket,
      Key,
      Retention: { Mode, RetainUntilDate: new Date(cloud.clock.now() + days * DAY) },
      BypassGovernanceRetention,
    }),
  );

describe('Object Lock', () => {
  test('gives every version the default of its bucket', async () => {
    await put('seals');
    const retention = await retentionOf('seals');
    expect(retention?.Mode).toBe('COMPLIANCE');
    const days = (retention!.RetainUntilDate!.getTime() - cloud.clock.now()) / DAY;
    expect(Math.round(days)).toBe(30);
    const head = await cloud.client.send(new aws.HeadObjectCommand({ Bucket: 'seals', Key }));
    expect(head).toMatchObject({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: retention?.RetainUntilDate });
    const { ObjectLockConfiguration } = await cloud.client.send(
      new aws.GetObjectLockConfigurationCommand({ Bucket: 'governed' }),
    );
    expect(ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Years: 1 } },
    });
  });

  test('keeps a version from deletion until its date, and lets a marker hide it', async () => {
    const { VersionId } = await put('seals');
    expect(await errorOf(remove('seals', VersionId))).toBe('AccessDenied');
    expect(await errorOf(remove('seals', VersionId, true))).toBe('AccessDenied');
    const { Errors } = await cloud.client.send(
      new aws.DeleteObjectsCommand({ Bucket: 'seals', Delete: { Objects: [{ Key, VersionId }] } }),
    );
    expect(Errors).toMatchObject([{ Key, VersionId, Code: 'AccessDenied' }]);
    expect(await remove('seals')).toMatchObject({ DeleteMarker: true });
    const kept = await cloud.client.send(new aws.GetObjectCommand({ Bucket: 'seals', Key, VersionId }));
    expect(await kept.Body!.transformToString()).toBe('root');
    cloud.clock.forward(31 * DAY);
    expect(await errorOf(remove('seals', VersionId))).toBe('no error');
  });

  test('leaves an overwritten version as it was', async () => {
    const { VersionId } = await put('seals');
    await put('seals', { Body: 'forged' });
    const kept = await cloud.client.send(new aws.GetObjectCommand({ Bucket: 'seals', Key, VersionId }));
    expect(await kept.Body!.transformToString()).toBe('root');
    expect(await errorOf(remove('seals', VersionId))).toBe('AccessDenied');
  });

  test('in COMPLIANCE is only ever extended', async () => {
    await put('seals');
    expect(await errorOf(retain('seals', 'COMPLIANCE', 10))).toBe('AccessDenied');
    expect(await errorOf(retain('seals', 'COMPLIANCE', 10, true))).toBe('AccessDenied');
    expect(await errorOf(retain('seals', 'GOVERNANCE', 90, true))).toBe('AccessDenied');
    expect(await errorOf(retain('seals', 'COMPLIANCE', 90))).toBe('no error');
  });

  test('in GOVERNANCE gives way to who asks for the bypass', async () => {
    const { VersionId } = await put('governed');
    expect(await errorOf(remove('governed', VersionId))).toBe('AccessDenied');
    expect(await errorOf(retain('governed', 'GOVERNANCE', 1))).toBe('AccessDenied');
    expect(await errorOf(retain('governed', 'GOVERNANCE', 1, true))).toBe('no error');
    expect(await errorOf(remove('governed', VersionId, true))).toBe('no error');
  });

  test('takes the retention that a request brings instead of the default', async () => {
    const ObjectLockRetainUntilDate = new Date(Math.ceil(cloud.clock.now() / 1000) * 1000 + 2 * DAY);
    await put('seals', { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate });
    expect(await retentionOf('seals')).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: ObjectLockRetainUntilDate });
    const past = {
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: new Date(cloud.clock.now() - DAY),
    } as const;
    expect(await errorOf(put('seals', past))).toBe('InvalidArgument');
    expect(await errorOf(put('seals', { ObjectLockMode: 'GOVERNANCE' }))).toBe('InvalidArgument');
  });

  test('with a legal hold keeps a version without a date, against every bypass', async () => {
    const { VersionId } = await put('governed', { ObjectLockLegalHoldStatus: 'ON' });
    const hold = { Bucket: 'governed', Key };
    const status = async () => (await cloud.client.send(new aws.GetObjectLegalHoldCommand(hold))).LegalHold?.Status;
    expect(await status()).toBe('ON');
    expect(await errorOf(remove('governed', VersionId, true))).toBe('AccessDenied');
    await cloud.client.send(new aws.PutObjectLegalHoldCommand({ ...hold, LegalHold: { Status: 'OFF' } }));
    expect(await status()).toBe('OFF');
    expect(await errorOf(remove('governed', VersionId, true))).toBe('no error');
  });

  test('needs a bucket that has it, and keeps versioning on there', async () => {
    const lock = {
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: new Date(cloud.clock.now() + DAY),
    } as const;
    expect(await errorOf(put('plain', lock))).toBe('InvalidRequest');
    expect(await errorOf(cloud.client.send(new aws.GetObjectLockConfigurationCommand({ Bucket: 'plain' })))).toBe(
      'ObjectLockConfigurationNotFoundError',
    );
    const suspended = { Bucket: 'seals', VersioningConfiguration: { Status: 'Suspended' } } as const;
    expect(await errorOf(cloud.client.send(new aws.PutBucketVersioningCommand(suspended)))).toBe('InvalidBucketState');
  });

  test('is configured through the API as well', async () => {
    const Bucket = 'locked-by-api';
    await cloud.client.send(new aws.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const { VersionId } = await put(Bucket);
    expect(await errorOf(retentionOf(Bucket))).toBe('NoSuchObjectLockConfiguration');
    expect(await errorOf(remove(Bucket, VersionId))).toBe('no error');
    await cloud.client.send(
      new aws.PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
        },
      }),
    );
    const locked = await put(Bucket);
    expect(await errorOf(remove(Bucket, locked.VersionId))).toBe('AccessDenied');
  });

  test('demands a digest of what it will keep', async () => {
    const plain = clientOf(cloud.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const sent = plain.send(new aws.PutObjectCommand({ Bucket: 'seals', Key, Body: 'root' }));
    expect(await errorOf(sent)).toBe('InvalidRequest');
  });
});
