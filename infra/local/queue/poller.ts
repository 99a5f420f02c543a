import type { SQSBatchItemFailure, SQSEvent, SQSRecord, SQSRecordAttributes } from 'aws-lambda';
import type { Clock } from '../clock.ts';
import { md5, md5OfAttributes } from './message.ts';
import type { QueueDefinition, Queues, ReceivedMessage } from './store.ts';
import { startWorker, type Worker } from '../worker.ts';

/** An event source mapping from a queue to a function. */
export type QueueMapping = {
  functionName: string;
  batchSize: number;
  reportBatchItemFailures: boolean;
  maximumConcurrency?: number;
  batchingWindowSeconds?: number;
};

function record(queue: QueueDefinition, message: ReceivedMessage): SQSRecord {
  const checksum = md5OfAttributes(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.system as SQSRecordAttributes & { [name: string]: string },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: md5(message.body),
    ...(checksum && { md5OfMessageAttributes: checksum }),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: queue.arn.split(':')[3] ?? '',
  };
}

/**
 * The ids that a partial batch response names as failed. As with Lambda, nothing, `{}` and an empty or missing list
 * mean success, and an answer that names anything but messages of the batch fails all of it.
 */
export function failedIds(answer: unknown, ids: readonly string[]): ReadonlySet<string> {
  const failures = (answer as { batchItemFailures?: Partial<SQSBatchItemFailure>[] | null } | null)?.batchItemFailures;
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return new Set(ids);
  const named = failures.map((failure) => failure?.itemIdentifier);
  const all = named.every((id) => id !== undefined && ids.includes(id));
  return new Set(all ? (named as string[]) : ids);
}

/** Hands the messages of a queue to a function. What fails stays hidden until its visibility timeout has passed. */
export function startQueuePoller(options: {
  queues: Queues;
  clock: Clock;
  queueArn: string;
  mapping: QueueMapping;
  invoke: (functionName: string, event: SQSEvent) => Promise<unknown>;
  log?: (line: string) => void;
}): Worker {
  const { queues, clock, mapping, invoke, log = console.error } = options;
  const queue = queues.find(options.queueArn);
  const window = (mapping.batchingWindowSeconds ?? 0) * 1000;
  let windowEnd: number | undefined;

  /** Holds a batch back until it is full or the window, which the first message opened, has passed. */
  function isGathering(): boolean {
    if (window === 0) return false;
    const { visible } = queues.count(queue);
    if (visible > 0) windowEnd ??= clock.now() + window;
    return visible > 0 && visible < mapping.batchSize && clock.now() < windowEnd!;
  }

  function take(): ReceivedMessage[] | undefined {
    if (isGathering()) return undefined;
    windowEnd = undefined;
    const messages = queues.receive(queue, mapping.batchSize);
    return messages.length ? messages : undefined;
  }

  async function run(messages: ReceivedMessage[]): Promise<void> {
    let answer: unknown;
    try {
      answer = await invoke(mapping.functionName, { Records: messages.map((message) => record(queue, message)) });
    } catch (error) {
      log(`${mapping.functionName} failed on ${messages.length} message(s) of ${queue.name}: ${String(error)}`);
      return;
    }
    const ids = messages.map((message) => message.id);
    const failed = mapping.reportBatchItemFailures ? failedIds(answer, ids) : new Set<string>();
    if (failed.size) log(`${mapping.functionName} gave back ${failed.size} message(s) of ${queue.name}`);
    for (const message of messages) if (!failed.has(message.id)) queues.delete(queue, message.receiptHandle);
  }

  const worker = startWorker({
    clock,
    concurrency: mapping.maximumConcurrency ?? 5,
    take,
    nextDue: () => windowEnd ?? queues.nextVisible(queue),
    run,
  });
  const stopListening = queues.onArrival(queue, worker.poke);
  return {
    ...worker,
    stop() {
      stopListening();
      return worker.stop();
    },
  };
}
