import type { Checksum } from './checksums.ts';
import { S3Error } from './error.ts';
import type { S3Event } from './events.ts';
import type { Lock, LockMode } from './lock.ts';
import type { Headers } from './signature.ts';
import type { Tag } from './tags.ts';

/** A version of an object; without a blob it is a delete marker. */
export type Version = {
  seq: number;
  bucket: string;
  key: string;
  /** `null`, the word, where the bucket gave none. */
  versionId: string;
  isLatest: boolean;
  size: number;
  etag: string;
  headers: Record<string, string>;
  tags: Tag[];
  blob: string | null;
  created: number;
  checksum?: Checksum | undefined;
  lock: Lock;
};
/** A version that has content. */
export type StoredVersion = Version & { blob: string };

export type NewVersion = {
  bucket: string;
  key: string;
  blob: string;
  size: number;
  etag: string;
  checksum: Checksum;
  /** What is kept of the request, and what it said. */
  kept: Record<string, string>;
  headers: Headers;
  tags: Tag[];
  reason: S3Event['reason'];
};

export type VersionRow = {
  seq: number;
  bucket: string;
  key: string;
  version: string;
  latest: number;
  size: number;
  etag: string;
  headers: string;
  tags: string;
  blob: string | null;
  created: number;
  checksum: string | null;
  mode: LockMode | null;
  until: number | null;
  hold: number;
};

export const fromRow = (row: VersionRow): Version => ({
  seq: row.seq,
  bucket: row.bucket,
  key: row.key,
  versionId: row.version,
  isLatest: row.latest === 1,
  size: row.size,
  etag: row.etag,
  headers: JSON.parse(row.headers) as Record<string, string>,
  tags: JSON.parse(row.tags) as Tag[],
  blob: row.blob,
  created: row.created,
  checksum: row.checksum === null ? undefined : (JSON.parse(row.checksum) as Checksum),
  lock: {
    retention: row.mode === null || row.until === null ? undefined : { mode: row.mode, until: row.until },
    legalHold: row.hold === 1,
  },
});

/** `If-Match` and `If-None-Match` of a write, against what the key holds at its commit. */
export function checkPrecondition(current: Version | undefined, headers: Headers): void {
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  if (none !== undefined && none !== '*')
    throw new S3Error(501, 'NotImplemented', 'A write takes If-None-Match only with the value *');
  const existing = current?.blob ? current : undefined;
  if (match !== undefined && !existing) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  if ((none && existing) || (match !== undefined && match !== '*' && match.replaceAll('"', '') !== existing?.etag))
    throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}
