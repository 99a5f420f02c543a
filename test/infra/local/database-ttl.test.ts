import { type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { movableClock } from '../../../infra/local/clock.ts';
import { createTable } from '../../../infra/local/database/tables.ts';
import { type Database, startDatabase } from '../../../infra/local/database/database.ts';
import { startTtlSweep } from '../../../infra/local/database/ttl.ts';
import { aTable, quiet, streamsClient, tableClient, temporaryDirectory, whySkipped } from './database-fixture.ts';
import { eventually } from '../../support/eventually.ts';

const day = 24 * 3600;

describe.skipIf(whySkipped)('the sweep of expired items', () => {
  const { directory, remove } = temporaryDirectory();
  let database: Database;
  let client: DynamoDBClient;
  let table: string;
  let streamArn: string;
  let clock: ReturnType<typeof movableClock>;
  let count = 0;
  beforeAll(async () => {
    database = await startDatabase({ directory, log: quiet });
    client = tableClient(database.url);
  });
  beforeEach(async () => {
    table = `Table${++count}`;
    clock = movableClock();
    streamArn = (await createTable(client, aTable({ name: table }))).streamArn!;
  });
  afterAll(async () => {
    await database.stop();
    remove();
  });

  const seconds = () => Math.floor(clock.now() / 1000);
  const put = (sk: string, expiresAt?: unknown) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: 'a' }, sk: { S: sk }, ...(expiresAt ? { expiresAt: expiresAt as { N: string } } : {}) },
      }),
    );
  const at = (second: number) => ({ N: String(second) });
  const left = async () =>
    (await client.send(new ScanCommand({ TableName: table }))).Items?.map((item) => item.sk?.S).toSorted();
  const start = (through = client) =>
    startTtlSweep({ client: through, table, attribute: 'expiresAt', clock, log: quiet });

  test('removes what has expired and nothing else', async () => {
    await put('expired', at(seconds() - 60));
    await put('now', at(seconds()));
    await put('later', at(seconds() + day));
    await put('never');
    await put('text', { S: String(seconds() - 60) });
    await put('ages ago', at(seconds() - 6 * 365 * day));
    const sweep = start();
    await eventually(async () => expect(await left()).toEqual(['ages ago', 'later', 'never', 'text']));
    expect(await sweep.sweep()).toBe(0);
    await sweep.stop();
  });

  test('notices that the clock was moved forward', async () => {
    await put('link', at(seconds() + 7 * day));
    const sweep = start();
    expect(await sweep.sweep()).toBe(0);
    clock.forward(8 * day * 1000);
    await eventually(async () => expect(await left()).toEqual([]));
    await sweep.stop();
  });

  test('spares an item that was given more time after it was found', async () => {
    await put('session', at(seconds() - 60));
    const extending = tableClient(database.url);
    let deletes = 0;
    extending.middlewareStack.add(
      (next, context) => async (request) => {
        if (context.commandName === 'DeleteItemCommand') {
          await put('session', at(seconds() + day));
          deletes++;
        }
        return next(request);
      },
      { step: 'initialize' },
    );
    const sweep = start(extending);
    await eventually(() => expect(deletes).toBe(1));
    await sweep.stop();
    expect(await left()).toEqual(['session']);
  });

  test('goes on after the database did not answer', async () => {
    const lines: string[] = [];
    const gone = tableClient('http://127.0.0.1:9');
    const sweep = startTtlSweep({
      client: gone,
      table,
      attribute: 'expiresAt',
      clock,
      log: (line) => lines.push(line),
    });
    await eventually(() => expect(lines).toHaveLength(1));
    clock.forward(60_000);
    await eventually(() => expect(lines).toHaveLength(2));
    expect(lines[0]).toMatch(/^Expired items of Table\d+ could not be removed: .*ECONNREFUSED/);
    await sweep.stop();
  });

  test('differs from DynamoDB in that the stream does not say that it was time to live', async () => {
    await put('expired', at(seconds() - 60));
    const sweep = start();
    await eventually(async () => expect(await left()).toEqual([]));
    await sweep.stop();
    const streams = streamsClient(database.url);
    const { StreamDescription: stream } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: stream?.Shards?.[0]?.ShardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records: records } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    expect(records?.map((record) => [record.eventName, record.userIdentity])).toEqual([
      ['INSERT', undefined],
      ['REMOVE', undefined], // DynamoDB: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' }
    ]);
  });
});
