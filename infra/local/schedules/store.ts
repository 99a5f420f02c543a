import type { DatabaseSync } from 'node:sqlite';

/** When a schedule last ran, or began to be one; a rate counts from `anchor`. */
export type Progress = { name: string; rule: string; anchor: number; last: number };
/** A run that is not delivered yet. */
export type Delivery = { id: number; name: string; scheduled: number; created: number; due: number; attempts: number };

export type ScheduleStore = ReturnType<typeof openScheduleStore>;

export function openScheduleStore(store: DatabaseSync) {
  store.exec(`
    CREATE TABLE IF NOT EXISTS schedules_progress(
      name TEXT PRIMARY KEY, rule TEXT NOT NULL, anchor INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS schedules_deliveries(
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, scheduled INTEGER NOT NULL, created INTEGER NOT NULL,
      due INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);`);
  const progress = store.prepare('SELECT * FROM schedules_progress WHERE name = ?');
  const begin = store.prepare('INSERT OR REPLACE INTO schedules_progress VALUES(?, ?, ?, ?)');
  const ran = store.prepare('UPDATE schedules_progress SET last = ? WHERE name = ?');
  const forget = store.prepare('DELETE FROM schedules_progress WHERE name = ?');
  const add = store.prepare('INSERT INTO schedules_deliveries(name, scheduled, created, due) VALUES(?, ?, ?, ?)');
  const first = store.prepare('SELECT * FROM schedules_deliveries WHERE due <= ? ORDER BY due, id LIMIT 1');
  const nextDue = store.prepare('SELECT min(due) AS due FROM schedules_deliveries');
  const done = store.prepare('DELETE FROM schedules_deliveries WHERE id = ?');
  const later = store.prepare('UPDATE schedules_deliveries SET due = ?, attempts = attempts + 1 WHERE id = ?');

  return {
    progress: (name: string) => progress.get(name) as Progress | undefined,
    begin: (name: string, rule: string, now: number) => begin.run(name, rule, now, now),
    ran: (name: string, time: number) => ran.run(time, name),
    forget: (name: string) => forget.run(name),
    add: (name: string, scheduled: number, now: number) => add.run(name, scheduled, now, scheduled),
    first: (now: number) => first.get(now) as Delivery | undefined,
    nextDue: () => (nextDue.get() as { due: number | null }).due ?? Infinity,
    done: (id: number) => done.run(id),
    later: (id: number, due: number) => later.run(due, id),
  };
}
