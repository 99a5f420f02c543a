import type { DynamoDBRecord } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import type { Source } from './records.ts';

export type Discarded = {
  functionName: string;
  source: Source;
  shardId: string;
  records: DynamoDBRecord[];
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  invocations: number;
  /** What came of the last invocation: the function threw, or it named records that had failed. */
  lastError?: 'thrown' | 'reported' | undefined;
};

/** What Lambda sends to the destination of discarded records. Only S3 is sent the records themselves. */
export type StreamFailure = {
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: Discarded['condition'];
    approximateInvokeCount: number;
  };
  responseContext?: { statusCode: 200; executedVersion: '$LATEST'; functionError?: 'Unhandled' };
  version: '1.0';
  timestamp: string;
  DDBStreamBatchInfo: {
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    approximateArrivalOfFirstRecord: string;
    approximateArrivalOfLastRecord: string;
    batchSize: number;
    streamArn: string;
  };
  payload?: string;
};

export function streamFailure(discarded: Discarded, destination: string, now: number): StreamFailure {
  const { source, records, lastError } = discarded;
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: `arn:aws:lambda:${source.region}:${source.account}:function:${discarded.functionName}`,
      condition: discarded.condition,
      approximateInvokeCount: discarded.invocations,
    },
    ...(lastError && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(lastError === 'thrown' && { functionError: 'Unhandled' as const }),
      },
    }),
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: discarded.shardId,
      startSequenceNumber: sequenceNumberOf(records[0]),
      endSequenceNumber: sequenceNumberOf(records.at(-1)),
      approximateArrivalOfFirstRecord: arrivalOf(records[0]),
      approximateArrivalOfLastRecord: arrivalOf(records.at(-1)),
      batchSize: records.length,
      streamArn: source.arn,
    },
    ...(destination.startsWith('arn:aws:s3:') && { payload: JSON.stringify({ Records: records }) }),
  };
}

/** The key under which Lambda stores the failure in a bucket. */
export function failureKey(mappingId: string, { timestamp, DDBStreamBatchInfo: batch }: StreamFailure): string {
  const [day = '', time = ''] = timestamp.split(/[T.]/);
  const name = `${day}T${time.replaceAll(':', '.')}-${randomUUID()}`;
  return `aws/lambda/${mappingId}/${batch.shardId}/${day.replaceAll('-', '/')}/${name}`;
}

export const sequenceNumberOf = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber ?? '';

const arrivalOf = (record: DynamoDBRecord | undefined) =>
  new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
