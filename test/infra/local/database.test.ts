import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTable } from '../../../infra/local/database/tables.ts';
import { type Database, findBinary, startDatabase } from '../../../infra/local/database/database.ts';
import { aTable, quiet, tableClient, temporaryDirectory, whySkipped } from './database-fixture.ts';
import { eventually } from '../../support/eventually.ts';

const text = (S: string) => ({ S });
const number = (N: number) => ({ N: String(N) });
const put = (sk: string, more = {}) =>
  new PutItemCommand({ TableName: 'Practice', Item: { pk: text('CLIENT#1'), sk: text(sk), ...more } });
const key = (sk: string) => ({ pk: text('CLIENT#1'), sk: text(sk) });

/** Empty once the process has ended, even where nobody has collected it yet. */
const commandOf = (pid: number) => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

test('a platform without dynoxide is told what to do', () => {
  expect(() => findBinary('plan9-mips')).toThrow(/plan9-mips.*@dynoxide\/plan9-mips.*DYNAMODB_ENDPOINT=http/s);
});

test('a database that runs elsewhere is used as it is, by option or by DYNAMODB_ENDPOINT', async () => {
  const given = await startDatabase({ directory: '/nowhere', endpoint: 'http://127.0.0.1:8000' });
  expect(given).toMatchObject({ url: 'http://127.0.0.1:8000', pid: undefined });
  vi.stubEnv('DYNAMODB_ENDPOINT', 'http://127.0.0.1:8001');
  try {
    const named = await startDatabase({ directory: '/nowhere' });
    expect(named.url).toBe('http://127.0.0.1:8001');
    await named.stop();
  } finally {
    vi.unstubAllEnvs();
  }
});

