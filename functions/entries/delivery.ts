import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { mailThread } from '../messages/mail-step.ts';
import { withReplyTo } from '../messages/reply-to.ts';
import { withAnswerer } from '../notifications/answerer.ts';
import { deliver, type Outgoing, sesSend } from '../notifications/deliver.ts';
import { Fate, hear } from '../notifications/fate.ts';
import { withLinks } from '../portal/in-mail.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const send = sesSend(new SESv2Client(patience), environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET'));
// Only a deployment that receives mail has one.
const repliesAt = process.env.REPLIES_AT;
const addLinks = withLinks(table, environment('SITE'));
const addReplyTo = withReplyTo(table, repliesAt);
const addAnswerer = withAnswerer(table);
const finish = async (mail: Outgoing) => addLinks(await addAnswerer(await addReplyTo(mail)));

/**
 * Events of a bus as the queues hold them: a mail is queued, something was written ten minutes ago, or SES tells what
 * became of a mail.
 */
const Happened = z.looseObject({ source: z.literal('firmament'), detail: z.looseObject({ pk: z.string() }) });
const Told = z.looseObject({ source: z.literal('aws.ses'), detail: Fate });
const Message = z.discriminatedUnion('source', [Happened, Told]);

const parts = {
  'MAIL#': (id: string) => deliver(table, send, id, finish),
  'THREAD#': (id: string) => mailThread({ table, canReply: repliesAt !== undefined }, id),
};

async function take(message: z.output<typeof Message>): Promise<void> {
  if (message.source === 'aws.ses') return hear(table, message.detail);
  const { pk } = message.detail;
  const part = Object.entries(parts).find(([prefix]) => pk.startsWith(prefix));
  if (!part) throw new Error(`Nothing is delivered of ${pk}`);
  const [prefix, does] = part;
  await does(pk.slice(prefix.length));
}

/** Sends what is queued, writes the mails about what was said, and notes what became of them; what could not be done comes again. */
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
