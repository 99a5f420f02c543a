import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { checkPattern } from '../event-patterns.ts';
import { bell } from './bell.ts';
import type { Invoke, OnFailure, StreamMapping } from './delivery.ts';
import { streamPositions } from './positions.ts';
import { startReader } from './reader.ts';
import { listShards } from './shards.ts';

export type StreamPollerOptions = {
  client: DynamoDBStreamsClient;
  streamArn: string;
  mappings: StreamMapping[];
  store: DatabaseSync;
  clock: Clock;
  /** Runs the function. It fails when this rejects. */
  invoke: Invoke;
  /** Keeps what was given up, where the mapping names a destination. It is called again until it succeeds. */
  onFailure: OnFailure;
  log?: ((line: string) => void) | undefined;
};

export type StreamPoller = {
  /** There is something new: look at once. */
  poke: () => void;
  /** Resolves once every mapping has dealt with all that was in the stream when it was called. */
  drained: () => Promise<void>;
  /** Waits for the functions that run. */
  stop: () => Promise<void>;
};

/** The idle readers of a stream share five requests a second. */
const betweenRequests = 200;

/** Reads the stream for each mapping from where it stopped, and runs the mapping's function on what it finds. */
export function startStreamPoller(options: StreamPollerOptions): StreamPoller {
  const { client, streamArn, mappings, log = console.log } = options;
  for (const mapping of mappings) mapping.filters?.forEach(checkPattern);
  const positions = streamPositions(options.store);
  const abort = new AbortController();
  const [news, progress] = [bell(), bell()];
  const slowest = betweenRequests * mappings.length;
  const shared = { ...options, positions, slowest, news, progress, signal: abort.signal, log };
  const readers = mappings.map((mapping) => startReader({ ...shared, mapping }));

  return {
    poke: news.ring,
    async drained() {
      const shards = await listShards(client, streamArn);
      news.ring();
      const rings = news.rings();
      for (;;) {
        const heard = progress.rings();
        if (readers.every((reader) => shards.every((shard) => reader.hasReadAll(shard.ShardId ?? '', rings)))) return;
        if (abort.signal.aborted) throw new Error('The stream poller was stopped before it had read all of the stream');
        await progress.wait(heard);
      }
    },
    async stop() {
      abort.abort(new Error('The stream poller was stopped'));
      news.ring();
      await Promise.all(readers.map((reader) => reader.running));
      progress.ring();
    },
  };
}
