import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { convertToNative, marshall } from '@aws-sdk/util-dynamodb';
import { Busy, type Condition, type Index, type Item, type Key, type Query, type Table, type Write } from './table.ts';
import { nameOf, WriteRefused } from './table.ts';

type Attributes = Record<string, AttributeValue>;
type Expression = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
};

export const toAttributes = (value: object): Attributes => marshall(value, { removeUndefinedValues: true });

/** Nearly all is text, lists and maps: those are taken as they are, in an eighth of the time of the SDK's conversion. */
function toValue(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.M !== undefined) return toItem(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(toValue);
  return convertToNative(attribute);
}

export function toItem(attributes: Attributes): Item {
  const item: Record<string, unknown> = {};
  for (const name of Object.keys(attributes)) item[name] = toValue(attributes[name]!);
  return item as Item;
}

const returnOld = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
const throttles = new Set(['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded']);

/** Names and values are numbered, so that no attribute name meets a reserved word. */
function condition(wanted: Condition): Expression {
  if (wanted === 'always') return {};
  if (wanted === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (wanted === 'present') return { ConditionExpression: 'attribute_exists(pk)' };
  const [attributes, sign] = 'is' in wanted ? [wanted.is, '='] : [wanted.absentOrBelow, '<'];
  const entries = Object.entries(attributes);
  const compared = entries.map((_, i) => `#c${i} ${sign} :c${i}`).join(' AND ');
  return {
    ConditionExpression: sign === '=' ? compared : `attribute_not_exists(pk) OR (${compared})`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#c${i}`, name])),
    ExpressionAttributeValues: toAttributes(Object.fromEntries(entries.map(([, value], i) => [`:c${i}`, value]))),
  };
}

function updateExpression({ add = {}, set = {}, unset = [], if: wanted }: Extract<Write, { update: Key }>) {
  const guard = condition(wanted);
  const names: Record<string, string> = { ...guard.ExpressionAttributeNames };
  const values: Record<string, unknown> = {};
  const name = (attribute: string) => {
    const alias = `#u${Object.keys(names).length}`;
    names[alias] = attribute;
    return alias;
  };
  const pairs = (given: Record<string, unknown>, sign: string) =>
    Object.entries(given).map(([attribute, value]) => {
      const alias = `:u${Object.keys(values).length}`;
      values[alias] = value;
      return `${name(attribute)}${sign}${alias}`;
    });
  const clauses = [
    ['ADD', pairs(add, ' ')],
    ['SET', pairs(set, ' = ')],
    ['REMOVE', unset.map(name)],
  ] as const;
  const marshalled = { ...guard.ExpressionAttributeValues, ...toAttributes(values) };
  return {
    ...guard,
    UpdateExpression: clauses.flatMap(([verb, parts]) => (parts.length ? `${verb} ${parts.join(', ')}` : [])).join(' '),
    ExpressionAttributeNames: names,
    ...(Object.keys(marshalled).length > 0 && { ExpressionAttributeValues: marshalled }),
  };
}

function transactItem(TableName: string, write: Write): TransactWriteItem {
  if ('put' in write)
    return { Put: { TableName, Item: toAttributes(write.put), ...condition(write.if), ...returnOld } };
  if ('remove' in write)
    return { Delete: { TableName, Key: toAttributes(write.remove), ...condition(write.if), ...returnOld } };
  if ('check' in write) {
    const { ConditionExpression = 'attribute_exists(pk) OR attribute_not_exists(pk)', ...rest } = condition(write.if);
    return {
      ConditionCheck: { TableName, Key: toAttributes(write.check), ConditionExpression, ...rest, ...returnOld },
    };
  }
  return { Update: { TableName, Key: toAttributes(write.update), ...updateExpression(write), ...returnOld } };
}

function refusal(reason: { Code?: string | undefined; Item?: Attributes | undefined }) {
  if (reason.Code === 'ConditionalCheckFailed')
    return { why: 'condition' as const, ...(reason.Item && { found: toItem(reason.Item) }) };
  return reason.Code === 'TransactionConflict' ? { why: 'conflict' as const } : undefined;
}

function translate(error: unknown): never {
  if (error instanceof ConditionalCheckFailedException)
    throw new WriteRefused([refusal({ Code: 'ConditionalCheckFailed', Item: error.Item })]);
  if (error instanceof TransactionCanceledException) {
    const reasons = error.CancellationReasons ?? [];
    const refusals = reasons.map(refusal);
    if (refusals.some(Boolean)) throw new WriteRefused(refusals);
    if (reasons.some((reason) => throttles.has(`${reason.Code}Exception`) || reason.Code === 'ThrottlingError'))
      throw new Busy('The table is throttled');
  }
  // A write of one item that meets a transaction under way.
  if (error instanceof TransactionConflictException) throw new WriteRefused([{ why: 'conflict' }]);
  if (error instanceof Error && throttles.has(error.name)) throw new Busy(error.message);
  throw error;
}

/** What a call consumed, for the log line and the bench. */
export type Use = { operation: string; index?: Index | undefined; units: number };

export function dynamoTable({
  client,
  name: TableName,
  onUse,
}: {
  client: DynamoDBClient;
  name: string;
  onUse?: ((use: Use) => void) | undefined;
}): Table {
  const TOTAL = { ReturnConsumedCapacity: 'TOTAL' } as const;
  const used = (operation: string, units: number | undefined, index?: Index) =>
    onUse?.({ operation, units: units ?? 0, index });

  async function getChunk(keys: readonly Key[], strong: boolean): Promise<Item[]> {
    const found: Item[] = [];
    let wanted: Attributes[] = keys.map((key) => toAttributes(key));
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt > 8) throw new Busy('The table answers only in part');
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      const out = await client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: wanted, ConsistentRead: strong } }, ...TOTAL }),
      );
      used('BatchGetItem', out.ConsumedCapacity?.[0]?.CapacityUnits);
      found.push(...(out.Responses?.[TableName] ?? []).map(toItem));
      wanted = out.UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
    return found;
  }

  async function writeOne(write: Write): Promise<void> {
    if ('check' in write) return writeAll([write]);
    const { Put, Delete, Update } = transactItem(TableName, write);
    const command = Put
      ? new PutItemCommand({ ...Put, ...TOTAL })
      : Delete
        ? new DeleteItemCommand({ ...Delete, ...TOTAL })
        : new UpdateItemCommand({ ...Update!, ...TOTAL });
    const out = await client.send(command as PutItemCommand);
    used(
      'put' in write ? 'PutItem' : 'remove' in write ? 'DeleteItem' : 'UpdateItem',
      out.ConsumedCapacity?.CapacityUnits,
    );
  }

  async function writeAll(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map((write) => transactItem(TableName, write));
    const out = await client.send(new TransactWriteItemsCommand({ TransactItems, ...TOTAL }));
    used('TransactWriteItems', out.ConsumedCapacity?.[0]?.CapacityUnits);
  }

  const table: Table = {
    async get(key, { strong = false } = {}) {
      const out = await client.send(
        new GetItemCommand({ TableName, Key: toAttributes(key), ConsistentRead: strong, ...TOTAL }),
      );
      used('GetItem', out.ConsumedCapacity?.CapacityUnits);
      return out.Item && toItem(out.Item);
    },

    async getMany(keys, { strong = false } = {}) {
      const unique = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
      const chunks = Array.from({ length: Math.ceil(unique.length / 100) }, (_, i) =>
        unique.slice(i * 100, i * 100 + 100),
      );
      const items = (await Promise.all(chunks.map((chunk) => getChunk(chunk, strong)))).flat();
      const byKey = new Map(items.map((item) => [nameOf(item), item]));
      return unique.flatMap((key) => byKey.get(nameOf(key)) ?? []);
    },

    async query({ index, pk, range, limit, newestFirst = false, strong = false, from }: Query) {
      const [p, s] = index ? [`${index}Pk`, `${index}Sk`] : ['pk', 'sk'];
      const out = await client.send(
        new QueryCommand({
          TableName,
          ...(index && { IndexName: index }),
          KeyConditionExpression: `#p = :p${range ? rangeExpression(range) : ''}`,
          ExpressionAttributeNames: { '#p': p, ...(range && { '#s': s }) },
          ExpressionAttributeValues: toAttributes({ ':p': pk, ...(range && rangeValues(range)) }),
          ScanIndexForward: !newestFirst,
          ConsistentRead: strong,
          ...(limit !== undefined && { Limit: limit }),
          ...(from && { ExclusiveStartKey: toAttributes(from) }),
          ...TOTAL,
        }),
      );
      used('Query', out.ConsumedCapacity?.CapacityUnits, index);
      return {
        items: (out.Items ?? []).map(toItem),
        ...(out.LastEvaluatedKey && { last: toItem(out.LastEvaluatedKey) }),
      };
    },

    write: (writes) => (writes.length === 1 ? writeOne(writes[0]!) : writeAll(writes)),

    async count(key, expires) {
      const out = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: toAttributes(key),
          UpdateExpression: 'ADD #n :one SET #t = :t',
          ExpressionAttributeNames: { '#n': 'n', '#t': 'ttl' },
          ExpressionAttributeValues: toAttributes({ ':one': 1, ':t': expires }),
          ReturnValues: 'UPDATED_NEW',
          ...TOTAL,
        }),
      );
      used('UpdateItem', out.ConsumedCapacity?.CapacityUnits);
      return toItem(out.Attributes ?? {}).n as number;
    },
  };

  return {
    get: (key, options) => table.get(key, options).catch(translate),
    getMany: (keys, options) => table.getMany(keys, options).catch(translate),
    query: (query) => table.query(query).catch(translate),
    write: (writes) => table.write(writes).catch(translate),
    count: (key, expires) => table.count(key, expires).catch(translate),
  };
}

type Range = NonNullable<Query['range']>;

function rangeExpression(range: Range): string {
  if ('prefix' in range) return ' AND begins_with(#s, :a)';
  return 'below' in range ? ' AND #s < :a' : ' AND #s BETWEEN :a AND :b';
}

function rangeValues(range: Range): Record<string, string> {
  if ('prefix' in range) return { ':a': range.prefix };
  return 'below' in range ? { ':a': range.below } : { ':a': range.from, ':b': range.to };
}
