import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { rebuild, type Rebuilt } from '../functions/rebuild.ts';
import { dynamoTable } from '../shared/table/dynamo.ts';
import { dynamoSweep } from '../shared/table/sweep.ts';
import { chooseTable, command } from './local-cloud.ts';

const says = ({ removed, records, events }: Rebuilt) =>
  `${removed} items removed, ${records} records and ${events} events projected`;

/** Rebuilds every read model of the table that TABLE names, or of the local cloud. */
await command(async () => {
  const { table: name } = await chooseTable();
  const client = new DynamoDBClient({});
  const done = await rebuild(dynamoTable({ client, name }), dynamoSweep(client, name), (soFar) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${says(soFar)} `);
  });
  process.stdout.write(`Rebuilt ${name}: ${says(done)}.\n`);
  return 0;
});
