import { GetRecordsCommand, type _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { matchesPattern } from '../event-patterns.ts';
import type { Bell } from './bell.ts';
import { deliver, type StreamMapping } from './delivery.ts';
import type { Positions } from './positions.ts';
import { changesNothing, lambdaRecord, sourceOf } from './records.ts';
import { listShards, openShard } from './shards.ts';
import type { StreamPollerOptions } from './streams.ts';

export type ReaderOptions = Omit<StreamPollerOptions, 'mappings' | 'store' | 'log'> & {
  mapping: StreamMapping;
  positions: Positions;
  /** Milliseconds between two requests when nothing happens. */
  slowest: number;
  news: Bell;
  progress: Bell;
  signal: AbortSignal;
  log: (line: string) => void;
};

export type Reader = {
  /** Resolves when it has stopped. */
  running: Promise<void>;
  /** Has a read found the end of the shard that began when the news had rung this often? */
  hasReadAll: (shardId: string, rings: number) => boolean;
};

const pageSize = 1000;
const quickest = 20;

/** Reads the stream for one mapping: quickly while there is traffic, gently when there is none. */
export function startReader(options: ReaderOptions): Reader {
  const { client, streamArn, mapping, slowest, news, progress, signal } = options;
  const readAll = new Map<string, number>();
  const position = (shardId: string) => options.positions(mapping.id, streamArn, shardId);
  const complain = complainer(mapping, options.log);

  /** Reads every shard, a child after its parent, until stopped. */
  async function follow(): Promise<void> {
    const reading = new Map<string, Promise<void>>();
    while (!signal.aborted) {
      const ready = await readyShards().catch(complain);
      for (const id of ready ?? []) {
        if (reading.has(id)) continue;
        const ended = read(id).finally(() => reading.delete(id));
        reading.set(id, ended);
      }
      await (ready && reading.size ? Promise.race(reading.values()) : news.wait(news.rings(), slowest));
    }
    await Promise.all(reading.values());
  }

  async function readyShards(): Promise<string[]> {
    const shards = await listShards(client, streamArn);
    const open = shards.filter(({ ShardId: id }) => id && !position(id).isFinished());
    const isOpen = (id: string | undefined) => open.some((shard) => shard.ShardId === id);
    return open.filter((shard) => !isOpen(shard.ParentShardId)).map((shard) => shard.ShardId!);
  }

  async function read(shardId: string): Promise<void> {
    let iterator: string | undefined;
    let pause = quickest;
    while (!signal.aborted) {
      const heard = news.rings();
      try {
        const after = position(shardId).sequenceNumber();
        iterator ??= await openShard(client, { StreamArn: streamArn, ShardId: shardId }, after, options.log);
        const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: pageSize }));
        const records = page.Records ?? [];
        await consume(shardId, records);
        complain();
        iterator = page.NextShardIterator;
        if (!iterator) position(shardId).finish();
        if (isLastPage(records)) readAll.set(shardId, heard);
        progress.ring();
        if (!iterator) return;
        pause = records.length ? quickest : Math.min(2 * pause, slowest);
        if (!records.length) await news.wait(heard, pause);
        if (heard !== news.rings()) pause = quickest;
      } catch (error) {
        if (signal.aborted) return;
        complain(error);
        iterator = undefined;
        await news.wait(news.rings(), slowest);
      }
    }
  }

  async function consume(shardId: string, records: StreamRecord[]): Promise<void> {
    const last = records.at(-1)?.dynamodb?.SequenceNumber;
    if (!last) return;
    const source = sourceOf(streamArn, await client.config.region());
    const ahead = options.clock.now() - Date.now();
    const wanted = records
      .filter((record) => !changesNothing(record))
      .map((record) => lambdaRecord(record, source, ahead))
      .filter((record) => !mapping.filters?.length || mapping.filters.some((one) => matchesPattern(one, record)));
    const { moveTo: commit } = position(shardId);
    await deliver(wanted, { ...options, source, shardId, commit });
    commit(last);
  }

  return {
    running: follow(),
    hasReadAll: (shardId, rings) => (readAll.get(shardId) ?? 0) >= rings || position(shardId).isFinished(),
  };
}

/** Says once what is wrong, and again after it was well in between. */
function complainer(mapping: StreamMapping, log: (line: string) => void): (error?: unknown) => undefined {
  let said = '';
  return (error) => {
    const reason = error instanceof Error ? `${error.name} ${error.message}` : JSON.stringify(error);
    const line = error ? `The stream of ${mapping.functionName} cannot be read, trying again: ${reason}` : '';
    if (line && line !== said) log(line);
    said = line;
  };
}

/** dynoxide cuts a page by number only, other databases also at 1 MB: a page that is short and small ends the stream. */
function isLastPage(records: StreamRecord[]): boolean {
  const bytes = records.reduce((sum, record) => sum + (record.dynamodb?.SizeBytes ?? 0), 0);
  return records.length < pageSize && bytes < 2 ** 19;
}
