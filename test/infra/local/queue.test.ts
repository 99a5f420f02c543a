import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
  type Message,
  type ReceiveMessageCommandInput,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { movableClock } from '../../../infra/local/clock.ts';
import { openQueues } from '../../../infra/local/queue/store.ts';
import { openStore } from '../../../infra/local/store.ts';
import { arnOf, localQueues, mail, mailDead, queue, type LocalQueues } from './queue-fixture.ts';

let local: LocalQueues;

beforeEach(async () => {
  // Only the test moves the time.
  vi.useFakeTimers({ toFake: ['Date'] });
  local = await localQueues([mail, mailDead, queue('slow', { delaySeconds: 60, retentionSeconds: 600 })]);
});
afterEach(async () => {
  await local.close();
  vi.useRealTimers();
});

const forward = (seconds: number) => local.clock.forward(seconds * 1000);

const send = (MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  local.sqs.send(new SendMessageCommand({ QueueUrl: local.url('mail'), MessageBody, ...more }));

async function receive(name = 'mail', more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
  const command = new ReceiveMessageCommand({ QueueUrl: local.url(name), MaxNumberOfMessages: 10, ...more });
  return (await local.sqs.send(command)).Messages ?? [];
}

const bodies = (messages: Message[]) => messages.map((message) => message.Body);

const remove = (message: Message, name = 'mail') =>
  local.sqs.send(new DeleteMessageCommand({ QueueUrl: local.url(name), ReceiptHandle: message.ReceiptHandle }));

async function counts(name: string) {
  const { Attributes } = await local.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: local.url(name), AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed),
  };
}

test('a message sent is received with its attributes, and gone once it is deleted', async () => {
  const { MessageId } = await send('Grüße 👋', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'reminder' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      count: { DataType: 'Number', StringValue: '3' },
    },
  });
  const [message] = await receive('mail', { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });
  expect(message).toMatchObject({
    MessageId,
    Body: 'Grüße 👋',
    Attributes: { ApproximateReceiveCount: '1', SenderId: '111122223333' },
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'reminder' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      count: { DataType: 'Number', StringValue: '3' },
    },
  });
  expect(message?.Attributes?.SentTimestamp).toBe(String(local.clock.now()));
  await remove(message!);
  forward(31);
  expect(await receive()).toEqual([]);
});

test('gives only the attributes that were asked for', async () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  await send('x', { MessageAttributes: { 'job.id': text('1'), 'job.step': text('2'), other: text('3') } });
  const [message] = await receive('mail', {
    MessageAttributeNames: ['job.*'],
    MessageSystemAttributeNames: ['SentTimestamp'],
  });
  expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(['job.id', 'job.step']);
  expect(Object.keys(message?.Attributes ?? {})).toEqual(['SentTimestamp']);
});

test('the checksum of attributes is the one that AWS documents', async () => {
  const { MD5OfMessageAttributes } = await send('x', {
    MessageAttributes: { test: { DataType: 'String', StringValue: 'value' } },
  });
  const expected = createHash('md5')
    .update(Buffer.from('\0\0\0\x04test\0\0\0\x06String\x01\0\0\0\x05value', 'latin1'))
    .digest('hex');
  expect(MD5OfMessageAttributes).toBe(expected);
});

