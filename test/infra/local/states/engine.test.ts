import { expect, test } from 'vitest';
import { Named, ask, lambda, machine, quiet, settled, startEngine, task, turn } from './support.ts';

test('variables, a choice and an output follow from a result', async () => {
  const { start, result } = startEngine({
    definitions: machine({
      Ask: task('f', { Assign: { v: '{% $states.result.Payload.q %}' }, Next: 'Which' }),
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $v > 1 %}', Next: 'Many' }], Default: 'Few' },
      Many: {
        Type: 'Pass',
        Output: { sum: '{% $v + $states.context.Execution.Input.x %}', list: ['{% $states.input.q %}'] },
        End: true,
      },
      Few: { Type: 'Fail', Error: 'Few' },
    }),
    functions: { f: () => ({ q: 2 }) },
  });
  expect(await result(start({ x: 5 }))).toMatchObject({ status: 'SUCCEEDED', output: { sum: 7, list: [2] } });
});

test('Output sees the variables as they were before Assign', async () => {
  const { start, result } = startEngine({
    definitions: machine({
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: '{% $n %}', Next: 'C' },
      C: { Type: 'Pass', Output: ['{% $states.input %}', '{% $n %}'], End: true },
    }),
  });
  expect((await result(start({}))).output).toEqual([1, 2]);
});

test('a retry backs off up to its maximum, then the catch takes over', async () => {
  const at: number[] = [];
  const { start, result, clock } = startEngine({
    definitions: machine({
      A: task('f', {
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 30 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Pass', Output: '{% $why %}', End: true },
    }),
    functions: {
      f: () => {
        at.push(clock.time / 1000);
        throw new Named('Busy');
      },
    },
  });
  const arn = start({});
  await clock.advance(100);
  expect(at.map((time) => time - at[0]!)).toEqual([0, 10, 30, 60]);
  expect((await result(arn)).output).toBe('Busy');
});

test('full jitter waits no longer than without', async () => {
  const at: number[] = [];
  const { start, result, clock } = startEngine({
    definitions: machine({
      A: task('f', {
        Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 8, BackoffRate: 1, JitterStrategy: 'FULL' }],
        End: true,
      }),
    }),
    functions: {
      f: () => {
        at.push(clock.time);
        throw new Named('Busy');
      },
    },
  });
  const arn = start({});
  await clock.advance(24);
  expect(at).toHaveLength(4);
  expect(at[3]! - at[0]!).toBeLessThan(24_000);
  expect(await result(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
});

test("a function's error is named by its type, and its cause is Lambda's JSON", async () => {
  const { start, result } = startEngine({
    definitions: machine({ A: task('f', { End: true }) }),
    functions: {
      f: () => {
        throw new Named('Late', 'Too late');
      },
    },
  });
  const { error, cause } = await result(start({}));
  expect(error).toBe('Late');
  expect(JSON.parse(cause!)).toMatchObject({ errorType: 'Late', errorMessage: 'Too late' });
});

test('a function is called by the name in its ARN and answers as Lambda does', async () => {
  const { start, result } = startEngine({
    definitions: machine({
      A: {
        Type: 'Task',
        Resource: lambda,
        Arguments: { FunctionName: 'arn:aws:lambda:eu-central-1:1:function:f:live', Payload: { a: 1 } },
        End: true,
      },
    }),
    functions: { f: (payload: { a: number }) => payload.a },
  });
  expect((await result(start({}))).output).toEqual({ ExecutedVersion: '$LATEST', Payload: 1, StatusCode: 200 });
});

test('silence is a heartbeat timeout, beats without an end are a timeout', async () => {
  let token = '';
  const { engine, start, result, clock } = startEngine({
    definitions: machine({
      Ask: ask('ask', {
        TimeoutSeconds: '{% 900 + 100 %}',
        HeartbeatSeconds: '{% 60 %}',
        Catch: [
          { ErrorEquals: ['States.HeartbeatTimeout'], Output: 'silent', Next: 'End' },
          { ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'End' },
        ],
        End: true,
      }),
      End: { Type: 'Succeed' },
    }),
    functions: { ask: (given: string) => (token = given) },
  });
  const silent = start({}, 'silent');
  await settled();
  for (let beats = 0; beats < 5; beats++) {
    await clock.advance(50);
    engine.beat(token);
  }
  await clock.advance(59);
  expect((await result(silent)).status).toBe('RUNNING');
  await clock.advance(2);
  expect((await result(silent)).output).toBe('silent');

  const late = start({}, 'late');
  await settled();
  while (engine.execution(late).status === 'RUNNING') {
    await clock.advance(50);
    if (engine.execution(late).status === 'RUNNING') engine.beat(token);
  }
  expect((await result(late)).output).toBe('late');
});

test('a task without an answer times out although its call never returns', async () => {
  const { start, clock, engine } = startEngine({
    definitions: machine({ A: task('hang', { TimeoutSeconds: 60, End: true }) }),
    functions: { hang: () => new Promise(() => {}) },
  });
  const arn = start({});
  await clock.advance(59);
  expect(engine.execution(arn).status).toBe('RUNNING');
  await clock.advance(1);
  expect(engine.execution(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('a timeout computed as zero or less fails the state', async () => {
  const { start, result } = startEngine({
    definitions: machine({ A: task('f', { TimeoutSeconds: '{% $states.input.left %}', End: true }) }),
    functions: { f: () => 1 },
  });
  expect(await result(start({ left: -5 }))).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(await result(start({ left: 0 }, 'zero'))).toMatchObject({ error: 'States.QueryEvaluationError' });
  expect(await result(start({ left: 5 }, 'five'))).toMatchObject({ status: 'SUCCEEDED' });
});

test('a Map keeps the order, its concurrency, and reads the variables around it', async () => {
  let running = 0;
  let peak = 0;
  const { start, result } = startEngine({
    definitions: machine({
      P: { Type: 'Pass', Assign: { k: 10 }, Next: 'M' },
      M: {
        Type: 'Map',
        Items: '{% $states.input.list %}',
        MaxConcurrency: 2,
        ItemSelector: { v: '{% $states.context.Map.Item.Value * $k %}', i: '{% $states.context.Map.Item.Index %}' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Add',
          States: {
            Add: { Type: 'Pass', Assign: { own: '{% $states.input.v + $k %}' }, Next: 'A' },
            A: task('f', { Output: ['{% $own %}', '{% $states.result.Payload.i %}'], End: true }),
          },
        },
        End: true,
      },
    }),
    functions: {
      f: async (payload: object) => {
        peak = Math.max(peak, ++running);
        await turn();
        running--;
        return payload;
      },
    },
  });
  expect((await result(start({ list: [1, 2, 3, 4] }))).output).toEqual([
    [20, 0],
    [30, 1],
    [40, 2],
    [50, 3],
  ]);
  expect(peak).toBe(2);
});

test('when one branch fails the others stop, and the state can be caught', async () => {
  const late: string[] = [];
  const { start, result, clock, engine } = startEngine({
    definitions: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          machine({ W: { Type: 'Wait', Seconds: 100, Next: 'Late' }, Late: task('late', { End: true }) }),
          machine({ Slow: task('slow', { Next: 'Late' }), Late: task('late', { End: true }) }),
          machine({ A: task('fail', { End: true }) }),
        ],
        Catch: [{ ErrorEquals: ['Boom'], Output: '{% $states.errorOutput.Error %}', Next: 'S' }],
        End: true,
      },
      S: { Type: 'Succeed' },
    }),
    functions: {
      slow: () => turn().then(turn).then(turn),
      late: () => late.push('late'),
      fail: () => {
        throw new Named('Boom');
      },
    },
  });
  const arn = start({});
  expect((await result(arn)).output).toBe('Boom');
  await clock.advance(200);
  await quiet(engine);
  expect(late).toEqual([]);
});

test('a Parallel state that is retried begins all its branches again', async () => {
  let tries = 0;
  const { start, result, clock } = startEngine({
    definitions: machine({
      P: {
        Type: 'Parallel',
        Branches: [machine({ A: task('a', { End: true }) }), machine({ B: task('b', { End: true }) })],
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }],
        End: true,
      },
    }),
    functions: {
      a: () => 'a',
      b: () => {
        if (++tries < 3) throw new Named('Busy');
        return tries;
      },
    },
  });
  const arn = start({});
  await clock.advance(20);
  expect((await result(arn)).output).toEqual(['a', 3]);
});

