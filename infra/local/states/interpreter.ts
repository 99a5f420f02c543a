import { inParallel, mapped } from './branches.ts';
import { StatesError } from './errors.ts';
import type { Json } from './json.ts';
import type { ChoiceState, FailState, State, States, WaitState } from './machine.ts';
import { persevere, type Outcome } from './persevere.ts';
import { called } from './task.ts';
import type { Thread } from './thread.ts';

/**
 * Runs a line of states from where the store has it to its end. Nothing is saved between two states: whatever calls or
 * waits saves first, and until then the event loop does not turn.
 */
export async function interpret(thread: Thread, { States: states }: States): Promise<Json> {
  for (;;) {
    const state = states[thread.frame.state]!;
    thread.enter(state.Type);
    if (thread.frame.visit % 100 === 99) await thread.breathe();
    const { output, assigned = {}, next } = await runState(thread, state);
    thread.exit(state.Type, output);
    if (next === undefined) return output;
    thread.move(next, output, assigned);
  }
}

function runState(thread: Thread, state: State): Promise<Outcome> {
  switch (state.Type) {
    case 'Task':
      return persevere(thread, state, () => called(thread, state));
    case 'Parallel':
      return persevere(thread, state, () => inParallel(thread, state, interpret));
    case 'Map':
      return persevere(thread, state, () => mapped(thread, state, interpret));
    case 'Wait':
      return wait(thread, state);
    case 'Choice':
      return choose(thread, state);
    case 'Pass':
    case 'Succeed':
      return pass(thread, state);
    case 'Fail':
      return fail(thread, state);
  }
}

async function pass(thread: Thread, state: Extract<State, { Type: 'Pass' | 'Succeed' }>): Promise<Outcome> {
  const results = await thread.results(state, thread.frame.input);
  return state.Type === 'Pass' && state.Next !== undefined ? { ...results, next: state.Next } : results;
}

async function fail(thread: Thread, { Error: error, Cause }: FailState): Promise<Outcome> {
  const [name, cause] = [await thread.fill(error ?? ''), await thread.fill(Cause ?? '')];
  if (typeof name !== 'string' || typeof cause !== 'string')
    throw new StatesError('States.QueryEvaluationError', 'Error and Cause must be strings');
  throw new StatesError(name, cause);
}

async function choose(thread: Thread, state: ChoiceState): Promise<Outcome> {
  for (const rule of state.Choices) {
    const holds = await thread.fill(rule.Condition);
    if (typeof holds !== 'boolean')
      throw new StatesError('States.QueryEvaluationError', `The Condition must be a boolean: ${rule.Condition}`);
    if (holds) return { ...(await thread.results(rule, thread.frame.input)), next: rule.Next };
  }
  if (state.Default === undefined)
    throw new StatesError('States.NoChoiceMatched', `No rule of ${thread.frame.state} matched, and it has no Default`);
  return { ...(await thread.results(state, thread.frame.input)), next: state.Default };
}

async function wait(thread: Thread, state: WaitState): Promise<Outcome> {
  const { step } = thread.frame;
  if (step.until === undefined) {
    const until = await endOfWait(thread, state);
    step.until = until;
    thread.amend({ until });
    thread.save(() => thread.alarm(until));
  }
  await thread.sleepUntil(step.until);
  const results = await thread.results(state, thread.frame.input);
  return state.Next === undefined ? results : { ...results, next: state.Next };
}

async function endOfWait(thread: Thread, { Seconds, Timestamp }: WaitState): Promise<number> {
  const given = await thread.fill(Seconds ?? Timestamp ?? null);
  const isSpan = Number.isInteger(given) && (given as number) >= 0 && (given as number) <= 99_999_999;
  const until = Seconds === undefined ? timeOf(given) : isSpan ? thread.frame.entered! + (given as number) * 1000 : NaN;
  if (Number.isFinite(until)) return until;
  const wanted = Seconds === undefined ? 'Timestamp must be a time as 2026-03-28T22:00:00Z' : 'Seconds must be whole';
  throw new StatesError('States.QueryEvaluationError', `${wanted}, not ${JSON.stringify(given)}`);
}

const timeOf = (text: Json) =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
