import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SFNClient, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, onTestFinished, test } from 'vitest';
import { startAwsApi } from '../../../../infra/local/aws-api.ts';
import { statesApi } from '../../../../infra/local/states/api.ts';
import type { Definition } from '../../../../infra/local/states/machine.ts';
import { FakeClock, Named, arnOf, quiet, settled, startEngine, turn } from './support.ts';

// The package ships no types.
const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => { isValid: boolean };

const text = readFileSync(new URL('job-machine.json', import.meta.url), 'utf8');
const job = JSON.parse(text) as Definition;

type Step = { index: number };
type Payload = { op: string; seen: number; token: string; step: Step };

test('the machine is valid for AWS too', () => {
  expect(validate(JSON.parse(text))).toMatchObject({ isValid: true });
  expect(validate({ ...JSON.parse(text), StartAt: 'Nowhere' })).toMatchObject({ isValid: false });
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** One job with a workflow, and everything that can go wrong around it. */
function history(seed: number, { isChecked = true } = {}) {
  const random = dice(seed);
  const clock = new FakeClock();
  const tasks = Array.from({ length: 5 }, (_, index) => ({ isAutomated: index % 2 === 1, isDone: false, effects: 0 }));
  const record = { token: '', seen: 0 };
  let sequence = 1;
  let busy = 0;

  const dawdle = async (most: number) => {
    for (let turns = Math.floor(random() * most); turns > 0; turns--) await turn();
  };
  const ready = () => tasks.findIndex((task) => !task.isDone);
  const wake = (token: string) => {
    try {
      engine.settle(token, { output: '{}' });
    } catch (error) {
      if (!['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist'].includes((error as Error).name)) throw error;
    }
  };
  const deliver = async (event: number) => {
    busy++;
    await dawdle(40);
    const { token, seen } = record;
    await dawdle(6);
    if (event > seen && token) wake(token);
    busy--;
  };
  const complete = (index: number) => {
    tasks[index]!.isDone = true;
    sequence++;
    void deliver(sequence);
    if (random() < 0.2) void deliver(sequence);
  };

  const operations: Record<string, (payload: Payload) => Promise<object>> = {
    async advance() {
      const seen = sequence;
      const index = ready();
      await dawdle(6);
      return { seen, done: index < 0, steps: tasks[index]?.isAutomated ? [{ index }] : [], wakeIn: 86_400 };
    },
    async step({ step }) {
      await dawdle(6);
      if (random() < 0.15) throw new Named('Busy');
      const task = tasks[step.index]!;
      if (!task.isDone) {
        task.effects++;
        complete(step.index);
      }
      if (random() < 0.15) throw new Named('Lambda.Unknown', 'the reply was lost');
      return {};
    },
    'step-failed': () => Promise.resolve({}),
    async await({ token, seen }) {
      await dawdle(6);
      if (sequence === seen || !isChecked) Object.assign(record, { token, seen });
      else wake(token);
      await dawdle(6);
      if (random() < 0.1) throw new Named('Lambda.Unknown', 'the reply was lost');
      return {};
    },
  };
  const { engine, start } = startEngine({
    definitions: { 'firmament-job': job },
    functions: { workflow: (payload: Payload) => operations[payload.op]!(payload) },
    clock,
  });
  const idle = async () => {
    for (let calm = 0; calm < 8; calm = busy + engine.awake === 0 ? calm + 1 : 0) await turn();
  };
  const arn = start({ jobId: 'job_1', run: 1 }, 'job_1-1', 'firmament-job');
  const nextManual = () => {
    const index = ready();
    return index >= 0 && !tasks[index]!.isAutomated ? index : undefined;
  };

  return {
    tasks,
    play: async () => {
      // People complete the next task at odd moments, and sometimes it is the daily wake-up that comes first.
      for (let click = 0; click < 60 && ready() >= 0; click++) {
        await dawdle(30);
        const index = nextManual();
        if (index !== undefined && random() < 0.5) complete(index);
        const limit = random() < 0.15 ? Infinity : clock.time + 400_000;
        // Mostly the next click comes while the machine is still busy with the last.
        if (clock.nextDue <= limit) await idle();
        clock.next(limit);
      }
      while (ready() >= 0) {
        const index = nextManual();
        if (index !== undefined) complete(index);
        await idle();
        clock.next(clock.time + 400_000);
      }
      // Retries may pass, the daily wake-up may not: whoever still waits for it has lost a wake-up.
      await idle();
      while (clock.next(clock.time + 400_000)) await idle();
      return engine.execution(arn).status;
    },
  };
}

test('no wake-up is lost to races, duplicates, lost replies or failing steps', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { play, tasks } = history(seed);
    expect({ seed, status: await play() }).toEqual({ seed, status: 'SUCCEEDED' });
    expect(tasks.filter((task) => task.isAutomated).map((task) => task.effects)).toEqual([1, 1]);
  }
});

