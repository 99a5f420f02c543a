import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { type Arrived, eventsIn, failedFrom } from '../../shared/aws/stream.ts';

const bus = new EventBridgeClient(patience);
const EventBusName = environment('BUS');

/** No personal data on the bus: who listens reads the event by its key. */
const entry = ({ event: { id, type, at, pk, sk, seq, clientId } }: Arrived) => ({
  EventBusName,
  Source: 'firmament',
  DetailType: type,
  Time: new Date(at),
  Detail: JSON.stringify({ id, type, at, pk, sk, seq, ...(clientId !== undefined && { clientId }) }),
});

/** From the table's stream to the bus, in order, ten at a time. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const arrived = eventsIn(batch);
  for (let i = 0; i < arrived.length; i += 10) {
    const some = arrived.slice(i, i + 10);
    const { Entries = [] } = await bus
      .send(new PutEventsCommand({ Entries: some.map(entry) }))
      .catch((error: unknown) => {
        console.error({ msg: 'not published', error });
        return { Entries: some.map(() => ({ ErrorCode: 'Unsent' })) };
      });
    const failed = Entries.findIndex((one) => one.ErrorCode);
    if (failed >= 0) return failedFrom(some[failed]!.sequence);
  }
  return failedFrom(undefined);
}
