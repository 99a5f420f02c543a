import { asStatesError, matches, retryDelay, withinLimit, type StatesError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { MapState, ParallelState, TaskState } from './machine.ts';
import type { Thread } from './thread.ts';

type Failing = TaskState | ParallelState | MapState;

/** How a state ended: with `next`, or as the last of its line. */
export type Outcome = { output: Json; assigned?: JsonObject; next?: string };

/** Tries a state until it succeeds, its Retry is used up, or its Catch takes the error. */
export async function persevere(thread: Thread, state: Failing, attempt: () => Promise<Json>): Promise<Outcome> {
  for (;;) {
    const { step } = thread.frame;
    if (step.retryAt !== undefined) await thread.sleepUntil(step.retryAt);
    try {
      const result = await attempt();
      await thread.stillNeeded();
      withinLimit(result, `The result of state ${thread.frame.state}`);
      const results = await thread.results(state, result, { result });
      return state.Next === undefined ? results : { ...results, next: state.Next };
    } catch (thrown) {
      await thread.stillNeeded();
      const error = asStatesError(thrown);
      if (!retry(thread, state, error)) return caught(thread, state, error);
    }
  }
}

function retry(thread: Thread, state: Failing, error: StatesError): boolean {
  const { attempt = 0, used = [] } = thread.frame.step;
  const index = (state.Retry ?? []).findIndex((retrier) => matches(retrier.ErrorEquals, error.error));
  const retrier = state.Retry?.[index];
  const count = used[index] ?? 0;
  if (!retrier || count >= (retrier.MaxAttempts ?? 3)) return false;
  const retryAt = thread.now + retryDelay(retrier, count, Math.random);
  noteFailure(thread, state, error, retryAt);
  used[index] = count + 1;
  thread.startOver({ attempt: attempt + 1, used: Array.from(used, (n) => n ?? 0), retryAt }, retryAt);
  return true;
}

async function caught(thread: Thread, state: Failing, error: StatesError): Promise<Outcome> {
  noteFailure(thread, state, error);
  const catcher = state.Catch?.find((candidate) => matches(candidate.ErrorEquals, error.error));
  if (!catcher) throw error;
  const errorOutput = { Error: error.error, Cause: error.message };
  return { ...(await thread.results(catcher, errorOutput, { errorOutput })), next: catcher.Next };
}

function noteFailure(thread: Thread, state: Failing, error: StatesError, retryAt?: number): void {
  const detail = { error: error.error, cause: error.message.slice(0, 4096), ...(retryAt !== undefined && { retryAt }) };
  if (state.Type !== 'Task') return thread.note(`${state.Type}StateFailed`, detail);
  if (!thread.frame.step.task || error.error === 'States.QueryEvaluationError')
    return thread.note('EvaluationFailed', detail);
  const isTimeout = error.error === 'States.Timeout' || error.error === 'States.HeartbeatTimeout';
  thread.note(isTimeout ? 'TaskTimedOut' : 'TaskFailed', { resource: state.Resource, ...detail });
}
