import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startAwsApi, AwsError, type AwsApi } from '../../../infra/local/aws-api.ts';
import { afterFailedDelivery } from '../../../infra/local/bus/delivery.ts';
import type { Rule, RuleTarget } from '../../../infra/local/bus/rule.ts';
import { busService, type BusService } from '../../../infra/local/bus/bus.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import type { OutgoingMessage } from '../../../infra/local/queue/message.ts';
import { atomically, openStore } from '../../../infra/local/store.ts';
import { buses, eventBridge, rule, target } from './bus-fixture.ts';

let clock: ReturnType<typeof movableClock>;
let store: ReturnType<typeof openStore>;
let bus: BusService;
let api: AwsApi;
let events: EventBridgeClient;
let delivered: { to: string; input: unknown }[];
let failures: Error[];
let deadLetters: { arn: string; message: OutgoingMessage }[];

beforeEach(async () => {
  // Only the test moves the time.
  vi.useFakeTimers({ toFake: ['Date'] });
  clock = movableClock();
  store = openStore(':memory:');
  delivered = [];
  failures = [];
  deadLetters = [];
  await start(rule('reactor'));
});
afterEach(async () => {
  await stop();
  vi.useRealTimers();
});

function open(rules: readonly Rule[]): BusService {
  return busService({
    store,
    clock,
    buses,
    rules,
    deliver(to: RuleTarget, input) {
      delivered.push({ to: to.id, input });
      const failure = failures.shift();
      if (failure) throw failure;
    },
    deadLetter: (arn, message) => void deadLetters.push({ arn, message }),
    log: () => {},
  });
}

async function start(...rules: Rule[]): Promise<void> {
  bus = open(rules);
  api = await startAwsApi({ json: [bus] });
  events = eventBridge(api.url);
}

async function stop(): Promise<void> {
  await bus.stop();
  events.destroy();
  await api.close();
}

async function restartWith(...rules: Rule[]): Promise<void> {
  await stop();
  await start(...rules);
}

const entry = (more: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => ({
  EventBusName: 'firm',
  Source: 'firm.jobs',
  DetailType: 'job.completed',
  Detail: '{"id":"job_1","n":2}',
  ...more,
});

const put = (...Entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries }));

async function forward(seconds: number): Promise<void> {
  clock.forward(seconds * 1000);
  await bus.idle();
}

test('an event reaches the target of a matching rule as AWS would give it', async () => {
  const { Entries, FailedEntryCount } = await put(
    entry({ Time: new Date('2026-11-22T10:00:00Z'), Resources: ['arn:aws:firm:::job/1'] }),
  );
  await bus.idle();
  expect(FailedEntryCount).toBe(0);
  expect(delivered).toEqual([
    {
      to: 'reactor',
      input: {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'job.completed',
        source: 'firm.jobs',
        account: '111122223333',
        time: '2026-11-22T10:00:00Z',
        region: 'eu-central-1',
        resources: ['arn:aws:firm:::job/1'],
        detail: { id: 'job_1', n: 2 },
      },
    },
  ]);
});

test('only matching rules of the same bus get an event, each target once', async () => {
  await restartWith(
    rule('jobs', { targets: [target('one'), target('two')] }),
    rule('letters', { pattern: { source: ['firm.letters'] } }),
    rule('elsewhere', { busName: 'default' }),
    rule('by-detail', { pattern: { detail: { n: [{ numeric: ['>', 1] }] } } }),
  );
  await put(entry(), entry({ Detail: '{"n":1}', EventBusName: buses[1]!.arn }));
  await bus.idle();
  expect(delivered.map(({ to }) => to)).toEqual(expect.arrayContaining(['by-detail', 'one', 'one', 'two', 'two']));
  expect(delivered).toHaveLength(5);
});