describe.skipIf(whySkipped)('the table', () => {
  const { directory, remove } = temporaryDirectory();
  let database: Database;
  let client: DynamoDBClient;
  beforeAll(async () => {
    database = await startDatabase({ directory, log: quiet });
    client = tableClient(database.url);
    await createTable(client, aTable());
  });
  afterAll(async () => {
    await database.stop();
    remove();
  });
  const read = async (sk: string) =>
    (await client.send(new GetItemCommand({ TableName: 'Practice', Key: key(sk) }))).Item;

  test('a failed condition answers the item that was in the way', async () => {
    await client.send(put('JOB#1', { version: number(3) }));
    const stale = client.send(
      new UpdateItemCommand({
        TableName: 'Practice',
        Key: key('JOB#1'),
        UpdateExpression: 'SET version = :next',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':next': number(3), ':seen': number(2) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const error: unknown = await stale.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item).toEqual({ ...key('JOB#1'), version: number(3) });
  });

  test('a transaction is written as a whole or not at all, and says which item failed', async () => {
    await client.send(put('UNIQUE#1'));
    const both = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: 'Practice', Item: { ...key('JOB#2') } } },
          {
            Put: {
              TableName: 'Practice',
              Item: { ...key('UNIQUE#1') },
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ],
      }),
    );
    const error: unknown = await both.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const reasons = (error as TransactionCanceledException).CancellationReasons;
    expect(reasons?.map((reason) => reason.Code)).toEqual(['None', 'ConditionalCheckFailed']);
    expect(reasons?.[1]?.Item).toEqual(key('UNIQUE#1'));
    expect(await read('JOB#2')).toBeUndefined();
  });

  test('an index holds what has its key, and lets go of what loses it', async () => {
    const due = async () => {
      const found = await client.send(
        new QueryCommand({
          TableName: 'Practice',
          IndexName: 'byDue',
          KeyConditionExpression: 'due = :day',
          ExpressionAttributeValues: { ':day': text('2026-07-31') },
        }),
      );
      return found.Items?.map((item) => item.sk?.S);
    };
    await client.send(put('TASK#1', { due: text('2026-07-31') }));
    await client.send(put('TASK#2'));
    expect(await due()).toEqual(['TASK#1']);
    await client.send(put('TASK#1'));
    expect(await due()).toEqual([]);
  });

  test('time to live is set as the template says', async () => {
    const { TimeToLiveDescription: found } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: 'Practice' }),
    );
    expect(found).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  test('creating it again changes nothing and answers the same stream', async () => {
    const [first, second] = [await createTable(client, aTable()), await createTable(client, aTable())];
    expect(first).toEqual({ streamArn: expect.stringContaining(':table/Practice/stream/') as string, changes: [] });
    expect(second).toEqual(first);
  });

  test('indexes follow the template, with the items that are there', async () => {
    await createTable(client, aTable({ name: 'Growing' }));
    const item = { pk: text('a'), sk: text('1'), due: text('2026-07-31'), person: text('ann') };
    await client.send(new PutItemCommand({ TableName: 'Growing', Item: item }));
    const changed = await createTable(
      client,
      aTable({
        name: 'Growing',
        attributes: [...aTable().attributes, { AttributeName: 'person', AttributeType: 'S' }],
        indexes: [
          { ...aTable().indexes![0]!, Projection: { ProjectionType: 'KEYS_ONLY' } },
          {
            IndexName: 'byPerson',
            KeySchema: [{ AttributeName: 'person', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['due'] },
          },
        ],
      }),
    );
    expect(changed.changes).toEqual([
      'Growing: index byDue removed',
      'Growing: index byDue added',
      'Growing: index byPerson added',
    ]);
    const found = await client.send(
      new QueryCommand({
        TableName: 'Growing',
        IndexName: 'byPerson',
        KeyConditionExpression: 'person = :ann',
        ExpressionAttributeValues: { ':ann': text('ann') },
      }),
    );
    expect(found.Items).toEqual([item]);
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: 'Growing' }));
    expect(table?.GlobalSecondaryIndexes?.map((index) => index.Projection?.ProjectionType).toSorted()).toEqual([
      'INCLUDE',
      'KEYS_ONLY',
    ]);
  });

  test('keys or a stream that changed ask for a fresh start', async () => {
    const attributes = aTable().attributes.map((one) => ({ ...one, AttributeType: 'N' as const }));
    const otherKeys = aTable({ attributes });
    await expect(createTable(client, otherKeys)).rejects.toThrow(/Practice has other keys.*--fresh/);
    await expect(createTable(client, aTable({ stream: 'KEYS_ONLY' }))).rejects.toThrow(/another stream.*--fresh/);
  });

  describe('differs from DynamoDB in that', () => {
    test('a read of a few attributes costs their size, not the size of the item', async () => {
      await client.send(put('LARGE', { body: text('x'.repeat(9000)) }));
      const units = async (projection?: string) => {
        const answer = await client.send(
          new GetItemCommand({
            TableName: 'Practice',
            Key: key('LARGE'),
            ProjectionExpression: projection,
            ReturnConsumedCapacity: 'TOTAL',
          }),
        );
        return answer.ConsumedCapacity?.CapacityUnits;
      };
      expect(await units()).toBe(1.5);
      expect(await units('pk')).toBe(0.5); // DynamoDB: 1.5
    });

    test('transactions on one item never conflict: all of them are done, one after the other', async () => {
      await client.send(put('COUNTER', { hours: number(0) }));
      const add = () =>
        client.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              {
                Update: {
                  TableName: 'Practice',
                  Key: key('COUNTER'),
                  UpdateExpression: 'ADD hours :one',
                  ExpressionAttributeValues: { ':one': number(1) },
                },
              },
            ],
          }),
        );
      const outcomes = await Promise.allSettled(Array.from({ length: 40 }, add));
      expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([]); // DynamoDB: TransactionConflict
      expect((await read('COUNTER'))?.hours).toEqual(number(40));
    });
  });
});