test('a received message is hidden until its visibility timeout has passed, and then counts its receives', async () => {
  await send('once more');
  expect(bodies(await receive())).toEqual(['once more']);
  expect(await receive()).toEqual([]);
  expect(await counts('mail')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  forward(31);
  const [again] = await receive('mail', { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
});

test("an outdated receipt does not delete a message from under somebody else's receive", async () => {
  await send('shared');
  const [first] = await receive();
  forward(31);
  const [second] = await receive();
  await remove(first!);
  expect(await counts('mail')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  await remove(second!);
  expect(await counts('mail')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('the visibility timeout of a held message can be changed, of any other not', async () => {
  await send('held');
  const [message] = await receive();
  const change = (VisibilityTimeout: number) =>
    local.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: local.url('mail'),
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  await change(600);
  forward(31);
  expect(await receive()).toEqual([]);
  await change(0);
  await expect(change(10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  await expect(change(43_201)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  const [again] = await receive();
  expect(again?.Body).toBe('held');
  await expect(change(10)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

test('after too many receives a message is in the dead-letter queue, and can be sent back to where it came from', async () => {
  const { MessageId } = await send('poison');
  for (let receives = 0; receives < 2; receives += 1) {
    expect(await receive()).toHaveLength(1);
    forward(31);
  }
  expect(await receive()).toEqual([]);
  const [dead] = await receive('mail-dead', { MessageSystemAttributeNames: ['All'], VisibilityTimeout: 0 });
  expect(dead).toMatchObject({ MessageId, Body: 'poison', Attributes: { DeadLetterQueueSourceArn: mail.arn } });

  const move = new StartMessageMoveTaskCommand({ SourceArn: mailDead.arn });
  expect((await local.sqs.send(move)).TaskHandle).toBeTruthy();
  expect(await counts('mail-dead')).toMatchObject({ visible: 0 });
  const [back] = await receive('mail', { MessageSystemAttributeNames: ['All'] });
  expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
  expect(back?.MessageId).not.toBe(MessageId);
});

test('dead letters that other services sent have no source: they move only to a queue that is named', async () => {
  local.queues.send(mailDead.arn, { body: 'from a rule' });
  const move = (input: { SourceArn: string; DestinationArn?: string }) =>
    local.sqs.send(new StartMessageMoveTaskCommand(input));
  await move({ SourceArn: mailDead.arn });
  expect(await counts('mail-dead')).toMatchObject({ visible: 1 });
  await move({ SourceArn: mailDead.arn, DestinationArn: mail.arn });
  expect(bodies(await receive())).toEqual(['from a rule']);
  await expect(move({ SourceArn: mail.arn })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(move({ SourceArn: arnOf('nothing') })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test("a delay hides a message at first: the message's own, else the queue's", async () => {
  await send('in ten seconds', { DelaySeconds: 10 });
  await send('in a minute', { QueueUrl: local.url('slow') });
  await send('now', { QueueUrl: local.url('slow'), DelaySeconds: 0 });
  expect(await counts('slow')).toEqual({ visible: 1, inFlight: 0, delayed: 1 });
  expect(await receive()).toEqual([]);
  forward(11);
  expect(bodies(await receive())).toEqual(['in ten seconds']);
  forward(50);
  expect(bodies(await receive('slow'))).toEqual(['now', 'in a minute']);
});

test('messages are forgotten after the retention period', async () => {
  await send('old', { QueueUrl: local.url('slow'), DelaySeconds: 0 });
  forward(601);
  expect(await receive('slow')).toEqual([]);
});

test('a long poll ends with the message that arrives, or with one that becomes visible again', async () => {
  const arriving = receive('mail', { WaitTimeSeconds: 20, VisibilityTimeout: 10 });
  await counts('mail');
  await send('arrived');
  expect(bodies(await arriving)).toEqual(['arrived']);

  const returning = receive('mail', { WaitTimeSeconds: 20 });
  await counts('mail');
  forward(11);
  expect(bodies(await returning)).toEqual(['arrived']);
});

test('a long poll without a message gives nothing when its time has come', async () => {
  let answered = false;
  const polling = receive('mail', { WaitTimeSeconds: 20 }).then((messages) => {
    answered = true;
    return messages;
  });
  await counts('mail');
  expect(answered).toBe(false);
  while (!answered) {
    forward(21);
    await counts('mail');
  }
  expect(await polling).toEqual([]);
});

test('a client that hangs up during a long poll takes no message with it', async () => {
  const leaving = new AbortController();
  const polling = local.sqs.send(new ReceiveMessageCommand({ QueueUrl: local.url('mail'), WaitTimeSeconds: 20 }), {
    abortSignal: leaving.signal,
  });
  await counts('mail');
  leaving.abort();
  await expect(polling).rejects.toMatchObject({ name: 'AbortError' });
  await counts('mail');
  await send('for somebody else');
  expect(bodies(await receive())).toEqual(['for somebody else']);
});

test('batches send, hide and delete, and report entries that fail alone', async () => {
  const QueueUrl = local.url('mail');
  const sent = await local.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: 'first' },
        { Id: 'b', MessageBody: 'second' },
        { Id: 'c', MessageBody: 'bad \u0001 character' },
      ],
    }),
  );
  expect(sent.Successful?.map((entry) => entry.Id)).toEqual(['a', 'b']);
  expect(sent.Failed).toEqual([
    { Id: 'c', SenderFault: true, Code: 'InvalidMessageContents', Message: 'Invalid characters found in the message.' },
  ]);
  const held = await receive();
  await local.sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: held.map((m, i) => ({ Id: `${i}`, ReceiptHandle: m.ReceiptHandle, VisibilityTimeout: 0 })),
    }),
  );
  const again = await receive();
  expect(bodies(again)).toEqual(['first', 'second']);
  const removed = await local.sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [...again, { ReceiptHandle: 'nonsense' }].map((m, i) => ({
        Id: `${i}`,
        ReceiptHandle: m.ReceiptHandle,
      })),
    }),
  );
  expect(removed.Successful).toHaveLength(2);
  expect(removed.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid' }]);
  expect(await counts('mail')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test.each([
  ['EmptyBatchRequest', []],
  ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'x' }))],
  ['BatchEntryIdsNotDistinct', Array.from({ length: 2 }, () => ({ Id: 'same', MessageBody: 'x' }))],
  ['InvalidBatchEntryId', [{ Id: 'not an id', MessageBody: 'x' }]],
  ['BatchRequestTooLong', [1, 2].map((i) => ({ Id: `${i}`, MessageBody: 'x'.repeat(600_000) }))],
])('a wrong batch is refused whole: %s', async (name, Entries) => {
  const command = new SendMessageBatchCommand({ QueueUrl: local.url('mail'), Entries });
  await expect(local.sqs.send(command)).rejects.toMatchObject({ name });
  expect(await counts('mail')).toMatchObject({ visible: 0 });
});

test('refuses what SQS refuses, with its names', async () => {
  await expect(receive('nothing')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  await expect(receive('mail', { MaxNumberOfMessages: 11 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(receive('mail', { WaitTimeSeconds: 21 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(send('x', { DelaySeconds: 901 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(send('x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(send('')).rejects.toMatchObject({ name: 'MissingParameter' });
  await expect(remove({ ReceiptHandle: 'nonsense' })).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  await send('x'.repeat(1_048_576));
  expect(await counts('mail')).toMatchObject({ visible: 1 });
});

test('finds, lists, describes and purges queues', async () => {
  const { sqs } = local;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'mail' }));
  expect(QueueUrl).toBe(local.url('mail'));
  const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'mail' }));
  expect(QueueUrls).toEqual([local.url('mail'), local.url('mail-dead')]);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'RedrivePolicy', 'VisibilityTimeout'] }),
  );
  expect(Attributes).toEqual({
    QueueArn: mail.arn,
    VisibilityTimeout: '30',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: mailDead.arn, maxReceiveCount: 2 }),
  });
  await send('to be purged');
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await counts('mail')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('refuses at start what it does not emulate', () => {
  const open = (...queues: Parameters<typeof queue>[]) =>
    openQueues({ store: openStore(':memory:'), clock: movableClock(), queues: queues.map((args) => queue(...args)) });
  expect(() => open(['orders.fifo'])).toThrow(/orders\.fifo is a FIFO queue/);
  expect(() => open(['lost', { redrive: { deadLetterArn: arnOf('gone'), maxReceiveCount: 1 } }])).toThrow(
    /dead-letter queue of lost does not exist/,
  );
});