test('what is wrong with one entry fails that entry alone', async () => {
  const { Entries, FailedEntryCount } = await put(
    entry(),
    entry({ Source: undefined }),
    entry({ DetailType: undefined }),
    entry({ Detail: undefined }),
    entry({ Detail: '[1]' }),
    entry({ Detail: '{' }),
    entry({ Source: 'aws.s3' }),
    entry({ EventBusName: 'nowhere' }),
  );
  await bus.idle();
  expect(FailedEntryCount).toBe(7);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    'InvalidArgument',
    'InvalidArgument',
    'InvalidArgument',
    'MalformedDetail',
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'ResourceNotFoundException',
  ]);
  expect(Entries?.[1]?.ErrorMessage).toBe('Parameter Source is not valid. Reason: Source is a required argument.');
  expect(delivered).toHaveLength(1);
});

test.each([
  ['no entry', []],
  ['eleven entries', Array.from({ length: 11 }, () => entry())],
  ['1 MB', [1, 2].map(() => entry({ Detail: JSON.stringify({ text: 'x'.repeat(524_288) }) }))],
])('a request with %s is refused whole', async (_, entries) => {
  await expect(put(...entries)).rejects.toMatchObject({ name: 'ValidationException' });
  await bus.idle();
  expect(delivered).toEqual([]);
});

test('a request of just under 1 MB is taken', async () => {
  expect(await put(entry({ Detail: JSON.stringify({ text: 'x'.repeat(1_048_000) }) }))).toMatchObject({
    FailedEntryCount: 0,
  });
});

test('services of this process put events on the default bus', async () => {
  await restartWith(rule('uploads', { busName: 'default', pattern: { source: ['aws.s3'] } }));
  const [id] = bus.put([{ source: 'aws.s3', detailType: 'Object Created', detail: { bucket: { name: 'files' } } }]);
  await bus.idle();
  expect(delivered).toMatchObject([
    { to: 'uploads', input: { id, source: 'aws.s3', detail: { bucket: { name: 'files' } } } },
  ]);
  expect(() => bus.put([{ source: 'a', detailType: 'b', detail: {}, busName: 'nowhere' }])).toThrow(/nowhere/);
});

test('an event put within a transaction is as lasting as the transaction', async () => {
  const event = { source: 'firm.jobs', detailType: 'job.completed', detail: {}, busName: 'firm' };
  expect(() =>
    atomically(store, () => {
      bus.put([event]);
      throw new Error('rolled back');
    }),
  ).toThrow('rolled back');
  await bus.idle();
  expect(delivered).toEqual([]);
  const [id] = atomically(store, () => bus.put([event]));
  await bus.idle();
  expect(delivered).toMatchObject([{ input: { id } }]);
});

test('a target gets its constant input or the part of the event that it asks for', async () => {
  await restartWith(
    rule('inputs', {
      targets: [
        target('constant', { input: '{"fixed":[1]}' }),
        target('part', { inputPath: '$.detail.list[1]' }),
        target('type', { inputPath: '$.detail-type' }),
      ],
    }),
  );
  await put(entry({ Detail: '{"list":["a","b"]}' }));
  await bus.idle();
  expect(Object.fromEntries(delivered.map(({ to, input }) => [to, input]))).toEqual({
    constant: { fixed: [1] },
    part: 'b',
    type: 'job.completed',
  });
});

test('refuses at start what it does not emulate', () => {
  const withTarget = (more: Partial<RuleTarget>) => () => open([rule('r', { targets: [target('t', more)] })]);
  expect(withTarget({ inputTransformer: {} })).toThrow(/Target t of rule r.*InputTransformer/);
  expect(withTarget({ inputPath: '$..x' })).toThrow(/cannot read the InputPath \$\.\.x/);
  expect(withTarget({ input: 'text' })).toThrow(/Input is not JSON/);
  expect(withTarget({ input: '1', inputPath: '$' })).toThrow(/either Input or InputPath/);
  expect(() => open([rule('r', { busName: 'nowhere' })])).toThrow(/bus that does not exist: nowhere/);
  expect(() => open([rule('r', { pattern: { source: 'not a list' } })])).toThrow(/source/);
});

