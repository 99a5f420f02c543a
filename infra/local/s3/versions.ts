import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { atomically } from '../store.ts';
import type { Blobs } from './blobs.ts';
import type { Bucket, Buckets } from './buckets.ts';
import { S3Error } from './error.ts';
import type { S3Event } from './events.ts';
import { checkDeletable, checkRetentionChange, newLock, type Retention } from './lock.ts';
import type { Outbox } from './outbox.ts';
import type { Headers } from './signature.ts';
import type { Tables } from './tables.ts';
import type { Tag } from './tags.ts';
import {
  checkPrecondition,
  fromRow,
  type NewVersion,
  type StoredVersion,
  type Version,
  type VersionRow,
} from './version.ts';

type Removed = { versionId?: string | undefined; isDeleteMarker: boolean };
export type Versions = ReturnType<typeof openVersions>;

export function openVersions(tables: Tables, blobs: Blobs, buckets: Buckets, outbox: Outbox, clock: Clock) {
  function find(bucket: string, key: string, versionId?: string | null): Version | undefined {
    const row = versionId
      ? tables.one<VersionRow>(
          'SELECT * FROM s3_versions WHERE bucket = ? AND key = ? AND version = ?',
          bucket,
          key,
          versionId,
        )
      : tables.one<VersionRow>('SELECT * FROM s3_versions WHERE bucket = ? AND key = ? AND latest = 1', bucket, key);
    return row && fromRow(row);
  }

  /** The version with content that a read means. */
  function get(bucket: string, key: string, versionId?: string | null): StoredVersion {
    buckets.get(bucket);
    const version = find(bucket, key, versionId);
    if (version?.blob) return version as StoredVersion;
    const headers = version && { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
    if (version && versionId)
      throw new S3Error(405, 'MethodNotAllowed', 'The specified version is a delete marker.', headers);
    if (versionId) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
    throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', headers);
  }

  /** Takes the version away, within a transaction, and makes the one before it the latest. */
  function drop(version: Version): void {
    tables.run('DELETE FROM s3_versions WHERE seq = ?', version.seq);
    if (!version.isLatest) return;
    tables.run(
      'UPDATE s3_versions SET latest = 1 WHERE seq = (SELECT MAX(seq) FROM s3_versions WHERE bucket = ? AND key = ?)',
      version.bucket,
      version.key,
    );
  }

  /** Adds the version on top, within a transaction; the `null` version it replaces is answered. */
  function add(bucket: Bucket, version: Omit<Version, 'seq' | 'versionId' | 'isLatest' | 'created'>) {
    const versionId = bucket.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
    const replaced = versionId === 'null' ? find(version.bucket, version.key, 'null') : undefined;
    if (replaced) {
      checkDeletable(replaced.lock, clock.now(), false);
      drop(replaced);
    }
    tables.run(
      'UPDATE s3_versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
      version.bucket,
      version.key,
    );
    tables.run(
      'INSERT INTO s3_versions(bucket, key, version, latest, size, etag, headers, tags, blob, created, checksum, mode, until, hold)' +
        ' VALUES(?,?,?,1,?,?,?,?,?,?,?,?,?,?)',
      version.bucket,
      version.key,
      versionId,
      version.size,
      version.etag,
      JSON.stringify(version.headers),
      JSON.stringify(version.tags),
      version.blob,
      clock.now(),
      version.checksum ? JSON.stringify(version.checksum) : null,
      version.lock.retention?.mode ?? null,
      version.lock.retention?.until ?? null,
      Number(version.lock.legalHold),
    );
    return { versionId, replaced };
  }

  function tell(bucket: Bucket, versionId: string, event: Omit<S3Event, 'id' | 'time' | 'sequencer' | 'bucket'>): void {
    if (!bucket.eventbridge) return;
    outbox.record({ ...event, bucket: bucket.name, versionId: bucket.versioning && versionId });
  }

  /** Runs `change` as one transaction; the blobs it answers are removed, and the events told, once it is committed. */
  function commit<T>(change: () => { result: T; dropped?: readonly (string | null)[] }): T {
    const { result, dropped } = atomically(tables.store, change);
    blobs.remove(dropped ?? []);
    outbox.wake();
    return result;
  }

  /** A delete that names no version: it leaves a marker where versions are kept. */
  function hide(
    bucket: Bucket,
    key: string,
    current: Version | undefined,
  ): { result: Removed; dropped: (string | null)[] } {
    if (!bucket.versioning) {
      if (current) drop(current);
      if (current) {
        const { etag } = current;
        tell(bucket, 'null', {
          name: 'Object Deleted',
          key,
          etag,
          reason: 'DeleteObject',
          deletionType: 'Permanently Deleted',
        });
      }
      return { result: { isDeleteMarker: false }, dropped: [current?.blob ?? null] };
    }
    const marker = { bucket: bucket.name, key, size: 0, etag: '', headers: {}, tags: [], blob: null };
    const { versionId, replaced } = add(bucket, { ...marker, lock: { legalHold: false } });
    tell(bucket, versionId, {
      name: 'Object Deleted',
      key,
      reason: 'DeleteObject',
      deletionType: 'Delete Marker Created',
    });
    return { result: { versionId, isDeleteMarker: true }, dropped: [replaced?.blob ?? null] };
  }

  function putWithin(version: NewVersion, also: () => readonly string[]) {
    const { bucket: name, key, size, etag, headers, kept, reason, ...content } = version;
    const bucket = buckets.get(name);
    checkPrecondition(find(name, key), headers);
    const lock = newLock(bucket, headers, clock.now());
    const { versionId, replaced } = add(bucket, { ...content, bucket: name, key, size, etag, headers: kept, lock });
    tell(bucket, versionId, { name: 'Object Created', key, size, etag, reason });
    return { result: get(name, key, versionId), dropped: [replaced?.blob ?? null, ...also()] };
  }

  function removeVersion(bucket: Bucket, version: Version): { result: Removed; dropped: (string | null)[] } {
    drop(version);
    const { key, versionId, etag, blob } = version;
    tell(bucket, versionId, {
      name: 'Object Deleted',
      key,
      etag,
      reason: 'DeleteObject',
      deletionType: 'Permanently Deleted',
    });
    return { result: { versionId, isDeleteMarker: blob === null }, dropped: [blob] };
  }

  return {
    find,
    get,

    /** Stores content that is on disk already, or removes it there. `also` belongs to the same transaction. */
    put(version: NewVersion, also: () => readonly string[] = () => []): StoredVersion {
      try {
        return commit(() => putWithin(version, also));
      } catch (error) {
        blobs.remove([version.blob]);
        throw error;
      }
    },

    remove(
      name: string,
      key: string,
      {
        versionId,
        bypass = false,
        headers = {},
      }: { versionId?: string | null | undefined; bypass?: boolean; headers?: Headers },
    ): Removed {
      return commit(() => {
        const bucket = buckets.get(name);
        const version = find(name, key, versionId);
        if (headers['if-match'] !== undefined) checkPrecondition(version, { 'if-match': headers['if-match'] });
        if (!versionId) return hide(bucket, key, version);
        if (!version) return { result: { versionId, isDeleteMarker: false } };
        checkDeletable(version.lock, clock.now(), bypass);
        return removeVersion(bucket, version);
      });
    },

    setTags(version: Version, tags: Tag[]): void {
      commit(() => {
        tables.run('UPDATE s3_versions SET tags = ? WHERE seq = ?', JSON.stringify(tags), version.seq);
        const { key, etag } = version;
        tell(buckets.get(version.bucket), version.versionId, {
          name: tags.length ? 'Object Tags Added' : 'Object Tags Deleted',
          key,
          etag,
        });
        return { result: undefined };
      });
    },

    setRetention(version: Version, retention: Retention | undefined, bypass: boolean): void {
      checkRetentionChange(version.lock.retention, retention, clock.now(), bypass);
      const { mode = null, until = null } = retention ?? {};
      tables.run('UPDATE s3_versions SET mode = ?, until = ? WHERE seq = ?', mode, until, version.seq);
    },

    setLegalHold(version: Version, held: boolean): void {
      tables.run('UPDATE s3_versions SET hold = ? WHERE seq = ?', Number(held), version.seq);
    },
  };
}
