import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsApi, AwsError, startAwsApi } from '../../../infra/local/aws-api.ts';
import { openStore } from '../../../infra/local/store.ts';
import type { StreamPoller } from '../../../infra/local/streams/streams.ts';
import { aFunction, aMapping, aPoller, sortKeyOf } from './streams-fixture.ts';
import { eventually } from '../../support/eventually.ts';

type FakeShard = { parent?: string; from: number; to: number; isClosed?: boolean };

/**
 * A stream of many shards, as other DynamoDB-compatible databases have: shard `a` holds the records `from` to `to`.
 * Its records are large: a page of two is full. It no longer has any up to `trimmed`.
 */
function fakeStream(shards: Record<string, FakeShard>) {
  const stream = { shards, trimmed: 0, requests: [] as string[] };
  const operations = {
    DescribeStream: () => ({
      StreamDescription: {
        Shards: Object.entries(stream.shards).map(([ShardId, { parent }]) => ({ ShardId, ParentShardId: parent })),
      },
    }),
    GetShardIterator(input: { ShardId: string; SequenceNumber?: string }) {
      const after = Number(input.SequenceNumber ?? 0);
      if (input.SequenceNumber && after < stream.trimmed) {
        throw new AwsError('TrimmedDataAccessException', 'The record is older than the stream keeps');
      }
      return { ShardIterator: `${input.ShardId} ${Math.max(after, stream.trimmed)}` };
    },
    GetRecords({ ShardIterator }: { ShardIterator: string }) {
      const [id = '', after = ''] = ShardIterator.split(' ');
      stream.requests.push(id);
      const { from, to, isClosed } = stream.shards[id]!;
      const first = Math.max(from, Number(after) + 1);
      const last = Math.min(to, first + 1);
      const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
      const isEnd = last >= to && isClosed;
      return {
        Records: numbers.map((number) => ({
          eventID: String(number),
          eventName: 'INSERT',
          dynamodb: {
            ApproximateCreationDateTime: Date.now() / 1000,
            Keys: { sk: { S: String(number) } },
            SequenceNumber: String(number),
            SizeBytes: 400_000,
          },
        })),
        ...(isEnd ? {} : { NextShardIterator: `${id} ${Math.max(last, Number(after))}` }),
      };
    },
  };
  return { stream, service: { target: 'DynamoDBStreams_20120810', operations } };
}

describe('a stream of several shards', () => {
  let api: AwsApi;
  let fake: ReturnType<typeof fakeStream>;
  const pollers: StreamPoller[] = [];
  const store = () => openStore(':memory:');
  const start = (publisher: ReturnType<typeof aFunction>, options = {}) => {
    const poller = aPoller(api.url, 'arn:aws:dynamodb:eu-central-1:000000000000:table/T/stream/1', [aMapping()], {
      ...publisher,
      ...options,
    });
    pollers.push(poller);
    return poller;
  };
  const seenBy = (publisher: ReturnType<typeof aFunction>) => publisher.seen.map((record) => Number(sortKeyOf(record)));
  beforeEach(async () => {
    fake = fakeStream({
      child: { parent: 'a', from: 6, to: 8 },
      a: { from: 1, to: 5, isClosed: true },
    });
    api = await startAwsApi({ json: [fake.service] });
  });
  afterEach(async () => {
    await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
    await api.close();
  });

  test('is read parent first, then what grew out of it', async () => {
    const publisher = aFunction();
    await start(publisher).drained();
    expect(seenBy(publisher)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('is followed into a shard that appears when another closes', async () => {
    const publisher = aFunction();
    const poller = start(publisher);
    await poller.drained();
    fake.stream.shards.grandchild = { parent: 'child', from: 10, to: 11 };
    fake.stream.shards.child = { parent: 'a', from: 6, to: 9, isClosed: true };
    poller.poke();
    await eventually(() => expect(seenBy(publisher)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
  });

  test('is not read again where it was finished', async () => {
    const shared = store();
    const first = start(aFunction(), { store: shared });
    await first.drained();
    await first.stop();
    fake.stream.requests.length = 0;
    await start(aFunction(), { store: shared }).drained();
    expect(new Set(fake.stream.requests)).toEqual(new Set(['child']));
  });

  test('goes on with the oldest record when those after its position are gone', async () => {
    const shared = store();
    const lines: string[] = [];
    const first = start(aFunction(), { store: shared });
    await first.drained();
    await first.stop();
    fake.stream.shards.child = { parent: 'a', from: 6, to: 30 };
    fake.stream.trimmed = 25;
    const publisher = aFunction();
    await start(publisher, { store: shared, log: (line: string) => lines.push(line) }).drained();
    expect(seenBy(publisher)).toEqual([26, 27, 28, 29, 30]);
    expect(lines).toEqual(['The stream no longer has what came after 8: going on with the oldest record that it has']);
  });

  test('may have no shard yet', async () => {
    const { child, a } = fake.stream.shards;
    fake.stream.shards = {};
    const publisher = aFunction();
    const poller = start(publisher);
    await poller.drained();
    fake.stream.shards = { child: child!, a: a! };
    poller.poke();
    await eventually(() => expect(seenBy(publisher)).toHaveLength(8));
  });
});