test('the histories are wild enough: did await not look for what happened meanwhile, one would be lost', async () => {
  const endings = new Set<string>();
  for (let seed = 1; seed <= 40; seed++) endings.add(await history(seed, { isChecked: false }).play());
  expect(endings).toContain('RUNNING');
});

function waitingJob(wakeIn: number) {
  const tokens: string[] = [];
  const operations: string[] = [];
  const functions = {
    workflow: ({ op, token }: Payload) => {
      operations.push(op);
      if (op === 'await') tokens.push(token);
      return op === 'advance' ? { seen: 1, steps: [], done: false, wakeIn } : {};
    },
  };
  return { ...startEngine({ definitions: { 'firmament-job': job }, functions }), tokens, operations };
}

test('after 300 daily wake-ups it continues as a new execution, under the same definition', async () => {
  const { start, engine, clock, tokens } = waitingJob(86_400);
  const arn = start({ jobId: 'job_1', run: 1 }, 'job_1-1', 'firmament-job');
  await quiet(engine);
  while (engine.execution(arn).status === 'RUNNING') {
    clock.next();
    await quiet(engine);
  }
  expect(engine.execution(arn).status).toBe('SUCCEEDED');
  expect(tokens).toHaveLength(302);
  const [next] = engine.list(arnOf('firmament-job'), 'RUNNING');
  expect(next).toMatchObject({ name: 'job_1-2', input: '{"jobId":"job_1","run":2}' });
});

test('after a year in one jump the daily wake-up has come once, and the execution has continued', async () => {
  const { start, engine, clock } = waitingJob(86_400);
  const arn = start({ jobId: 'job_1', run: 1 }, 'job_1-1', 'firmament-job');
  await quiet(engine);
  clock.time += 364 * 86_400_000;
  clock.next();
  await quiet(engine);
  expect(engine.execution(arn).status).toBe('SUCCEEDED');
  expect(engine.list(arnOf('firmament-job'), 'RUNNING').map(({ name }) => name)).toEqual(['job_1-2']);
});

test('that its successor exists already is as good as having started it', async () => {
  const { start, engine, clock } = waitingJob(301 * 86_400);
  const arn = start({ jobId: 'job_1', run: 1 }, 'job_1-1', 'firmament-job');
  start({ jobId: 'job_1', run: 2, by: 'hand' }, 'job_1-2', 'firmament-job');
  await settled();
  while (engine.execution(arn).status === 'RUNNING') {
    clock.next();
    await quiet(engine);
  }
  expect(engine.execution(arn).status).toBe('SUCCEEDED');
});

test('through the API, a wake-up, its duplicate and the daily timeout all end in advance', async () => {
  const { engine, clock, tokens, operations } = waitingJob(86_400);
  const api = await startAwsApi({ json: [statesApi(engine)] });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({ endpoint: api.url, region: 'eu-central-1', credentials });
  onTestFinished(async () => {
    client.destroy();
    await api.close();
  });
  const input = JSON.stringify({ jobId: 'job_1', run: 1 });
  await client.send(new StartExecutionCommand({ stateMachineArn: arnOf('firmament-job'), name: 'job_1-1', input }));
  await quiet(engine);
  const wake = () => client.send(new SendTaskSuccessCommand({ taskToken: tokens[0]!, output: '{}' }));
  await wake();
  await quiet(engine);
  await expect(wake()).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await clock.advance(86_400);
  expect(operations).toEqual(['advance', 'await', 'advance', 'await', 'advance', 'await']);
});
