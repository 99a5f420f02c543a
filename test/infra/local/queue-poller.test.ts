import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failedIds, startQueuePoller, type QueueMapping } from '../../../infra/local/queue/poller.ts';
import type { Worker } from '../../../infra/local/worker.ts';
import { localQueues, mail, mailDead, type LocalQueues } from './queue-fixture.ts';

let local: LocalQueues;
let poller: Worker | undefined;
let batches: string[][];

beforeEach(async () => {
  // Only the test moves the time.
  vi.useFakeTimers({ toFake: ['Date'] });
  local = await localQueues([mail, mailDead]);
  batches = [];
});
afterEach(async () => {
  await poller?.stop();
  await local.close();
  vi.useRealTimers();
});

function poll(answer: (event: SQSEvent) => unknown, mapping: Partial<QueueMapping> = {}): Worker {
  poller = startQueuePoller({
    queues: local.queues,
    clock: local.clock,
    queueArn: mail.arn,
    mapping: { functionName: 'delivery', batchSize: 10, reportBatchItemFailures: false, ...mapping },
    async invoke(name, event) {
      expect(name).toBe('delivery');
      batches.push(event.Records.map((record) => record.body));
      return await answer(event);
    },
    log: () => {},
  });
  return poller;
}

const send = (body: string) => local.queues.send(mail.arn, { body });
const left = () => local.queues.count(mail);
const nothing = { visible: 0, inFlight: 0, delayed: 0 };

test('a message reaches the function as the event that Lambda would give, and is deleted', async () => {
  const events: SQSEvent[] = [];
  const { idle } = poll((event) => void events.push(event));
  const id = local.queues.send(mail.arn, {
    body: 'hello',
    attributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
  });
  await idle();
  expect(events).toEqual([
    {
      Records: [
        {
          messageId: id,
          receiptHandle: expect.any(String),
          body: 'hello',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: '111122223333',
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          },
          messageAttributes: {
            kind: { stringValue: 'greeting', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: '5d41402abc4b2a76b9719d911017c592',
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSource: 'aws:sqs',
          eventSourceARN: mail.arn,
          awsRegion: 'eu-central-1',
        },
      ],
    },
  ]);
  expect(left()).toEqual(nothing);
});

test('takes no more than a batch at once', async () => {
  for (let i = 0; i < 25; i += 1) send(`${i}`);
  await poll(() => null).idle();
  expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
});

test('runs no more batches at once than the mapping allows', async () => {
  let atOnce = 0;
  let most = 0;
  for (let i = 0; i < 12; i += 1) send(`${i}`);
  const counting = async () => {
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
  };
  await poll(counting, { batchSize: 1, maximumConcurrency: 3 }).idle();
  expect(most).toBe(3);
  expect(batches).toHaveLength(12);
});

test('what fails comes back after its visibility timeout, and ends in the dead-letter queue', async () => {
  send('poison');
  const { idle } = poll(() => Promise.reject(new Error('no')));
  await idle();
  expect(left()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  for (let times = 0; times < 2; times += 1) {
    local.clock.forward(31_000);
    await idle();
  }
  expect(batches).toEqual([['poison'], ['poison']]);
  expect(left()).toEqual(nothing);
  expect(local.queues.receive(mailDead, 10).map((message) => message.body)).toEqual(['poison']);
});

test('of a partial failure only what failed comes back', async () => {
  const ids = ['good', 'bad', 'fine'].map(send);
  let answer: unknown = { batchItemFailures: [{ itemIdentifier: ids[1] }] };
  const { idle } = poll(() => answer, { reportBatchItemFailures: true });
  await idle();
  answer = { batchItemFailures: [] };
  local.clock.forward(31_000);
  await idle();
  expect(batches).toEqual([['good', 'bad', 'fine'], ['bad']]);
  expect(left()).toEqual(nothing);
});

test('without partial responses any answer is a success', async () => {
  const id = send('x');
  await poll(() => ({ batchItemFailures: [{ itemIdentifier: id }] })).idle();
  expect(left()).toEqual(nothing);
});

test.each([
  ['nothing', null, []],
  ['no list', {}, []],
  ['an empty list', { batchItemFailures: [] }, []],
  ['one of the batch', { batchItemFailures: [{ itemIdentifier: 'a' }] }, ['a']],
  ['a stranger', { batchItemFailures: [{ itemIdentifier: 'x' }] }, ['a', 'b']],
  ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
  ['a wrong key', { batchItemFailures: [{ id: 'a' }] }, ['a', 'b']],
  ['no list but a text', { batchItemFailures: 'a' }, ['a', 'b']],
])('a partial response that names %s', (_, answer, failed) => {
  expect([...failedIds(answer, ['a', 'b'])]).toEqual(failed);
});

test('a batching window waits for more, until the batch is full or the window has passed', async () => {
  const { idle } = poll(() => null, { batchSize: 3, batchingWindowSeconds: 20 });
  send('one');
  await idle();
  local.clock.forward(10_000);
  send('two');
  await idle();
  expect(batches).toEqual([]);
  local.clock.forward(11_000);
  await idle();
  expect(batches).toEqual([['one', 'two']]);
  for (const body of ['three', 'four', 'five']) send(body);
  await idle();
  expect(batches).toEqual([
    ['one', 'two'],
    ['three', 'four', 'five'],
  ]);
});

test('a stopped poller ends what runs and takes nothing new', async () => {
  let finish = () => {};
  const { stop, idle } = poll(() => new Promise<void>((resolve) => (finish = resolve)));
  send('running');
  await new Promise((resolve) => setImmediate(resolve));
  const stopped = stop();
  finish();
  await stopped;
  send('later');
  await idle();
  expect(batches).toEqual([['running']]);
  expect(left()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
});
