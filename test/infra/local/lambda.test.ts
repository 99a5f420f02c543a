import { InvokeCommand, type InvokeCommandInput, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startAwsApi, type AwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import type { FunctionDefinition, Handler } from '../../../infra/local/lambda/run.ts';
import { lambdaHost, type LambdaHost } from '../../../infra/local/lambda/host.ts';
import type { OutgoingMessage } from '../../../infra/local/queue/message.ts';
import { openStore } from '../../../infra/local/store.ts';
import { definition, functionArn, lambdaClient } from './lambda-fixture.ts';

type Sent = { arn: string; message: OutgoingMessage };

let clock: ReturnType<typeof movableClock>;
let store: ReturnType<typeof openStore>;
let host: LambdaHost;
let api: AwsApi;
let lambda: LambdaClient;
let handlers: Record<string, Handler>;
let sent: Sent[];
let lines: string[];

beforeEach(async () => {
  // Only the test moves the time.
  vi.useFakeTimers({ toFake: ['Date'] });
  clock = movableClock();
  store = openStore(':memory:');
  handlers = {};
  sent = [];
  lines = [];
  await start(definition('work'));
});
afterEach(async () => {
  await stop();
  vi.useRealTimers();
});

async function start(...functions: FunctionDefinition[]): Promise<void> {
  host = lambdaHost({
    store,
    clock,
    functions,
    load: async (name) => handlers[name]!,
    onFailure: (arn, message) => void sent.push({ arn, message }),
    log: (line) => void lines.push(line),
  });
  api = await startAwsApi({ rest: [host.service] });
  lambda = lambdaClient(api.url);
}

async function stop(): Promise<void> {
  await host.stop();
  lambda.destroy();
  await api.close();
}

async function restartWith(...functions: FunctionDefinition[]): Promise<void> {
  await stop();
  await start(...functions);
}

async function send(more: Partial<InvokeCommandInput> = {}) {
  const output = await lambda.send(new InvokeCommand({ FunctionName: 'work', ...more }));
  const text = output.Payload?.transformToString();
  return { ...output, result: text ? (JSON.parse(text) as unknown) : undefined };
}

/** Fails with these errors one after the other, then succeeds. */
function failing(...errors: Error[]): { calls: unknown[] } {
  const calls: unknown[] = [];
  handlers.work = (event) => {
    calls.push(event);
    const error = errors.shift();
    if (error) throw error;
  };
  return { calls };
}

test('event and result cross a JSON border', async () => {
  handlers.work = async (event) => ({ event, at: new Date(0), lost: undefined });
  expect(await host.invoke('work', { when: new Date(0), none: undefined })).toEqual({
    event: { when: '1970-01-01T00:00:00.000Z' },
    at: '1970-01-01T00:00:00.000Z',
  });
  const kept = { list: [1] };
  handlers.work = (event) => void (event as typeof kept).list.push(2);
  expect(await host.invoke('work', kept)).toBe(null);
  expect(kept).toEqual({ list: [1] });
});

test('the context tells the function what it is', async () => {
  handlers.work = (_, context: Context) => ({ ...context, left: context.getRemainingTimeInMillis() });
  const context = (await host.invoke('work', {})) as Context & { left: number };
  expect(context).toMatchObject({
    functionName: 'work',
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn('work'),
    memoryLimitInMB: '512',
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(context.left).toBeGreaterThan(0);
  expect(context.left).toBeLessThanOrEqual(10_000);
});

test('an error thrown by the handler becomes type, message and trace', async () => {
  class NoSuchClient extends Error {
    override name = 'NoSuchClient';
  }
  handlers.work = async () => {
    throw new NoSuchClient('there is none');
  };
  const failure = host.invoke('work', {});
  await expect(failure).rejects.toMatchObject({ name: 'NoSuchClient', message: 'there is none' });
  const error: unknown = await failure.catch((thrown: unknown) => thrown);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    errorType: 'NoSuchClient',
    errorMessage: 'there is none',
    trace: expect.arrayContaining([expect.stringContaining('lambda.test.ts')]),
  });
  expect(lines[0]).toMatch(/^work failed: NoSuchClient: there is none\n/);
});

test.each([
  ['a text', () => Promise.reject('just a text'), { name: 'string', message: 'just a text' }],
  ['an answer without JSON', () => 1n, { message: 'Unable to stringify response body' }],
  ['an answer over 6 MB', () => 'x'.repeat(6_291_560), { name: 'Function.ResponseSizeTooLarge' }],
] satisfies [string, Handler, object][])('fails for %s', async (_, handler, error) => {
  handlers.work = handler;
  await expect(host.invoke('work', {})).rejects.toMatchObject(error);
});

test('a function that takes too long fails as it would in AWS', async () => {
  await restartWith(definition('work', { timeoutSeconds: 0.05 }));
  handlers.work = () => new Promise(() => {});
  await expect(host.invoke('work', {})).rejects.toMatchObject({
    name: 'Sandbox.Timedout',
    message: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.05 seconds$/),
  });
});

