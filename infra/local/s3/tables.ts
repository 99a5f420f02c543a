import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS s3_buckets(
    name TEXT PRIMARY KEY, versioning TEXT, locked INTEGER NOT NULL, retention TEXT, eventbridge INTEGER NOT NULL,
    cors TEXT NOT NULL, created INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS s3_settings(
    bucket TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, type TEXT NOT NULL,
    PRIMARY KEY(bucket, name)) STRICT;
  CREATE TABLE IF NOT EXISTS s3_versions(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
    latest INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL,
    blob TEXT, created INTEGER NOT NULL, checksum TEXT, mode TEXT, until INTEGER, hold INTEGER NOT NULL,
    UNIQUE(bucket, key, version)) STRICT;
  CREATE INDEX IF NOT EXISTS s3_by_key ON s3_versions(bucket, key, seq);
  CREATE UNIQUE INDEX IF NOT EXISTS s3_latest ON s3_versions(bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS s3_uploads(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, bucket TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, algorithm TEXT, type TEXT, created INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS s3_uploads_of ON s3_uploads(bucket, key, seq);
  CREATE TABLE IF NOT EXISTS s3_parts(
    upload TEXT NOT NULL, number INTEGER NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    checksum TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY(upload, number)) STRICT;
  CREATE TABLE IF NOT EXISTS s3_outbox(seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL) STRICT;
`;

/** The S3's tables in the shared store. Each statement is prepared once; rows are read as the caller's type says. */
export type Tables = {
  store: DatabaseSync;
  run: (sql: string, ...values: SQLInputValue[]) => void;
  one: <Row>(sql: string, ...values: SQLInputValue[]) => Row | undefined;
  all: <Row>(sql: string, ...values: SQLInputValue[]) => Row[];
  each: <Row>(sql: string, ...values: SQLInputValue[]) => Iterable<Row>;
};

export function openTables(store: DatabaseSync): Tables {
  store.exec(SCHEMA);
  const prepared = new Map<string, StatementSync>();
  function prepare(sql: string): StatementSync {
    const statement = prepared.get(sql) ?? store.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }
  return {
    store,
    run: (sql, ...values) => void prepare(sql).run(...values),
    one: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    each: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).iterate(...values) as Iterable<Row>,
  };
}
