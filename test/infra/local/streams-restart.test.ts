import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTable } from '../../../infra/local/database/tables.ts';
import { type Database, startDatabase } from '../../../infra/local/database/database.ts';
import { openStore } from '../../../infra/local/store.ts';
import { aTable, quiet, tableClient, temporaryDirectory, whySkipped } from './database-fixture.ts';
import { aFunction, aMapping, aPoller, itemOf, keys, putAll, sortKeyOf } from './streams-fixture.ts';
import { eventually } from '../../support/eventually.ts';

describe.skipIf(whySkipped)('nothing is lost', () => {
  let directory: string;
  let remove: () => void;
  let database: Database;
  let streamArn: string;
  beforeEach(async () => {
    ({ directory, remove } = temporaryDirectory());
    database = await startDatabase({ directory, log: quiet });
    streamArn = (await createTable(tableClient(database.url), aTable())).streamArn!;
  });
  afterEach(async () => {
    await database.stop();
    remove();
  });

  test('when the poller is killed in the middle of a batch: that batch comes again, those before it do not', async () => {
    await putAll(tableClient(database.url), 'Practice', keys(50));
    const [store, notes] = [join(directory, 'store.sqlite'), join(directory, 'notes')];
    const program = join(import.meta.dirname, 'streams-child.ts');
    const child = spawn(process.execPath, [program, database.url, streamArn, store, notes], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const noted = readFileSync(notes, 'utf8').trim().split('\n');
    expect(noted.map((line) => JSON.parse(line) as unknown)).toEqual([
      keys(50).slice(0, 10),
      keys(50).slice(10, 20),
      keys(50).slice(20, 30),
    ]);
    const publisher = aFunction();
    const poller = aPoller(database.url, streamArn, [aMapping({ batchSize: 10 })], {
      ...publisher,
      store: openStore(store),
    });
    await poller.drained();
    await poller.stop();
    expect(publisher.seen.map(sortKeyOf)).toEqual(keys(50).slice(20));
  });

  test('when the poller is stopped while the function fails', async () => {
    await putAll(tableClient(database.url), 'Practice', keys(3));
    const store = openStore(':memory:');
    const failing = aFunction(() => {
      throw new Error('the bus is away');
    });
    const first = aPoller(database.url, streamArn, [aMapping()], { ...failing, store });
    await eventually(() => expect(failing.batches().length).toBeGreaterThan(2));
    await first.stop();
    const publisher = aFunction();
    const second = aPoller(database.url, streamArn, [aMapping()], { ...publisher, store });
    await second.drained();
    await second.stop();
    expect(publisher.seen.map(sortKeyOf)).toEqual(keys(3));
  });

  test('when the database is killed under load: all acknowledged writes arrive, in order and once', async () => {
    const port = Number(new URL(database.url).port);
    const lines: string[] = [];
    const publisher = aFunction();
    const poller = aPoller(database.url, streamArn, [aMapping()], { ...publisher, log: (line) => lines.push(line) });
    const client = tableClient(database.url);
    const acknowledged: string[] = [];
    let isWriting = true;
    const write = async (writer: number) => {
      for (let turn = 0; isWriting; turn++) {
        const key = `${writer}-${String(turn).padStart(5, '0')}`;
        const isWritten = await client.send(itemOf('Practice', key)).then(
          () => true,
          () => new Promise<boolean>((resolve) => setTimeout(resolve, 5, false)),
        );
        if (isWritten) acknowledged.push(key);
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    for (let round = 1; round <= 3; round++) {
      const before = acknowledged.length;
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 40));
      process.kill(database.pid!, 'SIGKILL');
      await database.stop();
      database = await startDatabase({ directory, port, log: quiet });
    }
    const before = acknowledged.length;
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before));
    isWriting = false;
    await Promise.all(writers);
    await poller.drained();
    await poller.stop();

    const arrived = publisher.seen.map(sortKeyOf);
    expect(acknowledged.filter((key) => !arrived.includes(key))).toEqual([]);
    expect(new Set(arrived).size).toBe(arrived.length);
    const sequence = publisher.seen.map((record) => Number(record.dynamodb?.SequenceNumber));
    expect(sequence).toEqual(sequence.toSorted((one, other) => one - other));
    for (const writer of ['1-', '2-', '3-', '4-']) {
      const own = arrived.filter((key) => key.startsWith(writer));
      expect(own).toEqual(own.toSorted());
    }
    expect(lines.join('\n')).toMatch(/stream of publisher cannot be read, trying again/);
  });
});
