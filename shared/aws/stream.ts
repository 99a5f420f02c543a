import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Event, isEvent } from '../events/chain.ts';
import { toItem } from '../table/dynamo.ts';

export type Arrived = { event: Event; sequence: string };

function arrived({ dynamodb, eventName }: DynamoDBRecord): Arrived[] {
  if (eventName !== 'INSERT' || !dynamodb?.NewImage) return [];
  const item = toItem(dynamodb.NewImage as Record<string, AttributeValue>);
  return isEvent(item) ? [{ event: item, sequence: dynamodb.SequenceNumber! }] : [];
}

/** The events of a batch of the table's stream; what else is in it is not for its readers. */
export const eventsIn = ({ Records }: DynamoDBStreamEvent): Arrived[] => Records.flatMap(arrived);

/** Everything from this record on is to come again. */
export const failedFrom = (sequence: string | undefined): DynamoDBBatchResponse => ({
  batchItemFailures: sequence === undefined ? [] : [{ itemIdentifier: sequence }],
});