test('a wait of its own goes on while another branch is busy', async () => {
  const order: string[] = [];
  let release = () => {};
  const { start, result, clock } = startEngine({
    definitions: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          machine({ Slow: task('slow', { End: true }) }),
          machine({ W: { Type: 'Wait', Seconds: 100, Next: 'After' }, After: task('after', { End: true }) }),
        ],
        End: true,
      },
    }),
    functions: {
      slow: () => new Promise<void>((resolve) => (release = resolve)).then(() => order.push('slow')),
      after: () => order.push('after'),
    },
  });
  const arn = start({});
  await clock.advance(100);
  release();
  expect((await result(arn)).status).toBe('SUCCEEDED');
  expect(order).toEqual(['after', 'slow']);
});

test('an expression without a value fails, and a name is used once', async () => {
  const { start, result } = startEngine({
    definitions: machine({ A: { Type: 'Pass', Output: '{% $nope.x %}', End: true } }),
  });
  expect(await result(start({}))).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(() => start({ other: 1 })).toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
  expect(() => start({})).toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
});

test('names are unique per machine only', async () => {
  const { start, result } = startEngine({
    definitions: {
      one: machine({ A: { Type: 'Pass', Output: 1, End: true } }),
      two: machine({ A: { Type: 'Pass', Output: 2, End: true } }),
    },
  });
  const [one, two] = [start({}, 'same', 'one'), start({}, 'same', 'two')];
  expect([(await result(one)).output, (await result(two)).output]).toEqual([1, 2]);
});

