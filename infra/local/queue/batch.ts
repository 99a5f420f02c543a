import { AwsError } from '../aws-api.ts';
import { MAX_MESSAGE_BYTES, sizeOf, type MessageAttributes } from './message.ts';

type Entry = { Id: string; MessageBody?: string; MessageAttributes?: MessageAttributes };

function check(entries: readonly Entry[]): void {
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the batch.');
  if (entries.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  const wrong = entries.find(({ Id }) => !/^[\w-]{1,80}$/.test(Id));
  if (wrong)
    throw new AwsError(
      'InvalidBatchEntryId',
      `The batch entry id ${JSON.stringify(wrong.Id)} must be 1 to 80 letters, digits, hyphens and underscores.`,
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  const size = entries.reduce(
    (sum, { MessageBody, MessageAttributes }) =>
      sum + sizeOf({ body: MessageBody ?? '', attributes: MessageAttributes }),
    0,
  );
  if (size > MAX_MESSAGE_BYTES)
    throw new AwsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${size} bytes.`,
    );
}

/** A batch operation of SQS: what is wrong with the batch refuses it whole, what is wrong with an entry only that one. */
export function eachEntry<E extends Entry>(entries: readonly E[] = [], apply: (entry: E) => object | void) {
  check(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...apply(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.name, Message: error.message });
    }
  }
  return { Successful, ...(Failed.length && { Failed }) };
}
