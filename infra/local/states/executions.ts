import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Definition } from './machine.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export type Execution = {
  id: number;
  arn: string;
  machine: string;
  name: string;
  definition: string;
  input: string;
  status: Status;
  output: string | null;
  error: string | null;
  cause: string | null;
  started: number;
  stopped: number | null;
};

export type Ending = {
  status: Exclude<Status, 'RUNNING'>;
  output?: string;
  error?: string | undefined;
  cause?: string | undefined;
};

/** The executions, and the definition each began with: a deployed change reaches new executions only. */
export type Executions = ReturnType<typeof openExecutions>;

export function openExecutions(store: DatabaseSync) {
  store.exec(`
    CREATE TABLE IF NOT EXISTS states_definitions(hash TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_machines(arn TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_executions(
      id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, name TEXT NOT NULL,
      definition TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
      started INTEGER NOT NULL, stopped INTEGER, awake INTEGER NOT NULL DEFAULT 1);
    CREATE INDEX IF NOT EXISTS states_executions_by_machine ON states_executions(machine, status);
    CREATE INDEX IF NOT EXISTS states_executions_awake ON states_executions(id) WHERE awake = 1;`);

  const addDefinition = store.prepare('INSERT OR IGNORE INTO states_definitions VALUES(?, ?)');
  const readDefinition = store.prepare('SELECT definition FROM states_definitions WHERE hash = ?');
  const addMachine = store.prepare('INSERT OR IGNORE INTO states_machines VALUES(?, ?)');
  const readMachine = store.prepare('SELECT created FROM states_machines WHERE arn = ?');
  const add = store.prepare(
    `INSERT INTO states_executions(arn, machine, name, definition, input, status, started) VALUES(?, ?, ?, ?, ?, 'RUNNING', ?)`,
  );
  const byId = store.prepare('SELECT * FROM states_executions WHERE id = ?');
  const byArn = store.prepare('SELECT * FROM states_executions WHERE arn = ?');
  const awake = store.prepare('SELECT id FROM states_executions WHERE awake = 1 ORDER BY id');
  const setAwake = store.prepare('UPDATE states_executions SET awake = ? WHERE id = ? AND awake <> ?');
  const end = store.prepare(
    'UPDATE states_executions SET status = ?, output = ?, error = ?, cause = ?, stopped = ?, awake = 0 WHERE id = ?',
  );
  const page = store.prepare(
    `SELECT * FROM states_executions WHERE machine = ? AND (? IS NULL OR status = ?) AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const old = store.prepare('SELECT id FROM states_executions WHERE stopped < ?');
  const remove = store.prepare('DELETE FROM states_executions WHERE id = ?');

  const parsed = new Map<string, Definition>();

  return {
    keepDefinition(definition: Definition): string {
      const text = JSON.stringify(definition);
      const hash = createHash('sha256').update(text).digest('base64url');
      addDefinition.run(hash, text);
      return hash;
    },
    definition(hash: string): Definition {
      const known = parsed.get(hash);
      if (known) return known;
      const made = JSON.parse((readDefinition.get(hash) as { definition: string }).definition) as Definition;
      parsed.set(hash, made);
      return made;
    },
    /** When the machine was first seen. */
    created(machine: string, now: number): number {
      addMachine.run(machine, now);
      return (readMachine.get(machine) as { created: number }).created;
    },
    add(it: Pick<Execution, 'arn' | 'machine' | 'name' | 'definition' | 'input' | 'started'>): number {
      return Number(add.run(it.arn, it.machine, it.name, it.definition, it.input, it.started).lastInsertRowid);
    },
    get: (id: number) => byId.get(id) as Execution | undefined,
    find: (arn: string) => byArn.get(arn) as Execution | undefined,
    awake: () => (awake.all() as { id: number }[]).map((row) => row.id),
    /** Whether the execution has something to do now: it is taken up again after a crash. */
    setAwake(id: number, isAwake: boolean) {
      const value = isAwake ? 1 : 0;
      setAwake.run(value, id, value);
    },
    end(id: number, { status, output, error, cause }: Ending, now: number) {
      end.run(status, output ?? null, error ?? null, cause ?? null, now, id);
    },
    /** The newest first, those with an id below `before`. */
    page: (machine: string, status: string | null, before: number, limit: number) =>
      page.all(machine, status, status, before, limit) as Execution[],
    endedBefore: (time: number) => (old.all(time) as { id: number }[]).map((row) => row.id),
    remove: (id: number) => remove.run(id),
  };
}
