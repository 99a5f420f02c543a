import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Clock } from '../clock.ts';
import type { Pattern } from '../event-patterns.ts';
import { type Discarded, sequenceNumberOf, streamFailure, type StreamFailure } from './failure.ts';
import type { Source } from './records.ts';

/** An event source mapping. As with Lambda, -1 retries for ever and records never grow too old. */
export type StreamMapping = {
  id: string;
  functionName: string;
  batchSize: number;
  bisectOnError?: boolean | undefined;
  maximumRetryAttempts?: number | undefined;
  maximumRecordAgeSeconds?: number | undefined;
  reportBatchItemFailures?: boolean | undefined;
  filters?: Pattern[] | undefined;
  /** The ARN of the bucket or queue that is told of discarded records. */
  destination?: string | undefined;
};

export type Invoke = (functionName: string, event: DynamoDBStreamEvent) => Promise<unknown>;
export type OnFailure = (destination: string, failure: StreamFailure, mapping: StreamMapping) => unknown;

export type Delivery = {
  mapping: StreamMapping;
  source: Source;
  shardId: string;
  clock: Clock;
  signal: AbortSignal;
  invoke: Invoke;
  onFailure: OnFailure;
  /** All up to this record is dealt with. */
  commit: (sequenceNumber: string) => void;
  log: (line: string) => void;
};

/** `retries` counts towards the limit of the mapping: halves of a split batch take over the count of the whole. */
type Batch = {
  records: DynamoDBRecord[];
  retries: number;
  invocations: number;
  lastError?: Discarded['lastError'];
};

/** Hands the records to the function in order. Rejects only when stopped, and then what is left was not committed. */
export async function deliver(records: DynamoDBRecord[], delivery: Delivery): Promise<void> {
  const waiting = batchesOf(records, delivery.mapping.batchSize);
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    delivery.signal.throwIfAborted();
    waiting.unshift(...(await attempt(batch, delivery)));
  }
}

/** The largest event that Lambda hands to a function. */
const largestEvent = 6 * 2 ** 20;

function batchesOf(records: DynamoDBRecord[], batchSize: number): Batch[] {
  const batches: Batch[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.dynamodb?.SizeBytes ?? 0;
    const last = batches.at(-1);
    if (last && last.records.length < batchSize && bytes + size <= largestEvent) last.records.push(record);
    else batches.push({ records: [record], retries: 0, invocations: 0 });
    bytes = batches.at(-1) === last ? bytes + size : size;
  }
  return batches;
}

/** Answers what of the batch is left to do. */
async function attempt(batch: Batch, delivery: Delivery): Promise<Batch[]> {
  const tooOld = countTooOld(batch.records, delivery.mapping, delivery.clock.now());
  if (tooOld > 0) {
    await discard({ ...batch, records: batch.records.slice(0, tooOld) }, 'RecordAgeExceeded', delivery);
    return tooOld < batch.records.length ? [{ ...batch, records: batch.records.slice(tooOld) }] : [];
  }
  const { delivered, error } = await run(batch, delivery);
  if (delivered > 0) delivery.commit(sequenceNumberOf(batch.records[delivered - 1]));
  if (!error) return [];
  const failed = { ...batch, invocations: batch.invocations + 1, lastError: error };
  const next = afterFailure(failed, delivered, delivery.mapping);
  if (next.discarded) await discard(next.discarded, 'RetryAttemptsExhausted', delivery);
  if (next.wait) await backOff(next.wait, delivery);
  return next.left;
}

type Outcome = { delivered: number; error?: Discarded['lastError'] };

async function run({ records }: Batch, { mapping, invoke, log }: Delivery): Promise<Outcome> {
  let answer: unknown;
  try {
    answer = await invoke(mapping.functionName, { Records: records });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log(`${mapping.functionName} failed on ${records.length} stream records: ${message}`);
    return { delivered: 0, error: 'thrown' };
  }
  const delivered = mapping.reportBatchItemFailures ? firstFailure(answer, records) : records.length;
  return delivered === records.length ? { delivered } : { delivered, error: 'reported' };
}

/** Where the function says that it failed. An answer that names no record of the batch fails all of it, as in Lambda. */
function firstFailure(answer: unknown, records: DynamoDBRecord[]): number {
  const failures = (answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (!Array.isArray(failures)) return records.length;
  const places = failures.map((failure: { itemIdentifier?: unknown } | null) =>
    records.findIndex((record) => sequenceNumberOf(record) === failure?.itemIdentifier),
  );
  return Math.max(0, Math.min(records.length, ...places));
}

type Next = { left: Batch[]; discarded?: Batch; wait?: number };

/** The decision after an invocation that failed from the record at `delivered` on. */
function afterFailure(batch: Batch, delivered: number, mapping: StreamMapping): Next {
  const { records, retries } = batch;
  // What was delivered is progress: the rest is another batch, with all of its retries before it.
  if (delivered > 0) return { left: [{ records: records.slice(delivered), retries: 0, invocations: 0 }] };
  if (mapping.bisectOnError && records.length > 1) {
    const half = Math.ceil(records.length / 2);
    return { left: [records.slice(0, half), records.slice(half)].map((part) => ({ ...batch, records: part })) };
  }
  const limit = mapping.maximumRetryAttempts ?? -1;
  if (limit >= 0 && retries >= limit) return { left: [], discarded: batch };
  return { left: [{ ...batch, retries: retries + 1 }], wait: retries + 1 };
}

function countTooOld(records: DynamoDBRecord[], { maximumRecordAgeSeconds: limit = -1 }: StreamMapping, now: number) {
  if (limit < 0) return 0;
  const isYoung = (record: DynamoDBRecord) => now / 1000 - (record.dynamodb?.ApproximateCreationDateTime ?? 0) <= limit;
  const young = records.findIndex(isYoung);
  return young < 0 ? records.length : young;
}

/** Moves on only once the destination has taken the failure. */
async function discard(batch: Batch, condition: Discarded['condition'], delivery: Delivery): Promise<void> {
  const { records } = batch;
  const { mapping, clock, onFailure, log } = delivery;
  const { destination, functionName } = mapping;
  log(`${functionName}: ${records.length} stream records given up (${condition})`);
  if (destination) {
    const { source, shardId } = delivery;
    const discarded = { ...batch, functionName, source, shardId, condition };
    const failure = streamFailure(discarded, destination, clock.now());
    for (let tries = 1; ; tries++) {
      try {
        await onFailure(destination, failure, mapping);
        break;
      } catch (error) {
        log(`${destination} did not take a failure of ${functionName}: ${String(error)}`);
        await backOff(tries, delivery);
      }
    }
  }
  delivery.commit(sequenceNumberOf(records.at(-1)));
}

function backOff(tries: number, { clock, signal }: Delivery): Promise<void> {
  return clock.sleep(clock.now() + Math.min(30_000, 100 * 2 ** tries), signal);
}
