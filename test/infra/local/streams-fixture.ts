import {
  BatchWriteItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { setImmediate } from 'node:timers/promises';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Clock } from '../../../infra/local/clock.ts';
import type { StreamMapping } from '../../../infra/local/streams/delivery.ts';
import type { StreamFailure } from '../../../infra/local/streams/failure.ts';
import { openStore } from '../../../infra/local/store.ts';
import {
  startStreamPoller,
  type StreamPoller,
  type StreamPollerOptions,
} from '../../../infra/local/streams/streams.ts';
import { quiet, streamsClient } from './database-fixture.ts';

export const aMapping = (changes: Partial<StreamMapping> = {}): StreamMapping => ({
  id: 'PublisherMapping',
  functionName: 'publisher',
  batchSize: 100,
  ...changes,
});

/** A clock that stands still, on which waiting takes no time, and which remembers how long it would have taken. */
export function hurryingClock(): Clock & { waits: number[]; forward: (milliseconds: number) => void } {
  let time = Date.now();
  const waits: number[] = [];
  return {
    now: () => time,
    waits,
    forward: (milliseconds) => void (time += milliseconds),
    sleep: async (until, signal) => {
      signal?.throwIfAborted();
      waits.push(until - time);
      time = until;
      await setImmediate();
    },
  };
}

export const sortKeyOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.sk?.S ?? '';
export const sortKeysOf = (event: DynamoDBStreamEvent) => event.Records.map(sortKeyOf);

/** A function that remembers its events; `answer` may throw or report failures. */
export function aFunction(answer: (event: DynamoDBStreamEvent, name: string) => unknown = () => undefined) {
  const events: { name: string; keys: string[] }[] = [];
  const seen: DynamoDBRecord[] = [];
  return {
    events,
    seen,
    batches: () => events.map((event) => event.keys),
    invoke: async (name: string, event: DynamoDBStreamEvent): Promise<unknown> => {
      events.push({ name, keys: sortKeysOf(event) });
      seen.push(...event.Records);
      return Promise.resolve(answer(event, name));
    },
  };
}

export type Failed = { destination: string; failure: StreamFailure };

/** A poller of the table's stream with a store of its own, unless the options say otherwise. */
export function aPoller(
  url: string,
  streamArn: string,
  mappings: StreamMapping[],
  options: Partial<StreamPollerOptions> & Pick<StreamPollerOptions, 'invoke'>,
): StreamPoller & { failures: Failed[] } {
  const failures: Failed[] = [];
  const poller = startStreamPoller({
    client: streamsClient(url),
    streamArn,
    mappings,
    store: openStore(':memory:'),
    clock: hurryingClock(),
    onFailure: (destination, failure) => failures.push({ destination, failure }),
    log: quiet,
    ...options,
  });
  return { ...poller, failures };
}

export const itemOf = (table: string, sk: string, more: Record<string, AttributeValue> = {}) =>
  new PutItemCommand({ TableName: table, Item: { pk: { S: 'JOB#1' }, sk: { S: sk }, ...more } });

/** `keys(3)` are 001, 002, 003. */
export const keys = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, '0'));

export async function putAll(client: DynamoDBClient, table: string, sortKeys: string[]): Promise<void> {
  for (let from = 0; from < sortKeys.length; from += 25) {
    const puts = sortKeys.slice(from, from + 25).map((sk) => ({ PutRequest: { Item: itemOf(table, sk).input.Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
}
