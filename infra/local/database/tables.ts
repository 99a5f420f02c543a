import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceInUseException,
  type StreamViewType,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';

/** A table as `AWS::DynamoDB::GlobalTable` describes it. */
export type TableSpec = {
  name: string;
  keys: KeySchemaElement[];
  attributes: AttributeDefinition[];
  indexes?: GlobalSecondaryIndex[] | undefined;
  stream?: StreamViewType | undefined;
  ttlAttribute?: string | undefined;
};

/** `changes` says in words what was done to a table that was there already. */
export type CreatedTable = { streamArn: string | undefined; changes: string[] };

/** Creates the table, or brings the indexes of the one that is there in line with the spec. */
export async function createTable(client: DynamoDBClient, spec: TableSpec): Promise<CreatedTable> {
  const isNew = await create(client, spec);
  const table = await whenActive(client, spec.name);
  const changes = isNew ? [] : await bringInLine(client, spec, table);
  if (spec.ttlAttribute) await expireBy(client, spec.name, spec.ttlAttribute);
  return { streamArn: spec.stream && table.LatestStreamArn, changes };
}

async function create(client: DynamoDBClient, spec: TableSpec): Promise<boolean> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: spec.name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: spec.keys,
        AttributeDefinitions: spec.attributes,
        GlobalSecondaryIndexes: spec.indexes?.length ? spec.indexes.map(indexOf) : undefined,
        StreamSpecification: spec.stream && { StreamEnabled: true, StreamViewType: spec.stream },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}

async function bringInLine(client: DynamoDBClient, spec: TableSpec, table: TableDescription): Promise<string[]> {
  const differs = differenceOf(spec, table);
  if (differs) throw new Error(`${spec.name} has ${differs} by now: start with --fresh to create it anew`);
  const { removed, added } = indexChanges(spec.indexes ?? [], table.GlobalSecondaryIndexes ?? []);
  // One index in each call, as DynamoDB asks; an index that changed is removed and made again.
  for (const name of removed) await updateIndexes(client, spec, { Delete: { IndexName: name } });
  for (const index of added) await updateIndexes(client, spec, { Create: indexOf(index) });
  return [
    ...removed.map((name) => `${spec.name}: index ${name} removed`),
    ...added.map((index) => `${spec.name}: index ${index.IndexName} added`),
  ];
}

/** What no update can change. */
function differenceOf(spec: TableSpec, table: TableDescription): string | undefined {
  const typeOf = (attributes: AttributeDefinition[] | undefined, key: KeySchemaElement) =>
    `${key.AttributeName} ${attributes?.find((one) => one.AttributeName === key.AttributeName)?.AttributeType}`;
  const keysOf = (keys: KeySchemaElement[] | undefined, attributes: AttributeDefinition[] | undefined) =>
    keys?.map((key) => `${key.KeyType} ${typeOf(attributes, key)}`).toSorted();
  if (!isDeepStrictEqual(keysOf(spec.keys, spec.attributes), keysOf(table.KeySchema, table.AttributeDefinitions))) {
    return 'other keys';
  }
  const stream = table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : undefined;
  return stream === spec.stream ? undefined : 'another stream';
}

function indexChanges(wanted: GlobalSecondaryIndex[], found: GlobalSecondaryIndexDescription[]) {
  const isSame = (one: GlobalSecondaryIndexDescription) => (other: GlobalSecondaryIndexDescription) =>
    isDeepStrictEqual(comparable(one), comparable(other));
  return {
    removed: found.filter((index) => !wanted.some(isSame(index))).map((index) => index.IndexName),
    added: wanted.filter((index) => !found.some(isSame(index))),
  };
}

const comparable = (index: GlobalSecondaryIndexDescription) => ({
  name: index.IndexName,
  keys: index.KeySchema?.map((key) => `${key.KeyType} ${key.AttributeName}`).toSorted(),
  projection: index.Projection?.ProjectionType,
  attributes: index.Projection?.NonKeyAttributes?.toSorted() ?? [],
});

/** A template's index has more than DynamoDB's call takes. */
const indexOf = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndex) => ({ IndexName, KeySchema, Projection });

type IndexUpdate = { Create: GlobalSecondaryIndex } | { Delete: { IndexName: string | undefined } };

async function updateIndexes(client: DynamoDBClient, spec: TableSpec, update: IndexUpdate): Promise<void> {
  await client
    .send(
      new UpdateTableCommand({
        TableName: spec.name,
        AttributeDefinitions: 'Create' in update ? spec.attributes : undefined,
        GlobalSecondaryIndexUpdates: [update],
      }),
    )
    .catch((error: Error) => {
      throw new Error(`${spec.name} has other indexes by now (${error.message}): start with --fresh`, { cause: error });
    });
  await whenActive(client, spec.name);
}

async function whenActive(client: DynamoDBClient, name: string): Promise<TableDescription> {
  for (;;) {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const states = [table?.TableStatus, ...(table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexStatus)];
    if (table && states.every((state) => state === 'ACTIVE')) return table;
    await pause(50);
  }
}

async function expireBy(client: DynamoDBClient, name: string, attribute: string): Promise<void> {
  const { TimeToLiveDescription: found } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (found?.TimeToLiveStatus === 'ENABLED' && found.AttributeName === attribute) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: attribute },
    }),
  );
}
