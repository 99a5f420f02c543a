import { mkdtempSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { startAwsApi } from '../../../../infra/local/aws-api.ts';
import { movableClock } from '../../../../infra/local/clock.ts';
import type { BucketSpec } from '../../../../infra/local/s3/buckets.ts';
import { s3, type S3Options } from '../../../../infra/local/s3/server.ts';
import { openStore } from '../../../../infra/local/store.ts';

export const KEYS = { local: 'localsecret' };
export const ORIGIN = 'http://localhost:3000';
const CORS = [{ origins: [ORIGIN], methods: ['PUT', 'GET', 'POST'], headers: ['*'], expose: ['ETag'], maxAge: 300 }];

export const BUCKETS: BucketSpec[] = [
  { name: 'files', versioned: false, cors: CORS },
  { name: 'vault', versioned: true, notifications: 'eventbridge' },
  { name: 'seals', versioned: true, objectLock: { mode: 'COMPLIANCE', days: 30 } },
];

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64');

export function clientOf(endpoint: string, config: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId: 'local', secretAccessKey: KEYS.local };
  return new S3Client({
    endpoint,
    region: 'eu-central-1',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
  });
}

/** What the SDK throws, by its name; 'no error' when it does not. */
export async function errorOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'no error';
  } catch (error) {
    return (error as Error).name;
  }
}

export function temporaryDirectory(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 's3-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The S3 as the local cloud mounts it, in a directory that may have been used before. */
export async function startIn(directory: string, options: Partial<S3Options> = {}) {
  const store = openStore(join(directory, 'store.sqlite'));
  const clock = movableClock();
  const service = s3({ directory: join(directory, 's3'), store, clock, buckets: BUCKETS, keys: KEYS, ...options });
  const api = await startAwsApi({ signed: service.handle });
  return {
    url: api.url,
    port: api.port,
    client: clientOf(api.url),
    clock,
    store,
    blobs: join(directory, 's3', 'blobs'),
    async close() {
      await api.close();
      await service.close();
      store.close();
    },
  };
}

export async function startS3(options: Partial<S3Options> = {}) {
  const { directory, remove } = temporaryDirectory();
  const started = await startIn(directory, options);
  return {
    ...started,
    async close() {
      await started.close();
      remove();
    },
  };
}
