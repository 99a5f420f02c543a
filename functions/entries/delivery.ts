import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { deliver, sesSend } from '../notifications/deliver.ts';
import { Fate, hear } from '../notifications/fate.ts';
import { withLinks } from '../portal/in-mail.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const send = sesSend(new SESv2Client(patience), environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET'));
const finish = withLinks(table, environment('SITE'));

/** Events of a bus as the queue holds them: a mail is queued, or SES tells what became of one. */
const Queued = z.looseObject({
  source: z.literal('firmament'),
  detail: z.looseObject({ pk: z.string().startsWith('MAIL#') }),
});
const Told = z.looseObject({ source: z.literal('aws.ses'), detail: Fate });
const Message = z.discriminatedUnion('source', [Queued, Told]);

async function take(message: z.output<typeof Message>): Promise<void> {
  if (message.source === 'aws.ses') return hear(table, message.detail);
  await deliver(table, send, message.detail.pk.slice('MAIL#'.length), finish);
}

/** Sends what is queued, and notes what became of what was sent; what could not be done comes again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    try {
      await take(Message.parse(JSON.parse(body)));
    } catch (error) {
      console.error({ msg: 'not delivered', messageId, error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
