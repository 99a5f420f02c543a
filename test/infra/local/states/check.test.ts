import { expect, test } from 'vitest';
import type { State } from '../../../../infra/local/states/machine.ts';
import { ask, machine, startEngine, task } from './support.ts';

const pass: State = { Type: 'Pass', End: true };

function refusal(state: object, more: object = {}): string {
  try {
    startEngine({ definitions: machine({ A: state as State, B: pass }, more) });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

test('what the engine does not run as AWS does is refused by name when the machine is created', () => {
  const map = { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: pass } }, End: true };
  const distributed = { ...map.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED' } };
  expect(refusal(pass)).toBe('accepted');
  expect(refusal(pass, { QueryLanguage: undefined })).toBe(
    'State machine m, state A: JSONPath is not emulated. Set QueryLanguage to JSONata.',
  );
  expect(refusal({ ...pass, ResultPath: '$.x' })).toContain('ResultPath belongs to JSONPath');
  expect(refusal({ ...map, ItemProcessor: distributed })).toContain('Distributed Map is not emulated');
  expect(refusal({ ...map, ItemReader: {} })).toContain('Distributed Map is not emulated (ItemReader)');
  expect(refusal(task('f', { Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true }))).toContain(
    '.sync',
  );
  expect(refusal(task('f', { Resource: 'arn:aws:states:::sns:publish', End: true }))).toContain(
    'the resource is not emulated: arn:aws:states:::sns:publish',
  );
  expect(refusal(task('f', { TimeoutSeconds: 0, End: true }))).toContain('TimeoutSeconds must be');
  expect(refusal(ask('f', { TimeoutSeconds: 60, HeartbeatSeconds: 60, End: true }))).toContain(
    'less than TimeoutSeconds',
  );
  expect(refusal(pass, { TimeoutSeconds: -1 })).toContain('TimeoutSeconds must be');
  expect(refusal({ Type: 'Pass', Next: 'Nowhere' })).toContain('no state is named Nowhere');
  expect(refusal({ Type: 'Pass', Output: '{% 1 + %}', End: true })).toContain('does not parse');
  expect(refusal({ Type: 'Sleep', End: true })).toContain('the type is not emulated: Sleep');
  expect(refusal({ ...map, ItemProcessor: { StartAt: 'Z', States: { B: pass } } })).toContain(
    'StartAt names no state: Z',
  );
});

test('a state may choose JSONata for itself, and an integration is given by name', () => {
  expect(refusal({ ...pass, QueryLanguage: 'JSONata' }, { QueryLanguage: undefined })).toContain('state B: JSONPath');
  const send: State = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true };
  expect(() =>
    startEngine({ definitions: machine({ send }), integrations: { 'sqs:sendMessage': () => Promise.resolve({}) } }),
  ).not.toThrow();
});
