import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../clock.ts';

export type TtlOptions = {
  client: DynamoDBClient;
  table: string;
  /** Holds the second, since the epoch, from which an item has expired. */
  attribute: string;
  clock: Clock;
  everySeconds?: number;
  log?: ((line: string) => void) | undefined;
};

/** `sweep` removes at once what has expired, and answers how many items that were. */
export type TtlSweep = { sweep: () => Promise<number>; stop: () => Promise<void> };

/** DynamoDB leaves an item alone whose time is more than five years ago: it was hardly meant as one. */
const fiveYears = 5 * 365 * 24 * 3600;

/** Removes expired items, which dynoxide does not do by itself. Their stream records lack DynamoDB's `userIdentity`. */
export function startTtlSweep(options: TtlOptions): TtlSweep {
  const { client, table, attribute, clock, everySeconds = 60, log = console.log } = options;
  const abort = new AbortController();

  async function sweep(): Promise<number> {
    const { Table: description } = await client.send(new DescribeTableCommand({ TableName: table }));
    const keys = (description?.KeySchema ?? []).flatMap((key) => key.AttributeName ?? []);
    const now = Math.floor(clock.now() / 1000);
    let removed = 0;
    for (const item of await expired(keys, now)) {
      if (abort.signal.aborted) break;
      if (await removeExpired(item, now)) removed++;
    }
    return removed;
  }

  const isExpired = (now: number) => ({
    expression: 'attribute_type(#ttl, :number) AND #ttl BETWEEN :tooOld AND :now',
    values: { ':number': { S: 'N' }, ':tooOld': { N: String(now - fiveYears) }, ':now': { N: String(now) } },
  });

  async function expired(keys: string[], now: number): Promise<Record<string, AttributeValue>[]> {
    const { expression, values } = isExpired(now);
    const pages = paginateScan(
      { client },
      {
        TableName: table,
        FilterExpression: expression,
        ProjectionExpression: keys.map((_, index) => `#key${index}`).join(', '),
        ExpressionAttributeNames: {
          '#ttl': attribute,
          ...Object.fromEntries(keys.map((key, index) => [`#key${index}`, key])),
        },
        ExpressionAttributeValues: values,
      },
    );
    const found: Record<string, AttributeValue>[] = [];
    for await (const page of pages) found.push(...(page.Items ?? []));
    return found;
  }

  /** On the condition that nobody has given the item more time since it was found. */
  async function removeExpired(key: Record<string, AttributeValue>, now: number): Promise<boolean> {
    const { expression, values } = isExpired(now);
    try {
      await client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: key,
          ConditionExpression: expression,
          ExpressionAttributeNames: { '#ttl': attribute },
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function run(): Promise<void> {
    while (!abort.signal.aborted) {
      // Counted from here: a clock that is moved while it sweeps has it sweep again at once.
      const began = clock.now();
      await sweep().catch((error: Error) => log(`Expired items of ${table} could not be removed: ${error.message}`));
      await clock.sleep(began + everySeconds * 1000, abort.signal).catch(() => undefined);
    }
  }

  const running = run();
  return {
    sweep,
    stop: async () => {
      abort.abort();
      await running;
    },
  };
}
