import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable } from '../infra/local/database/tables.ts';
import { startDatabase } from '../infra/local/database/database.ts';
import { patience } from '../shared/aws/patience.ts';
import { dynamoTable } from '../shared/table/dynamo.ts';
import { dynamoSweep } from '../shared/table/sweep.ts';
import type { Sweep, Table } from '../shared/table/table.ts';
import { type Deployment, deployment } from './deployment.ts';
import { type Meter, meter } from './meter.ts';

/** The deployed table, empty, on a DynamoDB of its own that counts units as AWS does. */
export type MeasuredTable = {
  deployment: Deployment;
  /** A client as the SDK makes it, for requests with nothing around them. */
  plain: DynamoDBClient;
  meter: Meter;
  table: Table;
  sweep: Sweep;
  stop: () => Promise<void>;
};

export async function startMeasuredTable(): Promise<MeasuredTable> {
  // Another emulator's units are not AWS's.
  delete process.env.DYNAMODB_ENDPOINT;
  const directory = mkdtempSync(join(tmpdir(), 'firmament-bench-'));
  const [database, deployed] = await Promise.all([
    startDatabase({ directory, log: () => undefined }),
    deployment(join(directory, 'cdk.out')),
  ]);
  const at = {
    endpoint: database.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient({ ...patience, ...at });
  const plain = new DynamoDBClient(at);
  await createTable(client, deployed.table);
  const { name } = deployed.table;
  const counted = meter(client);
  return {
    deployment: deployed,
    plain,
    meter: counted,
    table: dynamoTable({ client, name, onUse: counted.onUse }),
    sweep: dynamoSweep(client, name),
    async stop() {
      client.destroy();
      plain.destroy();
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Does something on a measured table of its own. */
export async function onMeasuredTable<T>(run: (measured: MeasuredTable) => Promise<T>): Promise<T> {
  const measured = await startMeasuredTable();
  try {
    return await run(measured);
  } finally {
    await measured.stop();
  }
}