test('an execution ends at its own timeout, and after a year at the latest', async () => {
  const wait = { W: { Type: 'Wait', Seconds: 99_999_999, End: true } } as const;
  const { start, clock, engine } = startEngine({
    definitions: { short: machine(wait, { TimeoutSeconds: 5 }), long: machine(wait) },
  });
  const [short, long] = [start({}, 'e', 'short'), start({}, 'e', 'long')];
  await clock.advance(6);
  expect(engine.execution(short)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  await clock.advance(364 * 86_400);
  expect(engine.execution(long).status).toBe('RUNNING');
  await clock.advance(86_400);
  expect(engine.execution(long).status).toBe('TIMED_OUT');
});

test('a stopped execution does nothing more', async () => {
  let calls = 0;
  const { start, clock, engine } = startEngine({
    definitions: machine({ W: { Type: 'Wait', Seconds: 10, Next: 'A' }, A: task('f', { End: true }) }),
    functions: { f: () => ++calls },
  });
  const arn = start({});
  await settled();
  engine.stop(arn, 'Cancelled', 'by hand');
  await clock.advance(20);
  expect(engine.execution(arn)).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by hand' });
  expect(calls).toBe(0);
  expect(clock.sleeping).toBe(0);
});

test('a machine that loops for ever ends at the limit of its history', async () => {
  const { start, result } = startEngine({
    definitions: machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
  });
  const { status, error, cause } = await result(start({}));
  expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
  expect(cause).toContain('25000');
});

test('256 KB ends the execution whatever it catches', async () => {
  const caught = [{ ErrorEquals: ['States.ALL'], Next: 'S' }];
  const { start, result } = startEngine({
    definitions: {
      pass: machine({ A: { Type: 'Pass', Output: "{% $pad('', 270000, 'x') %}", End: true } }),
      result: machine({ A: task('big', { Output: 'small', Catch: caught, End: true }), S: { Type: 'Succeed' } }),
      given: machine({
        A: task('f', { Arguments: { Payload: "{% $pad('', 270000, 'x') %}" }, Catch: caught, End: true }),
        S: { Type: 'Succeed' },
      }),
    },
    functions: { big: () => 'x'.repeat(270_000), f: () => 1 },
  });
  for (const name of ['pass', 'result', 'given'])
    expect(await result(start({}, 'e', name))).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(() => start('x'.repeat(270_000), 'input', 'pass')).toThrow(
    expect.objectContaining({ name: 'ValidationException' }),
  );
});

test('the functions that AWS adds to JSONata, and the time of the clock', async () => {
  const { start, result } = startEngine({
    definitions: machine({
      A: {
        Type: 'Pass',
        Output: {
          parts: '{% $partition([1,2,3,4,5], 2) %}',
          range: '{% $range(0, 6, 2) %}',
          hash: "{% $hash('a', 'SHA-256') %}",
          parsed: `{% $parse('{"a":1}').a %}`,
          uuid: '{% $length($uuid()) %}',
          seeded: '{% $random(7) = $random(7) %}',
          now: '{% $now() %}',
          day: "{% $now('[D01].[M01].[Y0001]') %}",
          millis: '{% $millis() %}',
        },
        End: true,
      },
    }),
  });
  expect((await result(start({}))).output).toEqual({
    parts: [[1, 2], [3, 4], [5]],
    range: [0, 2, 4, 6],
    hash: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    parsed: 1,
    uuid: 36,
    seeded: true,
    now: '2026-03-28T22:00:00.000Z',
    day: '28.03.2026',
    millis: Date.parse('2026-03-28T22:00:00Z'),
  });
});

test('the history tells what happened, when it is tried again and how long it waits', async () => {
  let tries = 0;
  const { start, engine, clock } = startEngine({
    definitions: machine({
      A: task('f', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10 }], Next: 'W' }),
      W: { Type: 'Wait', Seconds: 60, End: true },
    }),
    functions: {
      f: () => {
        if (++tries === 1) throw new Named('Busy');
        return 'ok';
      },
    },
  });
  const arn = start({ a: 1 });
  const begun = clock.time;
  await clock.advance(100);
  const events = engine.history(arn);
  expect(events.map((event) => event.type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskFailed',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
  expect(events[4]!.detail).toMatchObject({ error: 'Busy', retryAt: begun + 10_000 });
  expect(events[9]!.detail).toMatchObject({ name: 'W', until: begun + 70_000 });
});

test('an iteration that ends in the very moment another fails runs again with the retry', async () => {
  for (let ticks = 0; ticks < 40; ticks++) {
    const calls: string[] = [];
    const gate = turn();
    const { start, result, clock } = startEngine({
      definitions: machine({
        M: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'A', States: { A: task('f', { End: true }) } },
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }],
          End: true,
        },
      }),
      functions: {
        f: async (item: string) => {
          calls.push(item);
          if (calls.length > 2) return calls.length;
          await gate;
          for (let tick = 0; tick < (item === 'fails' ? 20 : ticks); tick++) await Promise.resolve();
          if (item === 'fails') throw new Named('Busy');
          return item;
        },
      },
    });
    const arn = start(['ends', 'fails']);
    await clock.advance(5);
    expect(await result(arn)).toMatchObject({ status: 'SUCCEEDED', output: [3, 4] });
    expect(calls).toEqual(['ends', 'fails', 'ends', 'fails']);
  }
});
