import type { DatabaseSync } from 'node:sqlite';

/** How far a mapping has come in a shard. It moves only once a function has what stands before it. */
export type Position = {
  sequenceNumber: () => string | undefined;
  moveTo: (sequenceNumber: string) => void;
  isFinished: () => boolean;
  /** The shard is closed, and all of it was read. */
  finish: () => void;
};

export type Positions = (mapping: string, stream: string, shard: string) => Position;

export function streamPositions(store: DatabaseSync): Positions {
  store.exec(`CREATE TABLE IF NOT EXISTS stream_positions (
    mapping TEXT NOT NULL,
    stream TEXT NOT NULL,
    shard TEXT NOT NULL,
    sequence_number TEXT,
    is_finished INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mapping, stream, shard)
  ) STRICT, WITHOUT ROWID`);
  const find = store.prepare(
    'SELECT sequence_number, is_finished FROM stream_positions WHERE mapping = ? AND stream = ? AND shard = ?',
  );
  const move = store.prepare(`INSERT INTO stream_positions (mapping, stream, shard, sequence_number) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sequence_number = excluded.sequence_number`);
  const finish = store.prepare(`INSERT INTO stream_positions (mapping, stream, shard, is_finished) VALUES (?, ?, ?, 1)
    ON CONFLICT DO UPDATE SET is_finished = 1`);
  return (...place) => ({
    sequenceNumber: () => (find.get(...place)?.sequence_number as string | null | undefined) ?? undefined,
    moveTo: (sequenceNumber) => void move.run(...place, sequenceNumber),
    isFinished: () => find.get(...place)?.is_finished === 1,
    finish: () => void finish.run(...place),
  });
}
