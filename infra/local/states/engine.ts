import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { atomically } from '../store.ts';
import { checkMachine } from './check.ts';
import { maximumBytes } from './errors.ts';
import { openExecutions, type Execution } from './executions.ts';
import { kept, openHistory } from './history.ts';
import { startExecution, type Integration, type StartRequest } from './integrations.ts';
import { openJournal } from './journal.ts';
import type { Json } from './json.ts';
import type { Machine } from './machine.ts';
import type { Stage } from './run.ts';
import { Runner, wholeExecution } from './runner.ts';
import { executionOf, type TokenOutcome } from './token.ts';

const day = 86_400_000;
const longestExecution = 365 * day;
const retention = 90 * day;

export type EngineOptions = {
  store: DatabaseSync;
  clock: Clock;
  machines: readonly Machine[];
  /** By name, as in `arn:aws:states:::<name>`: `lambda:invoke`, `sqs:sendMessage`. `states:startExecution` is built in. */
  integrations: Record<string, Integration>;
};

/**
 * Runs state machines written in JSONata, durably: everything an execution needs to go on is in the store before it
 * goes on, and an execution that only waits is nowhere else.
 */
export class Engine {
  readonly #stage: Stage;
  readonly #runner: Runner;
  readonly #machines = new Map<string, Machine & { hash: string; created: number }>();

  constructor({ store, clock, machines, integrations }: EngineOptions) {
    const builtIn = { 'states:startExecution': startExecution((request) => this.start(request)) };
    this.#stage = {
      store,
      clock,
      executions: openExecutions(store),
      journal: openJournal(store),
      history: openHistory(store),
      integrations: new Map(Object.entries({ ...builtIn, ...integrations })),
    };
    this.#runner = new Runner(this.#stage);
    this.deploy(machines);
  }

  /** Replaces the machines. Executions under way keep the definition they began with. */
  deploy(machines: readonly Machine[]): void {
    const { integrations, executions, clock } = this.#stage;
    const known = new Set(integrations.keys());
    for (const machine of machines) checkMachine(machine, known);
    this.#machines.clear();
    for (const machine of machines) {
      const created = executions.created(machine.arn, clock.now());
      const hash = executions.keepDefinition(machine.definition);
      this.#machines.set(machine.arn, { ...machine, hash, created });
    }
  }

  /** Goes on with what was under way when the process ended. */
  resume(): void {
    this.#forgetOld();
    this.#runner.resume();
  }

  /** Puts everything away; the store may be closed afterwards. */
  close(): void {
    this.#runner.close();
  }

  /** How many executions have something to do now; all others have ended, or wait in the store. */
  get awake(): number {
    return this.#runner.awake;
  }

  machines() {
    return [...this.#machines.values()];
  }

  machine(arn: string) {
    const machine = this.#machines.get(arn);
    if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  start({ stateMachineArn, name = randomUUID(), input }: StartRequest): Execution {
    const machine = this.machine(stateMachineArn);
    checkStart(name, input);
    const { store, clock, executions } = this.#stage;
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const same = executions.find(arn);
    if (same) {
      if (same.status === 'RUNNING' && same.input === input) return same;
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const started = clock.now();
    const seconds = machine.definition.TimeoutSeconds ?? Infinity;
    const due = started + Math.min(seconds * 1000, longestExecution);
    const id = atomically(store, () => {
      const row = { arn, machine: stateMachineArn, name, definition: machine.hash, input, started };
      const added = executions.add(row);
      this.#stage.journal.setTimer(added, wholeExecution, due);
      const detail = kept('input', JSON.parse(input) as Json);
      this.#stage.history.append(added, { id: 1, previous: 0, at: started, type: 'ExecutionStarted', detail });
      return added;
    });
    this.#runner.arm();
    this.#runner.load(id);
    return executions.get(id)!;
  }

  execution(arn: string): Execution {
    const execution = this.#stage.executions.find(arn);
    if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  has(arn: string): boolean {
    return this.#stage.executions.find(arn) !== undefined;
  }

  /** The newest first. */
  list(machine: string, status: string | undefined, before = Number.MAX_SAFE_INTEGER, limit = 100): Execution[] {
    return this.#stage.executions.page(machine, status ?? null, before, limit);
  }

  history(
    arn: string,
    { after, limit = 1000, reverse = false }: { after?: number; limit?: number; reverse?: boolean } = {},
  ) {
    return this.#stage.history.page(this.execution(arn).id, after, limit, reverse);
  }

  stop(arn: string, error?: string, cause?: string): Execution {
    const { id, status } = this.execution(arn);
    if (status === 'RUNNING') this.#runner.end(id, { status: 'ABORTED', error, cause });
    return this.execution(arn);
  }

  /** Answers a task that waits for its token. */
  settle(token: string, outcome: TokenOutcome): void {
    const { execution, path } = this.#openToken(token);
    atomically(this.#stage.store, () => {
      this.#stage.journal.settleToken(token, JSON.stringify(outcome));
      this.#stage.executions.setAwake(execution, true);
    });
    this.#runner.wake(execution, path);
  }

  beat(token: string): void {
    this.#openToken(token);
    this.#stage.journal.beatToken(token, this.#stage.clock.now());
  }

  #openToken(token: string) {
    const id = executionOf(token);
    if (id === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    if (!this.#stage.executions.get(id)) throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'No such task'");
    const row = this.#stage.journal.token(token);
    if (!row || row.outcome)
      throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return row;
  }

  #forgetOld(): void {
    const { store, executions, history, clock } = this.#stage;
    atomically(store, () => {
      for (const id of executions.endedBefore(clock.now() - retention)) {
        executions.remove(id);
        history.remove(id);
      }
    });
  }
}

function checkStart(name: string, input: string): void {
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'. Use 1 to 80 letters, digits, - and _.`);
  if (Buffer.byteLength(input) > maximumBytes)
    throw new AwsError(
      'ValidationException',
      `The input is longer than ${maximumBytes} bytes. Store it and pass its key.`,
    );
  try {
    JSON.parse(input);
  } catch {
    throw new AwsError('InvalidExecutionInput', 'The input is not JSON');
  }
}
