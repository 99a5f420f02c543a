import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { dynamoSweep } from '../../shared/table/sweep.ts';
import type { Item, Sweep } from '../../shared/table/table.ts';
import type { Running } from './running.ts';

/** How an AWS SDK in another process reaches the services of the local cloud. */
export function awsOf({ environment }: Running, endpoint = environment.AWS_ENDPOINT_URL!) {
  const { AWS_REGION: region = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  return { endpoint, region, credentials };
}

/** The table itself, behind the application's back. */
export function tableOf(cloud: Running) {
  const name = cloud.environment.TABLE!;
  const client = new DynamoDBClient(awsOf(cloud, cloud.environment.AWS_ENDPOINT_URL_DYNAMODB));
  return { ...dynamoTable({ client, name }), sweep: dynamoSweep(client, name), close: () => client.destroy() };
}

export async function allItems(sweep: Sweep): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await sweep({ from });
    items.push(...page.items);
    from = page.last;
  } while (from);
  return items;
}
