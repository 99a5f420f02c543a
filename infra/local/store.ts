import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * The SQLite file that all local services but the table share. A commit survives whatever happens to the process; only a
 * power cut may take the last ones (with FULL each would wait for the disk, and all services with it).
 */
export function openStore(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const store = new DatabaseSync(file);
  store.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;');
  return store;
}

/** Runs `change` in one transaction: all of it or nothing. `change` must not await. */
export function atomically<T>(store: DatabaseSync, change: () => T): T {
  store.exec('BEGIN IMMEDIATE');
  try {
    const result = change();
    store.exec('COMMIT');
    return result;
  } catch (error) {
    store.exec('ROLLBACK');
    throw error;
  }
}
