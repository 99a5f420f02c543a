import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { Busy, type Table, type Write, WriteRefused } from '../../shared/table/table.ts';

const about = { message: 'No', $metadata: {} };
const named = (name: string) => Object.assign(new Error('No'), { name });

/** A table whose service answers each call with the next of these: an error is thrown. */
function answering(...answers: unknown[]): Table {
  const send = async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return dynamoTable({ client: { send } as unknown as DynamoDBClient, name: 'Practice' });
}

const one: Write[] = [{ put: { pk: 'a', sk: '1' }, if: 'absent' }];
const two: Write[] = [...one, { remove: { pk: 'a', sk: '2' }, if: 'present' }];
const refusals = (table: Table, writes: Write[]) =>
  table.write(writes).catch((error: unknown) => (error instanceof WriteRefused ? error.refusals : error));

describe('what DynamoDB refuses', () => {
  test('for a condition is told with the item that stood there', async () => {
    const Item = { pk: { S: 'a' }, sk: { S: '1' }, n: { N: '3' } };
    const failed = new ConditionalCheckFailedException({ ...about, Item });
    expect(await refusals(answering(failed), one)).toEqual([{ why: 'condition', found: { pk: 'a', sk: '1', n: 3 } }]);
    const CancellationReasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item }];
    const cancelled = new TransactionCanceledException({ ...about, CancellationReasons });
    expect(await refusals(answering(cancelled), two)).toEqual([
      undefined,
      { why: 'condition', found: { pk: 'a', sk: '1', n: 3 } },
    ]);
  });

  test('for another transaction under way is a conflict, of a transaction and of one item alone', async () => {
    const CancellationReasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }];
    const cancelled = new TransactionCanceledException({ ...about, CancellationReasons });
    expect(await refusals(answering(cancelled), two)).toEqual([{ why: 'conflict' }, undefined]);
    const conflict = new TransactionConflictException(about);
    expect(await refusals(answering(conflict), one)).toEqual([{ why: 'conflict' }]);
  });

  test.each(['ProvisionedThroughputExceeded', 'ThrottlingError'])('because of %s is busy', async (Code) => {
    const cancelled = new TransactionCanceledException({ ...about, CancellationReasons: [{ Code }, { Code: 'None' }] });
    expect(await refusals(answering(cancelled), two)).toBeInstanceOf(Busy);
  });

  test('for another reason is thrown as it is', async () => {
    const CancellationReasons = [{ Code: 'ValidationError' }];
    const cancelled = new TransactionCanceledException({ ...about, CancellationReasons });
    expect(await refusals(answering(cancelled), two)).toBe(cancelled);
    const denied = named('AccessDeniedException');
    expect(await refusals(answering(denied), one)).toBe(denied);
  });

  test('while it cannot say whether the transaction is through is not called unwritten', async () => {
    const underWay = named('TransactionInProgressException');
    expect(await refusals(answering(underWay), two)).toBe(underWay);
  });
});

describe('a throttled table is busy', () => {
  test.each(['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded'])(
    'to whatever is asked of it: %s',
    async (name) => {
      const table = answering(named(name));
      const calls = [
        table.get({ pk: 'a', sk: '1' }),
        table.getMany([{ pk: 'a', sk: '1' }]),
        table.query({ pk: 'a' }),
        table.count({ pk: 'a', sk: '1' }, 1),
        table.write(one),
        table.write(two),
      ];
      for (const call of calls) await expect(call).rejects.toBeInstanceOf(Busy);
    },
  );
});

test('keys that a batch left out are asked for again', async () => {
  const item = (sk: string) => ({ pk: { S: 'a' }, sk: { S: sk } });
  const table = answering(
    { Responses: { Practice: [item('1')] }, UnprocessedKeys: { Practice: { Keys: [item('2')] } } },
    { Responses: { Practice: [item('2')] } },
  );
  expect(
    await table.getMany([
      { pk: 'a', sk: '1' },
      { pk: 'a', sk: '2' },
    ]),
  ).toEqual([
    { pk: 'a', sk: '1' },
    { pk: 'a', sk: '2' },
  ]);
});
