import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openStore } from '../../../../infra/local/store.ts';
import {
  FakeClock,
  Named,
  arnOf,
  ask,
  machine,
  quiet,
  settled,
  startEngine,
  task,
  turn,
  type Functions,
} from './support.ts';

/** Two engines one after the other over the same store and clock, as before and after a restart. */
function restartable(definitions: Parameters<typeof startEngine>[0]['definitions'], functions: Functions) {
  const [store, clock] = [openStore(':memory:'), new FakeClock()];
  const before = startEngine({ definitions, functions, store, clock });
  return {
    ...before,
    restart: (changed = definitions) => {
      before.engine.close();
      const after = startEngine({ definitions: changed, functions, store, clock });
      after.engine.resume();
      return after;
    },
  };
}

test('a wait ends at its time over a restart', async () => {
  const { start, clock, restart } = restartable(
    machine({ W: { Type: 'Wait', Seconds: 3600, Next: 'A' }, A: task('f', { End: true }) }),
    { f: () => 'done' },
  );
  const arn = start({});
  await clock.advance(1800);
  const { result } = restart();
  await clock.advance(1799);
  expect((await result(arn)).status).toBe('RUNNING');
  await clock.advance(1);
  expect((await result(arn)).output).toBe('done');
});

test('finished tasks are not run again after a restart, and a token survives it', async () => {
  const calls: string[] = [];
  let token = '';
  const { start, restart, engine } = restartable(
    machine({ A: task('f', { Next: 'Ask' }), Ask: ask('ask', { TimeoutSeconds: 86_400, End: true }) }),
    {
      f: () => calls.push('f'),
      ask: (given: string) => {
        calls.push('ask');
        token = given;
      },
    },
  );
  const arn = start({});
  await quiet(engine);
  const after = restart();
  after.engine.settle(token, { output: '{"ok":true}' });
  expect((await after.result(arn)).output).toEqual({ ok: true });
  expect(calls).toEqual(['f', 'ask']);
  expect(() => after.engine.settle(token, { output: '1' })).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
});

test('a task that was being called when the process ended is called again with the same token', async () => {
  const tokens: string[] = [];
  const { start, restart } = restartable(machine({ Ask: ask('ask', { End: true }) }), {
    ask: (token: string) => {
      tokens.push(token);
      return tokens.length === 1 ? new Promise(() => {}) : undefined;
    },
  });
  const arn = start({});
  await settled();
  const { engine, result } = restart();
  await settled();
  engine.settle(tokens[1]!, { output: '"answered"' });
  expect((await result(arn)).output).toBe('answered');
  expect(tokens[1]).toBe(tokens[0]);
});

test('finished iterations are not run again, and the others go on where they waited', async () => {
  const calls: number[] = [];
  const { start, clock, restart } = restartable(
    machine({
      M: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'A',
          States: {
            A: task('f', { Next: 'Long?' }),
            'Long?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input > 2 %}', Next: 'W' }], Default: 'End' },
            W: { Type: 'Wait', Seconds: 100, Next: 'End' },
            End: { Type: 'Succeed' },
          },
        },
        End: true,
      },
    }),
    {
      f: (item: number) => {
        calls.push(item);
        return item;
      },
    },
  );
  const arn = start([1, 2, 3, 4]);
  await clock.advance(50);
  const { result, engine } = restart();
  await clock.advance(50);
  expect((await result(arn)).output).toEqual([1, 2, 3, 4]);
  expect(calls).toEqual([1, 2, 3, 4]);
  const types = engine.history(arn).map((event) => event.type);
  expect(types.filter((type) => type === 'MapIterationSucceeded')).toHaveLength(4);
  expect(types.filter((type) => type === 'ChoiceStateEntered')).toHaveLength(4);
});

