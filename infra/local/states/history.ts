import type { DatabaseSync } from 'node:sqlite';
import type { Json } from './json.ts';

/** AWS's quota for one execution: an execution that loops must continue as a new one before. */
export const maximumEvents = 25_000;
const maximumKept = 8_192;

export type Detail = {
  name?: string;
  input?: string;
  output?: string;
  /** Input or output was too long to be kept. */
  truncated?: boolean;
  error?: string;
  cause?: string;
  resource?: string;
  timeout?: number;
  heartbeat?: number;
  index?: number;
  length?: number;
  /** When a Wait ends. */
  until?: number;
  /** When the failed state is tried again. */
  retryAt?: number;
};
/** An event before it has its number. */
export type NewEvent = { at: number; type: string; detail: Detail };
export type HistoryEvent = NewEvent & { id: number; previous: number };

/** The history of each execution, as `GetExecutionHistory` tells it. */
export type History = ReturnType<typeof openHistory>;

export function openHistory(store: DatabaseSync) {
  store.exec(`CREATE TABLE IF NOT EXISTS states_history(
    execution INTEGER, id INTEGER, previous INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, detail TEXT,
    PRIMARY KEY(execution, id)) WITHOUT ROWID`);
  const add = store.prepare('INSERT INTO states_history VALUES(?, ?, ?, ?, ?, ?)');
  const last = store.prepare('SELECT max(id) AS id FROM states_history WHERE execution = ?');
  const forward = store.prepare('SELECT * FROM states_history WHERE execution = ? AND id > ? ORDER BY id LIMIT ?');
  const backward = store.prepare(
    'SELECT * FROM states_history WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const remove = store.prepare('DELETE FROM states_history WHERE execution = ?');

  return {
    last: (execution: number) => (last.get(execution) as { id: number | null }).id ?? 0,
    append(execution: number, { id, previous, at, type, detail }: HistoryEvent) {
      const text = JSON.stringify(detail);
      add.run(execution, id, previous, at, type, text === '{}' ? null : text);
    },
    page(execution: number, after: number | undefined, limit: number, reverse: boolean): HistoryEvent[] {
      const rows = reverse
        ? backward.all(execution, after ?? Number.MAX_SAFE_INTEGER, limit)
        : forward.all(execution, after ?? 0, limit);
      return (rows as (Omit<HistoryEvent, 'detail'> & { detail: string | null })[]).map(
        ({ id, previous, at, type, detail }) => ({
          id,
          previous,
          at,
          type,
          detail: detail ? (JSON.parse(detail) as Detail) : {},
        }),
      );
    },
    remove: (execution: number) => remove.run(execution),
  };
}

/** Input or output for an event, left out when it is long: the store keeps a year of events. */
export function kept(key: 'input' | 'output', value: Json): Detail {
  const text = JSON.stringify(value);
  return text.length <= maximumKept ? { [key]: text } : { truncated: true };
}
