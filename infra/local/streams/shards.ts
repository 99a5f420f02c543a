import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

export type ShardPlace = { StreamArn: string; ShardId: string };

/** Never trust a shard's EndingSequenceNumber: dynoxide compares numbers as text and says 9 when it is 32. */
export async function listShards(client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let last: string | undefined;
  do {
    const page = await client.send(new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: last }));
    shards.push(...(page.StreamDescription?.Shards ?? []));
    last = page.StreamDescription?.LastEvaluatedShardId;
  } while (last);
  return shards;
}

/** An iterator after the record with this number, or at the oldest record. */
export async function openShard(
  client: DynamoDBStreamsClient,
  place: ShardPlace,
  after: string | undefined,
  log: (line: string) => void,
): Promise<string | undefined> {
  const oldest = () => client.send(new GetShardIteratorCommand({ ...place, ShardIteratorType: 'TRIM_HORIZON' }));
  if (!after) return (await oldest()).ShardIterator;
  try {
    const next = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after } as const;
    return (await client.send(new GetShardIteratorCommand({ ...place, ...next }))).ShardIterator;
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    log(`The stream no longer has what came after ${after}: going on with the oldest record that it has`);
    return (await oldest()).ShardIterator;
  }
}
