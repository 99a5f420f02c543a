import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { checkMessage, invalid, type MessageAttributes, type OutgoingMessage } from './message.ts';
import { prepareQueueSql, type MessageRow } from './sql.ts';
import { atomically } from '../store.ts';

/** A queue as the template declares it. */
export type QueueDefinition = {
  name: string;
  arn: string;
  visibilitySeconds: number;
  retentionSeconds: number;
  delaySeconds: number;
  redrive?: { deadLetterArn: string; maxReceiveCount: number };
};

export type ReceivedMessage = {
  id: string;
  receiptHandle: string;
  body: string;
  attributes: MessageAttributes;
  /** `SentTimestamp`, `ApproximateReceiveCount` and so on: texts, as SQS gives them. */
  system: { [name: string]: string };
};

/** The queues of the local cloud on disk. Every change is durable when it returns. */
export type Queues = {
  all: readonly QueueDefinition[];
  /** By name, ARN or URL; throws `QueueDoesNotExist`. */
  find: (reference: string | undefined) => QueueDefinition;
  /** One statement, so that it can be part of the caller's transaction. Gives the message's id. */
  send: (reference: string, message: OutgoingMessage) => string;
  receive: (queue: QueueDefinition, most: number, visibilitySeconds?: number) => ReceivedMessage[];
  delete: (queue: QueueDefinition, receiptHandle: string) => void;
  changeVisibility: (queue: QueueDefinition, receiptHandle: string, seconds: number) => void;
  count: (queue: QueueDefinition) => { visible: number; inFlight: number; delayed: number };
  /** When the next message can be received: in the past if there is one now. */
  nextVisible: (queue: QueueDefinition) => number | undefined;
  purge: (queue: QueueDefinition) => void;
  /** Sends dead letters back to where each came from, or all of them to one queue. Gives their number. */
  redrive: (deadLetters: QueueDefinition, destination?: QueueDefinition) => number;
  /** Calls back whenever a message may have become visible; gives the way to stop that. */
  onArrival: (queue: QueueDefinition, arrived: () => void) => () => void;
};

const receiptHandle = (seq: number, receipt: string) => Buffer.from(`${seq}:${receipt}`).toString('base64');

function readReceiptHandle(handle: string): { seq: number; receipt: string } {
  const [, seq, receipt] = /^(\d+):([0-9a-f-]{36})$/.exec(Buffer.from(String(handle), 'base64').toString()) ?? [];
  if (!seq || !receipt)
    throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is not a valid receipt handle.');
  return { seq: Number(seq), receipt };
}

const accountOf = (queue: QueueDefinition) => queue.arn.split(':')[4] ?? '';

function index(queues: readonly QueueDefinition[]): Map<string, QueueDefinition> {
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const arns = new Set(queues.map((queue) => queue.arn));
  for (const { name, redrive } of queues) {
    if (name.endsWith('.fifo')) throw new Error(`The local cloud has standard queues only: ${name} is a FIFO queue`);
    if (redrive && !arns.has(redrive.deadLetterArn))
      throw new Error(`The dead-letter queue of ${name} does not exist: ${redrive.deadLetterArn}`);
  }
  return byName;
}

