import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { instant } from '../../shared/clock.ts';
import { Id } from '../../shared/ids.ts';
import { kmsKeys } from '../../shared/sensitive/keys.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { batchKinds } from '../batch-kinds.ts';
import { failBatch, runBatch } from '../batches/run.ts';
import { callerOf } from '../firm/authenticate.ts';
import { s3ImportFiles } from '../imports/files.ts';
import { mailThreads } from '../messages/mail-step.ts';
import { mornings } from '../notices/morning-step.ts';
import { lettersStep } from '../letters/letters-step.ts';
import { receiptsStep } from '../requests/receipts-step.ts';
import { remindersStep } from '../chasing/reminders-step.ts';
import { recurringStep } from '../recurrence/sweep.ts';
import { sfnStartJob, sfnStateOf, sfnWake } from '../jobs/workflow/machine.ts';
import { answerJobOp, jobOps } from '../jobs/workflow/ops.ts';
import { sealStep } from '../audit/seal-step.ts';
import { s3KeepSeal } from '../audit/seal-keeper.ts';
import { s3Seals } from '../audit/seal-store.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const s3 = new S3Client(patience);
const sealing = {
  table,
  seals: s3Seals(s3, environment('SEALS')),
  keep: s3KeepSeal(s3, environment('SEALS')),
};

const deps = {
  table,
  keys: kmsKeys(new KMSClient(patience), environment('FIELD_KEY')),
  files: s3ImportFiles(s3, environment('QUARANTINE')),
};
const sfn = new SFNClient(patience);
const jobMachine = environment('JOB_MACHINE');
const machinery = {
  table,
  start: sfnStartJob(sfn, jobMachine),
  stateOf: sfnStateOf(sfn, jobMachine),
  wake: sfnWake(sfn),
};
const batching = { table, kinds: batchKinds, deps, callerOf: callerOf(table) };
const protocol = z.literal(1);
const batchId = Id('batch');

/** What a running state machine may ask. A changed meaning is a new protocol number; this one is answered as long as any machine speaks it. */
const Task = z.discriminatedUnion('op', [
  z.looseObject({ protocol, op: z.literal('seal'), at: z.iso.datetime() }),
  z.looseObject({ protocol, op: z.literal('recurring') }),
  z.looseObject({ protocol, op: z.literal('batch'), batchId }),
  z.looseObject({ protocol, op: z.literal('batch-failed'), batchId }),
  z.looseObject({ protocol, op: z.literal('mornings') }),
  z.looseObject({ protocol, op: z.literal('reminders') }),
  z.looseObject({ protocol, op: z.literal('letters') }),
  z.looseObject({ protocol, op: z.literal('receipts') }),
  ...jobOps,
]);

export async function handler(payload: unknown): Promise<unknown> {
  const task = Task.parse(payload);
  switch (task.op) {
    case 'seal':
      return sealStep(sealing, task.at);
    case 'recurring':
      return recurringStep({ table });
    case 'batch':
      return runBatch(batching, task.batchId);
    case 'batch-failed':
      return failBatch(table, task.batchId, 'Something went wrong on our side; the firm’s administrator was told');
    case 'mornings':
      return mornings(table, instant());
    case 'reminders':
      await mailThreads({ table, canReply: process.env.REPLIES_AT !== undefined });
      return remindersStep(table);
    case 'letters':
      return lettersStep(table);
    case 'receipts':
      return receiptsStep(table);
    case 'advance':
    case 'step':
    case 'step-failed':
    case 'await':
    case 'reconcile':
      return answerJobOp(machinery, task);
  }
}
