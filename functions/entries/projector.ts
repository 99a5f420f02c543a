import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { eventsIn, failedFrom } from '../../shared/aws/stream.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { projectEvent } from '../project-event.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });

/** Keeps the read models: looks again at every record that an event of the batch names. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const { event, sequence } of eventsIn(batch)) {
    try {
      await projectEvent(table, event);
    } catch (error) {
      console.error({ msg: 'not projected', event: event.id, pk: event.pk, error });
      return failedFrom(sequence);
    }
  }
  return failedFrom(undefined);
}
