import { DeleteItemCommand, type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTable } from '../../../infra/local/database/tables.ts';
import { type Database, startDatabase } from '../../../infra/local/database/database.ts';
import { openStore } from '../../../infra/local/store.ts';
import type { StreamMapping } from '../../../infra/local/streams/delivery.ts';
import { failureKey } from '../../../infra/local/streams/failure.ts';
import type { StreamPoller, StreamPollerOptions } from '../../../infra/local/streams/streams.ts';
import { aTable, quiet, tableClient, temporaryDirectory, whySkipped } from './database-fixture.ts';
import {
  aFunction,
  aMapping,
  aPoller,
  hurryingClock,
  itemOf,
  keys,
  putAll,
  sortKeyOf,
  sortKeysOf,
} from './streams-fixture.ts';
import { eventually } from '../../support/eventually.ts';

describe.skipIf(whySkipped)('the stream poller', () => {
  const { directory, remove } = temporaryDirectory();
  let database: Database;
  let client: DynamoDBClient;
  let table: string;
  let streamArn: string;
  let count = 0;
  const pollers: StreamPoller[] = [];
  beforeAll(async () => {
    database = await startDatabase({ directory, log: quiet });
    client = tableClient(database.url);
  });
  beforeEach(async () => {
    table = `Table${++count}`;
    streamArn = (await createTable(client, aTable({ name: table }))).streamArn!;
  });
  afterEach(async () => {
    await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
  });
  afterAll(async () => {
    await database.stop();
    remove();
  });

  const start = (
    mappings: StreamMapping[],
    options: Partial<StreamPollerOptions> & Pick<StreamPollerOptions, 'invoke'>,
  ) => {
    const poller = aPoller(database.url, streamArn, mappings, options);
    pollers.push(poller);
    return poller;
  };
  const put = (sk: string, more = {}) => client.send(itemOf(table, sk, more));
  const failOn =
    (...bad: string[]) =>
    (event: DynamoDBStreamEvent) => {
      const found = sortKeysOf(event).filter((key) => bad.includes(key));
      if (found.length) throw new Error(`cannot read ${found.join()}`);
    };
  const reportOn =
    (...bad: string[]) =>
    (event: DynamoDBStreamEvent) => ({
      batchItemFailures: event.Records.filter((record) => bad.includes(sortKeyOf(record))).map((record) => ({
        itemIdentifier: record.dynamodb?.SequenceNumber,
      })),
    });

  describe('an event', () => {
    test('looks like that of Lambda', async () => {
      const bytes = Buffer.from('für Ann');
      const more = { file: { B: bytes }, parts: { L: [{ BS: [bytes] }, { M: { open: { BOOL: true } } }] } };
      await put('1', more);
      await client.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: 'JOB#1' }, sk: { S: '1' } } }));
      const publisher = aFunction();
      await start([aMapping()], publisher).drained();
      const base64 = bytes.toString('base64');
      const image = {
        pk: { S: 'JOB#1' },
        sk: { S: '1' },
        file: { B: base64 },
        parts: { L: [{ BS: [base64] }, { M: { open: { BOOL: true } } }] },
      };
      const arn = expect.stringMatching(
        `^arn:aws:dynamodb:eu-central-1:000000000000:table/${table}/stream/[0-9.]+$`,
      ) as string;
      const common = {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'eu-central-1',
        eventSourceARN: arn,
      };
      const change = {
        ApproximateCreationDateTime: expect.any(Number) as number,
        Keys: { pk: { S: 'JOB#1' }, sk: { S: '1' } },
        SizeBytes: expect.any(Number) as number,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      };
      expect(publisher.seen).toEqual([
        { ...common, eventName: 'INSERT', dynamodb: { ...change, NewImage: image, SequenceNumber: '1' } },
        { ...common, eventName: 'REMOVE', dynamodb: { ...change, OldImage: image, SequenceNumber: '2' } },
      ]);
      expect(publisher.seen[0]?.eventID).not.toBe(publisher.seen[1]?.eventID);
    });

    test('is stamped by the local clock, which may be days ahead', async () => {
      const clock = hurryingClock();
      clock.forward(30 * 24 * 3600_000);
      await put('1');
      const publisher = aFunction();
      await start([aMapping({ maximumRecordAgeSeconds: 60 })], { ...publisher, clock }).drained();
      expect(publisher.batches()).toEqual([['1']]);
      expect(publisher.seen[0]?.dynamodb?.ApproximateCreationDateTime).toBeGreaterThan(
        Date.now() / 1000 + 29 * 24 * 3600,
      );
    });

    test('has the writes of a transaction in a row', async () => {
      const writes = keys(10).map((sk) => ({ Put: { TableName: table, Item: itemOf(table, sk).input.Item } }));
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      const publisher = aFunction();
      await start([aMapping()], publisher).drained();
      expect(publisher.batches()).toEqual([keys(10)]);
    });
  });

  describe('in order', () => {
    test('hands over batches no larger than asked, from the oldest record on', async () => {
      await putAll(client, table, keys(7));
      const publisher = aFunction();
      await start([aMapping({ batchSize: 3 })], publisher).drained();
      expect(publisher.batches()).toEqual([['001', '002', '003'], ['004', '005', '006'], ['007']]);
    });

    test('reads a stream of many pages', async () => {
      await putAll(client, table, keys(1100));
      const publisher = aFunction();
      await start([aMapping({ batchSize: 500 })], publisher).drained();
      expect(publisher.seen.map(sortKeyOf)).toEqual(keys(1100));
    });

    test('hands over no event above 6 MB', async () => {
      for (const sk of keys(20)) await put(sk, { body: { S: 'x'.repeat(390_000) } });
      const publisher = aFunction();
      await start([aMapping()], publisher).drained();
      expect(publisher.seen.map(sortKeyOf)).toEqual(keys(20));
      expect(publisher.batches()).toHaveLength(2);
    });

    test('waits for a function before it runs it again', async () => {
      await putAll(client, table, keys(4));
      let running = 0;
      let most = 0;
      const invoke = async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      };
      await start([aMapping({ batchSize: 1 })], { invoke }).drained();
      expect(most).toBe(1);
    });

    test('notices what is written later, at once when poked', async () => {
      const publisher = aFunction();
      const poller = start([aMapping()], publisher);
      await poller.drained();
      await put('1');
      poller.poke();
      await eventually(() => expect(publisher.batches()).toEqual([['1']]));
      await put('2');
      await eventually(() => expect(publisher.batches()).toEqual([['1'], ['2']]));
    });
  });

  describe('skips', () => {
    test('what no filter lets through, and does not come back to it', async () => {
      await put('1', { entity: { S: 'Job' } });
      await put('2', { entity: { S: 'Event' } });
      await put('3', { entity: { S: 'Job' } });
      const store = openStore(':memory:');
      const publisher = aFunction();
      const filters = [{ eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['Event'] } } } }];
      const first = start([aMapping({ filters })], { ...publisher, store });
      await first.drained();
      await first.stop();
      expect(publisher.batches()).toEqual([['2']]);
      await start([aMapping()], { ...publisher, store }).drained();
      expect(publisher.batches()).toEqual([['2']]);
    });

    test('a write that changed nothing, which dynoxide has in its stream and DynamoDB has not', async () => {
      await put('1', { tags: { SS: ['a', 'b'] }, hours: { N: '1.0' } });
      await put('1', { tags: { SS: ['b', 'a'] }, hours: { N: '1' } });
      await put('1', { tags: { SS: ['b'] }, hours: { N: '1' } });
      const publisher = aFunction();
      await start([aMapping()], publisher).drained();
      expect(publisher.seen.map((record) => record.dynamodb?.SequenceNumber)).toEqual(['1', '3']);
    });

    test('nothing because of a filter that it does not understand: it does not start', () => {
      const filters = [{ eventName: [{ regex: 'INS.*' }] }];
      expect(() => start([aMapping({ filters })], aFunction())).toThrow(/"regex" is not emulated/);
    });
  });

  describe('when the function fails', () => {
    test('tries the same batch again, later each time', async () => {
      await putAll(client, table, keys(2));
      let failures = 3;
      const publisher = aFunction(() => {
        if (failures-- > 0) throw new Error('the bus is away');
      });
      const clock = hurryingClock();
      const lines: string[] = [];
      await start([aMapping()], { ...publisher, clock, log: (line) => lines.push(line) }).drained();
      expect(publisher.batches()).toEqual(Array(4).fill(['001', '002']));
      expect(clock.waits).toEqual([200, 400, 800]);
      expect(lines[0]).toBe('publisher failed on 2 stream records: the bus is away');
    });

    test('gives up after the last retry, tells the destination and goes on', async () => {
      await putAll(client, table, keys(4));
      const publisher = aFunction(failOn('001'));
      const destination = 'arn:aws:s3:::failures';
      const poller = start([aMapping({ batchSize: 2, maximumRetryAttempts: 2, destination })], publisher);
      await poller.drained();
      expect(publisher.batches()).toEqual([...Array<string[]>(3).fill(['001', '002']), ['003', '004']]);
      const [failed] = poller.failures;
      expect(poller.failures).toHaveLength(1);
      expect(failed?.destination).toBe(destination);
      const second = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
      expect(failed?.failure).toEqual({
        requestContext: {
          requestId: expect.any(String) as string,
          functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:publisher',
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
        DDBStreamBatchInfo: {
          shardId: expect.stringMatching(/^shardId-/) as string,
          startSequenceNumber: '1',
          endSequenceNumber: '2',
          approximateArrivalOfFirstRecord: second,
          approximateArrivalOfLastRecord: second,
          batchSize: 2,
          streamArn: expect.stringContaining(':eu-central-1:') as string,
        },
        payload: expect.any(String) as string,
      });
      expect(sortKeysOf(JSON.parse(failed!.failure.payload!) as DynamoDBStreamEvent)).toEqual(['001', '002']);
      expect(failureKey('PublisherMapping', failed!.failure)).toMatch(
        /^aws\/lambda\/PublisherMapping\/shardId-[^/]+\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
      );
    });

    test('sends a queue the place of the records without the records', async () => {
      await put('1');
      const destination = 'arn:aws:sqs:eu-central-1:000000000000:failures';
      const poller = start([aMapping({ maximumRetryAttempts: 0, destination })], aFunction(failOn('1')));
      await poller.drained();
      expect(poller.failures[0]?.failure.DDBStreamBatchInfo.batchSize).toBe(1);
      expect(poller.failures[0]?.failure).not.toHaveProperty('payload');
    });

    test('does not move on before the destination has taken the failure', async () => {
      await putAll(client, table, keys(2));
      const publisher = aFunction(failOn('001'));
      let refusals = 2;
      const taken: string[] = [];
      const onFailure = (destination: string) => {
        expect(publisher.batches()).toEqual([['001']]);
        if (refusals-- > 0) throw new Error('no such bucket');
        taken.push(destination);
      };
      const mapping = aMapping({ batchSize: 1, maximumRetryAttempts: 0, destination: 'arn:aws:s3:::failures' });
      await start([mapping], { ...publisher, onFailure }).drained();
      expect(taken).toEqual(['arn:aws:s3:::failures']);
      expect(publisher.batches()).toEqual([['001'], ['002']]);
    });

    test('goes on without a destination too', async () => {
      await putAll(client, table, keys(2));
      const publisher = aFunction(failOn('001'));
      const poller = start([aMapping({ batchSize: 1, maximumRetryAttempts: 1 })], publisher);
      await poller.drained();
      expect(publisher.batches()).toEqual([['001'], ['001'], ['002']]);
      expect(poller.failures).toEqual([]);
    });

    test('splits the batch until the one bad record stands alone', async () => {
      await putAll(client, table, keys(10));
      const publisher = aFunction(failOn('007'));
      const mapping = aMapping({ bisectOnError: true, maximumRetryAttempts: 1, destination: 'arn:aws:s3:::failures' });
      const poller = start([mapping], publisher);
      await poller.drained();
      expect(publisher.batches()).toEqual([
        keys(10),
        ['001', '002', '003', '004', '005'],
        ['006', '007', '008', '009', '010'],
        ['006', '007', '008'],
        ['006', '007'],
        ['006'],
        ['007'],
        ['007'],
        ['008'],
        ['009', '010'],
      ]);
      expect(poller.failures.map(({ failure }) => failure.DDBStreamBatchInfo)).toMatchObject([
        { startSequenceNumber: '7', endSequenceNumber: '7', batchSize: 1 },
      ]);
    });

    test('gives up what grew too old while it was tried', async () => {
      await putAll(client, table, keys(2));
      const clock = hurryingClock();
      const publisher = aFunction((event) => {
        if (sortKeyOf(event.Records[0]!) !== '001') return;
        clock.forward(1800_000);
        throw new Error('the bus is away');
      });
      const mapping = aMapping({ batchSize: 1, maximumRecordAgeSeconds: 3600, destination: 'arn:aws:s3:::failures' });
      const poller = start([mapping], { ...publisher, clock });
      await poller.drained();
      expect(publisher.batches()).toEqual([['001'], ['001']]);
      expect(poller.failures.map(({ failure }) => failure)).toMatchObject([
        {
          requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 2 },
          responseContext: { functionError: 'Unhandled' },
          DDBStreamBatchInfo: { startSequenceNumber: '1', batchSize: 1 },
        },
        { requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 } },
      ]);
      expect(poller.failures[1]?.failure).not.toHaveProperty('responseContext');
    });
  });

  describe('when the function names records that failed', () => {
    const mapping = aMapping({ reportBatchItemFailures: true, maximumRetryAttempts: 2 });

    test('goes on from the first of them', async () => {
      await putAll(client, table, keys(5));
      let calls = 0;
      const publisher = aFunction((event) => (calls++ === 0 ? reportOn('005', '003')(event) : undefined));
      await start([mapping], publisher).drained();
      expect(publisher.batches()).toEqual([keys(5), ['003', '004', '005']]);
    });

    test('does not run it again for what came before, even after a restart', async () => {
      await putAll(client, table, keys(3));
      const store = openStore(':memory:');
      let stopped: Promise<void> | undefined;
      const publisher = aFunction((event) => {
        stopped ??= Promise.resolve().then(() => first.stop());
        return reportOn('002')(event);
      });
      const first = start([mapping], { ...publisher, store });
      await eventually(() => expect(stopped).toBeDefined());
      await stopped;
      expect(publisher.batches()[0]).toEqual(keys(3));
      const again = aFunction();
      await start([mapping], { ...again, store }).drained();
      expect(again.batches()).toEqual([['002', '003']]);
    });

    test('gives up the rest of the batch after the last retry, or only the one when it may split', async () => {
      await putAll(client, table, keys(5));
      const report = reportOn('003');
      const destination = 'arn:aws:s3:::failures';
      const whole = start([{ ...mapping, destination }], aFunction(report));
      await whole.drained();
      expect(whole.failures.map(({ failure }) => failure.DDBStreamBatchInfo)).toMatchObject([
        { startSequenceNumber: '3', endSequenceNumber: '5', batchSize: 3 },
      ]);
      expect(whole.failures[0]?.failure.responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST' });
      const split = start([{ ...mapping, bisectOnError: true, destination }], aFunction(report));
      await split.drained();
      expect(split.failures.map(({ failure }) => failure.DDBStreamBatchInfo)).toMatchObject([
        { startSequenceNumber: '3', endSequenceNumber: '3', batchSize: 1 },
      ]);
    });

    test.each([
      ['an empty list', { batchItemFailures: [] }],
      ['nothing', undefined],
      ['null', null],
      ['null for a list', { batchItemFailures: null }],
      ['an empty answer', {}],
    ])('takes %s for success', async (_name, answer) => {
      await putAll(client, table, keys(2));
      const publisher = aFunction(() => answer);
      await start([mapping], publisher).drained();
      expect(publisher.batches()).toEqual([keys(2)]);
    });

    test.each([
      ['an empty name', { batchItemFailures: [{ itemIdentifier: '' }] }],
      ['null for a name', { batchItemFailures: [{ itemIdentifier: null }] }],
      ['another field', { batchItemFailures: [{ sequenceNumber: '2' }] }],
      ['a record that is not in the batch', { batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '99' }] }],
    ])('takes %s for the failure of all', async (_name, answer) => {
      await putAll(client, table, keys(2));
      const publisher = aFunction(() => answer);
      await start([{ ...mapping, maximumRetryAttempts: 1 }], publisher).drained();
      expect(publisher.batches()).toEqual([keys(2), keys(2)]);
    });

    test('does not listen unless the mapping says so', async () => {
      await putAll(client, table, keys(2));
      const publisher = aFunction(reportOn('002'));
      await start([aMapping()], publisher).drained();
      expect(publisher.batches()).toEqual([keys(2)]);
    });
  });

  describe('with two mappings', () => {
    const two = [aMapping(), aMapping({ id: 'ProjectorMapping', functionName: 'projector' })];

    test('each has all of the stream', async () => {
      await putAll(client, table, keys(3));
      const both = aFunction();
      await start(two, both).drained();
      expect(both.events.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual([
        { name: 'projector', keys: keys(3) },
        { name: 'publisher', keys: keys(3) },
      ]);
    });

    test('one that is stuck does not hold up the other, and each goes on from its own place', async () => {
      await putAll(client, table, keys(2));
      const store = openStore(':memory:');
      // It has delivered to neither when the projector gets stuck for good.
      const stuck = aFunction((_event, name) => {
        if (name === 'projector') throw new Error('stuck');
      });
      const clock = { now: Date.now, sleep: hurryingClock().sleep };
      const slow = { ...clock, sleep: (_until: number, signal?: AbortSignal) => aborted(signal) };
      const first = start(two, { ...stuck, store, clock: slow });
      await eventually(() =>
        expect(stuck.events.map((event) => event.name).toSorted()).toEqual(['projector', 'publisher']),
      );
      await put('003');
      first.poke();
      await eventually(() => expect(stuck.events.filter((event) => event.name === 'publisher')).toHaveLength(2));
      await first.stop();
      const well = aFunction();
      await start(two, { ...well, store }).drained();
      expect(well.events).toEqual([{ name: 'projector', keys: keys(3) }]);
    });
  });

  test('drained waits for the function that runs, and says so when the poller is stopped instead', async () => {
    await put('1');
    let finish = () => undefined as void;
    const publisher = { invoke: () => new Promise<void>((resolve) => (finish = resolve)) };
    const poller = start([aMapping()], publisher);
    let isDrained = false;
    const drained = poller.drained().then(() => (isDrained = true));
    await put('2');
    expect(isDrained).toBe(false);
    const stopped = poller.stop();
    await eventually(() => finish());
    await Promise.all([stopped, expect(drained).rejects.toThrow(/stopped before it had read all/)]);
  });
});

/** Never resolves; rejects when stopped. */
const aborted = (signal?: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