test('a failed delivery is tried again, each time after a longer wait', async () => {
  failures = [new Error('1'), new Error('2'), new Error('3')];
  await put(entry());
  await bus.idle();
  expect(delivered).toHaveLength(1);
  await forward(1);
  expect(delivered).toHaveLength(2);
  await forward(1);
  expect(delivered).toHaveLength(2);
  await forward(1);
  expect(delivered).toHaveLength(3);
  await forward(4);
  expect(delivered).toHaveLength(4);
  await forward(86_400);
  expect(delivered).toHaveLength(4);
  expect(deadLetters).toEqual([]);
});

test('when its attempts are used up the event is in the dead-letter queue with the reason', async () => {
  const reactor = target('reactor', { deadLetterArn: 'arn:dead', retry: { maximumRetryAttempts: 1 } });
  await restartWith(rule('reactor', { targets: [reactor] }));
  failures = [new Error('first'), new Error('last')];
  const { Entries } = await put(entry());
  await bus.idle();
  await forward(1);
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  expect(deadLetters).toEqual([
    {
      arn: 'arn:dead',
      message: {
        body: expect.any(String),
        attributes: {
          RULE_ARN: text(rule('reactor').arn),
          TARGET_ARN: text(reactor.arn),
          ERROR_CODE: text('INTERNAL_ERROR'),
          ERROR_MESSAGE: text('last'),
          RETRY_ATTEMPTS: { DataType: 'Number', StringValue: '1' },
          EXHAUSTED_RETRY_CONDITION: text('MaximumRetryAttempts'),
        },
      },
    },
  ]);
  expect(JSON.parse(deadLetters[0]!.message.body)).toMatchObject({ id: Entries?.[0]?.EventId, detail: { n: 2 } });
  await forward(86_400);
  expect(delivered).toHaveLength(2);
  expect(deadLetters).toHaveLength(1);
});

test('a target that does not exist is not tried again', async () => {
  await restartWith(rule('reactor', { targets: [target('reactor', { deadLetterArn: 'arn:dead' })] }));
  failures = [new AwsError('ResourceNotFoundException', 'Function not found')];
  await put(entry());
  await bus.idle();
  expect(deadLetters[0]?.message.attributes).toMatchObject({
    ERROR_CODE: { StringValue: 'NO_RESOURCE' },
    RETRY_ATTEMPTS: { StringValue: '0' },
  });
});

test('one failing target does not hold up another', async () => {
  await restartWith(rule('both', { targets: [target('down'), target('up')] }));
  failures = [new Error('down')];
  await put(entry());
  await bus.idle();
  await put(entry());
  await bus.idle();
  expect(delivered.filter(({ to }) => to === 'up')).toHaveLength(2);
});

test.each([
  ['the defaults allow 185 retries', undefined, 185, 0, { retryAt: 1_001_000 }],
  ['and no more', undefined, 186, 0, { givenUp: { condition: 'MaximumRetryAttempts' } }],
  ['a target can allow none', { maximumRetryAttempts: 0 }, 1, 0, { givenUp: { condition: 'MaximumRetryAttempts' } }],
  ['the age counts', { maximumEventAgeSeconds: 60 }, 1, 60, { givenUp: { condition: 'MaximumEventAgeInSeconds' } }],
  ['to the second', { maximumEventAgeSeconds: 60 }, 1, 59, { retryAt: 1_001_000 }],
])('when a delivery failed: %s', (_, retry, attempts, ageSeconds, outcome) => {
  const now = 1_000_000;
  const delivery = { attempts, putAt: now - ageSeconds * 1000, error: new Error('x') };
  expect(afterFailedDelivery(retry, delivery, now, 1000)).toEqual(outcome);
});