describe.skipIf(whySkipped)('a restart', () => {
  let directory: string;
  let remove: () => void;
  const running: Database[] = [];
  const lines: string[] = [];
  const start = async (port?: number) => {
    const database = await startDatabase({ directory, port, log: (line) => lines.push(line) });
    running.push(database);
    return { ...database, client: tableClient(database.url) };
  };
  beforeEach(() => {
    ({ directory, remove } = temporaryDirectory());
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((database) => database.stop()));
    lines.length = 0;
    remove();
  });

  test('keeps the data and the index on the stream', async () => {
    const first = await start();
    await createTable(first.client, aTable());
    await first.client.send(put('JOB#1'));
    await first.stop();
    const file = new DatabaseSync(join(directory, 'dynamodb.sqlite'));
    expect(file.prepare("SELECT sql FROM sqlite_master WHERE name = '_local_stream_seq'").get()?.sql).toMatch(
      /_stream_records\(table_name, CAST\(sequence_number AS INTEGER\)\)/,
    );
    const plan = file
      .prepare(
        'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
      )
      .all();
    expect(JSON.stringify(plan)).toContain('_local_stream_seq');
    file.close();
    const second = await start();
    const found = await second.client.send(new GetItemCommand({ TableName: 'Practice', Key: key('JOB#1') }));
    expect(found.Item).toEqual(key('JOB#1'));
  });

  test('makes the index also for a database that was made without it', async () => {
    const first = await start();
    await createTable(first.client, aTable());
    await first.stop();
    let file = new DatabaseSync(join(directory, 'dynamodb.sqlite'));
    file.exec('DROP INDEX _local_stream_seq');
    file.close();
    await (await start()).stop();
    file = new DatabaseSync(join(directory, 'dynamodb.sqlite'));
    expect(file.prepare("SELECT 1 FROM sqlite_master WHERE name = '_local_stream_seq'").get()).toBeDefined();
    file.close();
  });

  test('differs from DynamoDB in that a request token is forgotten: the same transaction is done again', async () => {
    const add = new TransactWriteItemsCommand({
      ClientRequestToken: 'once',
      TransactItems: [
        {
          Update: {
            TableName: 'Practice',
            Key: key('COUNTER'),
            UpdateExpression: 'ADD hours :one',
            ExpressionAttributeValues: { ':one': number(1) },
          },
        },
      ],
    });
    const total = async (client: DynamoDBClient) =>
      (await client.send(new GetItemCommand({ TableName: 'Practice', Key: key('COUNTER') }))).Item?.hours;
    const first = await start();
    await createTable(first.client, aTable());
    await first.client.send(add);
    await first.client.send(add);
    expect(await total(first.client)).toEqual(number(1));
    await first.stop();
    const second = await start();
    await second.client.send(add);
    expect(await total(second.client)).toEqual(number(2)); // DynamoDB: 1, for ten minutes
  });

  test('ends the database of a run that was killed, and keeps what that one had written', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'database-child.ts'), directory]);
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    const address = readFileSync(join(directory, 'dynoxide.log'), 'utf8').match(/http:\S+/)![0];
    await createTable(tableClient(address), aTable());
    await tableClient(address).send(put('JOB#1'));
    await expect(start()).rejects.toThrow(`Process ${child.pid} uses ${directory} already`);

    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(commandOf(pid)).toContain('dynoxide');
    const next = await start();
    expect(lines).toContain(`Ending the database of an earlier run (process ${pid})`);
    expect(commandOf(pid)).toBe('');
    const found = await next.client.send(new GetItemCommand({ TableName: 'Practice', Key: key('JOB#1') }));
    expect(found.Item).toEqual(key('JOB#1'));
  });

  test('leaves a process alone that has been given the number of the one that ended', async () => {
    const bystander = spawn('sleep', ['60']);
    try {
      writeFileSync(join(directory, 'dynoxide.pid'), `${bystander.pid} 1\n`);
      await start();
      expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    } finally {
      bystander.kill();
    }
  });

  test('says so when the port is taken, and when the database ends by itself', async () => {
    const first = await start();
    const taken = Number(new URL(first.url).port);
    const other = temporaryDirectory();
    await expect(startDatabase({ directory: other.directory, port: taken, log: quiet })).rejects.toThrow(
      /did not start: .*port \d+ is already in use/,
    );
    other.remove();
    process.kill(first.pid!, 'SIGKILL');
    await eventually(() => expect(lines.join()).toMatch(/The local DynamoDB ended \(SIGKILL\).*dynoxide\.log/));
  });
});
