// Runs executions until all have ended. Started, and killed in the middle, by crash.test.ts.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { movableClock } from '../../../../infra/local/clock.ts';
import { Engine } from '../../../../infra/local/states/engine.ts';
import { lambdaInvoke } from '../../../../infra/local/states/integrations.ts';
import { openStore } from '../../../../infra/local/store.ts';
import { arnOf, lambda, machine } from './support.ts';

const directory = process.argv[2]!;
const names = process.argv[3]!.split(',');

const call = (state: string, more: object) => ({
  Type: 'Task' as const,
  Resource: lambda,
  Arguments: {
    FunctionName: 'note',
    Payload: ['{% $states.context.Execution.Name %}', '{% $string($states.input) %}', state],
  },
  Output: '{% $states.input %}',
  ...more,
});

const definition = machine({
  first: call('first', { Next: 'Wait' }),
  Wait: { Type: 'Wait', Seconds: '{% $random() > 0.5 ? 1 : 0 %}', Next: 'Each' },
  Each: {
    Type: 'Map',
    Items: [1, 2, 3],
    MaxConcurrency: 2,
    ItemProcessor: { StartAt: 'x', States: { x: call('x', { Next: 'y' }), y: call('y', { End: true }) } },
    Output: 0,
    Next: 'last',
  },
  last: call('last', { End: true }),
});

const store = openStore(join(directory, 'store.sqlite'));
const engine = new Engine({
  store,
  clock: movableClock(),
  machines: [{ name: 'm', arn: arnOf('m'), definition }],
  integrations: {
    'lambda:invoke': lambdaInvoke(async (_, payload) => {
      await sleep(10);
      appendFileSync(join(directory, 'calls'), `${(payload as string[]).join(' ')}\n`);
    }),
  },
});
engine.resume();
const known = new Set(engine.list(arnOf('m'), undefined).map(({ name }) => name));
for (const name of names) if (!known.has(name)) engine.start({ stateMachineArn: arnOf('m'), name, input: '0' });
while (engine.list(arnOf('m'), 'RUNNING').length > 0) await sleep(20);
process.stdout.write(JSON.stringify(engine.list(arnOf('m'), undefined).map(({ status }) => status)));
engine.close();
