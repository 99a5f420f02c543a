import type { DatabaseSync } from 'node:sqlite';

export type MessageRow = {
  seq: number;
  id: string;
  body: string;
  attributes: string;
  trace: string | null;
  source: string | null;
  sent_at: number;
  visible_at: number;
  received_at: number | null;
  receives: number;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queue_message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    attributes TEXT NOT NULL,
    trace TEXT,
    source TEXT,
    sent_at INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    received_at INTEGER,
    receives INTEGER NOT NULL DEFAULT 0,
    receipt TEXT
  );
  CREATE INDEX IF NOT EXISTS queue_message_visible ON queue_message (queue, visible_at, seq);
  CREATE INDEX IF NOT EXISTS queue_message_receives ON queue_message (queue, receives);
  CREATE INDEX IF NOT EXISTS queue_message_sent ON queue_message (queue, sent_at);
`;

/** Every statement that the queues need, over a table that is made if it is not there. */
export function prepareQueueSql(store: DatabaseSync) {
  store.exec(SCHEMA);
  return {
    insert: store.prepare(
      `INSERT INTO queue_message (queue, id, body, attributes, trace, sent_at, visible_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    expire: store.prepare('DELETE FROM queue_message INDEXED BY queue_message_sent WHERE queue = ? AND sent_at <= ?'),
    bury: store.prepare(
      `UPDATE queue_message INDEXED BY queue_message_receives
       SET queue = :deadLetters, source = :arn, visible_at = :now, receipt = NULL
       WHERE queue = :name AND receives >= :most AND visible_at <= :now`,
    ),
    visible: store.prepare(
      `SELECT * FROM queue_message INDEXED BY queue_message_visible
       WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, seq LIMIT ?`,
    ),
    take: store.prepare(
      `UPDATE queue_message SET receives = receives + 1, receipt = ?, visible_at = ?,
       received_at = coalesce(received_at, ?) WHERE seq = ?`,
    ),
    delete: store.prepare('DELETE FROM queue_message WHERE seq = ? AND queue = ? AND receipt = ?'),
    held: store.prepare('SELECT visible_at FROM queue_message WHERE seq = ? AND queue = ? AND receipt = ?'),
    hide: store.prepare('UPDATE queue_message SET visible_at = ? WHERE seq = ?'),
    next: store.prepare('SELECT min(visible_at) AS at FROM queue_message WHERE queue = ?'),
    count: store.prepare(
      `SELECT count(*) FILTER (WHERE visible_at <= :now) AS visible,
       count(*) FILTER (WHERE visible_at > :now AND receipt IS NOT NULL) AS inFlight,
       count(*) FILTER (WHERE visible_at > :now AND receipt IS NULL) AS delayed
       FROM queue_message WHERE queue = :name`,
    ),
    purge: store.prepare('DELETE FROM queue_message WHERE queue = ?'),
    dead: store.prepare('SELECT seq, source FROM queue_message WHERE queue = ? AND visible_at <= ? ORDER BY seq'),
    // A redriven message is a new one: new id, new age, no receives.
    revive: store.prepare(
      `UPDATE queue_message SET queue = ?, id = ?, sent_at = ?, visible_at = ?, source = NULL, receives = 0,
       received_at = NULL, receipt = NULL WHERE seq = ?`,
    ),
  };
}
