import jsonata from 'jsonata';
import { App, Stack } from 'aws-cdk-lib/core';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import type { Template } from '../../infra/app.ts';
import { sealMachine } from '../../infra/workflows/seal.ts';
import { definitions } from './support/machines.ts';

type State = {
  Next?: string;
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Arguments?: { Payload: Record<string, unknown> };
  Retry?: { ErrorEquals: string[]; JitterStrategy: string }[];
  Catch?: { ErrorEquals: string[]; Next: string; Output: Record<string, string> }[];
  Choices?: { Condition: string; Next: string }[];
  Default?: string;
  Error?: string;
};

function definition() {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const workflow = new Fn(stack, 'Workflow', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => ({});'),
  });
  sealMachine(stack, 'Seal', { workflow, name: 'seal', logGroup: new LogGroup(stack, 'Logs') });
  const [machine] = definitions(app.synth().getStackByName('Test').template as Template);
  return machine as { States: Record<string, State> };
}

const { States } = definition();
const state = (name: string): State => {
  const found = States[name];
  if (!found) throw new Error(`There is no state ${name}`);
  return found;
};
const evaluate = (expression: unknown, known: Record<string, unknown>): Promise<unknown> =>
  jsonata(String(expression).replace(/^\{%|%\}$/g, '')).evaluate({}, known);

async function choose(variables: { more: boolean; turns: number }) {
  const { Choices = [], Default } = state('More?');
  for (const { Condition, Next } of Choices) if (await evaluate(Condition, variables)) return Next;
  return Default;
}

describe('the machine that seals', () => {
  test('asks the function for the moment that the execution began, on every turn', async () => {
    const began = { context: { Execution: { StartTime: '2026-11-22T02:05:00Z' } } };
    const at = await evaluate(state('Begin').Assign?.at, { states: began });
    expect(at).toBe('2026-11-22T02:05:00Z');
    const payload = state('Seal').Arguments?.Payload;
    expect(payload).toMatchObject({ protocol: 1, op: 'seal' });
    expect(await evaluate(payload?.at, { at })).toBe(at);
  });

  test.each([
    [{ more: true }, true],
    [{ more: false }, false],
    [{}, false],
    [{ more: 'yes' }, false],
    [null, false],
  ])('an answer of %j leaves more to seal: %s', async (Payload, more) => {
    expect(await evaluate(state('Seal').Assign?.more, { states: { result: { Payload } } })).toBe(more);
  });

  test('turns are counted', async () => {
    expect(await evaluate(state('Seal').Assign?.turns, { turns: 3 })).toBe(4);
  });

  test('ends when nothing is left', async () => {
    expect(await choose({ more: false, turns: 1 })).toBe('Sealed');
    expect(await choose({ more: false, turns: 1000 })).toBe('Sealed');
  });

  test('turns again while there is more', async () => {
    expect(await choose({ more: true, turns: 999 })).toBe('Seal');
  });

  test('fails in the open when it does not come to an end', async () => {
    const end = await choose({ more: true, turns: 1000 });
    expect(end).toBe('Too much');
    expect(state('Too much')).toMatchObject({ Type: 'Fail', Error: 'TooMuch' });
  });

  test('a busy function is asked again with jitter, and what then fails, fails in the open', async () => {
    const { Retry, Catch } = state('Seal');
    expect(Retry?.map(({ JitterStrategy }) => JitterStrategy)).toEqual(['FULL']);
    expect(Retry?.[0]?.ErrorEquals).toContain('Lambda.TooManyRequestsException');
    expect(Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'Not sealed' }]);
    expect(state('Not sealed')).toMatchObject({ Type: 'Fail' });
    const errorOutput = { Error: 'Boom', Cause: 'x'.repeat(5000) };
    expect(await evaluate(Catch?.[0]?.Output.error, { states: { errorOutput } })).toBe('Boom');
    expect(await evaluate(Catch?.[0]?.Output.cause, { states: { errorOutput } })).toHaveLength(1000);
  });

  test('carries nothing from state to state but its variables', () => {
    expect([state('Begin').Output, state('Seal').Output]).toEqual(['{% {} %}', '{% {} %}']);
  });
});
