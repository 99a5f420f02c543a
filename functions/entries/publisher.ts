import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { eventsIn, failedFrom } from '../../shared/aws/stream.ts';
import { publish } from '../publish.ts';

const bus = new EventBridgeClient(patience);
const busName = environment('BUS');

/** From the table's stream to the bus, in order. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const arrived = eventsIn(batch);
  const published = await publish(
    bus,
    busName,
    arrived.map(({ event }) => event),
  );
  return failedFrom(arrived[published]?.sequence);
}
