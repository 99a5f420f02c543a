import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../../infra/local/clock.ts';
import { Engine } from '../../../../infra/local/states/engine.ts';
import { lambdaInvoke, type Integration } from '../../../../infra/local/states/integrations.ts';
import type { Json } from '../../../../infra/local/states/json.ts';
import type { Definition, Machine, State } from '../../../../infra/local/states/machine.ts';
import { openStore } from '../../../../infra/local/store.ts';

export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that stands still until it is moved, and lets everything that became due happen on its way. */
export class FakeClock implements Clock {
  time = Date.parse('2026-03-28T22:00:00Z');
  #sleepers: { until: number; wake: () => void }[] = [];

  now = () => this.time;

  sleep = (until: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (until <= this.time) return resolve();
      const sleeper = { until, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason as Error);
      });
    });

  get sleeping(): number {
    return this.#sleepers.length;
  }

  get nextDue(): number {
    return Math.min(...this.#sleepers.map(({ until }) => until));
  }

  /** Moves to the next time at which someone wakes; false when that is after `limit`. */
  next(limit = Infinity): boolean {
    const [first] = this.#sleepers.toSorted((a, b) => a.until - b.until);
    if (!first || first.until > limit) return false;
    this.#sleepers = this.#sleepers.filter((other) => other !== first);
    this.time = Math.max(this.time, first.until);
    first.wake();
    return true;
  }

  async advance(seconds: number): Promise<void> {
    const end = this.time + seconds * 1000;
    await settled();
    while (this.next(end)) await settled();
    this.time = end;
    await settled();
  }
}

export async function settled(turns = 25): Promise<void> {
  for (let index = 0; index < turns; index++) await turn();
}

/** Until nothing of the engine is in memory: all executions have ended or wait. */
export async function quiet(engine: Engine): Promise<void> {
  for (let calm = 0; calm < 5; calm = engine.awake === 0 ? calm + 1 : 0) await turn();
}

const prefix = 'arn:aws:states:eu-central-1:111111111111:stateMachine:';
export const arnOf = (name: string) => prefix + name;

export const lambda = 'arn:aws:states:::lambda:invoke';
export const machine = (states: Record<string, State>, more: Partial<Definition> = {}): Definition => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0]!,
  States: states,
  ...more,
});
export const task = (name: string, more: object = {}): State => ({
  Type: 'Task',
  Resource: lambda,
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});
export const ask = (name: string, more: object = {}): State => ({
  Type: 'Task',
  Resource: `${lambda}.waitForTaskToken`,
  Arguments: { FunctionName: name, Payload: '{% $states.context.Task.Token %}' },
  ...more,
});

export type Functions = Record<string, (payload: never) => unknown>;

export function startEngine({
  definitions,
  functions = {},
  integrations = {},
  store = openStore(':memory:'),
  clock = new FakeClock(),
}: {
  definitions: Definition | Record<string, Definition>;
  functions?: Functions;
  integrations?: Record<string, Integration>;
  store?: DatabaseSync;
  clock?: FakeClock;
}) {
  const named: Record<string, Definition> = 'StartAt' in definitions ? { m: definitions as Definition } : definitions;
  const machines: Machine[] = Object.entries(named).map(([name, definition]) => ({
    name,
    arn: arnOf(name),
    definition,
  }));
  const invoke = lambdaInvoke((name, payload) => Promise.resolve(payload).then(functions[name] as never));
  const engine = new Engine({ store, clock, machines, integrations: { 'lambda:invoke': invoke, ...integrations } });
  const start = (input: Json, name = 'e', of = 'm') =>
    engine.start({ stateMachineArn: arnOf(of), name, input: JSON.stringify(input) }).arn;
  const result = async (arn: string) => {
    await quiet(engine);
    const { status, output, error, cause } = engine.execution(arn);
    return { status, output: output === null ? null : (JSON.parse(output) as Json), error, cause };
  };
  return { engine, store, clock, machines, start, result };
}

export class Named extends Error {
  constructor(name: string, message = '') {
    super(message);
    this.name = name;
  }
}
