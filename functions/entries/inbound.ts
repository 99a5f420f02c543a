import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { s3Post } from '../messages/post.ts';
import { receiveMail } from '../messages/receive-mail.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const post = s3Post(new S3Client(patience), environment('QUARANTINE'));
const receiving = { table, repliesAt: environment('REPLIES_AT'), bring: post.bring };

/** The object that S3 told of. */
const Came = z.looseObject({ key: z.string().startsWith('mail/') });

/** A mail that the mail service put down; once it is taken, or was none for us, nothing of it is left there. */
export async function handler(payload: unknown): Promise<void> {
  const { key } = Came.parse(payload);
  const raw = await post.read(key);
  if (raw === undefined) return;
  const outcome = await receiveMail(receiving, raw);
  console.info({ msg: 'mail came in', key, outcome });
  await post.forget(key);
}
