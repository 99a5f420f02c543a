import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import type { FunctionDefinition, FunctionError } from './run.ts';
import type { OutgoingMessage } from '../queue/message.ts';
import { startRowWorker, together, type DueRow, type Worker } from '../worker.ts';
import { atomically } from '../store.ts';

export const MAX_ASYNC_BYTES = 1_048_576;
const SIX_HOURS = 21_600;

type Row = DueRow & { request: string; payload: string; invoked_at: number; attempts: number };
type Condition = 'RetriesExhausted' | 'EventAgeExceeded';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS lambda_invocation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    function TEXT NOT NULL,
    request TEXT NOT NULL,
    payload TEXT NOT NULL,
    invoked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS lambda_invocation_due ON lambda_invocation (function, due_at, seq);
`;

/**
 * Another attempt, or the reason why there is none. Age alone gives up nothing: what waited while the machine was off
 * is tried at least once.
 */
export function afterFailure(
  definition: FunctionDefinition,
  invocation: { attempts: number; invokedAt: number },
  now: number,
  delays: readonly number[],
): { retryAt: number } | { givenUp: Condition } {
  const { maximumRetryAttempts = 2, maximumEventAgeSeconds = SIX_HOURS } = definition;
  if (invocation.attempts > maximumRetryAttempts) return { givenUp: 'RetriesExhausted' };
  const retryAt = now + (delays[invocation.attempts - 1] ?? delays.at(-1) ?? 0);
  if (retryAt > invocation.invokedAt + maximumEventAgeSeconds * 1000) return { givenUp: 'EventAgeExceeded' };
  return { retryAt };
}

/** What Lambda sends to a destination about an invocation that it gives up. */
function destinationRecord(
  definition: FunctionDefinition,
  row: Row,
  now: number,
  condition: Condition,
  error: FunctionError,
): OutgoingMessage {
  return {
    body: JSON.stringify({
      version: '1.0',
      timestamp: new Date(now).toISOString(),
      requestContext: {
        requestId: row.request,
        functionArn: `${definition.arn}:$LATEST`,
        condition,
        approximateInvokeCount: row.attempts,
      },
      requestPayload: JSON.parse(row.payload),
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error,
    }),
  };
}

/** A dead-letter queue gets the event itself, and why it failed beside it. */
function deadLetter(row: Row, error: FunctionError): OutgoingMessage {
  return {
    body: row.payload,
    attributes: {
      RequestID: { DataType: 'String', StringValue: row.request },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: error.message.slice(0, 1024) || error.name },
    },
  };
}

/** The asynchronous invocations on disk: each runs at least once, is retried, and ends with its destination. */
export function asyncInvocations(options: {
  store: DatabaseSync;
  clock: Clock;
  functions: readonly FunctionDefinition[];
  /** Before each further attempt, in milliseconds; the last one repeats. */
  delays: readonly number[];
  concurrency: number;
  invoke: (definition: FunctionDefinition, event: unknown, requestId: string) => Promise<unknown>;
  onFailure: (arn: string, message: OutgoingMessage) => void;
  log: (line: string) => void;
}): Worker & { add: (definition: FunctionDefinition, event: unknown, requestId: string) => void } {
  const { store, clock } = options;
  store.exec(SCHEMA);
  const insert = store.prepare(
    'INSERT INTO lambda_invocation (function, request, payload, invoked_at, due_at) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = store.prepare('DELETE FROM lambda_invocation WHERE seq = ?');
  const postpone = store.prepare('UPDATE lambda_invocation SET attempts = ?, due_at = ? WHERE seq = ?');

  // As in AWS, an event whose destination cannot take it is lost; it must not keep the function running for ever.
  function sendAway(arn: string | undefined, message: OutgoingMessage): void {
    if (!arn) return;
    try {
      options.onFailure(arn, message);
    } catch (error) {
      options.log(`A failed event could not be sent to ${arn}: ${String(error)}`);
    }
  }

  function fail(definition: FunctionDefinition, row: Row, error: FunctionError): void {
    const now = clock.now();
    const next = afterFailure(definition, { attempts: row.attempts, invokedAt: row.invoked_at }, now, options.delays);
    if ('retryAt' in next) {
      postpone.run(row.attempts, next.retryAt, row.seq);
      return;
    }
    atomically(store, () => {
      remove.run(row.seq);
      sendAway(definition.onFailureArn, destinationRecord(definition, row, now, next.givenUp, error));
      sendAway(definition.deadLetterArn, deadLetter(row, error));
    });
  }

  const workers = new Map(
    options.functions.map((definition) => [
      definition.name,
      startRowWorker<Row>({
        store,
        clock,
        table: 'lambda_invocation',
        where: { column: 'function', value: definition.name },
        concurrency: options.concurrency,
        async run(row) {
          try {
            await options.invoke(definition, JSON.parse(row.payload), row.request);
          } catch (error) {
            fail(definition, { ...row, attempts: row.attempts + 1 }, error as FunctionError);
            return;
          }
          remove.run(row.seq);
        },
      }),
    ]),
  );

  return {
    ...together([...workers.values()]),
    add(definition, event, requestId) {
      const payload = JSON.stringify(event ?? {});
      const size = Buffer.byteLength(payload);
      if (size > MAX_ASYNC_BYTES)
        throw new AwsError(
          'RequestTooLargeException',
          `${size} byte payload is too large for the Event invocation type (limit ${MAX_ASYNC_BYTES} bytes)`,
          413,
        );
      const now = clock.now();
      insert.run(definition.name, requestId, payload, now, now);
      workers.get(definition.name)?.poke();
    },
  };
}
