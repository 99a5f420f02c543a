import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { toAttributes, toItem } from './dynamo.ts';
import type { Sweep } from './table.ts';

/** A scan, strongly consistent. In a file of its own, so that only functions that may sweep carry the command and the right. */
export const dynamoSweep =
  (client: DynamoDBClient, TableName: string): Sweep =>
  async ({ from, limit }) => {
    const out = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        ...(limit !== undefined && { Limit: limit }),
        ...(from && { ExclusiveStartKey: toAttributes(from) }),
      }),
    );
    return {
      items: (out.Items ?? []).map(toItem),
      ...(out.LastEvaluatedKey && { last: toItem(out.LastEvaluatedKey) }),
    };
  };
