import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { instant } from '../../shared/clock.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { found, Founding } from '../firm/setup.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });

/** CloudFormation waits for this answer, and for nothing else. */
async function answer(event: CloudFormationCustomResourceEvent, failure?: string): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({
    Status: failure === undefined ? 'SUCCESS' : 'FAILED',
    ...(failure !== undefined && { Reason: failure }),
    PhysicalResourceId: 'firm',
    StackId,
    RequestId,
    LogicalResourceId,
  });
  await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
}

/** Sets the firm up at its first deployment; nothing is taken away when the stack goes. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  try {
    if (event.RequestType !== 'Delete') await found(table, Founding.parse(event.ResourceProperties), instant());
  } catch (error) {
    console.error(error);
    return answer(event, error instanceof Error ? error.message : 'Set-up failed');
  }
  return answer(event);
}
