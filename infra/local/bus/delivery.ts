import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { BusEvent } from './entry.ts';
import { inputFor, type Rule, type RuleTarget } from './rule.ts';
import type { Clock } from '../clock.ts';
import type { MessageAttributes, OutgoingMessage } from '../queue/message.ts';
import { startRowWorker, together, type DueRow, type Worker } from '../worker.ts';
import { atomically } from '../store.ts';

/** Hands an event to a target; a rejection is a failed attempt. */
export type Deliver = (target: RuleTarget, input: unknown) => Promise<void> | void;

type Row = DueRow & { event: string; put_at: number; attempts: number };
type GivenUp = { condition?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bus_delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    event TEXT NOT NULL,
    put_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS bus_delivery_due ON bus_delivery (target, due_at, seq);
`;

/** EventBridge's own defaults. */
const MOST_RETRIES = 185;
const DAY = 86_400;
const AT_ONCE_PER_TARGET = 10;
const LONGEST_WAIT = 480_000;

/** What is not there will not be there in an hour: no retry, as in AWS. */
const MISSING = new Set(['ResourceNotFoundException', 'QueueDoesNotExist', 'StateMachineDoesNotExist']);

/** Another attempt, or why there is none. Age alone gives up nothing: what waited while the machine was off is tried. */
export function afterFailedDelivery(
  retry: RuleTarget['retry'],
  delivery: { attempts: number; putAt: number; error: unknown },
  now: number,
  wait: number,
): { retryAt: number } | { givenUp: GivenUp } {
  const { maximumRetryAttempts = MOST_RETRIES, maximumEventAgeSeconds = DAY } = retry ?? {};
  if (delivery.error instanceof Error && MISSING.has(delivery.error.name)) return { givenUp: {} };
  if (delivery.attempts > maximumRetryAttempts) return { givenUp: { condition: 'MaximumRetryAttempts' } };
  const retryAt = now + wait;
  if (retryAt > delivery.putAt + maximumEventAgeSeconds * 1000)
    return { givenUp: { condition: 'MaximumEventAgeInSeconds' } };
  return { retryAt };
}

function errorCode(error: unknown): string {
  if (error instanceof Error && MISSING.has(error.name)) return 'NO_RESOURCE';
  return error instanceof AwsError && error.status < 500 ? 'SDK_CLIENT_ERROR' : 'INTERNAL_ERROR';
}

function deadLetterFor(
  rule: Rule,
  target: RuleTarget,
  row: Row,
  error: unknown,
  { condition }: GivenUp,
): OutgoingMessage {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const attributes: MessageAttributes = {
    RULE_ARN: text(rule.arn),
    TARGET_ARN: text(target.arn),
    ERROR_CODE: text(errorCode(error)),
    ERROR_MESSAGE: text((error instanceof Error && error.message ? error.message : String(error)).slice(0, 1024)),
    RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(row.attempts - 1) },
  };
  if (condition) attributes.EXHAUSTED_RETRY_CONDITION = text(condition);
  return { body: row.event, attributes };
}

const keyOf = (rule: Rule, target: RuleTarget) => `${rule.busName}/${rule.name}/${target.id}`;

/** The deliveries on disk: each is made at least once, retried, and ends in the target's dead-letter queue. */
export function busDeliveries(options: {
  store: DatabaseSync;
  clock: Clock;
  rules: readonly Rule[];
  deliver: Deliver;
  deadLetter: (queueArn: string, message: OutgoingMessage) => void;
  log?: (line: string) => void;
  backoff?: (attempts: number) => number;
}): Worker & { add: (rule: Rule, target: RuleTarget, event: BusEvent) => void } {
  const { store, clock, log = console.error } = options;
  const backoff = options.backoff ?? ((attempts) => Math.min(1000 * 2 ** (attempts - 1), LONGEST_WAIT));
  store.exec(SCHEMA);
  const insert = store.prepare('INSERT INTO bus_delivery (target, event, put_at, due_at) VALUES (?, ?, ?, ?)');
  const remove = store.prepare('DELETE FROM bus_delivery WHERE seq = ?');
  const postpone = store.prepare('UPDATE bus_delivery SET attempts = ?, due_at = ? WHERE seq = ?');

  function giveUp(rule: Rule, target: RuleTarget, row: Row, error: unknown, reason: GivenUp): void {
    log(`Rule ${rule.name} gives up on ${target.arn} after ${row.attempts} attempt(s): ${String(error)}`);
    atomically(store, () => {
      remove.run(row.seq);
      if (!target.deadLetterArn) return;
      try {
        options.deadLetter(target.deadLetterArn, deadLetterFor(rule, target, row, error, reason));
      } catch (refused) {
        log(`A dead letter of rule ${rule.name} could not be sent to ${target.deadLetterArn}: ${String(refused)}`);
      }
    });
  }

  async function run(rule: Rule, target: RuleTarget, row: Row): Promise<void> {
    try {
      await options.deliver(target, inputFor(target, JSON.parse(row.event) as BusEvent));
    } catch (error) {
      const now = clock.now();
      const attempts = row.attempts + 1;
      const next = afterFailedDelivery(target.retry, { attempts, putAt: row.put_at, error }, now, backoff(attempts));
      if ('retryAt' in next) postpone.run(attempts, next.retryAt, row.seq);
      else giveUp(rule, target, { ...row, attempts }, error, next.givenUp);
      return;
    }
    remove.run(row.seq);
  }

  const workers = new Map(
    options.rules.flatMap((rule) =>
      rule.targets.map((target) => [
        keyOf(rule, target),
        startRowWorker<Row>({
          store,
          clock,
          table: 'bus_delivery',
          where: { column: 'target', value: keyOf(rule, target) },
          concurrency: AT_ONCE_PER_TARGET,
          run: (row) => run(rule, target, row),
        }),
      ]),
    ),
  );

  return {
    ...together([...workers.values()]),
    add(rule, target, event) {
      const now = clock.now();
      insert.run(keyOf(rule, target), JSON.stringify(event), now, now);
      workers.get(keyOf(rule, target))?.poke();
    },
  };
}
