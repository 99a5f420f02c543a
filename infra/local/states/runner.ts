import { atomically } from '../store.ts';
import { Alarm } from '../alarm.ts';
import { asStatesError, withinLimit } from './errors.ts';
import type { Ending, Execution } from './executions.ts';
import { interpret } from './interpreter.ts';
import type { Json } from './json.ts';
import { Run, type Stage } from './run.ts';
import { isoTime, Thread } from './thread.ts';

/** So many executions are in memory at once. After a month in one jump thousands are due: they wait for room. */
const maximumAwake = 100;
/** So many timers are taken up in one transaction. */
const timersAtOnce = 500;
/** The timer of the execution itself; no state has this path. */
export const wholeExecution = '!';

/** Which executions are in memory: brought there by a timer, a token or a start, put away when they only wait. */
export class Runner {
  readonly #stage: Stage;
  readonly #alarm: Alarm;
  readonly #live = new Map<number, Run>();
  readonly #parked = new Set<number>();
  /** Awake in the store, and waiting for room in memory. */
  readonly #queue = new Set<number>();
  #isClosed = false;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#alarm = new Alarm(stage.clock, () => this.#ring());
  }

  /** How many executions have something to do now. */
  get awake(): number {
    return this.#live.size + this.#queue.size;
  }

  /** Goes on with what was under way when the process ended. */
  resume(): void {
    for (const id of this.#stage.executions.awake()) this.load(id);
    this.arm();
  }

  close(): void {
    this.#isClosed = true;
    this.#alarm.off();
    for (const run of this.#live.values()) run.isOver = true;
    this.#live.clear();
    this.#savePauses();
  }

  wake(id: number, path: string): void {
    const run = this.#live.get(id);
    if (run) run.wake(path);
    else this.load(id);
  }

  load(id: number): void {
    if (this.#isClosed || this.#live.has(id)) return;
    if (this.#live.size >= maximumAwake) {
      this.#queue.add(id);
      return;
    }
    const execution = this.#stage.executions.get(id);
    if (execution?.status !== 'RUNNING') return;
    const run = new Run(this.#stage, execution, {
      idle: () => this.#park(run),
      alarm: (due) => this.#alarm.set(due),
    });
    this.#live.set(id, run);
    void this.#carryOut(run);
  }

  async #carryOut(run: Run): Promise<void> {
    const { execution } = run;
    const definition = this.#stage.executions.definition(execution.definition);
    const input = JSON.parse(execution.input) as Json;
    const context = contextOf(execution, input);
    const thread = new Thread(run, '', run, { state: definition.StartAt, input, outer: {}, context, last: 1 });
    try {
      const output = withinLimit(await interpret(thread, definition), 'The output of the execution');
      if (!run.isOver) this.end(execution.id, { status: 'SUCCEEDED', output: JSON.stringify(output) }, thread);
    } catch (thrown) {
      const { error, message: cause } = asStatesError(thrown);
      if (!run.isOver) this.end(execution.id, { status: 'FAILED', error, cause }, thread);
    }
  }

  end(id: number, ending: Ending, thread?: Thread): void {
    const { store, executions, journal, history, clock } = this.#stage;
    atomically(store, () => {
      for (const event of thread?.takeEvents() ?? []) history.append(id, event);
      const { status, ...detail } = ending;
      const last = history.last(id);
      history.append(id, { id: last + 1, previous: last, at: clock.now(), type: endEvents[status], detail });
      executions.end(id, ending, clock.now());
      journal.clearAll(id);
    });
    const run = this.#live.get(id);
    if (run) run.isOver = true;
    this.#leave(id);
  }

  #park(run: Run): void {
    const { id } = run.execution;
    run.isOver = true;
    if (this.#parked.size === 0) setImmediate(() => this.#savePauses());
    this.#parked.add(id);
    this.#leave(id);
  }

  /** Many executions pause together: one commit for all of them. Lost in a crash, they are only looked at again. */
  #savePauses(): void {
    if (this.#parked.size === 0) return;
    atomically(this.#stage.store, () => {
      for (const id of this.#parked)
        if (!this.#live.has(id) && !this.#queue.has(id)) this.#stage.executions.setAwake(id, false);
    });
    this.#parked.clear();
  }

  #leave(id: number): void {
    this.#live.delete(id);
    for (const next of this.#queue) {
      if (this.#live.size >= maximumAwake) return;
      this.#queue.delete(next);
      this.load(next);
    }
  }

  #ring(): void {
    if (this.#isClosed) return;
    const { store, clock, journal, executions } = this.#stage;
    const due = journal.dueTimers(clock.now(), timersAtOnce);
    atomically(store, () => {
      for (const { execution, path } of due) {
        if (path === wholeExecution) continue;
        journal.dropTimer(execution, path);
        executions.setAwake(execution, true);
      }
    });
    for (const { execution, path } of due) {
      if (path === wholeExecution) this.end(execution, { status: 'TIMED_OUT', error: 'States.Timeout' });
      else this.wake(execution, path);
    }
    this.arm();
  }

  arm(): void {
    const due = this.#stage.journal.nextDue();
    if (due !== undefined) this.#alarm.set(due);
  }
}

const endEvents = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

function contextOf({ arn, name, started, machine }: Execution, input: Json) {
  return {
    Execution: { Id: arn, Input: input, Name: name, StartTime: isoTime(started), RedriveCount: 0 },
    StateMachine: { Id: machine, Name: machine.split(':').at(-1)! },
  };
}