test('retries are counted over a restart', async () => {
  let calls = 0;
  const { start, clock, restart } = restartable(
    machine({ A: task('f', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 3 }], End: true }) }),
    {
      f: () => {
        calls++;
        throw new Named('Busy');
      },
    },
  );
  const arn = start({});
  await clock.advance(15);
  expect(calls).toBe(2);
  const { result } = restart();
  await clock.advance(500);
  expect(await result(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
  expect(calls).toBe(4);
});

test('an execution ends under the definition it began with; new ones have the new', async () => {
  const version = (output: string) =>
    machine({
      [`W${output}`]: { Type: 'Wait', Seconds: 100, Next: output },
      [output]: { Type: 'Pass', Output: output, End: true },
    });
  const { start, clock, restart, engine, machines } = restartable(version('old'), {});
  const first = start({}, 'first');
  await quiet(engine);
  const after = restart(version('new'));
  const second = after.start({}, 'second');
  await settled();
  after.engine.deploy(machines.map((one) => ({ ...one, definition: version('newest') })));
  const third = after.start({}, 'third');
  await clock.advance(100);
  const outputs = await Promise.all([first, second, third].map(after.result));
  expect(outputs.map(({ output }) => output)).toEqual(['old', 'new', 'newest']);
});

test('tokens that can do nothing any more are refused by their names', async () => {
  const tokens: string[] = [];
  const { start, engine, clock } = startEngine({
    definitions: machine({
      Ask: ask('ask', {
        TimeoutSeconds: 60,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1 }],
        End: true,
      }),
    }),
    functions: { ask: (token: string) => tokens.push(token) },
  });
  const settle = (token: string) => () => engine.settle(token, { output: '1' });
  const arn = start({});
  await clock.advance(61);
  expect(tokens).toHaveLength(2);
  expect(settle(tokens[0]!)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  expect(() => engine.beat(tokens[0]!)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  expect(settle('what?')).toThrow(expect.objectContaining({ name: 'InvalidToken' }));
  const foreign = startEngine({ definitions: machine({ S: { Type: 'Succeed' } }) }).engine;
  expect(() => foreign.settle(tokens[1]!, { output: '1' })).toThrow(
    expect.objectContaining({ name: 'TaskDoesNotExist' }),
  );
  engine.stop(arn);
  expect(settle(tokens[1]!)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
});

test('3,000 waiting executions are in the store only, over a restart too', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const tokens: string[] = [];
  const { start, engine, restart } = restartable(
    machine({
      Ask: ask('ask', { TimeoutSeconds: 86_400, Next: 'Done' }),
      Done: { Type: 'Pass', Output: '{% $states.input & $states.context.Execution.Name %}', End: true },
    }),
    { ask: (token: string) => void tokens.push(token) },
  );
  collect();
  const before = process.memoryUsage().heapUsed;
  const arns = Array.from({ length: 3000 }, (_, index) => start({ index }, `e${index}`));
  await quiet(engine);
  collect();
  expect(engine.awake).toBe(0);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);

  const after = restart();
  expect(after.engine.awake).toBe(0);
  for (const token of tokens) after.engine.settle(token, { output: '"answered by "' });
  await quiet(after.engine);
  const outputs = arns.map((arn) => after.engine.execution(arn).output);
  expect(outputs).toEqual(arns.map((_, index) => `"answered by e${index}"`));
});

test('waits that end at once are taken up a hundred at a time', async () => {
  let running = 0;
  let peak = 0;
  const { start, engine, clock } = startEngine({
    definitions: machine({ W: { Type: 'Wait', Seconds: 86_400, Next: 'A' }, A: task('f', { End: true }) }),
    functions: {
      f: async () => {
        peak = Math.max(peak, ++running);
        await turn();
        running--;
      },
    },
  });
  for (let index = 0; index < 500; index++) start(index, `e${index}`);
  await quiet(engine);
  clock.next();
  while (engine.list(arnOf('m'), 'RUNNING').length > 0) await turn();
  expect(engine.list(arnOf('m'), 'SUCCEEDED', undefined, 1000)).toHaveLength(500);
  expect(peak).toBe(100);
});
