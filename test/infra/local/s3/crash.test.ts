import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type S3Event } from '../../../../infra/local/s3/events.ts';
import { clientOf, sha256, startIn, temporaryDirectory } from './fixture.ts';

let temporary: ReturnType<typeof temporaryDirectory>;
let child: ChildProcess | undefined;
beforeEach(() => {
  temporary = temporaryDirectory();
});
afterEach(() => {
  child?.kill('SIGKILL');
  temporary.remove();
});

async function startChild(...options: string[]): Promise<string> {
  const file = join(import.meta.dirname, 's3-child.ts');
  child = spawn(process.execPath, [file, temporary.directory, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return url;
}

async function killChild(): Promise<void> {
  const ended = once(child!, 'exit');
  child!.kill('SIGKILL');
  await ended;
}

test('A kill in the middle of uploads loses nothing acknowledged and shows nothing torn', async () => {
  const client = clientOf(await startChild());
  const acknowledged = new Map<string, string>();
  let number = 0;
  async function upload(): Promise<void> {
    for (;;) {
      const Key = `object-${number++}`;
      const Body = Buffer.alloc(60_000 + number, number % 251);
      try {
        await client.send(new PutObjectCommand({ Bucket: 'files', Key, Body }));
      } catch {
        return;
      }
      acknowledged.set(Key, sha256(Body));
    }
  }
  const uploads = Array.from({ length: 8 }, upload);
  await expect.poll(() => acknowledged.size).toBeGreaterThan(40);
  await killChild();
  await Promise.all(uploads);

  const again = await startIn(temporary.directory);
  const { Contents = [] } = await again.client.send(new ListObjectsV2Command({ Bucket: 'files' }));
  expect(Contents.length).toBeGreaterThanOrEqual(acknowledged.size);
  expect(readdirSync(again.blobs)).toHaveLength(Contents.length);
  for (const { Key } of Contents) {
    const { Body } = await again.client.send(new GetObjectCommand({ Bucket: 'files', Key }));
    const content = await Body!.transformToByteArray();
    const stamp = Number(Key!.slice('object-'.length)) + 1;
    expect(content).toHaveLength(60_000 + stamp);
    expect(sha256(content)).toBe(sha256(Buffer.alloc(60_000 + stamp, stamp % 251)));
  }
  const listed = new Set(Contents.map((object) => object.Key));
  expect([...acknowledged.keys()].filter((key) => !listed.has(key))).toEqual([]);
  await again.close();
});

test('Events that a kill kept from being handed over come after the next start, in order', async () => {
  const client = clientOf(await startChild('hold'));
  for (const Key of ['one', 'two']) await client.send(new PutObjectCommand({ Bucket: 'vault', Key, Body: 'x' }));
  await client.send(new DeleteObjectCommand({ Bucket: 'vault', Key: 'one' }));
  await killChild();

  const events: S3Event[] = [];
  const again = await startIn(temporary.directory, { onEvent: (event) => void events.push(event) });
  await expect
    .poll(() => events.map((event) => [event.name, event.key]))
    .toEqual([
      ['Object Created', 'one'],
      ['Object Created', 'two'],
      ['Object Deleted', 'one'],
    ]);
  await again.close();
});

test('Content that no object points at is gone after a start', async () => {
  const first = await startIn(temporary.directory);
  await first.client.send(new PutObjectCommand({ Bucket: 'files', Key: 'kept', Body: 'hello' }));
  await first.close();
  writeFileSync(join(first.blobs, 'orphan'), 'half of something');
  const second = await startIn(temporary.directory);
  expect(readdirSync(second.blobs)).toHaveLength(1);
  const { Body } = await second.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'kept' }));
  expect(await Body!.transformToString()).toBe('hello');
  await second.close();
});
