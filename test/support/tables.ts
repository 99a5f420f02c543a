import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable, type TableSpec } from '../../infra/local/database/tables.ts';
import { findBinary, startDatabase } from '../../infra/local/database/database.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { memoryTable } from '../../shared/table/memory.ts';
import { dynamoSweep } from '../../shared/table/sweep.ts';
import { whySkip } from './skipping.ts';
import { indexes, projections, type Sweep, type Table } from '../../shared/table/table.ts';

/** A table with what the contract asks of it, and how to put it away. */
export type TableUnderTest = { table: Table; sweep: Sweep; stop: () => Promise<void> };

/** Why the contract cannot run on a real DynamoDB here; undefined where dynoxide is installed. */
export const whyNoDatabase: string | undefined = whySkip(missingDatabase());

function missingDatabase(): string | undefined {
  if (process.env.DYNAMODB_ENDPOINT) return undefined;
  try {
    return existsSync(findBinary()) ? undefined : 'The local DynamoDB is not where its package should have it';
  } catch (error) {
    return (error as Error).message;
  }
}

const spec = (name: string): TableSpec => ({
  name,
  keys: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributes: ['pk', 'sk', ...indexes.flatMap((index) => [`${index}Pk`, `${index}Sk`])].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  indexes: indexes.map((IndexName) => {
    const names = projections[IndexName];
    return {
      IndexName,
      KeySchema: [
        { AttributeName: `${IndexName}Pk`, KeyType: 'HASH' },
        { AttributeName: `${IndexName}Sk`, KeyType: 'RANGE' },
      ],
      Projection: !names
        ? { ProjectionType: 'ALL' }
        : names.length > 0
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...names] }
          : { ProjectionType: 'KEYS_ONLY' },
    };
  }),
});

/** The table on a DynamoDB of its own, in a directory that goes with it. */
export async function startDynamoTable(): Promise<TableUnderTest> {
  const directory = mkdtempSync(join(tmpdir(), 'firmament-contract-'));
  const database = await startDatabase({ directory, log: () => undefined });
  const client = new DynamoDBClient({
    endpoint: database.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const name = `Contract${process.pid}`;
  await createTable(client, spec(name));
  return {
    table: dynamoTable({ client, name }),
    sweep: dynamoSweep(client, name),
    async stop() {
      client.destroy();
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function startMemoryTable(): Promise<TableUnderTest> {
  const table = memoryTable();
  return { table, sweep: table.sweep, stop: () => Promise.resolve() };
}
