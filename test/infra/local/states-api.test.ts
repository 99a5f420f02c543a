import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAwsApi, type AwsApi } from '../../../infra/local/aws-api.ts';
import { statesApi } from '../../../infra/local/states/api.ts';
import { arnOf, ask, machine, quiet, startEngine, task } from './states/support.ts';

const tokens: string[] = [];
const { engine, clock } = startEngine({
  definitions: {
    ask: machine({ Ask: ask('ask', { TimeoutSeconds: 3600, HeartbeatSeconds: 600, End: true }) }),
    add: machine({ Add: task('add', { End: true }) }),
  },
  functions: {
    ask: (token: string) => void tokens.push(token),
    add: ({ a, b }: { a: number; b: number }) => a + b,
  },
});
const asking = arnOf('ask');
const adding = arnOf('add');
let api: AwsApi;
let client: SFNClient;

beforeAll(async () => {
  api = await startAwsApi({ json: [statesApi(engine)] });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SFNClient({ endpoint: api.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await api.close();
  engine.close();
});

async function startAsking(name: string) {
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: asking, name, input: '{}' }));
  await quiet(engine);
  return { executionArn, token: tokens.at(-1)! };
}

test('an execution is started, ends, and is described', async () => {
  const input = '{"a":1,"b":2}';
  const { executionArn, startDate } = await client.send(
    new StartExecutionCommand({ stateMachineArn: adding, name: 'sum', input }),
  );
  expect(startDate).toEqual(new Date(clock.time));
  await quiet(engine);
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    executionArn: 'arn:aws:states:eu-central-1:111111111111:execution:add:sum',
    stateMachineArn: adding,
    name: 'sum',
    status: 'SUCCEEDED',
    input,
    output: '3',
  });
});

test('the same name and input start nothing new while the execution runs; anything else is refused', async () => {
  const first = await startAsking('once');
  const again = await startAsking('once');
  expect(again).toEqual(first);
  const other = new StartExecutionCommand({ stateMachineArn: asking, name: 'once', input: '{"other":1}' });
  await expect(client.send(other)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await client.send(new SendTaskSuccessCommand({ taskToken: first.token, output: '{}' }));
  await quiet(engine);
  await expect(startAsking('once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

test('a token is answered with success or failure, once', async () => {
  const good = await startAsking('good');
  const bad = await startAsking('bad');
  await client.send(new SendTaskHeartbeatCommand({ taskToken: good.token }));
  await client.send(new SendTaskSuccessCommand({ taskToken: good.token, output: '{"ok":true}' }));
  await client.send(new SendTaskFailureCommand({ taskToken: bad.token, error: 'Refused', cause: 'by the client' }));
  await quiet(engine);
  const describe = (executionArn?: string) => client.send(new DescribeExecutionCommand({ executionArn }));
  expect(await describe(good.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
  expect(await describe(bad.executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'Refused',
    cause: 'by the client',
  });
  const again = new SendTaskSuccessCommand({ taskToken: good.token, output: '{}' });
  await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a token that is none, and output that is no JSON, are refused', async () => {
  const { token } = await startAsking('refusals');
  const send = (taskToken: string, output: string) => client.send(new SendTaskSuccessCommand({ taskToken, output }));
  await expect(send('nonsense', '{}')).rejects.toMatchObject({ name: 'InvalidToken' });
  await expect(send(token, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });
  await expect(send(token, `"${'x'.repeat(262_144)}"`)).rejects.toMatchObject({ name: 'ValidationException' });
});

test('what does not exist, and names and inputs that are none, are refused', async () => {
  const start = (more: object) => client.send(new StartExecutionCommand({ stateMachineArn: adding, ...more }));
  await expect(start({ stateMachineArn: `${adding}:live` })).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
  await expect(start({ name: 'a b' })).rejects.toMatchObject({ name: 'InvalidName' });
  await expect(start({ input: '{' })).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
  const executionArn = adding.replace('stateMachine', 'execution') + ':nobody';
  await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
});

test('a stopped execution is aborted', async () => {
  const { executionArn } = await startAsking('stopped');
  const { stopDate } = await client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'said so' }));
  expect(stopDate).toEqual(new Date(clock.time));
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'ABORTED',
    error: 'Enough',
    cause: 'said so',
  });
});

test('executions are listed by status and page, the newest first', async () => {
  for (const name of ['p1', 'p2', 'p3']) await startAsking(name);
  const running = { stateMachineArn: asking, statusFilter: 'RUNNING', maxResults: 2 } as const;
  const first = await client.send(new ListExecutionsCommand(running));
  expect(first.executions!.map(({ name }) => name)).toEqual(['p3', 'p2']);
  const second = await client.send(new ListExecutionsCommand({ ...running, nextToken: first.nextToken }));
  expect(second.executions![0]!.name).toBe('p1');
});

test('the history comes in pages, in either order', async () => {
  const { executionArn, token } = await startAsking('told');
  await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Refused' }));
  await quiet(engine);
  const first = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
  const rest = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken: first.nextToken }));
  const events = [...first.events!, ...rest.events!];
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskFailed',
    'ExecutionFailed',
  ]);
  expect(events[1]!.stateEnteredEventDetails).toMatchObject({ name: 'Ask', input: '{}' });
  expect(events[2]!.taskScheduledEventDetails).toMatchObject({
    resourceType: 'lambda',
    resource: 'invoke.waitForTaskToken',
    timeoutInSeconds: 3600,
  });
  expect(events[5]!.taskFailedEventDetails).toMatchObject({ error: 'Refused' });
  const last = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1, reverseOrder: true }));
  expect(last.events![0]).toMatchObject({ type: 'ExecutionFailed', executionFailedEventDetails: { error: 'Refused' } });
});

test('the machines are listed and described with their definition', async () => {
  const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
  expect(stateMachines!.map(({ name }) => name)).toEqual(['ask', 'add']);
  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: adding }));
  expect(JSON.parse(described.definition!)).toEqual(engine.machine(adding).definition);
});
