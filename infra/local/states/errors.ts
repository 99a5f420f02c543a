import type { Json } from './json.ts';
import type { Retrier } from './machine.ts';

/** An error of the Amazon States Language: `error` is what Retry and Catch match, the message is its Cause. */
export class StatesError extends Error {
  readonly error: string;
  constructor(error: string, cause = '') {
    super(cause);
    this.error = error;
  }
}

const terminal = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const timeouts = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** Whether a Retry or Catch for `names` takes this error. A terminal error ends the execution whatever is listed. */
export function matches(names: readonly string[], error: string): boolean {
  if (terminal.has(error)) return false;
  return names.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && !timeouts.has(error)) ||
      (name === 'States.Timeout' && timeouts.has(error)),
  );
}

/** Milliseconds before retry number `retry` (from 0) of one retrier. */
export function retryDelay(retrier: Retrier, retry: number, random: () => number): number {
  const seconds = Math.min(
    (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** retry,
    retrier.MaxDelaySeconds ?? Infinity,
  );
  return Math.round(seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1));
}

/** Anything that is not the machine's own error is one of this engine, and ends the execution. */
export function asStatesError(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  console.error(error);
  return new StatesError('States.Runtime', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

export const maximumBytes = 262_144;

export function withinLimit<T extends Json>(value: T, what: string): T {
  if (Buffer.byteLength(JSON.stringify(value)) <= maximumBytes) return value;
  throw new StatesError(
    'States.DataLimitExceeded',
    `${what} is larger than ${maximumBytes} bytes. Store it and pass its key instead.`,
  );
}
