import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { Execution, Executions } from './executions.ts';
import type { History } from './history.ts';
import type { Integration } from './integrations.ts';
import type { Journal } from './journal.ts';

/** What every execution of one engine shares. */
export type Stage = {
  store: DatabaseSync;
  clock: Clock;
  executions: Executions;
  journal: Journal;
  history: History;
  integrations: ReadonlyMap<string, Integration>;
};

/** A promise for those who must not go on: a branch whose sibling failed, an execution that was stopped. */
export const never = new Promise<never>(() => {});

/**
 * An execution in memory. It stays there only while a task it called is answering. Everything else in it is either
 * pure, and done before the event loop turns, or waiting for a timer or a token, and those find it in the store again.
 */
export class Run {
  readonly stage: Stage;
  readonly execution: Execution;
  /** Ended, stopped, or put away: nothing of it may touch the store any more. */
  isOver = false;
  /** The number of the execution's last event. */
  events: number;
  #calls = 0;
  #isLooking = false;
  readonly #waiting = new Map<string, () => void>();
  readonly #onIdle: () => void;
  /** Told of each time at which a path is to be woken. */
  readonly onAlarm: (due: number) => void;

  constructor(stage: Stage, execution: Execution, on: { idle: () => void; alarm: (due: number) => void }) {
    this.stage = stage;
    this.execution = execution;
    this.events = stage.history.last(execution.id);
    this.#onIdle = on.idle;
    this.onAlarm = on.alarm;
    this.look();
  }

  /** Resolves when the path is woken. Read what is waited for, and wait, without an await between. */
  wait(path: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(path, resolve));
  }

  /** Waits for the path are over: it belonged to a branch that is no longer needed. */
  forget(under: string): void {
    for (const path of this.#waiting.keys()) if (path.startsWith(under)) this.#waiting.delete(path);
  }

  wake(path: string): void {
    this.#waiting.get(path)?.();
    this.#waiting.delete(path);
    this.look();
  }

  /** Keeps the execution in memory until the work has settled, then wakes the path. */
  async during(path: string, work: Promise<void>): Promise<void> {
    this.#calls++;
    await work;
    this.#calls--;
    this.wake(path);
  }

  /** Once all that can go on has gone on, see whether the execution only waits. */
  look(): void {
    if (this.#isLooking || this.isOver) return;
    this.#isLooking = true;
    setImmediate(() => {
      this.#isLooking = false;
      if (this.#calls === 0 && !this.isOver) this.#onIdle();
    });
  }
}
