import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { launch } from './process.ts';
import { endStaleProcess } from './stale.ts';

/** `pid` is undefined when the database runs elsewhere (`DYNAMODB_ENDPOINT`): then `stop` leaves it alone. */
export type Database = { url: string; pid: number | undefined; stop: () => Promise<void> };

export type DatabaseOptions = {
  /** Where the data, the log and the pid file are kept. */
  directory: string;
  /** A free port when not given. */
  port?: number | undefined;
  /** A DynamoDB-compatible endpoint that runs already; by default `DYNAMODB_ENDPOINT`. */
  endpoint?: string | undefined;
  log?: ((line: string) => void) | undefined;
};

/** Starts dynoxide, a DynamoDB in one process and one SQLite file. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const endpoint = options.endpoint ?? process.env.DYNAMODB_ENDPOINT;
  if (endpoint) return { url: endpoint, pid: undefined, stop: () => Promise.resolve() };
  const { directory, port, log = console.log } = options;
  const how = {
    binary: findBinary(),
    directory,
    port,
    file: resolve(directory, 'dynamodb.sqlite'),
    log: resolve(directory, 'dynoxide.log'),
  };
  mkdirSync(directory, { recursive: true });
  await endStaleProcess(directory, log);
  const names = namesIn(how.file);
  if (!names.has(streamIndex)) {
    // dynoxide makes its tables when it first opens the file; the index can be made once it has closed it.
    if (!names.has('_stream_records')) await (await launch(how)).stop();
    makeStreamIndex(how.file);
  }
  const { url, child, stop, isStopping } = await launch(how);
  child.once('exit', (code, signal) => {
    if (!isStopping())
      log(`The local DynamoDB ended (${signal ?? code}). Its last words are in ${how.log}; start again`);
  });
  return { url, pid: child.pid, stop };
}

/** Where dynoxide is. On a platform for which it is not installed the error says what to do. */
export function findBinary(platform = `${process.platform}-${process.arch}`): string {
  const name = `@dynoxide/${platform}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(manifest, '..', platform.startsWith('win32') ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new Error(
      `The local DynamoDB is not installed for ${platform}: there is no package ${name}. Install it, or start a ` +
        'DynamoDB-compatible database yourself and name it, as in DYNAMODB_ENDPOINT=http://127.0.0.1:8000',
    );
  }
}

const streamIndex = '_local_stream_seq';

function namesIn(file: string): Set<unknown> {
  if (!existsSync(file)) return new Set();
  using database = new DatabaseSync(file);
  return new Set(
    database
      .prepare('SELECT name FROM sqlite_master')
      .all()
      .map((row) => row.name),
  );
}

/** Without this index every write reads all stream records ever made. dynoxide must not be running. */
function makeStreamIndex(file: string): void {
  using database = new DatabaseSync(file);
  database.exec(`CREATE INDEX IF NOT EXISTS ${streamIndex}
                 ON _stream_records(table_name, CAST(sequence_number AS INTEGER))`);
}
