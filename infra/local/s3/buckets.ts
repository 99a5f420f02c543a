import type { Clock } from '../clock.ts';
import { atomically } from '../store.ts';
import type { CorsRule } from './cors.ts';
import { S3Error } from './error.ts';
import type { DefaultRetention } from './lock.ts';
import type { Tables } from './tables.ts';

/** A bucket as the template describes it. */
export type BucketSpec = {
  name: string;
  versioned: boolean;
  /** Object Lock, and the retention that every new version gets. */
  objectLock?: DefaultRetention | undefined;
  notifications?: 'eventbridge' | undefined;
  cors?: readonly CorsRule[] | undefined;
};

export type Bucket = {
  name: string;
  versioning?: 'Enabled' | 'Suspended' | undefined;
  locked: boolean;
  retention?: DefaultRetention | undefined;
  eventbridge: boolean;
  cors: readonly CorsRule[];
  created: number;
};

/** A configuration that is kept and given back as it came. */
type Setting = { body: string; type: string };
export type Buckets = ReturnType<typeof openBuckets>;

type Row = {
  name: string;
  versioning: 'Enabled' | 'Suspended' | null;
  locked: number;
  retention: string | null;
  eventbridge: number;
  cors: string;
  created: number;
};

const fromRow = (row: Row): Bucket => ({
  name: row.name,
  versioning: row.versioning ?? undefined,
  locked: row.locked === 1,
  retention: row.retention === null ? undefined : (JSON.parse(row.retention) as DefaultRetention),
  eventbridge: row.eventbridge === 1,
  cors: JSON.parse(row.cors) as CorsRule[],
  created: row.created,
});

/** What is already there keeps its objects; versioning, once on, can only be suspended. */
function fromTemplate(spec: BucketSpec, existing: Bucket | undefined, now: number): Bucket {
  const locked = spec.objectLock !== undefined || (existing?.locked ?? false);
  const versioned = spec.versioned || locked;
  return {
    name: spec.name,
    versioning: versioned ? 'Enabled' : existing?.versioning && 'Suspended',
    locked,
    retention: spec.objectLock,
    eventbridge: spec.notifications === 'eventbridge',
    cors: spec.cors ?? [],
    created: existing?.created ?? now,
  };
}

export function openBuckets(tables: Tables, clock: Clock, specs: readonly BucketSpec[]) {
  function find(name: string): Bucket | undefined {
    const row = tables.one<Row>('SELECT * FROM s3_buckets WHERE name = ?', name);
    return row && fromRow(row);
  }

  function get(name: string): Bucket {
    const bucket = find(name);
    if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  }

  function save(bucket: Bucket): void {
    tables.run(
      'INSERT OR REPLACE INTO s3_buckets(name, versioning, locked, retention, eventbridge, cors, created) VALUES(?,?,?,?,?,?,?)',
      bucket.name,
      bucket.versioning ?? null,
      Number(bucket.locked),
      bucket.retention ? JSON.stringify(bucket.retention) : null,
      Number(bucket.eventbridge),
      JSON.stringify(bucket.cors),
      bucket.created,
    );
  }

  atomically(tables.store, () => {
    for (const spec of specs) save(fromTemplate(spec, find(spec.name), clock.now()));
  });

  return {
    find,
    get,
    list: () => tables.all<Row>('SELECT * FROM s3_buckets ORDER BY name').map(fromRow),

    create(name: string, locked: boolean): void {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
        throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.');
      if (find(name)) throw new S3Error(409, 'BucketAlreadyOwnedByYou', 'Your bucket exists already and is yours.');
      save({ ...fromTemplate({ name, versioned: locked }, undefined, clock.now()), locked });
    },

    change(name: string, change: Partial<Omit<Bucket, 'name' | 'created'>>): void {
      save({ ...get(name), ...change });
    },

    remove(name: string): void {
      const used = tables.one('SELECT 1 FROM s3_versions WHERE bucket = ? LIMIT 1', get(name).name);
      if (used) throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
      atomically(tables.store, () => {
        tables.run('DELETE FROM s3_settings WHERE bucket = ?', name);
        tables.run('DELETE FROM s3_buckets WHERE name = ?', name);
      });
    },

    setting: (bucket: string, name: string) =>
      tables.one<Setting>('SELECT body, type FROM s3_settings WHERE bucket = ? AND name = ?', bucket, name),
    setSetting: (bucket: string, name: string, { body, type }: Setting) =>
      tables.run('INSERT OR REPLACE INTO s3_settings VALUES(?, ?, ?, ?)', bucket, name, body, type),
    removeSetting: (bucket: string, name: string) =>
      tables.run('DELETE FROM s3_settings WHERE bucket = ? AND name = ?', bucket, name),
  };
}