test('moving the clock forward does not time out what runs', async () => {
  handlers.work = async () => {
    clock.forward(3_600_000);
    await new Promise((resolve) => setImmediate(resolve));
    return 'done';
  };
  expect(await host.invoke('work', {})).toBe('done');
});

test.each(['work', functionArn('work'), '111122223333:function:work', `${functionArn('work')}:$LATEST`])(
  'the SDK invokes %s and gets the result',
  async (FunctionName) => {
    handlers.work = (event) => ({ got: event });
    const output = await send({ FunctionName, Payload: JSON.stringify({ a: 'ü' }) });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', result: { got: { a: 'ü' } } });
    expect(output.FunctionError).toBeUndefined();
  },
);

test('without a payload the event is empty, and nothing returned is null', async () => {
  const { calls } = failing();
  expect((await send()).result).toBe(null);
  expect(calls).toEqual([{}]);
});

test('a function that fails answers 200 with the error', async () => {
  failing(new TypeError('wrong'));
  expect(await send()).toMatchObject({
    StatusCode: 200,
    FunctionError: 'Unhandled',
    result: { errorType: 'TypeError', errorMessage: 'wrong' },
  });
});

test('a dry run calls nothing', async () => {
  const { calls } = failing();
  expect((await send({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
  expect(calls).toEqual([]);
});

test.each([
  ['ResourceNotFoundException', { FunctionName: 'nobody' }],
  ['ResourceNotFoundException', { FunctionName: functionArn('work').replace('111122223333', '999999999999') }],
  ['ResourceNotFoundException', { Qualifier: '7' }],
  ['InvalidRequestContentException', { Payload: '{' }],
  ['RequestTooLargeException', { InvocationType: 'Event', Payload: JSON.stringify('x'.repeat(1_048_576)) }],
  ['RequestTooLargeException', { Payload: JSON.stringify('x'.repeat(6_291_456)) }],
] satisfies [string, Partial<InvokeCommandInput>][])('refuses with %s: %j', async (name, input) => {
  const { calls } = failing();
  await expect(send(input)).rejects.toMatchObject({ name });
  await host.idle();
  expect(calls).toEqual([]);
});

test('an asynchronous invocation is acknowledged before it runs', async () => {
  const { calls } = failing();
  expect(await send({ InvocationType: 'Event', Payload: '{"a":1}' })).toMatchObject({ StatusCode: 202 });
  await host.idle();
  expect(calls).toEqual([{ a: 1 }]);
  host.poke();
  await host.idle();
  expect(calls).toHaveLength(1);
});

test('a failed asynchronous invocation is tried again after one and then two minutes', async () => {
  const { calls } = failing(new Error('1'), new Error('2'));
  host.invokeAsync(functionArn('work'), { a: 1 });
  await host.idle();
  expect(calls).toHaveLength(1);
  clock.forward(59_000);
  await host.idle();
  expect(calls).toHaveLength(1);
  clock.forward(2_000);
  await host.idle();
  expect(calls).toHaveLength(2);
  clock.forward(61_000);
  await host.idle();
  expect(calls).toHaveLength(2);
  clock.forward(60_000);
  await host.idle();
  expect(calls).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  expect(sent).toEqual([]);
});

test('each attempt has the request id of the invocation', async () => {
  const ids: string[] = [];
  handlers.work = (_, context) => {
    ids.push(context.awsRequestId);
    if (ids.length === 1) throw new Error('once');
  };
  const id = host.invokeAsync('work', {});
  await host.idle();
  clock.forward(61_000);
  await host.idle();
  expect(ids).toEqual([id, id]);
});

test('after the last attempt the destination gets a record and the dead-letter queue the event', async () => {
  await restartWith(definition('work', { onFailureArn: 'arn:destination', deadLetterArn: 'arn:dead' }));
  failing(new Error('1'), new Error('2'), new RangeError('3'));
  const requestId = host.invokeAsync('work', { order: 7 });
  for (const seconds of [0, 61, 121]) {
    clock.forward(seconds * 1000);
    await host.idle();
  }
  expect(sent.map(({ arn }) => arn)).toEqual(['arn:destination', 'arn:dead']);
  expect(JSON.parse(sent[0]!.message.body)).toEqual({
    version: '1.0',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestContext: {
      requestId,
      functionArn: `${functionArn('work')}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { order: 7 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'RangeError', errorMessage: '3', trace: expect.any(Array) },
  });
  expect(sent[1]!.message).toEqual({
    body: '{"order":7}',
    attributes: {
      RequestID: { DataType: 'String', StringValue: requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: '3' },
    },
  });
  clock.forward(3_600_000);
  await host.idle();
  expect(sent).toHaveLength(2);
});

test('an event that would be too old by the next attempt is given up', async () => {
  await restartWith(definition('work', { onFailureArn: 'arn:destination', maximumEventAgeSeconds: 60 }));
  failing(new Error('1'));
  host.invokeAsync('work', {});
  clock.forward(5_000);
  await host.idle();
  expect(sent.map(({ message }) => JSON.parse(message.body))).toMatchObject([
    { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 } },
  ]);
});

test('a function can be set to no retries, and its failure does not hold up another', async () => {
  await restartWith(definition('work', { maximumRetryAttempts: 0, deadLetterArn: 'arn:dead' }), definition('other'));
  failing(new Error('only one'));
  const done: unknown[] = [];
  handlers.other = (event) => void done.push(event);
  host.invokeAsync('work', { a: 1 });
  host.invokeAsync('other', { b: 2 });
  await host.idle();
  expect(sent.map(({ message }) => message.body)).toEqual(['{"a":1}']);
  expect(done).toEqual([{ b: 2 }]);
});

test('a destination that cannot take the failure is reported and does not run the function again', async () => {
  await restartWith(definition('work', { maximumRetryAttempts: 0, deadLetterArn: 'arn:dead' }));
  const { calls } = failing(new Error('1'));
  sent.push = () => {
    throw new Error('no such queue');
  };
  host.invokeAsync('work', {});
  await host.idle();
  clock.forward(3_600_000);
  await host.idle();
  expect(calls).toHaveLength(1);
  expect(lines.at(-1)).toMatch(/arn:dead: Error: no such queue/);
});

test('a function that cannot be loaded is retried: the next save may heal it', async () => {
  const done: unknown[] = [];
  handlers.work = undefined as unknown as Handler;
  host.invokeAsync('work', 1);
  await host.idle();
  handlers.work = (event) => void done.push(event);
  clock.forward(61_000);
  await host.idle();
  expect(done).toEqual([1]);
});

test('the host is idle only when what its functions set off has run, too', async () => {
  await restartWith(definition('work'), definition('next'), definition('last'));
  const done: string[] = [];
  handlers.work = () => void host.invokeAsync('next', {});
  handlers.next = () => void host.invokeAsync('last', {});
  handlers.last = () => void done.push('last');
  host.invokeAsync('work', {});
  await host.idle();
  expect(done).toEqual(['last']);
  expect(host.isIdle()).toBe(true);
});
