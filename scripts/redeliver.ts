import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { publish } from '../functions/publish.ts';
import { dayKey, type Event, eventKey } from '../shared/events/chain.ts';
import { dynamoTable } from '../shared/table/dynamo.ts';
import type { Item, Table } from '../shared/table/table.ts';
import { chooseTable, command } from './local-cloud.ts';

const usage = 'npm run redeliver -- --since 2026-11-01T00:00:00Z [--type member.]';
const dayMs = 86_400_000;

function wanted(): { since: string; type: string } {
  const { values } = parseArgs({ options: { since: { type: 'string' }, type: { type: 'string', default: '' } } });
  const since = Date.parse(values.since ?? '');
  if (Number.isNaN(since)) throw new Error(`Say from when on: ${usage}`);
  return { since: new Date(since).toISOString(), type: values.type };
}

/** The events since then, in the order in which they happened, a page at a time. */
async function* eventsSince(table: Table, since: string, now: string, type: string): AsyncGenerator<Event[]> {
  const lastDay = Date.parse(now.slice(0, 10));
  for (let day = Date.parse(since.slice(0, 10)); day <= lastDay; day += dayMs) {
    const pk = dayKey(new Date(day).toISOString());
    let from: Item | undefined;
    do {
      const page = await table.query({ index: 'byDay', pk, range: { from: since, to: '~' }, limit: 200, from });
      const rows = page.items.filter((row) => (row.type as string).startsWith(type));
      yield (await table.getMany(rows.map((row) => eventKey(row.pk, row.seq as number)))) as Event[];
      from = page.last;
    } while (from);
  }
}

/** Puts the events of the table on the bus again: whoever listens looks again at what they are about. */
await command(async () => {
  const { since, type } = wanted();
  const { table: name, now } = await chooseTable();
  const busName = process.env.BUS;
  if (busName === undefined) throw new Error('Name the bus beside the table: BUS=… (the stack’s output BusName)');
  const bus = new EventBridgeClient({});
  let count = 0;
  for await (const events of eventsSince(dynamoTable({ client: new DynamoDBClient({}), name }), since, now, type)) {
    const published = await publish(bus, busName, events);
    count += published;
    const stuck = events[published];
    if (stuck) throw new Error(`${count} events published; ${stuck.id} of ${stuck.at} was not: go on from there`);
  }
  process.stdout.write(`${count} events since ${since} published to ${busName}.\n`);
  return 0;
});
