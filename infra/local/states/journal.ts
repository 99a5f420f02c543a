import type { DatabaseSync } from 'node:sqlite';
import type { Json, JsonObject } from './json.ts';

/**
 * Where one thread of an execution stands: the main line, a branch or an iteration. One row a thread, replaced as it
 * moves on, so that waking an execution costs the same after a year as after a minute.
 */
export type Frame = {
  state: string;
  visit: number;
  input: Json;
  variables: JsonObject;
  /** The number of the thread's last event. */
  last: number;
  entered?: number;
  step: Step;
};
/** A branch or an iteration that has ended. */
export type Ended = { output: Json };

/** What the current state has begun. */
export type Step = {
  attempt?: number;
  /** Retries used, by retrier. */
  used?: number[];
  retryAt?: number;
  /** When a Wait ends. */
  until?: number;
  task?: Task;
  /** What an iteration or each branch was given. */
  items?: Json[];
  inputs?: Json[];
};
export type Task = { token: string; args: Json; begun: number; deadline?: number; heartbeat?: number; sent?: boolean };

export type Token = { execution: number; path: string; outcome: string | null; beat: number };
export type Timer = { execution: number; path: string; due: number };

/** What running executions need to go on: all of an execution's rows go when it ends. */
export type Journal = ReturnType<typeof openJournal>;

export function openJournal(store: DatabaseSync) {
  store.exec(`
    CREATE TABLE IF NOT EXISTS states_frames(
      execution INTEGER, path TEXT, frame TEXT NOT NULL, PRIMARY KEY(execution, path)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_timers(
      execution INTEGER, path TEXT, due INTEGER NOT NULL, PRIMARY KEY(execution, path)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS states_timers_by_due ON states_timers(due);
    CREATE TABLE IF NOT EXISTS states_tokens(
      token TEXT PRIMARY KEY, execution INTEGER NOT NULL, path TEXT NOT NULL, outcome TEXT, beat INTEGER NOT NULL)
      WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS states_tokens_by_path ON states_tokens(execution, path);`);

  const readFrame = store.prepare('SELECT frame FROM states_frames WHERE execution = ? AND path = ?');
  const saveFrame = store.prepare('INSERT OR REPLACE INTO states_frames VALUES(?, ?, ?)');
  const readTimer = store.prepare('SELECT due FROM states_timers WHERE execution = ? AND path = ?');
  const setTimer = store.prepare('INSERT OR REPLACE INTO states_timers VALUES(?, ?, ?)');
  const dropTimer = store.prepare('DELETE FROM states_timers WHERE execution = ? AND path = ?');
  const nextDue = store.prepare('SELECT min(due) AS due FROM states_timers');
  const dueTimers = store.prepare('SELECT * FROM states_timers WHERE due <= ? ORDER BY due, execution LIMIT ?');
  const readToken = store.prepare('SELECT execution, path, outcome, beat FROM states_tokens WHERE token = ?');
  const openToken = store.prepare('INSERT INTO states_tokens(token, execution, path, beat) VALUES(?, ?, ?, ?)');
  const settleToken = store.prepare('UPDATE states_tokens SET outcome = ? WHERE token = ?');
  const beatToken = store.prepare('UPDATE states_tokens SET beat = ? WHERE token = ?');
  const tables = ['frames', 'timers', 'tokens'].map((table) => `states_${table}`);
  // What lies under the path of a state begins with that path and an @; A is the character after @.
  const clearAt = tables
    .slice(1)
    .map((table) => store.prepare(`DELETE FROM ${table} WHERE execution = ? AND path = ?`));
  const clearUnder = tables.map((table) =>
    store.prepare(`DELETE FROM ${table} WHERE execution = ? AND path > ? || '@' AND path < ? || 'A'`),
  );
  const clearAll = tables.map((table) => store.prepare(`DELETE FROM ${table} WHERE execution = ?`));

  return {
    frame(execution: number, path: string): Frame | Ended | undefined {
      const row = readFrame.get(execution, path) as { frame: string } | undefined;
      return row && (JSON.parse(row.frame) as Frame | Ended);
    },
    saveFrame: (execution: number, path: string, frame: Frame | Ended) =>
      saveFrame.run(execution, path, JSON.stringify(frame)),
    timer: (execution: number, path: string) => (readTimer.get(execution, path) as { due: number } | undefined)?.due,
    setTimer: (execution: number, path: string, due: number) => setTimer.run(execution, path, due),
    dropTimer: (execution: number, path: string) => dropTimer.run(execution, path),
    nextDue: () => (nextDue.get() as { due: number | null }).due ?? undefined,
    dueTimers: (now: number, limit: number) => dueTimers.all(now, limit) as Timer[],
    token: (token: string) => readToken.get(token) as Token | undefined,
    openToken: (token: string, execution: number, path: string, now: number) =>
      openToken.run(token, execution, path, now),
    settleToken: (token: string, outcome: string) => settleToken.run(outcome, token),
    beatToken: (token: string, now: number) => beatToken.run(now, token),
    /** Forgets what the state at `path` began: its timers and tokens, and all that runs inside it. */
    clear(execution: number, path: string) {
      for (const statement of clearAt) statement.run(execution, path);
      for (const statement of clearUnder) statement.run(execution, path, path);
    },
    clearAll(execution: number) {
      for (const statement of clearAll) statement.run(execution);
    },
  };
}
