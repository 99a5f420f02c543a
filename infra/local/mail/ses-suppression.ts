import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';

export type Suppressed = { EmailAddress: string; Reason: string; LastUpdateTime: number };

export type SuppressionList = {
  put: (address: string, reason: string) => void;
  get: (address: string) => Suppressed | undefined;
  remove: (address: string) => void;
  list: () => Suppressed[];
};

/** The account's suppression list. Addresses are compared without regard to case, as SES compares them. */
export function suppressionList(store: DatabaseSync, clock: Clock): SuppressionList {
  store.exec(
    'CREATE TABLE IF NOT EXISTS ses_suppressed (address TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID',
  );
  const asSuppressed = (row: Record<string, unknown>): Suppressed => ({
    EmailAddress: row['address'] as string,
    Reason: row['reason'] as string,
    LastUpdateTime: (row['at'] as number) / 1000,
  });
  return {
    put(address, reason) {
      store
        .prepare('INSERT OR REPLACE INTO ses_suppressed (address, reason, at) VALUES (?, ?, ?)')
        .run(address.toLowerCase(), reason, clock.now());
    },
    get(address) {
      const row = store.prepare('SELECT * FROM ses_suppressed WHERE address = ?').get(address.toLowerCase());
      return row && asSuppressed(row);
    },
    remove(address) {
      store.prepare('DELETE FROM ses_suppressed WHERE address = ?').run(address.toLowerCase());
    },
    list: () => store.prepare('SELECT * FROM ses_suppressed ORDER BY at DESC, address').all().map(asSuppressed),
  };
}
