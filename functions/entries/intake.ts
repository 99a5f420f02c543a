import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { DomainError } from '../../shared/errors.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { Busy } from '../../shared/table/table.ts';
import { giveUp, takeIn } from '../documents/intake.ts';
import { sfnStartIntake } from '../documents/machine.ts';
import { s3PartUploads } from '../documents/part-uploads.ts';
import { purgeTrash } from '../documents/purge.ts';
import { s3Quarantine } from '../documents/quarantine.ts';
import { eicarScan } from '../documents/scan.ts';
import { sweepDocuments } from '../documents/sweep.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const s3 = new S3Client(patience);
const quarantine = s3Quarantine(s3, { quarantine: environment('QUARANTINE'), vault: environment('VAULT') });
const parts = s3PartUploads(s3, environment('QUARANTINE'));
const start = sfnStartIntake(new SFNClient(patience), environment('INTAKE_MACHINE'));

const protocol = z.literal(1);
const key = z.string();

/** What the machine of an upload may ask, and the schedule that looks after uploads. */
const Task = z.discriminatedUnion('op', [
  z.looseObject({ protocol, op: z.literal('take-in'), key }),
  z.looseObject({ protocol, op: z.literal('give-up'), key }),
  z.looseObject({ protocol, op: z.literal('sweep') }),
]);
type Task = z.output<typeof Task>;

async function answer(task: Task): Promise<object> {
  switch (task.op) {
    case 'take-in':
      return takeIn({ table, quarantine, scan: eicarScan }, task.key);
    case 'give-up':
      await giveUp({ table }, task.key);
      return {};
    case 'sweep':
      return { ...(await sweepDocuments({ table, quarantine, parts, start })), purged: await purgeTrash(table) };
  }
}

export async function handler(payload: unknown): Promise<object> {
  try {
    return await answer(Task.parse(payload));
  } catch (error) {
    // Who lost the race too often is not broken: the machine comes again.
    if (error instanceof DomainError && error.details.retryAfter !== undefined) throw new Busy(error.message);
    throw error;
  }
}
