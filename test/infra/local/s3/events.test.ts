import * as aws from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type S3Event, toEventBridge } from '../../../../infra/local/s3/events.ts';
import { errorOf, startS3 } from './fixture.ts';

let cloud: Awaited<ReturnType<typeof startS3>>;
afterEach(() => cloud.close());

async function recorded(onEvent: (event: S3Event) => void = () => undefined) {
  const events: S3Event[] = [];
  cloud = await startS3({
    onEvent(event) {
      onEvent(event);
      events.push(event);
    },
  });
  return { events, client: cloud.client };
}

describe('an event', () => {
  test('tells of everything that creates, tags or deletes an object', async () => {
    const { events, client } = await recorded();
    const object = { Bucket: 'vault', Key: 'a ü' };
    const { VersionId, ETag } = await client.send(new aws.PutObjectCommand({ ...object, Body: 'hello' }));
    await client.send(new aws.CopyObjectCommand({ Bucket: 'vault', Key: 'copy', CopySource: 'vault/a%20%C3%BC' }));
    await client.send(new aws.PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }));
    await client.send(new aws.DeleteObjectCommand(object));
    await client.send(new aws.DeleteObjectCommand({ ...object, VersionId }));
    await expect.poll(() => events.length).toBe(5);
    expect(events[0]).toMatchObject({
      name: 'Object Created',
      bucket: 'vault',
      key: 'a ü',
      size: 5,
      etag: ETag!.replaceAll('"', ''),
      versionId: VersionId,
      reason: 'PutObject',
    });
    expect(events.slice(1).map(({ name, reason, deletionType }) => [name, reason, deletionType])).toEqual([
      ['Object Created', 'CopyObject', undefined],
      ['Object Tags Added', undefined, undefined],
      ['Object Deleted', 'DeleteObject', 'Delete Marker Created'],
      ['Object Deleted', 'DeleteObject', 'Permanently Deleted'],
    ]);
    const sequencers = events.map((event) => event.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].toSorted());
  });

  test('is told of no refused write, and of no bucket without notifications', async () => {
    const { events, client } = await recorded();
    const put = { Bucket: 'vault', Key: 'one', Body: 'x' };
    await client.send(new aws.PutObjectCommand({ ...put, Bucket: 'files' }));
    await client.send(new aws.PutObjectCommand(put));
    expect(await errorOf(client.send(new aws.PutObjectCommand({ ...put, IfNoneMatch: '*' })))).toBe(
      'PreconditionFailed',
    );
    const NotificationConfiguration = { EventBridgeConfiguration: {} };
    await client.send(
      new aws.PutBucketNotificationConfigurationCommand({ Bucket: 'files', NotificationConfiguration }),
    );
    await client.send(new aws.PutObjectCommand({ ...put, Bucket: 'files', Key: 'two' }));
    await expect
      .poll(() => events.map((event) => [event.bucket, event.key]))
      .toEqual([
        ['vault', 'one'],
        ['files', 'two'],
      ]);
  });

  test('that is not taken is handed over again, the same as before', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const refused: S3Event[] = [];
    const { events, client } = await recorded((event) => {
      if (refused.push(event) === 1) throw new Error('The bus is not there yet');
    });
    await client.send(new aws.PutObjectCommand({ Bucket: 'vault', Key: 'one', Body: 'x' }));
    await expect.poll(() => refused.length).toBe(1);
    cloud.clock.forward(60_000);
    await expect.poll(() => events.length).toBe(1);
    expect(events[0]).toEqual(refused[0]);
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });
});

test('An event has the shape that EventBridge gives it', async () => {
  const { events, client } = await recorded();
  await client.send(new aws.PutObjectCommand({ Bucket: 'vault', Key: 'a', Body: 'hello' }));
  await expect.poll(() => events.length).toBe(1);
  const event = events[0]!;
  expect(toEventBridge(event, { account: '000000000000', region: 'eu-central-1' })).toEqual({
    version: '0',
    id: event.id,
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    region: 'eu-central-1',
    resources: ['arn:aws:s3:::vault'],
    detail: {
      version: '0',
      bucket: { name: 'vault' },
      object: {
        key: 'a',
        size: 5,
        etag: '5d41402abc4b2a76b9719d911017c592',
        'version-id': event.versionId,
        sequencer: event.sequencer,
      },
      'request-id': event.id,
      requester: '000000000000',
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  });
});
