import { atomically } from '../store.ts';
import { StatesError, withinLimit } from './errors.ts';
import { kept, maximumEvents, type Detail, type HistoryEvent, type NewEvent } from './history.ts';
import type { Ended, Frame, Step } from './journal.ts';
import type { Json, JsonObject } from './json.ts';
import type { Results, State, Template } from './machine.ts';
import { fill } from './query.ts';
import { never, type Run } from './run.ts';

/** Set when the others of a Parallel or Map state have failed: what runs inside goes no further. */
export type Scope = { isOver: boolean; outer?: Scope };

export type Beginning = {
  state: string;
  input: Json;
  outer: JsonObject;
  context: JsonObject;
  last: number;
  event?: NewEvent;
};

/** One line of states: the execution's own, a branch's or an iteration's. */
export class Thread {
  readonly run: Run;
  readonly path: string;
  readonly scope: Scope;
  /** The variables of the states around this one: visible, not assignable. */
  readonly outer: JsonObject;
  readonly context: JsonObject;
  readonly ended: Ended | undefined;
  frame: Frame;
  readonly #events: NewEvent[] = [];
  /** The states that were left since the last save. */
  readonly #left: string[] = [];

  constructor(run: Run, path: string, scope: Scope, beginning: Beginning) {
    this.run = run;
    this.path = path;
    this.scope = scope;
    this.outer = beginning.outer;
    this.context = beginning.context;
    const found = run.stage.journal.frame(run.execution.id, path);
    this.ended = found && 'output' in found ? found : undefined;
    const { state, input, last, event } = beginning;
    this.frame = found && 'state' in found ? found : { state, input, last, visit: 0, variables: {}, step: {} };
    if (!found && event) this.#events.push(event);
  }

  /** The path of the present state: its timers and tokens have it, and all inside it begins with it. */
  get at(): string {
    return `${this.path}${this.frame.visit}`;
  }
  get id(): number {
    return this.run.execution.id;
  }
  get now(): number {
    return this.run.stage.clock.now();
  }
  get variables(): JsonObject {
    return { ...this.outer, ...this.frame.variables };
  }

  get isNeeded(): boolean {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.outer) if (scope.isOver) return false;
    return !this.run.isOver;
  }

  /** Ask after every await: never resolves when the thread is no longer needed. */
  async stillNeeded(): Promise<void> {
    if (!this.isNeeded) await never;
  }

  note(type: string, detail: Detail = {}): void {
    this.#events.push({ at: this.now, type, detail });
  }

  enter(type: State['Type']): void {
    if (this.frame.entered !== undefined) return;
    if (this.run.events + this.#events.length >= maximumEvents)
      throw new StatesError('States.Runtime', `The execution reached ${maximumEvents} history events.`);
    this.frame.entered = this.now;
    this.note(`${type}StateEntered`, { name: this.frame.state, ...kept('input', this.frame.input) });
  }

  /** Adds to the last event, if it is not in the store yet. */
  amend(detail: Detail): void {
    Object.assign(this.#events.at(-1)?.detail ?? {}, detail);
  }

  /** Takes the events of a line that failed: they are told before this one's own failure. */
  adopt(failed: Thread): void {
    this.#events.push(...failed.#events.splice(0));
  }

  /** Lets others run: a loop of pure states would keep them waiting. */
  async breathe(): Promise<void> {
    this.save();
    await this.run.during(this.at, new Promise((resolve) => setImmediate(resolve)));
    await this.stillNeeded();
  }

  exit(type: State['Type'], output: Json): void {
    this.note(`${type}StateExited`, { name: this.frame.state, ...kept('output', output) });
  }

  /** On to another state. What this one had begun goes with the next save. */
  move(next: string, output: Json, assigned: JsonObject): void {
    if (Object.keys(this.frame.step).length > 0) this.#left.push(this.at);
    const { visit, variables, last } = this.frame;
    this.frame = {
      state: next,
      visit: visit + 1,
      input: output,
      variables: { ...variables, ...assigned },
      last,
      step: {},
    };
  }

  /** Puts where the thread stands, and what happened since, into the store. */
  save(also?: () => void): void {
    this.#save(() => {
      this.run.stage.journal.saveFrame(this.id, this.path, this.frame);
      also?.();
    });
  }

  end(output: Json): void {
    this.#save(() => {
      const { journal } = this.run.stage;
      journal.clear(this.id, this.at);
      journal.saveFrame(this.id, this.path, { output });
    });
  }

  // Between asking and saving others may have failed: what they cleared away must not come back.
  #save(change: () => void): void {
    if (!this.isNeeded) return;
    atomically(this.run.stage.store, () => {
      const { history, journal } = this.run.stage;
      for (const event of this.takeEvents()) history.append(this.id, event);
      for (const path of this.#left.splice(0)) journal.clear(this.id, path);
      change();
    });
  }

  takeEvents(): HistoryEvent[] {
    return this.#events.splice(0).map((event) => {
      const previous = this.frame.last;
      this.frame.last = ++this.run.events;
      return { ...event, id: this.frame.last, previous };
    });
  }

  /** Leaves the present step for another of the same state, and forgets what it had begun. */
  startOver(step: Step, due: number): void {
    this.frame.step = step;
    this.save(() => {
      this.run.stage.journal.clear(this.id, this.at);
      this.alarm(due);
    });
  }

  async sleepUntil(due: number): Promise<void> {
    while (this.now < due) {
      this.alarm(due);
      await this.run.wait(this.at);
      await this.stillNeeded();
    }
  }

  /** Has the present path woken at that time. */
  alarm(due: number): void {
    if (!this.isNeeded) return;
    const { journal } = this.run.stage;
    if (journal.timer(this.id, this.at) !== due) journal.setTimer(this.id, this.at, due);
    this.run.onAlarm(due);
  }

  async fill(template: Template, more: JsonObject = {}, context: JsonObject = {}): Promise<Json> {
    const { state, input, entered, step } = this.frame;
    const State = { Name: state, EnteredTime: isoTime(entered ?? this.now), RetryCount: step.attempt ?? 0 };
    const states = { input, context: { ...this.context, State, ...context }, ...more };
    const value = await fill(template, { ...this.variables, states }, this.now);
    await this.stillNeeded();
    return value;
  }

  /** Output and Assign of a state, a rule or a catcher: both see the variables as they were before. */
  async results(
    { Output, Assign }: Results,
    otherwise: Json,
    more: JsonObject = {},
  ): Promise<{ output: Json; assigned: JsonObject }> {
    const output = Output === undefined ? otherwise : await this.fill(Output, more);
    const assigned = Assign === undefined ? {} : ((await this.fill(Assign, more)) as JsonObject);
    withinLimit(output, `The output of state ${this.frame.state}`);
    withinLimit(assigned, `What state ${this.frame.state} assigns`);
    return { output, assigned };
  }
}

export const isoTime = (milliseconds: number) => new Date(milliseconds).toISOString();
