import type { _Record as StreamRecord, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue as LambdaValue, DynamoDBRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** Whose records they are, as functions are told. */
export type Source = { arn: string; region: string; account: string };

/** dynoxide writes its own name where the ARN of the stream has a region. */
export function sourceOf(streamArn: string, region: string): Source {
  const [arn, partition, service, , account = '', ...rest] = streamArn.split(':');
  return { arn: [arn, partition, service, region, account, ...rest].join(':'), region, account };
}

/**
 * The record as Lambda hands it over. `ahead` is how far the local clock is ahead of the machine's, by which the
 * database stamps its records: a function compares the stamp with the local clock.
 */
export function lambdaRecord(record: StreamRecord, source: Source, ahead: number): DynamoDBRecord {
  const change = record.dynamodb ?? {};
  const created = (change.ApproximateCreationDateTime?.getTime() ?? 0) + ahead;
  const user = record.userIdentity;
  return {
    // dynoxide counts from 1 in every table; DynamoDB's ids are unique, and functions may remember them.
    eventID: createHash('md5').update(`${source.arn} ${record.eventID}`).digest('hex'),
    eventName: record.eventName,
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: source.region,
    ...(user && { userIdentity: { type: user.Type, principalId: user.PrincipalId } }),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(created / 1000),
      ...imagesOf(change),
      SequenceNumber: change.SequenceNumber ?? '',
      SizeBytes: change.SizeBytes ?? 0,
      StreamViewType: change.StreamViewType,
    },
    eventSourceARN: source.arn,
  };
}

/** A write that changed nothing. dynoxide puts it into the stream, DynamoDB does not. */
export function changesNothing({ eventName, dynamodb: change }: StreamRecord): boolean {
  if (eventName !== 'MODIFY' || !change?.OldImage || !change.NewImage) return false;
  return isDeepStrictEqual(comparable(change.OldImage), comparable(change.NewImage));
}

type Image = Record<string, AttributeValue>;

function imagesOf({ Keys, NewImage, OldImage }: NonNullable<StreamRecord['dynamodb']>) {
  return {
    ...(Keys && { Keys: imageOf(Keys) }),
    ...(NewImage && { NewImage: imageOf(NewImage) }),
    ...(OldImage && { OldImage: imageOf(OldImage) }),
  };
}

const imageOf = (image: Image): Record<string, LambdaValue> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, valueOf(value)]));

/** DynamoDB JSON with bytes in base64. */
function valueOf(value: AttributeValue): LambdaValue {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(valueOf) };
  if (value.M !== undefined) return { M: imageOf(value.M) };
  return value as LambdaValue;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Sets have no order. */
const comparable = (image: Image): unknown =>
  JSON.parse(JSON.stringify(imageOf(image)), (name, value: unknown) =>
    ['SS', 'NS', 'BS'].includes(name) && Array.isArray(value) ? value.map(String).toSorted(byText) : value,
  );

const byText = (one: string, other: string) => (one < other ? -1 : 1);