export function openQueues(options: { store: DatabaseSync; clock: Clock; queues: readonly QueueDefinition[] }): Queues {
  const { store, clock, queues } = options;
  const byName = index(queues);
  const sql = prepareQueueSql(store);
  const listeners = new Map<string, Set<() => void>>();
  const announce = (name: string) => listeners.get(name)?.forEach((arrived) => arrived());

  function find(reference: string | undefined): QueueDefinition {
    if (!reference) throw new AwsError('MissingParameter', 'The request must contain the parameter QueueUrl.');
    const queue = byName.get(reference.slice(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf(':')) + 1));
    if (!queue) throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${reference}`);
    return queue;
  }

  function received(queue: QueueDefinition, row: MessageRow, now: number, hideFor: number): ReceivedMessage {
    const receipt = randomUUID();
    sql.take.run(receipt, now + hideFor * 1000, now, row.seq);
    return {
      id: row.id,
      receiptHandle: receiptHandle(row.seq, receipt),
      body: row.body,
      attributes: JSON.parse(row.attributes) as MessageAttributes,
      system: {
        SenderId: accountOf(queue),
        SentTimestamp: String(row.sent_at),
        ApproximateReceiveCount: String(row.receives + 1),
        ApproximateFirstReceiveTimestamp: String(row.received_at ?? now),
        ...(row.trace !== null && { AWSTraceHeader: row.trace }),
        ...(row.source !== null && { DeadLetterQueueSourceArn: row.source }),
      },
    };
  }

  function receive(queue: QueueDefinition, most: number, hideFor = queue.visibilitySeconds): ReceivedMessage[] {
    const now = clock.now();
    sql.expire.run(queue.name, now - queue.retentionSeconds * 1000);
    if (queue.redrive) {
      const deadLetters = find(queue.redrive.deadLetterArn).name;
      const most = queue.redrive.maxReceiveCount;
      if (sql.bury.run({ deadLetters, arn: queue.arn, now, name: queue.name, most }).changes) announce(deadLetters);
    }
    return atomically(store, () => {
      const rows = sql.visible.all(queue.name, now, most) as MessageRow[];
      return rows.map((row) => received(queue, row, now, hideFor));
    });
  }

  function send(reference: string, message: OutgoingMessage): string {
    const queue = find(reference);
    checkMessage(message);
    const id = randomUUID();
    const now = clock.now();
    const visibleAt = now + (message.delaySeconds ?? queue.delaySeconds) * 1000;
    const attributes = JSON.stringify(message.attributes ?? {});
    sql.insert.run(queue.name, id, message.body, attributes, message.traceHeader ?? null, now, visibleAt);
    announce(queue.name);
    return id;
  }

  function changeVisibility(queue: QueueDefinition, handle: string, seconds: number): void {
    const { seq, receipt } = readReceiptHandle(handle);
    const held = sql.held.get(seq, queue.name, receipt) as { visible_at: number } | undefined;
    if (!held)
      throw invalid(
        `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    if (held.visible_at <= clock.now())
      throw new AwsError('MessageNotInflight', 'The message is not in flight: its visibility timeout has passed.');
    sql.hide.run(clock.now() + seconds * 1000, seq);
    announce(queue.name);
  }

  function redrive(deadLetters: QueueDefinition, destination?: QueueDefinition): number {
    const now = clock.now();
    const rows = sql.dead.all(deadLetters.name, now) as Pick<MessageRow, 'seq' | 'source'>[];
    const moves = rows.flatMap(({ seq, source }) => {
      const target = destination ?? queues.find((queue) => queue.arn === source);
      return target ? [{ seq, target: target.name }] : [];
    });
    atomically(store, () => {
      for (const { seq, target } of moves) sql.revive.run(target, randomUUID(), now, now, seq);
    });
    new Set(moves.map((move) => move.target)).forEach(announce);
    return moves.length;
  }

  return {
    all: queues,
    find,
    send,
    receive,
    changeVisibility,
    redrive,
    // An older receive's handle deletes nothing once somebody else holds the message: SQS calls that a success.
    delete(queue, handle) {
      const { seq, receipt } = readReceiptHandle(handle);
      sql.delete.run(seq, queue.name, receipt);
    },
    count: (queue) => sql.count.get({ now: clock.now(), name: queue.name }) as ReturnType<Queues['count']>,
    nextVisible: (queue) => (sql.next.get(queue.name) as { at: number | null }).at ?? undefined,
    purge: (queue) => void sql.purge.run(queue.name),
    onArrival(queue, arrived) {
      const listening = listeners.get(queue.name) ?? new Set();
      listeners.set(queue.name, listening.add(arrived));
      return () => void listening.delete(arrived);
    },
  };
}
