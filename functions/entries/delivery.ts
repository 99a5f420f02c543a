import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { deliver, sesSend } from '../notifications/deliver.ts';
import { withLinks } from '../portal/in-mail.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const send = sesSend(new SESv2Client(patience), environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET'));
const finish = withLinks(table, environment('SITE'));

/** The bus's event about a queued mail, as the queue holds it. */
const Queued = z.looseObject({ detail: z.looseObject({ pk: z.string().startsWith('MAIL#') }) });

/** Sends what is queued; what could not be sent comes again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    try {
      const { detail } = Queued.parse(JSON.parse(body));
      await deliver(table, send, detail.pk.slice('MAIL#'.length), finish);
    } catch (error) {
      console.error({ msg: 'not delivered', messageId, error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
