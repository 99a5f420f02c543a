import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { Seal } from './seal.ts';

/** Where seals are read. */
export type Seals = {
  /** All of them as they were first written, oldest first. */
  all: () => Promise<Seal[]>;
  last: () => Promise<Seal | undefined>;
  /** Names of seals that someone put something over, or hid behind a delete marker. */
  meddled: () => Promise<string[]>;
};

export const sealPrefix = 'seals/';

type Version = { key: string; versionId: string };

/**
 * A locked version can be neither changed nor removed before its time, but another can be put over it, and a delete
 * marker can hide it. What counts is the oldest version of each name.
 */
export function s3Seals(s3: S3Client, Bucket: string): Seals {
  const known = new Map<string, Promise<Seal>>();

  async function list(): Promise<{ oldest: Version[]; meddled: string[] }> {
    const oldest = new Map<string, Version>();
    const meddled = new Set<string>();
    let KeyMarker: string | undefined;
    let VersionIdMarker: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: sealPrefix, KeyMarker, VersionIdMarker }),
      );
      // The newest version of a name comes first.
      for (const { Key: key = '', VersionId: versionId = '' } of page.Versions ?? []) {
        if (oldest.has(key)) meddled.add(key);
        oldest.set(key, { key, versionId });
      }
      for (const { Key = '' } of page.DeleteMarkers ?? []) meddled.add(Key);
      KeyMarker = page.NextKeyMarker;
      VersionIdMarker = page.NextVersionIdMarker;
    } while (KeyMarker !== undefined);
    return {
      oldest: [...oldest.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      meddled: [...meddled].toSorted(),
    };
  }

  async function fetch({ key, versionId }: Version): Promise<Seal> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId }));
    return Seal.parse(JSON.parse(await Body!.transformToString()));
  }

  // A version never changes: one that was read once is not read again.
  const read = (version: Version) => {
    const reading = known.get(version.versionId) ?? fetch(version);
    known.set(version.versionId, reading);
    reading.catch(() => known.delete(version.versionId));
    return reading;
  };

  return {
    all: async () => Promise.all((await list()).oldest.map(read)),
    async last() {
      const version = (await list()).oldest.at(-1);
      return version && read(version);
    },
    meddled: async () => (await list()).meddled,
  };
}
