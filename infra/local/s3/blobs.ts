import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Algorithm, startDigest } from './checksums.ts';
import { S3Error } from './error.ts';

/** A file of content on disk, with what was computed while it was written. `md5` is hex, `sums` are base64. */
export type Blob = { name: string; size: number; md5: string; sums: Partial<Record<Algorithm, string>> };
export type SizeLimits = { min: number; max: number };
export type Blobs = ReturnType<typeof openBlobs>;

/** The largest object that one request may carry. */
export const SINGLE_REQUEST: SizeLimits = { min: 0, max: 5 * 2 ** 30 };

function meter(algorithms: readonly Algorithm[], limits: SizeLimits) {
  const md5 = createHash('md5');
  const digests = new Map([...new Set(algorithms)].map((algorithm) => [algorithm, startDigest(algorithm)]));
  let size = 0;
  return {
    async *pass(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limits.max)
          throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
        md5.update(chunk);
        for (const digest of digests.values()) digest.update(chunk);
        yield chunk;
      }
      if (size < limits.min)
        throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    },
    result: (): Omit<Blob, 'name'> => ({
      size,
      md5: md5.digest('hex'),
      sums: Object.fromEntries(
        [...digests].map(([algorithm, digest]) => [algorithm, digest.digest().toString('base64')]),
      ),
    }),
  };
}

/** The content of objects and parts: one file each under a random name, never a name that a caller chose. */
export function openBlobs(directory: string) {
  mkdirSync(directory, { recursive: true });
  const pathOf = (name: string) => join(directory, name);
  const remove = (names: readonly (string | null)[]) => {
    for (const name of names) if (name) rmSync(pathOf(name), { force: true });
  };

  async function syncDirectory(): Promise<void> {
    // Windows cannot open a directory; its file system journals the entry by itself.
    if (process.platform === 'win32') return;
    const handle = await open(directory);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    remove,

    /** Returns once file and directory are on disk, so that a row may point at the blob. */
    async write(
      source: AsyncIterable<Uint8Array>,
      algorithms: readonly Algorithm[],
      limits: SizeLimits = SINGLE_REQUEST,
    ): Promise<Blob> {
      const name = randomUUID();
      const measured = meter(algorithms, limits);
      try {
        await pipeline(source, (chunks) => measured.pass(chunks), createWriteStream(pathOf(name), { flush: true }));
        await syncDirectory();
      } catch (error) {
        remove([name]);
        throw error;
      }
      return { name, ...measured.result() };
    },

    /** Opens at once, before anything else can remove the blob; `to` is inclusive. */
    read(name: string, range: { from: number; to: number }): Readable {
      if (range.to < range.from) return Readable.from([]);
      const descriptor = openSync(pathOf(name), 'r');
      return createReadStream('', { fd: descriptor, start: range.from, end: range.to });
    },

    /** Removes what no row points at: content whose request never came to its commit. */
    sweep(known: ReadonlySet<string>): void {
      remove(readdirSync(directory).filter((name) => !known.has(name)));
    },
  };
}
